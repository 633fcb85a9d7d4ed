import { describe, expect, it } from 'vitest'
import { date, float64, int32, int64, sqlName, utf8, type DataType } from '../types/data-type.js'
import type { EngineValue } from '../types/representation.js'
import { everyType, heapDisk, randomColumn, randomFrom, setting, vectors } from './random.fixture.js'
import { SortBuffer, type SortKey } from './sort-buffer.js'
import { atOnce } from './steps.js'
import { readValues } from './vector.js'

const encoded = new Map<string, Buffer>()
const bytesOf = (value: EngineValue): Uint8Array => {
  if (typeof value !== 'string') return value as Uint8Array
  let bytes = encoded.get(value)
  if (bytes === undefined) encoded.set(value, bytes = Buffer.from(value))
  return bytes
}

/** The order that the engine must give. */
function compare(a: EngineValue, b: EngineValue, type: DataType): number {
  if (type.kind === 'list' || type.kind === 'struct') {
    const [x, y] = [a as readonly EngineValue[], b as readonly EngineValue[]]
    for (let n = 0; n < Math.min(x.length, y.length); n++) {
      const order = compareNullable(x[n]!, y[n]!, type.kind === 'list' ? type.element : type.fields[n]!.type, true)
      if (order !== 0) return order
    }
    return x.length - y.length
  }
  if (typeof a === 'number' && typeof b === 'number') {
    return Number.isNaN(a) || Number.isNaN(b) ? Number(Number.isNaN(a)) - Number(Number.isNaN(b)) : a < b ? -1 : a > b ? 1 : 0
  }
  if (typeof a === 'string' || a instanceof Uint8Array) return Buffer.compare(bytesOf(a), bytesOf(b))
  return a! < b! ? -1 : a! > b! ? 1 : 0
}
function compareNullable(a: EngineValue, b: EngineValue, type: DataType, nullsFirst: boolean, descending = false): number {
  if (a === null || b === null) return (Number(b === null) - Number(a === null)) * (nullsFirst ? 1 : -1)
  return compare(a, b, type) * (descending ? -1 : 1)
}

function check(keys: readonly SortKey[], columns: readonly (readonly EngineValue[])[], step = 5_000, limit?: number): void {
  const { memory, task, arena, pool } = setting()
  const rows = columns[0]!.length
  const numbers = Array.from({ length: rows }, (_, n) => n)
  const expected = [...numbers].sort((x, y) => {
    for (let k = 0; k < keys.length; k++) {
      const { type, descending = false, nullsFirst = !descending } = keys[k]!
      const order = compareNullable(columns[k]![x]!, columns[k]![y]!, type, nullsFirst, descending)
      if (order !== 0) return order
    }
    return x - y
  }).slice(0, limit)
  const types = keys.map(k => k.type)
  const payload = [int32, utf8]
  const buffer = new SortBuffer(task, keys, payload, limit === undefined ? {} : { limit })
  const texts = numbers.map(n => n % 7 ? `text that belongs to row ${n}` : null)
  for (let from = 0; from < rows; from += step) {
    const to = Math.min(rows, from + step)
    atOnce(buffer.append(vectors(types, columns, from, to, arena), vectors(payload, [numbers, texts], from, to, arena), to - from))
    arena.reset()
  }
  atOnce(buffer.sort())
  const found: EngineValue[] = []
  for (const { pointers, count } of buffer.batches(3_000)) {
    const ids = readValues(memory, buffer.gather(pointers, count, 0, arena), count)
    expect(readValues(memory, buffer.gather(pointers, count, 1, arena), count)).toEqual(ids.map(id => texts[id as number]))
    found.push(...ids)
    arena.reset()
  }
  expect(found).toEqual(expected)
  buffer.close()
  arena.close()
  expect(task.pages).toBe(0)
  task.close()
  expect(pool.usedBytes).toBe(0)
}

const orderable = everyType.filter(t => t.kind !== 'map' && !(t.kind === 'list' && t.element.kind === 'list'))

