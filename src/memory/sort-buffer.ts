import type { DataType } from '../types/data-type.js'
import { Arena } from './arena.js'
import { BATCH_ROWS, type Vector } from './batch.js'
import type { Memory } from './memory.js'
import { pagesFor } from './page-map.js'
import { addTextSizes, gatherField, writeColumns } from './row-columns.js'
import { RowPages, type RowPointers } from './row-pages.js'
import { CHUNK_ROWS, rowLayout, type RowLayout } from './row.js'
import { SortKeys, type SortKey } from './sort-keys.js'
import type { PageOwner } from './task-memory.js'

export type { SortKey }
export interface SortOptions {
  /** Only the first so many rows are wanted (top-N): rows that cannot be among them are dropped on the way. */
  readonly limit?: number
  readonly name?: string
}

const ENTRY_BYTES = 16
const LEVELS = 64
const LEVEL_BYTES = 1_024
/** With a limit: how many rows beyond it are kept before they are sorted and cut. */
const SLACK = BATCH_ROWS / 2

/** Rows to be given back in order. Rows with equal keys keep the order in which they came. */
export class SortBuffer {
  readonly layout: RowLayout
  readonly #memory: Memory
  readonly #task: PageOwner
  readonly #name: string
  readonly #arena: Arena
  readonly #keys: SortKeys
  readonly #limit: number
  readonly #hasNulls: boolean[]
  readonly #sizes: number
  readonly #cursors: number
  readonly #pointers: number
  #pages: RowPages
  #entries: { readonly address: number; readonly pages: number } | undefined
  /** The key that rows must sort before to be kept. */
  #bound: { readonly address: number; readonly length: number } | undefined

