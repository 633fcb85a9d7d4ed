import { expect, test } from 'vitest'
import { literal, unresolvedCall, unresolvedColumn, type Expression } from './expression.js'
import { formatExpression } from './format.js'
import { canonical } from './canonical.js'
import { date, int32, timestampNtz, utf8 } from '../types/data-type.js'

const [a, b, c] = ['a', 'b', 'c'].map(n => unresolvedColumn(n)) as [Expression, Expression, Expression]
const f = (name: string, ...args: Expression[]): Expression => unresolvedCall(name, args)
const one = literal(1, int32)

test.each([
  [f('and', f('and', a, b), f('and', b, c)), 'a and b and b and c'],
  [f('or', f('and', a, b), f('or', b, c)), '(a and b) or b or c'],
  [f('and', f('or', a, b), f('not', c)), '(a or b) and not c'],
  [f('not', f('and', a, b)), 'not (a and b)'],
  [f('not', f('isNull', a)), 'not a is null'],
  [f('sub', f('sub', a, b), f('sub', b, c)), 'a - b - (b - c)'],
  [f('mul', f('add', a, b), f('mul', b, f('div', a, c))), '(a + b) * b * (a / c)'],
  [f('eq', f('lt', a, b), f('add', b, one)), '(a < b) = b + 1'],
  [f('isNotNull', f('eq', a, b)), '(a = b) is not null'],
  [f('and', f('isIn', a, one, b), f('between', f('add', a, b), one, c)), 'a in (1, b) and a + b between 1 and c'],
  [f('when', f('like', a, b), one, c), 'when(a like b, 1, c)'],
  [unresolvedCall('count', [a], { distinct: true, filter: f('gt', b, one) }), 'count(distinct a) filter (where b > 1)'],
])('%#', (e, text) => expect(formatExpression(e)).toBe(text))

test('long texts are cut, but are not the same', () => {
  const [x, y] = ['x', 'y'].map(end => literal('a'.repeat(1000) + end, utf8)) as [Expression, Expression]
  expect(formatExpression(f('eq', a, x))).toBe(`a = '${'a'.repeat(199)}… (1003 characters)`)
  expect(canonical(x)).not.toBe(canonical(y))
})
test('days and times beyond those of Date', () => {
  expect(formatExpression(literal(2 ** 31 - 1, date))).toBe("date '+5881580-07-11'")
  expect(formatExpression(literal(2n ** 63n - 1n, timestampNtz))).toBe("timestamp_ntz '+294247-01-10 04:00:54.775807'")
})
