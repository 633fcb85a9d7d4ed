import type { DataType } from '../types/data-type.js'
import { Arena } from './arena.js'
import { BATCH_ROWS, type Vector } from './batch.js'
import { ENTRY_BYTES, ROOM_BEFORE, ROOM_EACH, sortEntries } from './entry-sort.js'
import type { Memory } from './memory.js'
import { PAGE_BYTES, pagesFor } from './page-map.js'
import { addTextSizes, gatherField, writeColumns } from './row-columns.js'
import { appendRows } from './append-rows.js'
import { RowPages, type RowPointers } from './row-pages.js'
import { CHUNK_ROWS, rowLayout, type RowLayout } from './row.js'
import { SortKeys, type SortKey } from './sort-keys.js'
import { SortedRuns } from './sorted-runs.js'
import { atOnce, type Steps } from './steps.js'
import type { Consumer, TaskMemory } from './task-memory.js'

export type { SortKey }
export interface SortOptions {
  /** Only the first so many rows are wanted (top-N): rows that cannot be among them are dropped on the way. */
  readonly limit?: number
  readonly name?: string
  /** Told how many bytes were spilled. */
  readonly onSpill?: (bytes: number) => void
}

/** With a limit: how many rows beyond it are kept before they are sorted and cut. */
const SLACK = BATCH_ROWS / 2

/**
 * Rows to be given back in order. Rows with equal keys keep the order in which they came. The memory in which they will be sorted
 * is taken as they come: so they can be sorted and written out when there is no more.
 */
export class SortBuffer implements Consumer {
  readonly name: string
  readonly layout: RowLayout
  readonly #memory: Memory
  readonly #task: TaskMemory
  readonly #arena: Arena
  readonly #keys: SortKeys
  readonly #limit: number
  readonly #hasNulls: boolean[]
  readonly #sizes: number
  readonly #cursors: number
  readonly #pointers: number
  readonly #runs: SortedRuns
  #pages: RowPages
  /** Room for entries, as much again to sort them, and the counts of the radix sort. */
  #room: { readonly address: number; readonly pages: number } | undefined
  /** Entries that are in order; none before `sort`. */
  #sorted = 0
  /** The key that rows must sort before to be kept. */
  #bound: { readonly address: number; readonly length: number } | undefined
  readonly #boundArena: Arena
  #busy = false
  #peak = 0

