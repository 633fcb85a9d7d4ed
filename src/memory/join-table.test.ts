import { describe, expect, it } from 'vitest'
import { float64, int32, int64, sqlName, utf8, type DataType } from '../types/data-type.js'
import type { EngineValue } from '../types/representation.js'
import { JoinTable } from './join-table.js'
import { everyType, keyOf, randomColumn, randomFrom, setting, vectors } from './random.fixture.js'
import { SpillReader } from './spilled-rows.js'
import { atOnce } from './steps.js'
import { readValues } from './vector.js'

type Columns = readonly (readonly EngineValue[])[]
interface Case { readonly types: readonly DataType[]; readonly build: Columns; readonly probe: Columns; readonly nullSafe: boolean }

/** Every kind of join against nested loops; the payload is the row's number and a text made of it. */
function check({ types, build, probe, nullSafe }: Case): void {
  const { memory, task, arena, pool } = setting()
  const buildRows = build[0]?.length ?? 40, probeRows = probe[0]?.length ?? 25
  const keyText = (columns: Columns, row: number) =>
    !nullSafe && columns.some(c => c[row] === null) ? undefined : columns.map(c => keyOf(c[row]!)).join('|')
  const byKey = new Map<string, number[]>()
  for (let row = 0; row < buildRows; row++) {
    const key = keyText(build, row)
    if (key !== undefined) byKey.set(key, [...byKey.get(key) ?? [], row])
  }
  const matchesOf = (row: number) => byKey.get(keyText(probe, row) ?? 'never') ?? []

  const payloadTypes = [int32, utf8]
  const numbered = Array.from({ length: buildRows }, (_, n) => n)
  const payload = [numbered, numbered.map(n => n % 5 ? `payload of row ${n}` : null)]
  const table = new JoinTable(task, types.map(type => ({ type, nullSafe })), payloadTypes)
  for (let from = 0; from < buildRows; from += 3_000) {
    const to = Math.min(buildRows, from + 3_000)
    table.build(vectors(types, build, from, to, arena), vectors(payloadTypes, payload, from, to, arena), to - from)
    arena.reset()
  }
  for (const _ of table.finish()) expect(table.busy).toBe(true)
  expect(table.rows).toBe(buildRows)
  expect(table.distinctKeys).toBe(byKey.size)

  const inner: string[] = [], outer: string[] = [], semi: number[] = [], anti: number[] = []
  const u32 = (address: number, n: number) => memory.u32[(address >>> 2) + n]!
  const numbers = (pointers: number, count: number) => {
    const ids = readValues(memory, table.gather(pointers, count, 0, arena), count) as (number | null)[]
    const texts = readValues(memory, table.gather(pointers, count, 1, arena), count)
    expect(ids.every((id, n) => texts[n] === (id === null ? null : payload[1]![id]))).toBe(true)
    return ids
  }
  for (let from = 0; from < probeRows; from += 4_000) {
    const to = Math.min(probeRows, from + 4_000)
    table.probe(vectors(types, probe, from, to, arena), to - from)
    for (const [out, options] of [[inner, { mark: true }], [outer, { outer: true }]] as const) {
      for (const pairs of table.pairs(options)) {
        expect(pairs.count).toBeLessThanOrEqual(16_384)
        numbers(pairs.buildRows, pairs.count).forEach((id, n) => out.push(`${from + u32(pairs.probeRows, n)}:${id}`))
      }
    }
    for (const [out, want] of [[semi, true], [anti, false]] as const) {
      const selected = table.select(want)
      for (let n = 0; n < selected.count; n++) out.push(from + u32(selected.probeRows, n))
    }
    arena.reset()
  }
  const rows = Array.from({ length: probeRows }, (_, n) => n)
  expect(inner.sort()).toEqual(rows.flatMap(row => matchesOf(row).map(b => `${row}:${b}`)).sort())
  expect(outer.sort()).toEqual(rows.flatMap(row => matchesOf(row).length ? matchesOf(row).map(b => `${row}:${b}`) : [`${row}:null`]).sort())
  expect(semi).toEqual(rows.filter(row => matchesOf(row).length > 0))
  expect(anti).toEqual(rows.filter(row => matchesOf(row).length === 0))

  const hit = new Set(rows.flatMap(matchesOf))
  for (const matched of [true, false]) {
    const found: (number | null)[] = []
    for (const { pointers, count } of matched ? table.matched(900) : table.unmatched(900)) found.push(...numbers(pointers, count))
    expect(found).toEqual(Array.from({ length: buildRows }, (_, n) => n).filter(n => hit.has(n) === matched))
  }
  table.close()
  arena.close()
  expect(task.pages).toBe(0)
  task.close()
  expect(pool.usedBytes).toBe(0)
}

