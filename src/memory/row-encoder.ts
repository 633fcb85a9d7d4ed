import type { Arena } from './arena.js'
import type { Vector } from './batch.js'
import type { Memory } from './memory.js'
import { CHUNK_ROWS, kindNumber, type RowField, type RowLayout } from './row.js'
import { cellBytes } from '../types/representation.js'

const SHAPE_HEAD = 32

/** Where row `from` of a column begins. `from` is a multiple of 8. */
export const cellAt = (vector: Vector, field: RowField, from: number): number => vector.data + from * cellBytes[field.representation]
export const validityAt = (vector: Vector, from: number): number => vector.validity === 0 ? 0 : vector.validity + from / 8

/**
 * Turns key columns into comparable words and hashes, up to CHUNK_ROWS rows at a time (kernels/rows.ts draws shape and chunk).
 * What it made stays until the next `encode`.
 */
export class RowEncoder {
  readonly layout: RowLayout
  readonly shape: number
  readonly chunk: number
  /** u64 a row: the hash. */
  readonly hashes: number
  /** u32 a row: bytes of the row so far, without payload text. */
  readonly ends: number
  readonly #memory: Memory
  readonly #keys: number

  constructor(layout: RowLayout, arena: Arena) {
    const texts = layout.keys.filter(f => f.representation === 'str')
    const nullWords = Math.ceil(layout.keys.length / 64)
    const stride = 8 * (nullWords + layout.keyWords)
    this.layout = layout
    this.#memory = arena.memory
    this.#keys = arena.allocate(Math.max(8, CHUNK_ROWS * stride))
    this.hashes = arena.allocate(CHUNK_ROWS * 8)
    this.ends = arena.allocate(CHUNK_ROWS * 4)
    const sources = arena.allocate(Math.max(8, CHUNK_ROWS * 4 * texts.length))
    this.chunk = arena.allocate(16)
    this.#memory.u32.set([this.#keys, this.hashes, this.ends, sources], this.chunk >>> 2)
    this.shape = arena.allocateZeroed(SHAPE_HEAD + 4 * texts.length)
    const bits = layout.keys.length % 64
    const words = this.shape >>> 2
    this.#memory.u32.set([nullWords, layout.keyWords], words)
    this.#memory.u64[(this.shape >>> 3) + 1] = bits === 0 ? 0xFFFF_FFFF_FFFF_FFFFn : (1n << BigInt(bits)) - 1n
    this.#memory.u32.set([layout.nullsAt, layout.keysAt, stride, texts.length, ...texts.map(f => (f.word - layout.keysAt) / 8)], words + 4)
  }

  /** Rows from…from + n of the key columns; `from` is a multiple of 8. */
  encode(keys: readonly Vector[], from: number, n: number): void {
    const { kernels } = this.#memory
    const { layout, shape, chunk } = this
    const nullWords = Math.ceil(layout.keys.length / 64)
    kernels.beginKeys(n, shape, chunk, layout.fixedBytes)
    let text = 0
    layout.keys.forEach((field, k) => {
      const vector = keys[k]!
      const data = cellAt(vector, field, from)
      const validity = validityAt(vector, from)
      const word = 8 * nullWords + field.word - layout.keysAt
      const nullAt = field.nullAt - layout.nullsAt
      if (field.representation === 'str') kernels.encodeTextKey(n, data, validity, shape, chunk, word, nullAt, field.nullBit, text++)
      else kernels.encodeKey(kindNumber[field.representation], n, data, validity, shape, chunk, word, nullAt, field.nullBit)
    })
    kernels.mixHashes(n, this.hashes)
  }
}
