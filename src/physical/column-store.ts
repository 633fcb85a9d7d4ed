/**
 * The rows of a cached frame as full batches of columns in storage pages: scanning them copies nothing. Text lies behind the
 * batches; its views never move.
 */
import type { Statistics } from '../logical/source.js'
import { Arena } from '../memory/arena.js'
import { BATCH_ROWS, type Batch, type KeptTexts, type Vector } from '../memory/batch.js'
import type { Memory } from '../memory/memory.js'
import type { Pool } from '../memory/pool.js'
import type { StorageMemory } from '../memory/storage-memory.js'
import { bitmapBytes } from '../memory/vector.js'
import type { DataType, Field } from '../types/data-type.js'
import { cellBytes, representation } from '../types/representation.js'
import { sliceVector } from './slice.js'

interface Column { readonly type: DataType; readonly width: number; readonly isText: boolean; readonly data: number; readonly kept?: KeptTexts | undefined; validity: number }
interface Block { readonly columns: readonly Column[]; rows: number }

export class ColumnStore {
  readonly #memory: Memory
  readonly #storage: StorageMemory
  readonly #arena: Arena
  readonly #fields: readonly Field[]
  readonly #blocks: Block[] = []
  #rows = 0
  #closing = false

  /** `evicted` is called when queries took the memory back. */
  constructor(pool: Pool, fields: readonly Field[], evicted: () => void = () => {}) {
    this.#memory = pool.memory
    this.#storage = pool.storage('A cached frame', evicted)
    this.#arena = new Arena(this.#storage, 'A cached frame')
    this.#fields = fields
  }

  get rows(): number { return this.#rows }
  statistics(): Statistics { return { rows: this.#rows, bytes: this.#storage.peakBytes } }
  /** In use: not to be evicted until `unpin`. */
  pin(): void { this.#storage.pin() }
  unpin(): void {
    this.#storage.unpin()
    if (this.#closing) this.close()
  }

  append(batch: Batch): void {
    for (let from = 0; from < batch.rows;) {
      const block = this.#openBlock(), n = Math.min(batch.rows - from, BATCH_ROWS - block.rows)
      for (const [c, column] of block.columns.entries()) this.#copy(batch.columns[c]!, from, n, column, block.rows)
      block.rows += n
      this.#rows += n
      from += n
    }
  }
  #openBlock(): Block {
    const last = this.#blocks.at(-1)
    if (last && last.rows < BATCH_ROWS) return last
    const columns = this.#fields.map(({ type }): Column => {
      const kind = representation(type), width = cellBytes[kind]
      return { type, width, isText: kind === 'str', data: this.#arena.allocate(BATCH_ROWS * width), kept: type.kind === 'utf8' ? {} : undefined, validity: 0 }
    })
    const block = { columns, rows: 0 }
    this.#blocks.push(block)
    return block
  }
  #copy(from: Vector, first: number, n: number, to: Column, at: number): void {
    const { u8, kernels } = this.#memory, source = from.data + first * to.width, target = to.data + at * to.width
    if (to.isText) kernels.copyViews(n, source, target, this.#arena.allocate(Math.max(8, kernels.viewBytes(n, source))))
    else u8.copyWithin(target, source, source + n * to.width)
    if (from.validity === 0 && to.validity === 0) return
    if (to.validity === 0) {
      to.validity = this.#arena.allocate(bitmapBytes(BATCH_ROWS))
      u8.fill(255, to.validity, to.validity + bitmapBytes(BATCH_ROWS))
    }
    if (from.validity !== 0) kernels.copyBits(n, from.validity, first, to.validity, at)
    else this.#setBits(to.validity, at, n)
  }
  #setBits(bitmap: number, at: number, n: number): void {
    const { u8 } = this.#memory
    for (let bit = at; bit < at + n; bit++) u8[bitmap + (bit >>> 3)]! |= 1 << (bit & 7)
  }

  /** The columns at these positions, at most `most` rows at a time. */
  *batches(positions: readonly number[], most: number): Generator<Batch> {
    const scratch = most < BATCH_ROWS ? new Arena(this.#storage, 'A cached frame') : undefined
    try {
      for (const { columns, rows } of this.#blocks) {
        const vectors = positions.map((p): Vector => columns[p]!)
        if (!scratch) {
          yield { rows, columns: vectors }
          continue
        }
        for (let from = 0; from < rows; from += most) {
          const n = Math.min(most, rows - from)
          scratch.reset()
          yield { rows: n, columns: vectors.map(v => sliceVector(v, from, n, scratch)) }
        }
      }
    } finally {
      scratch?.close()
    }
  }

  /** Once nobody reads it any more. */
  close(): void {
    this.#closing = true
    if (this.#storage.pinned) return
    this.#arena.close()
    this.#storage.close()
  }
}