  constructor(task: TaskMemory, keys: readonly SortKey[], payload: readonly DataType[], options: SortOptions = {}) {
    const { limit = Infinity, name = 'The sort', onSpill } = options
    this.name = name
    this.#memory = task.memory
    this.#task = task
    this.#arena = new Arena(task, name)
    this.#boundArena = new Arena(task, name)
    this.#keys = new SortKeys(task, keys, this.#arena, name)
    this.#limit = limit
    this.layout = rowLayout({ payload: [this.#keys.type, ...payload] })
    this.#hasNulls = payload.map(() => false)
    this.#sizes = this.#arena.allocate(CHUNK_ROWS * 4)
    this.#cursors = this.#arena.allocate(CHUNK_ROWS * 4)
    this.#pointers = this.#arena.allocate(CHUNK_ROWS * 4)
    this.#pages = new RowPages(task, this.#arena, this)
    this.#runs = new SortedRuns(task, { fixed: this.#keys.fixed, keyAt: this.layout.payload[0]!.word }, { name, onSpill })
    task.register(this)
  }

  /** The most bytes that it had. */
  get peakBytes(): number { return Math.max(this.#peak, this.pages * PAGE_BYTES) }
  get pages(): number { return this.#pages.held + (this.#room?.pages ?? 0) }
  get busy(): boolean { return this.#busy || this.#sorted > 0 }

  /** Takes rows; step by step, since sorting or writing what is there may take long. */
  *append(keys: readonly Vector[], payload: readonly Vector[], rows: number): Steps {
    if (this.#limit === 0) return
    payload.forEach((column, c) => { if (column.validity !== 0) this.#hasNulls[c] = true })
    this.#busy = true
    try {
      for (let from = 0; from < rows; from += CHUNK_ROWS) {
        yield* this.#appendChunk(keys, payload, from, Math.min(CHUNK_ROWS, rows - from))
        if (this.#pages.rows >= this.#limit + Math.max(this.#limit, SLACK)) yield* this.#cut()
      }
    } finally {
      this.#busy = false
    }
  }

  /** Once, after the last `append`, step by step. */
  *sort(): Steps {
    this.#busy = true
    try {
      if (this.#runs.count > 0) yield* this.#task.spillInSteps(this, this.spill())
      else yield* this.#sort()
    } finally {
      this.#busy = false
    }
  }

  /** The rows in order, once sorted, at most `most` at a time. Now and then none, so that others have their turn. */
  *batches(most: number = BATCH_ROWS): Generator<RowPointers> {
    const source = this.#runs.count > 0 ? this.#runs.merge(most) : this.#inMemory(most)
    let left = this.#limit
    for (const { pointers, count } of source) {
      yield { pointers, count: Math.min(count, left) }
      left -= count
      if (left <= 0) return
    }
  }

  /** A payload column of the rows at `pointers`; text views live as long as this buffer, or, once it has spilled, as the batch. */
  gather(pointers: number, count: number, column: number, arena: Arena): Vector {
    return gatherField(this.#memory, this.layout.payload[column + 1]!, pointers, count, this.#hasNulls[column]!, arena)
  }

  *spill(): Steps<number> {
    if (!this.#task.pool.disk) return 0
    const { pages } = this
    yield* this.#writeRun()
    return pages
  }

  close(): void {
    this.#task.unregister(this)
    this.#runs.close()
    this.#dropRoom()
    this.#pages.close()
    this.#keys.close()
    this.#boundArena.close()
    this.#arena.close()
  }

  /** All rows to disk, in order. */
  *#writeRun(): Steps {
    if (this.#pages.rows > 0) {
      this.#peak = this.peakBytes
      yield* this.#sort()
      const { blockPages, staging } = this.#task, block = this.#task.tryAcquire(blockPages, this.name)
      try {
        // only one at a time works in the block that all share
        for (const _ of this.#runs.add(this.#inMemory(CHUNK_ROWS), block || staging)) if (block) yield
      } finally {
        if (block) this.#task.release(block, blockPages)
        this.#sorted = 0
      }
    }
    this.#pages.clear()
    this.#dropRoom()
  }

  *#appendChunk(keys: readonly Vector[], payload: readonly Vector[], from: number, n: number): Steps {
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
    if (!this.#makeRoom(this.#pages.rows + n)) {
      yield* this.#task.spillInSteps(this, this.spill())
      this.#makeRoom(this.#pages.rows + n, true)
    } else if ((yield* this.#task.spillAhead(this)) > 0) this.#makeRoom(n, true)
    const rows = { n, sizes: this.#sizes, hashes: 0, zeroTo: keyField!.word, pointers: this.#pointers }
    appendRows(this.#pages, rows, () => atOnce(this.spill()) > 0 && this.#makeRoom(n, true), () => {
      writeColumns(memory, [keyField!], [key], 0, n, this.#pointers, this.#cursors)
      writeColumns(memory, fields, payload, from, n, this.#pointers, this.#cursors)
    })
  }

  /** Room to sort so many rows; false if there is none. What was there before is of no value. */
  #makeRoom(rows: number, must = false): boolean {
    const bytes = ROOM_BEFORE + ROOM_EACH * rows, had = this.#room?.pages ?? 0
    if (had * PAGE_BYTES >= bytes) return true
    const pages = Math.max(pagesFor(bytes), Math.floor(had * 1.25))
    this.#dropRoom()
    const address = must ? this.#task.acquire(pages, this.name) : this.#task.tryAcquire(pages, this)
    if (address !== 0) this.#room = { address, pages }
    // the rows that are there must be sorted in what there was
    else if (had > 0) this.#room = { address: this.#task.acquire(had, this.name), pages: had }
    return address !== 0
  }
  #dropRoom(): void {
    if (this.#room) this.#task.release(this.#room.address, this.#room.pages)
    this.#room = undefined
  }

  *#sort(): Steps {
    const n = this.#pages.rows
    if (n === 0 || this.#sorted > 0) return
    const { kernels } = this.#memory, { fixed } = this.#keys, { address } = this.#room!
    const keyAt = this.layout.payload[0]!.word
    const { depth, exact } = yield* this.#prefix(keyAt)
    let at = address + ROOM_BEFORE
    for (const page of this.#pages.pages) {
      at += ENTRY_BYTES * kernels.fillEntries(page.address, fixed, keyAt, depth, at)
      yield
    }
    yield* sortEntries(this.#memory, address, n, { keyAt, depth, exact })
    this.#sorted = n
  }
  *#inMemory(most: number): Generator<RowPointers> {
    if (this.#sorted === 0) return
    // the lower half of the spare room is free now
    const entries = this.#room!.address + ROOM_BEFORE, step = Math.min(most, CHUNK_ROWS * Math.ceil(this.#sorted / CHUNK_ROWS))
    const pointers = entries + ENTRY_BYTES * this.#sorted
    for (let from = 0; from < this.#sorted; from += step) {
      const count = Math.min(step, this.#sorted - from)
      this.#memory.kernels.entryRows(count, entries + ENTRY_BYTES * from, pointers)
      yield { pointers, count }
    }
  }

  /** Bytes that all keys share are passed over; when what follows fits an entry, equal entries are equal keys. */
  *#prefix(keyAt: number): Steps<{ depth: number; exact: boolean }> {
    if (this.#keys.fixed !== 0) return { depth: 0, exact: true }
    const { kernels } = this.#memory
    const pages = this.#pages.pages
    const first = pages[0]!.address + 16
    let depth = 2 ** 30
    let longest = 0
    for (const { address } of pages) {
      depth = kernels.sharedPrefix(address, first, keyAt, depth)
      longest = Math.max(longest, kernels.longestKey(address, keyAt))
      yield
    }
    return { depth, exact: longest <= depth + 12 }
  }

  /** Keeps the first `limit` rows and the key of the last of them. */
  *#cut(): Steps {
    yield* this.#sort()
    const kept = new RowPages(this.#task, this.#arena, this.name)
    let last = 0, left = this.#limit
    for (const { pointers, count } of this.#inMemory(CHUNK_ROWS)) {
      const n = Math.min(count, left)
      last = this.#memory.u32[(pointers >>> 2) + n - 1]!
      kept.copy(n, pointers)
      yield
      if ((left -= n) === 0) break
    }
    this.#setBound(last)
    this.#sorted = 0
    this.#pages.close()
    this.#pages = kept
  }

  #setBound(row: number): void {
    const { address, length } = this.#keyOf(row), { u8 } = this.#memory
    this.#boundArena.reset()
    // room for reading 8 bytes behind
    const copy = this.#boundArena.allocate(length + 16)
    u8.copyWithin(copy, address, address + length)
    this.#bound = { address: copy, length }
  }
  #keyOf(row: number): { address: number; length: number } {
    const at = row + this.layout.payload[0]!.word
    if (this.#keys.fixed !== 0) return { address: at, length: this.#keys.fixed }
    const [low, high] = [this.#memory.u32[at >>> 2]!, this.#memory.u32[(at >>> 2) + 1]!]
    return high >= 2 ** 31 ? { address: at, length: (high >>> 24) & 127 } : { address: row + low, length: high }
  }
}
