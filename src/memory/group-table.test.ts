import { describe, expect, it } from 'vitest'
import { bool, int32, int64, sqlName, utf8, type DataType } from '../types/data-type.js'
import type { EngineValue } from '../types/representation.js'
import { GroupTable } from './group-table.js'
import { everyType, keyOf, randomColumn, randomFrom, setting, vectors } from './random.fixture.js'
import { readValues } from './vector.js'

/** Counts rows and adds up their positions by key, in both ways. */
function check(types: readonly DataType[], columns: readonly (readonly EngineValue[])[], rows: number, step: number): void {
  const { memory, task, arena, pool } = setting()
  const table = new GroupTable(task, types, 2)
  const expected = new Map<string, [bigint, bigint]>()
  for (let from = 0; from < rows; from += step) {
    const to = Math.min(rows, from + step)
    const fresh = table.locateNew(vectors(types, columns, from, to, arena), to - from), pointers = table.located
    for (let row = from; row < to; row++) {
      const state = ((memory.u32[(pointers >>> 2) + row - from]! + table.stateOffset) >>> 3)
      memory.u64[state]! += 1n
      memory.u64[state + 1]! += BigInt(row)
      const key = columns.map(c => keyOf(c[row]!)).join('|')
      expect(memory.u8[fresh + row - from]).toBe(expected.has(key) ? 0 : 1)
      const sum = expected.get(key) ?? [0n, 0n]
      expected.set(key, [sum[0] + 1n, sum[1] + BigInt(row)])
    }
    arena.reset()
  }
  expect(table.size).toBe(expected.size)
  const seen = new Set<string>()
  for (const { pointers, count } of table.batches(3_000)) {
    const keys = table.keys(pointers, count, arena).map(v => readValues(memory, v, count))
    for (let n = 0; n < count; n++) {
      const key = keys.map(c => keyOf(c[n]!)).join('|')
      const state = (memory.u32[(pointers >>> 2) + n]! + table.stateOffset) >>> 3
      expect([memory.u64[state], memory.u64[state + 1]]).toEqual(expected.get(key))
      seen.add(key)
    }
    arena.reset()
  }
  expect(seen.size).toBe(expected.size)
  table.close()
  arena.close()
  expect(task.pages).toBe(0)
  task.close()
  expect(pool.usedBytes).toBe(0)
}

describe('group table', () => {
  const cases: (readonly [string, readonly DataType[]])[] = [
    ...everyType.map(t => [sqlName(t), [t]] as const),
    ['text, number and text', [utf8, int64, utf8]],
    ['every type', everyType],
    ['70 keys', [...Array(70)].map((_, n) => [bool, int32, utf8][n % 3]!)],
  ]
  it.each(cases)('groups by %s', (_, types) => {
    const random = randomFrom(5)
    const source = types.map((type, n) => randomColumn(random, type, 300, n % 2 ? 0.2 : 0.05))
    const picks = Array.from({ length: 9_000 }, () => Math.floor(random() * 300))
    check(types, source.map(column => picks.map(p => column[p]!)), 9_000, 4_000)
  })

  it('grows in steps where it is huge, and finds what it had', () => {
    const { memory, task, arena } = setting(), table = new GroupTable(task, [int64], 8), groups = 700_000, step = 16_384
    const look = (from: number): readonly number[] => {
      arena.reset()
      const n = Math.min(step, groups - from), keys = arena.allocate(n * 8)
      for (let k = 0; k < n; k++) memory.i64[(keys >>> 3) + k] = BigInt(7 * (from + k))
      for (const _ of table.growAhead(n)) steps++
      const pointers = table.locate([{ type: int64, data: keys, validity: 0 }], n) >>> 2
      return [...memory.u32.subarray(pointers, pointers + n)]
    }
    let steps = 0
    const found: number[] = []
    for (let from = 0; from < groups; from += step) found.push(...look(from))
    expect(steps).toBeGreaterThan(4)
    expect([table.size, new Set(found).size]).toEqual([groups, groups])
    for (const from of [0, 20 * step, 42 * step]) expect(look(from)).toEqual(found.slice(from, from + step))
    table.close()
    arena.close()
    task.close()
  })

  it('grows far beyond its first size', () => {
    const random = randomFrom(9)
    const rows = 120_000
    const ids = Array.from({ length: rows }, () => BigInt(Math.floor(random() * 90_000)))
    check([int64, utf8], [ids, ids.map(id => id % 3n === 0n ? null : `customer number ${id}`)], rows, 16_384)
  })

  it('has one group when there are no keys', () => {
    const { memory, task } = setting()
    const table = new GroupTable(task, [], 1)
    expect(table.size).toBe(0)
    const pointers = table.locate([], 5_000)
    expect(table.size).toBe(1)
    expect(new Set(memory.u32.subarray(pointers >>> 2, (pointers >>> 2) + 5_000)).size).toBe(1)
    expect([...table.batches()].map(b => b.count)).toEqual([1])
    task.close()
  })

  it('reports the limit by its name and leaves nothing behind', () => {
    const { task, arena, pool } = setting(4 << 20)
    const table = new GroupTable(task, [int64], 4, { consumer: { name: 'Grouping', pages: 0, busy: true, spill: () => 0 } })
    const all = () => {
      for (let n = 0; ; n += 8_192) {
        arena.reset()
        table.locate(vectors([int64], [Array.from({ length: 8_192 }, (_, k) => BigInt(n + k))], 0, 8_192, arena), 8_192, true)
      }
    }
    expect(all).toThrow(/Grouping needs .* the memory limit of 4 MiB/)
    task.close()
    expect(pool.usedBytes).toBe(0)
  })
})
