import type { DataType } from '../types/data-type.js'
import { Arena } from './arena.js'
import { BATCH_ROWS, type Vector } from './batch.js'
import { HashSlots } from './hash-slots.js'
import type { Memory } from './memory.js'
import { gatherField } from './row-columns.js'
import { RowEncoder } from './row-encoder.js'
import { RowPages, type RowPointers } from './row-pages.js'
import { CHUNK_ROWS, LOOKUP_ROWS, rowLayout, type RowLayout } from './row.js'
import type { PageOwner } from './task-memory.js'

/**
 * Groups by key, each a row with state words that begin as zero. Nulls are equal to each other. Group rows never move, so a
 * pointer stays good until the table is closed. With no keys there is one group as soon as a row was located.
 */
export class GroupTable {
  readonly layout: RowLayout
  /** Byte offset in a group row of state word 0; word k is 8 k further. */
  readonly stateOffset: number
  readonly #memory: Memory
  readonly #arena: Arena
  readonly #encoder: RowEncoder
  readonly #slots: HashSlots
  readonly #pages: RowPages
  readonly #hasNulls: boolean[]
  readonly #pointers: number
  readonly #scratch: number
  #fresh = 0

  constructor(task: PageOwner, keyTypes: readonly DataType[], stateWords: number, name = 'An aggregate') {
    this.layout = rowLayout({ keys: keyTypes, stateWords })
    this.stateOffset = this.layout.statesAt
    this.#memory = task.memory
    this.#arena = new Arena(task, name)
    this.#encoder = new RowEncoder(this.layout, this.#arena)
    this.#slots = new HashSlots(task, this.#arena, name)
    this.#pages = new RowPages(task, this.#arena, name)
    this.#hasNulls = keyTypes.map(() => false)
    this.#pointers = this.#arena.allocate(BATCH_ROWS * 4)
    this.#scratch = this.#arena.allocate(CHUNK_ROWS * 4)
    this.#slots.open(0)
  }

  /** Groups so far. */
  get size(): number { return this.#pages.rows }
  get bytes(): number { return this.#pages.bytes }

  /** Address of a u32 for each of at most BATCH_ROWS rows: its group row. Good until the next call. */
  locate(keys: readonly Vector[], rows: number): number {
    this.#find(keys, rows, 0)
    return this.#pointers
  }

  /** The same, and a byte a row: 1 where the row made its group, as a column of bools. */
  locateNew(keys: readonly Vector[], rows: number): { readonly pointers: number; readonly fresh: number } {
    if (this.#fresh === 0) this.#fresh = this.#arena.allocate(BATCH_ROWS)
    this.#find(keys, rows, this.#fresh)
    return { pointers: this.#pointers, fresh: this.#fresh }
  }

  /** All groups, at most `most` at a time, in the order they were made. */
  *batches(most: number = BATCH_ROWS): Generator<RowPointers> {
    const scratch = new Arena(this.#arena.task, this.#arena.name)
    try {
      yield* this.#pages.scan(most, scratch.allocate(most * 4), scratch.allocate(8))
    } finally {
      scratch.close()
    }
  }

  /** The key columns of groups; text views live as long as the table. */
  keys(pointers: number, count: number, arena: Arena): Vector[] {
    return this.layout.keys.map((field, k) => gatherField(this.#memory, field, pointers, count, this.#hasNulls[k]!, arena))
  }

  close(): void {
    this.#slots.close()
    this.#pages.close()
    this.#arena.close()
  }

  #find(keys: readonly Vector[], rows: number, fresh: number): void {
    const { kernels } = this.#memory
    const { shape, chunk, hashes } = this.#encoder
    const table = this.#slots.table
    keys.forEach((key, k) => { if (key.validity !== 0) this.#hasNulls[k] = true })
    for (let from = 0; from < rows; from += CHUNK_ROWS) {
      const n = Math.min(CHUNK_ROWS, rows - from)
      const pointers = this.#pointers + 4 * from
      const made = fresh === 0 ? 0 : fresh + from
      this.#encoder.encode(keys, from, n)
      for (let done = 0; done < n;) {
        const end = Math.min(n, done + LOOKUP_ROWS)
        if (this.#slots.isLarge) kernels.touchTable(done, end, hashes, table, this.#scratch)
        done = kernels.findGroups(done, end, shape, chunk, table, this.layout.stateWords, this.#pages.writer, pointers, made)
        if (done === end) continue
        if (this.#pages.needsPage) this.#pages.addPage(true)
        else this.#slots.grow()
      }
    }
  }
}
