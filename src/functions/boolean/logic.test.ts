import { describe, expect, test } from 'vitest'
import * as types from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { call, typed } from '../call.fixture.js'
import { between, eqNullSafe, isIn } from '../comparison/index.js'
import { coalesce, ifNull, nullIf, when } from '../conditional/index.js'
import { and, isFalse, isTrue, not, or } from './index.js'

const truth = [true, false, null]
const flag = (value: EngineValue) => typed(types.bool, value)
const int = (value: EngineValue) => typed(types.int32, value)

describe('three-valued logic, in both tiers', () => {
  const pairs = truth.flatMap(a => truth.map(b => [a, b] as const))
  test.each(pairs)('%s, %s', (a, b) => {
    expect(call(and, [flag(a), flag(b)])).toBe(a === false || b === false ? false : a === null || b === null ? null : true)
    expect(call(or, [flag(a), flag(b)])).toBe(a === true || b === true ? true : a === null || b === null ? null : false)
    expect(call(eqNullSafe, [flag(a), flag(b)])).toBe(a === b)
  })
  test.each(truth)('%s', a => {
    expect(call(not, [flag(a)])).toBe(a === null ? null : !a)
    expect(call(isTrue, [flag(a)])).toBe(a === true)
    expect(call(isFalse, [flag(a)])).toBe(a === false)
  })
})
describe('between and isIn', () => {
  const values = [null, 1, 2, 3]
  const triples = values.flatMap(v => values.flatMap(a => values.map(b => [v, a, b] as const)))
  const compare = (a: number | null, b: number | null, test: (a: number, b: number) => boolean): boolean | null =>
    a === null || b === null ? null : test(a, b)
  const both = (a: boolean | null, b: boolean | null): boolean | null =>
    a === false || b === false ? false : a === null || b === null ? null : true
  test.each(triples)('%s, %s, %s', (v, a, b) => {
    expect(call(between, [int(v), int(a), int(b)])).toBe(both(compare(v, a, (x, y) => x >= y), compare(v, b, (x, y) => x <= y)))
    const found = v !== null && (v === a || v === b)
    expect(call(isIn, [int(v), int(a), int(b)])).toBe(found ? true : v === null || a === null || b === null ? null : false)
  })
  test('text', () => {
    expect(call(isIn, ['Rail', 'Air', 'Rail'])).toBe(true)
    expect(call(isIn, ['a long text beyond eight', 'a long text beyond nine', 'a long text beyond eight'])).toBe(true)
    expect(call(isIn, [NaN, 1.5, NaN])).toBe(true)
    expect(call(between, ['b', 'a', 'c'])).toBe(true)
  })
})
describe('conditions', () => {
  test('coalesce, ifNull, nullIf', () => {
    expect(call(coalesce, [int(null), int(null), 3])).toBe(3)
    expect(call(coalesce, ['x', 'y'])).toBe('x')
    expect(call(coalesce, [typed(types.decimal(20, 2), null), typed(types.decimal(20, 2), -5n)])).toBe(-5n)
    expect(call(ifNull, [typed(types.utf8, null), 'y'])).toBe('y')
    expect(call(nullIf, [int(1), typed(types.int64, 1n)])).toBe(null)
    expect(call(nullIf, [int(1), int(null)])).toBe(1)
    expect(call(nullIf, [int(null), int(1)])).toBe(null)
  })
  test('when', () => {
    for (const a of truth) {
      for (const b of truth) {
        expect(call(when, [flag(a), 'a', flag(b), 'b', 'c'])).toBe(a ? 'a' : b ? 'b' : 'c')
        expect(call(when, [flag(a), int(1), flag(b), int(null)])).toBe(a ? 1 : null)
      }
    }
  })
})