describe('sort buffer', () => {
  it.each(orderable.map(t => [sqlName(t), t] as const))('sorts by %s', (_, type) => {
    const random = randomFrom(31)
    for (const descending of [false, true]) {
      for (const nullsFirst of [false, true]) check([{ type, descending, nullsFirst }], [randomColumn(random, type, 2_500, 0.1)])
    }
    if (type.kind !== 'void') check([{ type, nullable: false }], [randomColumn(random, type, 2_500, 0)])
  })

  it.each<[string, SortKey[]]>([
    ['date and int', [{ type: date, nullable: false }, { type: int32, nullable: false, descending: true }]],
    ['int, text, double', [{ type: int32, descending: true }, { type: utf8 }, { type: float64, descending: true }]],
    ['text, text', [{ type: utf8, descending: true, nullsFirst: true }, { type: utf8 }]],
    ['every type', orderable.map((type, n) => ({ type, descending: n % 2 === 0 }))],
  ])('sorts by %s', (_, keys) => {
    const random = randomFrom(17)
    const small = (type: DataType) => {
      const domain = randomColumn(random, type, 12, 0.1)
      return Array.from({ length: 9_000 }, () => domain[Math.floor(random() * 12)]!)
    }
    check(keys, keys.map(k => k.nullable === false ? small(k.type).map(v => v ?? 5) : small(k.type)))
  })

  it('keeps the order of arrival among equal keys, also when there are many', () => {
    const random = randomFrom(3)
    check([{ type: int64 }], [Array.from({ length: 60_000 }, () => BigInt(Math.floor(random() * 50)))], 16_384)
    const texts = Array.from({ length: 30_000 }, () => 'the same long beginning of every text ' + Math.floor(random() * 9))
    check([{ type: utf8 }], [texts], 16_384)
  })

  it('sorts so many that it goes in steps', () => {
    const random = randomFrom(8), rows = 70_000
    check([{ type: int64, nullable: false }], [Array.from({ length: rows }, () => BigInt(Math.floor(random() * 1e9)))], 16_384)
    check([{ type: int32 }, { type: int64 }], [Array.from({ length: 2 * rows }, () => random() < 0.05 ? null : 7), Array.from({ length: 2 * rows }, (_, n) => BigInt(n % 3))], 16_384)
    check([{ type: utf8, descending: true }], [Array.from({ length: rows }, () => `one long beginning, then ${random() < 0.9 ? 'the next, ' : ''}${Math.floor(random() * 1e5)}`)], 16_384)
    check([{ type: utf8 }], [Array.from({ length: rows }, () => 'all the same, and longer than an entry')], 16_384, 70_000)
  })

  it('sorts keys that part late, again and again', () => {
    const random = randomFrom(4)
    const words = Array.from({ length: 12_000 }, () => 'ab'.repeat(Math.floor(random() * 90)) + (random() < 0.5 ? 'a' : 'b'))
    check([{ type: utf8 }], [words], 4_000)
  })

  const random = randomFrom(5)
  const numbers = Array.from({ length: 45_000 }, () => Math.floor(random() * 1e6))
  it.each([0, 1, 10, 1_000, 35_000, 200_000])('keeps the first %i of numbers', limit => {
    check([{ type: int32, descending: true }], [numbers], 16_384, limit)
  })
  it.each([3, 7_000])('keeps the first %i by text and number', limit => {
    check([{ type: utf8 }, { type: int32 }], [numbers.map(n => n % 50 ? `customer ${n % 5_000}` : null), numbers], 16_384, limit)
    check([{ type: utf8, nullable: false }], [numbers.map(n => String(n % 900))], 16_384, limit)
  })

  it('comes to an end where whoever can spill is never given a page', () => {
    const { memory, pool, task, arena } = setting()
    pool.disk = heapDisk()
    pool.refuses = () => true
    const buffer = new SortBuffer(task, [{ type: int32 }], [int32])
    for (let n = 0; n < 5; n++) {
      const column = vectors([int32], [numbers], n * 9_000, (n + 1) * 9_000, arena)
      atOnce(buffer.append(column, column, 9_000))
      arena.reset()
    }
    atOnce(buffer.sort())
    const found: unknown[] = []
    for (const { pointers, count } of buffer.batches()) {
      arena.reset()
      found.push(...readValues(memory, buffer.gather(pointers, count, 0, arena), count))
    }
    expect(found).toEqual([...numbers].sort((a, b) => a - b))
    buffer.close()
    task.close()
  })

  it('sorts nothing', () => check([{ type: int64 }], [[]]))
})
