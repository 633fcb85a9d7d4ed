import type { DataType } from '../types/data-type.js'
import { Arena } from './arena.js'
import { BATCH_ROWS, type Vector } from './batch.js'
import type { Memory } from './memory.js'
import { addTextSizes, gatherField, writeColumns } from './row-columns.js'
import { RowPages, type RowPointers } from './row-pages.js'
import { CHUNK_ROWS, rowLayout, type RowLayout } from './row.js'
import type { PageOwner } from './task-memory.js'

/**
 * Rows kept for later, in order of arrival: cached frames, exchanges, the payload of sorts and joins. Text is copied in;
 * columns gathered from here view the text in the rows.
 */
export class RowStore {
  readonly types: readonly DataType[]
  readonly layout: RowLayout
  readonly #memory: Memory
  readonly #arena: Arena
  readonly #pages: RowPages
  readonly #hasNulls: boolean[]
  readonly #sizes: number
  readonly #cursors: number
  readonly #pointers: number

  constructor(task: PageOwner, types: readonly DataType[], name = 'A row store') {
    this.types = types
    this.layout = rowLayout({ payload: types })
    this.#memory = task.memory
    this.#arena = new Arena(task, name)
    this.#pages = new RowPages(task, this.#arena, name)
    this.#hasNulls = types.map(() => false)
    this.#sizes = this.#arena.allocate(CHUNK_ROWS * 4)
    this.#cursors = this.#arena.allocate(CHUNK_ROWS * 4)
    this.#pointers = this.#arena.allocate(CHUNK_ROWS * 4)
  }

  get rows(): number { return this.#pages.rows }
  get bytes(): number { return this.#pages.bytes }

  append(columns: readonly Vector[], rows: number): void {
    const memory = this.#memory
    const { payload, fixedBytes, keysAt } = this.layout
    columns.forEach((column, c) => { if (column.validity !== 0) this.#hasNulls[c] = true })
    for (let from = 0; from < rows; from += CHUNK_ROWS) {
      const n = Math.min(CHUNK_ROWS, rows - from)
      memory.u32.fill(fixedBytes, this.#sizes >>> 2, (this.#sizes >>> 2) + n)
      memory.u32.fill(fixedBytes, this.#cursors >>> 2, (this.#cursors >>> 2) + n)
      addTextSizes(memory, payload, columns, from, n, this.#sizes)
      this.#pages.place(n, this.#sizes, 0, keysAt, this.#pointers)
      writeColumns(memory, payload, columns, from, n, this.#pointers, this.#cursors)
    }
  }

  /** All rows in order, at most `most` at a time. Several scans may be under way at once. */
  *batches(most: number = BATCH_ROWS): Generator<RowPointers> {
    const scratch = new Arena(this.#arena.task, this.#arena.name)
    try {
      yield* this.#pages.scan(most, scratch.allocate(most * 4), scratch.allocate(8))
    } finally {
      scratch.close()
    }
  }

  /** Column `column` of the rows at `pointers` (0: null). Text views live as long as this store. */
  gather(pointers: number, count: number, column: number, arena: Arena): Vector {
    return gatherField(this.#memory, this.layout.payload[column]!, pointers, count, this.#hasNulls[column]!, arena)
  }

  close(): void {
    this.#pages.close()
    this.#arena.close()
  }
}
