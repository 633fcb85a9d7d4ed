/** Random values for the tests of this folder, repeatable by seed. */
import {
  binary, bool, date, decimal, field, float64, int32, int64, list, map, struct, utf8, voidType, type DataType,
} from '../types/data-type.js'
import { representation, type EngineValue } from '../types/representation.js'
import { Arena } from './arena.js'
import type { Vector } from './batch.js'
import type { SpillDisk } from './spill-disk.js'
import { Memory } from './memory.js'
import { Pool, type TaskMemory } from './pool.js'
import { vectorOf } from './vector.js'

export const everyType: readonly DataType[] = [
  bool, int32, int64, float64, date, utf8, binary, voidType, decimal(9, 2), decimal(38, 3),
  list(int32), list(utf8), list(decimal(30, 1)),
  struct([field('a', int64), field('b', utf8), field('c', decimal(25, 0)), field('d', bool)]),
  map(utf8, list(float64)), list(list(struct([field('x', utf8)]))),
]

/** 0 ≤ n < 1. */
export type Random = () => number
export function randomFrom(seed: number): Random {
  let state = seed | 0
  return () => {
    state = state + 0x6D2B79F5 | 0
    let t = Math.imul(state ^ state >>> 15, 1 | state)
    t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t
    return ((t ^ t >>> 14) >>> 0) / 4294967296
  }
}
const below = (random: Random, n: number): number => Math.floor(random() * n)
const pick = <T>(random: Random, values: readonly T[]): T => values[below(random, values.length)]!

const words = [
  '', 'a', 'ab', 'seven77', 'eight888', 'nine99999', 'grüße', '日本語テキスト', '😀', '\u0000', '\u0001\u0000x',
  'shared prefix of a long text 1', 'shared prefix of a long text 2',
]
const doubles = [0, -0, NaN, 1.5, -1.5, Infinity, -Infinity, 5e-324, 1e300, -1e300]
const wide = (random: Random): bigint =>
  BigInt.asIntN(126, BigInt(below(random, 2 ** 31)) ** BigInt(below(random, 4)) * (random() < 0.5 ? 1n : -1n))

/** A value, null in about `nulls` of the cases. Small domains, so that values repeat. */
export function randomValue(random: Random, type: DataType, nulls = 0.15): EngineValue {
  if (type.kind === 'void' || random() < nulls) return null
  switch (type.kind) {
    case 'utf8':
      return random() < 0.02 ? 'long '.repeat(below(random, 300)) : pick(random, words) + (random() < 0.5 ? below(random, 5) : '')
    case 'binary': return Uint8Array.from({ length: below(random, 12) }, () => below(random, 3))
    case 'list': return Array.from({ length: below(random, 4) }, () => randomValue(random, type.element, nulls))
    case 'struct': return type.fields.map(f => randomValue(random, f.type, nulls))
    case 'map':
      return Array.from({ length: below(random, 3) }, () => [randomValue(random, type.key, 0), randomValue(random, type.value, nulls)])
    default:
  }
  switch (representation(type)) {
    case 'bool': return random() < 0.5
    case 'i32': return below(random, 2 ** below(random, 31)) * (random() < 0.5 ? 1 : -1) | 0
    case 'i64': return BigInt(below(random, 2 ** below(random, 50))) * (random() < 0.5 ? 1n : -1n)
    case 'f64': return random() < 0.5 ? pick(random, doubles) : below(random, 20) - 10
    default: return wide(random)
  }
}
export const randomColumn = (random: Random, type: DataType, rows: number, nulls = 0.15): EngineValue[] =>
  Array.from({ length: rows }, () => randomValue(random, type, nulls))

/** What the engine treats as the same: −0 as +0. */
export const normal = (value: EngineValue): EngineValue =>
  value === 0 ? 0 : Array.isArray(value) ? value.map(normal) : value
/** A text by which equal values are found. */
export const keyOf = (value: EngineValue): string =>
  value instanceof Uint8Array ? `b${[...value].join()}`
    : Array.isArray(value) ? `[${value.map(keyOf).join()}]`
      : `${typeof value}${typeof value === 'string' ? JSON.stringify(value) : String(normal(value))}`

export interface Setting { readonly memory: Memory; readonly pool: Pool; readonly task: TaskMemory; readonly arena: Arena }
let memory: Memory | undefined
/** A task over a memory of 512 MiB, and an arena for columns. */
export function setting(limit = 400 << 20): Setting {
  memory ??= new Memory({ wasmPages: 8_192 })
  const pool = new Pool(memory, { limit })
  const task = pool.task('test')
  return { memory, pool, task, arena: new Arena(task, 'columns') }
}
/** A disk that is the heap. */
export const heapDisk = (): SpillDisk => ({
  create() {
    let content = new Uint8Array(0)
    return {
      get bytes() { return content.length },
      append(data) {
        const longer = new Uint8Array(content.length + data.length)
        longer.set(content)
        longer.set(data, content.length)
        content = longer
      },
      read(into, position) { into.set(content.subarray(position, position + into.length)) },
      close() { content = new Uint8Array(0) },
    }
  },
})
/** Rows from..to of each column as vectors. */
export const vectors = (
  types: readonly DataType[], columns: readonly (readonly EngineValue[])[], from: number, to: number, arena: Arena,
): Vector[] =>
  types.map((type, n) => vectorOf(type, columns[n]!.slice(from, to), arena))