describe('join table', () => {
  const cases: (readonly [string, readonly DataType[]])[] = [
    ...everyType.map(t => [sqlName(t), [t]] as const),
    ['text and two numbers', [utf8, float64, int64]],
    ['every type', everyType],
    ['66 keys', [...Array(66)].map((_, n) => [int32, utf8][n % 2]!)],
  ]
  it.each(cases.flatMap(([name, types]) => [[name, types, false], [name, types, true]] as const))('joins by %s', (_, types, nullSafe) => {
    const random = randomFrom(21)
    const nulls = types.length > 3 ? 0.004 : 0.1
    const domain = types.map(type => randomColumn(random, type, 400, nulls))
    const some = (n: number, most: number) => {
      const picks = Array.from({ length: n }, () => Math.floor(random() * most))
      return domain.map(column => picks.map(p => column[p]!))
    }
    const few = ['bool', 'void'].includes(types[0]!.kind) && types.length === 1
    check({ types, build: some(few ? 60 : 700, 300), probe: some(few ? 90 : 1_500, 400), nullSafe })
  })

  it('gives more pairs than a batch holds', () => {
    const ones = (n: number) => [Array.from({ length: n }, (_, k) => BigInt(k % 3))]
    check({ types: [int64], build: ones(900), probe: ones(200), nullSafe: false })
  })

  it('pairs all with all when there are no keys', () => check({ types: [], build: [], probe: [], nullSafe: false }))

  it('has nothing to find in an empty table', () => check({ types: [utf8], build: [[]], probe: [['a', null]], nullSafe: true }))

  it('has slots for an empty partition, also where memory is short', () => {
    const { memory, pool, task, arena } = setting()
    pool.refuses = () => true
    const table = new JoinTable(task, [{ type: int64 }], [])
    expect(atOnce(table.load(new SpillReader(task, undefined, [])))).toBe(true)
    for (const _ of table.finish()) throw new Error('there are no pages to link')
    const heads = table.probe(vectors([int64], [[1n, 2n]], 0, 2, arena), 2)
    expect([...memory.u32.subarray(heads >>> 2, (heads >>> 2) + 2)]).toEqual([0, 0])
    expect(table.spilled).toBeUndefined()
    task.close()
  })

  it('does not look for partners before it is finished', () => {
    const { task, arena } = setting(), table = new JoinTable(task, [{ type: int64 }], [])
    expect(() => table.probe(vectors([int64], [[1n]], 0, 1, arena), 1)).toThrow('not finished')
    task.close()
  })

  it.each([true, false])('joins a large table with batches that have few partners, many, and few again; nulls are equal: %s', nullSafe => {
    const random = randomFrom(8), below = (n: number): bigint | null => random() < 0.001 ? null : BigInt(Math.floor(random() * n))
    const column = (n: number, most: number) => Array.from({ length: n }, () => below(most))
    const few = column(4_000, 600_000), many = column(4_000, 30_000)
    check({ types: [int64], build: [column(30_000, 30_000)], probe: [[...few, ...many, ...few.toReversed()]], nullSafe })
  })

  it('finds keys in a large table', () => {
    const { memory, task, arena } = setting()
    const table = new JoinTable(task, [{ type: int64 }], [])
    const rows = 200_000
    for (let from = 0; from < rows; from += 10_000) {
      table.build(vectors([int64], [Array.from({ length: 10_000 }, (_, n) => BigInt(from + n) * 7n)], 0, 10_000, arena), [], 10_000)
      arena.reset()
    }
    for (const _ of table.finish()) expect(table.busy).toBe(true)
    expect(table.distinctKeys).toBe(rows)
    table.probe(vectors([int64], [Array.from({ length: 14_000 }, (_, n) => BigInt(n))], 0, 14_000, arena), 14_000)
    const { count, probeRows } = table.select(true)
    expect(count).toBe(2_000)
    expect([...memory.u32.subarray(probeRows >>> 2, (probeRows >>> 2) + 3)]).toEqual([0, 7, 14])
    task.close()
  })
})
