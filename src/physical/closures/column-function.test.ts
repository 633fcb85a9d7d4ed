import { afterEach, describe, expect, it } from 'vitest'
import { attribute, literal, typeOf, type Expression } from '../../logical/expression.js'
import { randomFrom, setting } from '../../memory/random.fixture.js'
import { decimal, float64, int32, int64, utf8 } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { batchOf, call, randomExpression, randomTable, type Table } from '../compile/expressions.fixture.js'
import { ColumnFunctions } from './column-function.js'
import { valueAt, type Rows } from './column.js'
import { rowFunction } from './row-function.js'
import { BatchInput, InputSpace } from './selection.js'

const all = setting()
afterEach(() => all.arena.reset())

type Outcome = readonly EngineValue[] | 'raises'
const attempt = (work: () => readonly EngineValue[]): Outcome => {
  try {
    return work()
  } catch {
    return 'raises'
  }
}
/** By columns, at these rows of the table. */
function byColumn(e: Expression, table: Table, at: readonly number[]): Outcome {
  const functions = new ColumnFunctions(table.input), make = functions.of(e), batch = batchOf(table, all)
  const rows: Rows = { at: Int32Array.from(at), count: at.length }
  return attempt(() => {
    let values: readonly EngineValue[] = []
    // the second batch finds what the first one left in the arrays
    for (const chosen of [{ at: Int32Array.from(table.rows, (_, n) => n), count: 1 }, rows]) {
      const input = new BatchInput(batch, all.memory, new InputSpace(functions.extent)), column = make(input, chosen)
      values = Array.from({ length: chosen.count }, (_, k) => valueAt(column, typeOf(e), chosen.at[k]!))
    }
    return values
  })
}
function byRow(e: Expression, table: Table, at: readonly number[]): Outcome {
  const one = rowFunction(e, table.input), input = new BatchInput(batchOf(table, all), all.memory)
  return attempt(() => [0, ...at].map(row => one(input, row)).slice(1))
}
const everyRow = (table: Table): number[] => table.rows.map((_, n) => n)

describe('expressions over columns', () => {
  const random = randomFrom(11)
  for (let part = 0; part < 4; part++) it(`give what they give row by row (${part})`, () => {
    for (let n = 0; n < 150; n++) {
      const table = randomTable(random, 40), e = randomExpression(random, table.input, 3)
      const some = everyRow(table).filter(() => random() < 0.6)
      for (const at of [everyRow(table), some, []]) expect(byColumn(e, table, at)).toEqual(byRow(e, table, at))
      all.arena.reset()
    }
  })

  const a = attribute('a', int64, true), b = attribute('b', int64, false)
  const over = (e: Expression, rows: readonly (readonly EngineValue[])[], input = [a, b]): Outcome => {
    const table = { input, rows }, at = everyRow(table)
    expect(byColumn(e, table, at)).toEqual(byRow(e, table, at))
    return byColumn(e, table, at)
  }
  it('stay exact where numbers no longer are', () => {
    const edge = 2n ** 53n - 1n
    expect(over(call('+', a, b), [[edge, 1n], [1n, 2n], [null, edge]])).toEqual([edge + 1n, 3n, null])
    expect(over(call('*', a, b), [[edge, 3n], [-edge, edge >> 44n]])).toEqual([edge * 3n, -edge * (edge >> 44n)])
    expect(over(call('-', b, a), [[-edge, edge], [2n ** 62n, -1n]])).toEqual([2n * edge, -1n - 2n ** 62n])
    expect(over(call('<', a, b), [[edge + 1n, edge + 2n], [edge + 2n, edge + 2n]])).toEqual([true, false])
    const small = attribute('c', decimal(12, 2), false), fine = attribute('d', decimal(18, 9), false), input = [small, fine]
    expect(over(call('+', small, fine), [[999_999_999_999n, 1n], [-1n, 10n ** 18n - 1n]], input)).toEqual([9999999999990000001n, 999999999989999999n])
    expect(over(call('*', small, fine), [[999_999_999_999n, 10n ** 18n - 1n], [0n, -5n]], input)).toEqual([999_999_999_999n * (10n ** 18n - 1n), 0n])
  })
  it('raise where a result leaves its type, and only there', () => {
    const most = 2n ** 63n - 1n, i = attribute('i', int32, false)
    expect(over(call('+', a, b), [[most, 1n]])).toBe('raises')
    expect(over(call('+', a, b), [[most, 0n], [null, 7n]])).toEqual([most, null])
    expect(over(call('*', i, i), [[46_340], [-46_340], [0]], [i])).toEqual([2147395600, 2147395600, 0])
    expect(over(call('*', i, i), [[46_341]], [i])).toBe('raises')
  })
  it('never make a whole −0, and keep that of doubles', () => {
    const i = attribute('i', int32, false), x = attribute('x', float64, false)
    expect(over(call('*', i, literal(-1, int32)), [[0]], [i])).toEqual([0])
    expect(over(call('*', x, literal(-1, float64)), [[0], [NaN]], [x])).toEqual([-0, NaN])
    expect(over(call('<', x, literal(NaN, float64)), [[Infinity], [NaN]], [x])).toEqual([true, false])
  })
  it('look only where row by row would', () => {
    const fails = call('=', call('%', a, b), literal(0n, int64)), guard = call('!=', b, literal(0n, int64))
    const rows = [[1n, 0n], [4n, 2n], [5n, 2n], [null, 0n]]
    expect(over(fails, rows)).toBe('raises')
    expect(over(call('and', guard, fails), rows)).toEqual([false, true, false, false])
    expect(over(call('or', call('not', guard), fails), rows)).toEqual([true, true, false, true])
    expect(over(call('when', guard, call('%', a, b), literal(-1n, int64)), rows)).toEqual([-1n, 0n, 1n, -1n])
    expect(over(call('when', guard, call('%', a, b)), rows)).toEqual([null, 0n, 1n, null])
    expect(over(call('coalesce', a, call('%', b, b)), [[1n, 0n], [null, 3n]])).toEqual([1n, 0n])
    // behind a null of an earlier argument
    expect(over(call('+', a, call('%', b, b)), [[null, 0n], [1n, 1n]])).toEqual([null, 1n])
  })
  it('compare and find text', () => {
    const s = attribute('s', utf8, true), rows = [['a'], [null], ['grüße'], ['a']]
    expect(over(call('=', s, literal('a', utf8)), rows, [s])).toEqual([true, null, false, true])
    expect(over(call('in', s, literal('b', utf8), literal('grüße', utf8)), rows, [s])).toEqual([false, null, true, false])
    expect(over(call('coalesce', s, literal('?', utf8)), rows, [s])).toEqual(['a', '?', 'grüße', 'a'])
  })
})
