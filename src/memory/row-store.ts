import type { DataType } from '../types/data-type.js'
import { Arena } from './arena.js'
import { BATCH_ROWS, type Vector } from './batch.js'
import { appendRows } from './append-rows.js'
import type { Memory } from './memory.js'
import { addTextSizes, gatherField, writeColumns } from './row-columns.js'
import { RowPages, rowsOfPage, type RowPointers } from './row-pages.js'
import { CHUNK_ROWS, rowLayout, type RowLayout } from './row.js'
import { SpilledRows, type SpillOptions } from './spilled-rows.js'
import { atOnce, type Steps } from './steps.js'
import type { Consumer, TaskMemory } from './task-memory.js'

export interface RowStoreOptions {
  readonly name: string
  readonly onSpill?: SpillOptions['onSpill']
  readonly owner?: { readonly consumer: Consumer; readonly makeRoom: () => boolean }
}
/**
 * Rows kept for later, in order of arrival. Text is copied in; columns gathered from here view the text in the rows. Rows can
 * spill, those that came first before the others; then they are read through a page of their own. Those of an `owner` stay until
 * it decides otherwise.
 */
export class RowStore implements Consumer {
  readonly name: string
  readonly types: readonly DataType[]
  readonly layout: RowLayout
  readonly #memory: Memory
  readonly #arena: Arena
  readonly #pages: RowPages
  readonly #hasNulls: boolean[]
  readonly #sizes: number
  readonly #cursors: number
  readonly #pointers: number
  readonly #task: TaskMemory
  readonly #onSpill: SpillOptions['onSpill']
  readonly #owner: RowStoreOptions['owner']
  #spilled: SpilledRows | undefined
  #readers = 0
  #appending = false

  constructor(task: TaskMemory, types: readonly DataType[], { name, onSpill, owner }: RowStoreOptions) {
    this.#task = task
    this.#onSpill = onSpill
    this.name = name
    this.types = types
    this.layout = rowLayout({ payload: types })
    this.#memory = task.memory
    this.#arena = new Arena(task, name)
    this.#pages = new RowPages(task, this.#arena, owner?.consumer ?? this)
    this.#hasNulls = types.map(() => false)
    this.#sizes = this.#arena.allocate(CHUNK_ROWS * 4)
    this.#cursors = this.#arena.allocate(CHUNK_ROWS * 4)
    this.#pointers = this.#arena.allocate(CHUNK_ROWS * 4)
    this.#owner = owner
    if (!owner) task.register(this)
  }

  get rows(): number { return this.#pages.rows + (this.#spilled?.rows ?? 0) }
  get pages(): number { return this.#pages.held }
  get busy(): boolean { return this.#appending || this.#readers > 0 }

  append(columns: readonly Vector[], rows: number): void {
    const memory = this.#memory
    const { payload, fixedBytes, keysAt } = this.layout
    columns.forEach((column, c) => { if (column.validity !== 0) this.#hasNulls[c] = true })
    this.#appending = true
    try {
      for (let from = 0; from < rows; from += CHUNK_ROWS) {
        const n = Math.min(CHUNK_ROWS, rows - from)
        memory.u32.fill(fixedBytes, this.#sizes >>> 2, (this.#sizes >>> 2) + n)
        memory.u32.fill(fixedBytes, this.#cursors >>> 2, (this.#cursors >>> 2) + n)
        addTextSizes(memory, payload, columns, from, n, this.#sizes)
        const placed = { n, sizes: this.#sizes, hashes: 0, zeroTo: keysAt, pointers: this.#pointers }
        appendRows(this.#pages, placed, () => this.#owner ? this.#owner.makeRoom() : atOnce(this.spill()) > 0, () => writeColumns(memory, payload, columns, from, n, this.#pointers, this.#cursors))
      }
    } finally {
      this.#appending = false
    }
  }

  *spill(): Steps<number> {
    if (!this.#task.pool.disk) return 0
    this.#spilled ??= new SpilledRows(this.#task, { name: this.name, together: true, onSpill: this.#onSpill })
    return yield* this.#pages.spillTo(this.#spilled)
  }

  /** All rows in order, at most `most` at a time. Several scans may be under way at once. */
  *batches(most: number = BATCH_ROWS): Generator<RowPointers> {
    const scratch = new Arena(this.#task, this.name)
    this.#readers++
    try {
      const pointers = scratch.allocate(most * 4), state = scratch.allocate(8)
      for (const page of this.#spilled?.pages(0) ?? []) yield* rowsOfPage(this.#memory, page, most, pointers, state)
      yield* this.#pages.scan(most, pointers, state)
    } finally {
      this.#readers--
      scratch.close()
    }
  }

  /** Column `column` of the rows at `pointers` (0: null). Text views live as long as this store, those of rows that spilled as long as the batch. */
  gather(pointers: number, count: number, column: number, arena: Arena): Vector {
    return gatherField(this.#memory, this.layout.payload[column]!, pointers, count, this.#hasNulls[column]!, arena)
  }

  /** No rows. */
  clear(): void { this.#pages.clear() }

  close(): void {
    this.#task.unregister(this)
    this.#spilled?.close()
    this.#pages.close()
    this.#arena.close()
  }
}