  constructor(task: PageOwner, keys: readonly SortKey[], payload: readonly DataType[], options: SortOptions = {}) {
    const { limit = Infinity, name = 'A sort' } = options
    this.#memory = task.memory
    this.#task = task
    this.#name = name
    this.#arena = new Arena(task, name)
    this.#keys = new SortKeys(task, keys, this.#arena, name)
    this.#limit = limit
    this.layout = rowLayout({ payload: [this.#keys.type, ...payload] })
    this.#hasNulls = payload.map(() => false)
    this.#sizes = this.#arena.allocate(CHUNK_ROWS * 4)
    this.#cursors = this.#arena.allocate(CHUNK_ROWS * 4)
    this.#pointers = this.#arena.allocate(CHUNK_ROWS * 4)
    this.#pages = new RowPages(task, this.#arena, name)
  }

  /** Rows kept; with a limit, at most so many come out. */
  get rows(): number { return Math.min(this.#pages.rows, this.#limit) }
  get bytes(): number { return this.#pages.bytes }

  append(keys: readonly Vector[], payload: readonly Vector[], rows: number): void {
    if (this.#limit === 0) return
    payload.forEach((column, c) => { if (column.validity !== 0) this.#hasNulls[c] = true })
    for (let from = 0; from < rows; from += CHUNK_ROWS) {
      this.#appendChunk(keys, payload, from, Math.min(CHUNK_ROWS, rows - from))
      if (this.#pages.rows >= this.#limit + Math.max(this.#limit, SLACK)) this.#cut()
    }
  }

  /** Once, after the last `append`. */
  sort(): void {
    const n = this.#pages.rows
    if (n === 0 || this.#entries !== undefined) return
    const { kernels } = this.#memory
    const pages = pagesFor(n * ENTRY_BYTES)
    const address = this.#task.acquire(pages, this.#name)
    this.#entries = { address, pages }
    const keyAt = this.layout.payload[0]!.word
    const { depth, exact } = this.#prefix(keyAt)
    let at = address
    for (const page of this.#pages.pages) at += ENTRY_BYTES * kernels.fillEntries(page.address, this.#keys.fixed, keyAt, depth, at)
    const spare = this.#task.acquire(pages, this.#name)
    const counts = new Arena(this.#task, this.#name)
    kernels.sortEntries(address, n, spare, counts.allocate(LEVELS * LEVEL_BYTES), LEVELS, keyAt, depth, exact ? 1 : 0)
    counts.close()
    this.#task.release(spare, pages)
  }

  /** The rows in order, once sorted, at most `most` at a time. */
  *batches(most: number = BATCH_ROWS): Generator<RowPointers> {
    if (this.#entries === undefined) return
    const scratch = new Arena(this.#task, this.#name)
    try {
      const pointers = scratch.allocate(most * 4)
      for (let from = 0; from < this.rows; from += most) {
        const count = Math.min(most, this.rows - from)
        this.#memory.kernels.entryRows(count, this.#entries.address + ENTRY_BYTES * from, pointers)
        yield { pointers, count }
      }
    } finally {
      scratch.close()
    }
  }

  /** A payload column of the rows at `pointers`; text views live as long as this buffer. */
  gather(pointers: number, count: number, column: number, arena: Arena): Vector {
    return gatherField(this.#memory, this.layout.payload[column + 1]!, pointers, count, this.#hasNulls[column]!, arena)
  }

  close(): void {
    this.#dropEntries()
    this.#pages.close()
    this.#keys.close()
    this.#arena.close()
  }

  #appendChunk(keys: readonly Vector[], payload: readonly Vector[], from: number, n: number): void {
    const memory = this.#memory
    const { fixedBytes } = this.layout
    const [keyField, ...fields] = this.layout.payload
    const key = this.#keys.make(keys, from, n)
    memory.u32.fill(fixedBytes, this.#sizes >>> 2, (this.#sizes >>> 2) + n)
    memory.u32.fill(fixedBytes, this.#cursors >>> 2, (this.#cursors >>> 2) + n)
    addTextSizes(memory, [keyField!], [key], 0, n, this.#sizes)
    addTextSizes(memory, fields, payload, from, n, this.#sizes)
    const bound = this.#bound
    if (bound !== undefined && memory.kernels.keepBelow(n, this.#keys.views, bound.address, bound.length, this.#sizes) === 0) return
    this.#pages.place(n, this.#sizes, 0, keyField!.word, this.#pointers)
    writeColumns(memory, [keyField!], [key], 0, n, this.#pointers, this.#cursors)
    writeColumns(memory, fields, payload, from, n, this.#pointers, this.#cursors)
  }

  /** Bytes that all keys share are passed over; when what follows fits an entry, equal entries are equal keys. */
  #prefix(keyAt: number): { depth: number; exact: boolean } {
    if (this.#keys.fixed !== 0) return { depth: 0, exact: true }
    const { kernels } = this.#memory
    const pages = this.#pages.pages
    const first = pages[0]!.address + 16
    let depth = 2 ** 30
    let longest = 0
    for (const { address } of pages) {
      depth = kernels.sharedPrefix(address, first, keyAt, depth)
      longest = Math.max(longest, kernels.longestKey(address, keyAt))
    }
    return { depth, exact: longest <= depth + 12 }
  }

  /** Keeps the first `limit` rows and the key of the last of them. */
  #cut(): void {
    this.sort()
    const kept = new RowPages(this.#task, this.#arena, this.#name)
    let last = 0
    for (const { pointers, count } of this.batches(CHUNK_ROWS)) {
      kept.copy(count, pointers)
      last = this.#memory.u32[(pointers >>> 2) + count - 1]!
    }
    this.#dropEntries()
    this.#pages.close()
    this.#pages = kept
    this.#bound = this.#keyOf(last)
  }

  #keyOf(row: number): { address: number; length: number } {
    const at = row + this.layout.payload[0]!.word
    if (this.#keys.fixed !== 0) return { address: at, length: this.#keys.fixed }
    const [low, high] = [this.#memory.u32[at >>> 2]!, this.#memory.u32[(at >>> 2) + 1]!]
    return high >= 2 ** 31 ? { address: at, length: (high >>> 24) & 127 } : { address: row + low, length: high }
  }

  #dropEntries(): void {
    if (this.#entries !== undefined) this.#task.release(this.#entries.address, this.#entries.pages)
    this.#entries = undefined
  }
}
