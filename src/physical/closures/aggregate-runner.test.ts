import { describe, expect, it } from 'vitest'
import type { AggregateFunction, FoldImplementation } from '../../functions/declare.js'
import { lookup } from '../../functions/registry.js'
import { attribute } from '../../logical/expression.js'
import { randomFrom, setting } from '../../memory/random.fixture.js'
import { readValues, vectorOf } from '../../memory/vector.js'
import { decimal, float64, int32, int64, utf8, type DataType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { batchOf } from '../compile/expressions.fixture.js'
import { closuresTier } from './tier.js'
import { StateCells } from './state.js'
import { stateLayout, type AggregateItem } from '../stage.js'

const GROUPS = 7
/** Two batches into `GROUPS` groups by the tier, and value by value. */
function compare(name: string, type: DataType, value: (n: number) => EngineValue): void {
  const all = setting(), { memory, task, arena } = all, x = attribute('x', type, true), f = lookup(name) as AggregateFunction
  const resolved = f.resolve([{ type, nullable: true, literal: undefined, flexible: false }], { grouped: true })
  const implementation = f.implement({ args: [type], type: resolved.type, constants: [undefined], timeZone: undefined }) as FoldImplementation
  const item: AggregateItem = { function: f, implementation, args: [x], filter: undefined, distinct: false, type: resolved.type }
  const size = 8 * (1 + stateLayout([item]).words), base = arena.allocateZeroed(GROUPS * size), plain = arena.allocateZeroed(GROUPS * size)
  const runner = closuresTier.aggregate({ input: [x], filters: [], keys: [], aggregates: [item] }, { memory, task, batchRows: 300 })
  const cells = new StateCells(implementation.state, 0, resolved.type, arena)
  const groupOf = (n: number): number => n * n % GROUPS
  for (let batch = 0; batch < 2; batch++) {
    const values = Array.from({ length: 300 }, (_, n) => value(n + 300 * batch)), pointers = arena.allocate(4 * values.length)
    for (const [n, v] of values.entries()) {
      memory.u32[(pointers >>> 2) + n] = base + groupOf(n) * size
      if (v === null && implementation.skipsNulls) continue
      const at = plain + groupOf(n) * size + 8, state = cells.read(at)
      implementation.evaluate.update(state, { value: v })
      cells.write(at, state)
    }
    runner.prepare(batchOf({ input: [x], rows: values.map(v => [v]) }, all))
    runner.update(pointers, 8)
  }
  const pointers = arena.allocate(4 * GROUPS)
  for (let g = 0; g < GROUPS; g++) memory.u32[(pointers >>> 2) + g] = base + g * size
  const got = readValues(memory, runner.finish(pointers, GROUPS, 8)[0]!, GROUPS)
  expect(got, name).toEqual(Array.from({ length: GROUPS }, (_, g) => implementation.evaluate.finish(cells.read(plain + g * size + 8))))
  runner.close()
}

describe('aggregates over columns', () => {
  const numbers = ['sum', 'avg', 'min', 'max', 'count', 'stddev']
  it('give what they give value by value', () => {
    const random = randomFrom(3), some = (v: EngineValue): EngineValue => random() < 0.2 ? null : v
    for (const name of numbers) {
      compare(name, int32, n => some(n * 7919 % 1000 - 500))
      compare(name, float64, n => some(n % 50 === 0 ? NaN : n % 3 === 0 ? -0 : n / 7 - 20))
      if (name !== 'stddev') compare(name, int64, n => some(BigInt(n * 7919) - 1_000_000n))
      if (name !== 'stddev') compare(name, decimal(12, 2), n => some(BigInt(n * 104_729)))
    }
    for (const name of ['min', 'max', 'first', 'last', 'count']) compare(name, utf8, n => some(`text ${n * 31 % 100}`))
  })
  it('take vectors of more rows than any batch had', () => {
    const { memory, task, arena } = setting(), x = attribute('x', int64, true), f = lookup('sum') as AggregateFunction
    const implementation = f.implement({ args: [int64], type: int64, constants: [undefined], timeZone: undefined }) as FoldImplementation
    const item: AggregateItem = { function: f, implementation, args: [x], filter: undefined, distinct: true, type: int64 }
    const runner = closuresTier.aggregate({ input: [x], filters: [], keys: [], aggregates: [item] }, { memory, task, batchRows: 300 })
    const state = arena.allocateZeroed(64), count = 9, rows = arena.allocate(4 * count), pointers = arena.allocate(4 * count)
    for (let n = 0; n < count; n++) {
      memory.u32[(rows >>> 2) + n] = n
      memory.u32[(pointers >>> 2) + n] = state
    }
    runner.foldVectors(0, [vectorOf(int64, Array.from({ length: count }, (_, n) => BigInt(n)), arena)], rows, count, pointers, 8)
    memory.u32[pointers >>> 2] = state
    expect(readValues(memory, runner.finish(pointers, 1, 8)[0]!, 1)).toEqual([36n])
    runner.close()
    task.close()
  })
  it('are exact beyond 2⁵³', () => {
    for (const name of ['sum', 'avg', 'min', 'max']) {
      compare(name, int64, n => n % 2 ? 2n ** 53n + BigInt(n) : -(2n ** 53n) - BigInt(n * n))
      compare(name, int64, n => 2n ** 50n + BigInt(n))
      compare(name, decimal(38, 4), n => n < 300 ? 10n ** 30n + BigInt(n) : BigInt(n))
    }
  })
})
