import type { DataType } from '../types/data-type.js'
import { appendRows } from './append-rows.js'
import { Arena } from './arena.js'
import type { Vector } from './batch.js'
import { addTextSizes, gatherField, writeColumns } from './row-columns.js'
import { RowEncoder } from './row-encoder.js'
import { RowPages, rowsOfPage } from './row-pages.js'
import { CHUNK_ROWS, rowLayout, type RowLayout } from './row.js'
import { SpilledRows, type SpillOptions } from './spilled-rows.js'
import { atOnce } from './steps.js'
import type { TaskMemory } from './task-memory.js'

/** Columns of some rows: those that they were spread by, then the others. Valid until the next are asked for. */
export interface KeyedBatch { readonly keys: readonly Vector[]; readonly payload: readonly Vector[]; readonly rows: number }

/** Columns that go to disk as they come, spread over partitions by the hash of the keys, and come back partition by partition. */
export class SpilledBatches {
  readonly layout: RowLayout
  readonly #task: TaskMemory
  readonly #name: string
  readonly #arena: Arena
  readonly #encoder: RowEncoder
  readonly #pages: RowPages
  readonly #rows: SpilledRows
  readonly #pointers: number
  readonly #make: (rows: SpilledRows) => SpilledBatches

  constructor(task: TaskMemory, keys: readonly DataType[], payload: readonly DataType[], options: SpillOptions, rows = new SpilledRows(task, options)) {
    this.#make = next => new SpilledBatches(task, keys, payload, options, next)
    this.layout = rowLayout({ keys, payload })
    this.#task = task
    this.#name = options.name
    this.#arena = new Arena(task, options.name)
    this.#encoder = new RowEncoder(this.layout, this.#arena)
    this.#pages = new RowPages(task, this.#arena, options.name)
    this.#rows = rows
    this.#pointers = this.#arena.allocate(CHUNK_ROWS * 8)
  }

  get partitions(): number { return this.#rows.partitions }
  get canSplit(): boolean { return this.#rows.canSplit }
  get rows(): number { return this.#rows.rows + this.#pages.rows }
  /** All that came so far is on disk after `batches`, `settle` or `seal` was called. */
  rowsOf(partition: number): number { return this.#rows.rowsOf(partition) }

  append(keys: readonly Vector[], payload: readonly Vector[], rows: number): void {
    const { memory } = this.#task, { kernels } = memory, { layout } = this, { shape, chunk, hashes, ends } = this.#encoder
    const pointers = this.#pointers, cursors = this.#pointers + CHUNK_ROWS * 4
    for (let from = 0; from < rows; from += CHUNK_ROWS) {
      const n = Math.min(CHUNK_ROWS, rows - from)
      this.#encoder.encode(keys, from, n)
      memory.u32.copyWithin(cursors >>> 2, ends >>> 2, (ends >>> 2) + n)
      addTextSizes(memory, layout.payload, payload, from, n, ends)
      appendRows(this.#pages, { n, sizes: ends, hashes, zeroTo: layout.keysAt, pointers }, () => this.settle() > 0, () => {
        kernels.writeKeys(n, shape, chunk, pointers)
        writeColumns(memory, layout.payload, payload, from, n, pointers, cursors)
      })
      if (this.#pages.held > this.#task.blockPages) this.settle()
    }
  }
  /** Writes what is left in memory. */
  settle(): number { return atOnce(this.#pages.spillTo(this.#rows)) }

  /** The same, and nothing more is appended: what is needed for that is given back. */
  seal(): void {
    this.settle()
    this.#pages.close()
    this.#arena.close()
  }

  /** What a partition's rows are spread into by the next bits of their hash. */
  next(): SpilledBatches { return this.#make(this.#rows.next()) }
  *split(partition: number, to: SpilledBatches): Generator<void> {
    this.settle()
    yield* this.#rows.split(partition, to.#rows)
  }

  *batches(partition: number, most: number): Generator<KeyedBatch> {
    this.settle()
    const { memory } = this.#task, arena = new Arena(this.#task, this.#name), columns = new Arena(this.#task, this.#name)
    try {
      const pointers = arena.allocate(most * 4), state = arena.allocate(8)
      for (const page of this.#rows.pages(partition)) {
        for (const { count } of rowsOfPage(memory, page, most, pointers, state)) {
          columns.reset()
          const gather = (fields: RowLayout['keys']): Vector[] => fields.map(f => gatherField(memory, f, pointers, count, true, columns))
          yield { keys: gather(this.layout.keys), payload: gather(this.layout.payload), rows: count }
        }
      }
    } finally {
      arena.close()
      columns.close()
    }
  }

  close(): void {
    this.#rows.close()
    this.#pages.close()
    this.#arena.close()
  }
}
