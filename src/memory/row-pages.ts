import type { Arena } from './arena.js'
import type { Memory } from './memory.js'
import { PAGE_BYTES, pagesFor } from './page-map.js'
import { PAGE_HEAD } from './row.js'
import type { SpillReader, SpilledRows } from './spilled-rows.js'
import type { Steps } from './steps.js'
import type { Consumer, PageOwner } from './task-memory.js'

const WRITER_BYTES = 16

export interface RowPage { readonly address: number; readonly pages: number }
/** Addresses of rows, u32 each; valid until the next step of the iteration. */
export interface RowPointers { readonly pointers: number; readonly count: number }

/** Pages that rows are written to, one behind the other (kernels/pages.ts draws page and writer). Rows never move. */
export class RowPages {
  readonly memory: Memory
  /** Address of the writer, for kernels. */
  readonly writer: number
  readonly name: string
  readonly #task: PageOwner
  readonly #consumer: Consumer | string
  readonly #pages: RowPage[] = []
  #held = 0
  #closed = false

  /** `consumer`: who can make room by spilling these rows, if anyone. */
  constructor(task: PageOwner, arena: Arena, consumer: Consumer | string) {
    this.memory = task.memory
    this.name = typeof consumer === 'string' ? consumer : consumer.name
    this.#task = task
    this.#consumer = consumer
    this.writer = arena.allocateZeroed(WRITER_BYTES)
  }

  get rows(): number { return this.#closed ? 0 : this.memory.u32[(this.writer >>> 2) + 1]! }
  /** In the order they were filled. */
  get pages(): readonly RowPage[] { return this.#pages }
  /** Pages of the pool. */
  get held(): number { return this.#held }
  get bytes(): number { return this.#held * PAGE_BYTES }

  /** Did the last kernel stop for want of room (and not for another reason)? */
  get needsPage(): boolean { return this.memory.u32[(this.writer >>> 2) + 2] !== 0 }

  /** A page for the row that found no room; false if none can be had. `must`: then an error. */
  addPage(must = false): boolean {
    const pages = this.#next(this.memory.u32[(this.writer >>> 2) + 2]! + PAGE_HEAD)
    const address = must ? this.#task.acquire(pages, this.#consumer) : this.#task.tryAcquire(pages, this.#consumer)
    if (address === 0) return false
    this.#add(address, pages)
    this.memory.kernels.openPage(this.writer, address, pages * PAGE_BYTES)
    return true
  }
  /** One page first, then blocks. */
  #next(bytes: number): number { return Math.max(pagesFor(bytes), this.#held === 0 ? 1 : this.#task.blockPages) }
  #add(address: number, pages: number): void {
    this.#pages.push({ address, pages })
    this.#held += pages
  }

  /** Rows of `sizes` bytes each (0: none, pointer 0) from `from` on; pointers to them in `out`. Returns the first without room. */
  place(from: number, n: number, sizes: number, hashes: number, zeroTo: number, out: number): number {
    let done = from
    while ((done = this.memory.kernels.placeRows(done, n, sizes, hashes, zeroTo, this.writer, out)) < n) if (!this.addPage()) return done
    return n
  }

  /** Copies of the rows at `pointers`, which then point to the copies. */
  copy(n: number, pointers: number): void {
    let done = 0
    while ((done = this.memory.kernels.copyRows(done, n, pointers, this.writer)) < n) this.addPage(true)
  }

  /** All rows to disk; pages released. */
  *spillTo(disk: SpilledRows): Steps<number> {
    const held = this.#held
    for (let page; (page = this.#pages[0]);) {
      disk.write(page.address)
      this.#pages.shift()
      this.#task.release(page.address, page.pages)
      this.#held -= page.pages
      yield
    }
    this.clear()
    return held
  }
  /** The next rows of a partition as a page of these; false if there is no room for it. `must`: then an error. */
  load(reader: SpillReader, must = false): boolean {
    const pages = Math.max(pagesFor(reader.bytes), this.#task.blockPages)
    const address = must ? this.#task.acquire(pages, this.#consumer) : this.#task.tryAcquire(pages, this.#consumer)
    if (address === 0) return false
    this.#add(address, pages)
    reader.next(address, pages * PAGE_BYTES)
    const { u32 } = this.memory
    u32.set([address, this.rows + u32[(address >>> 2) + 1]!, 0], this.writer >>> 2)
    return true
  }

  /**
   * Rows in order of arrival, `most` at a time. `buffer` has room for as many pointers, `state` for 8 bytes.
   * `matched`: only rows that were, or were not, flagged as matched.
   */
  *scan(most: number, buffer: number, state: number, matched?: boolean): Generator<RowPointers> {
    let count = 0
    for (const { address } of this.#pages) {
      for (const n of scanPage(this.memory, address, () => most - count, () => buffer + 4 * count, state, matched)) {
        count += n
        if (count < most) continue
        yield { pointers: buffer, count }
        count = 0
      }
    }
    if (count > 0) yield { pointers: buffer, count }
  }

  /** No rows, and the writer as it was at first. */
  clear(): void {
    this.#release()
    if (!this.#closed) this.memory.u32.fill(0, this.writer >>> 2, (this.writer + WRITER_BYTES) >>> 2)
  }
  /** Safe to call twice; the writer's memory is not touched any more. */
  close(): void {
    this.#closed = true
    this.#release()
  }
  #release(): void {
    for (const { address, pages } of this.#pages.splice(0)) this.#task.release(address, pages)
    this.#held = 0
  }
}

/** Pointers to rows of one page, as many at a time as there is room for: `room` and `out` are asked before each step. */
function* scanPage(memory: Memory, page: number, room: () => number, out: () => number, state: number, matched?: boolean): Generator<number> {
  const { kernels, u32 } = memory
  u32[state >>> 2] = PAGE_HEAD
  for (let n, most; ;) {
    most = room()
    n = matched === undefined ? kernels.scanPage(page, state, most, out()) : kernels.scanMatched(page, state, most, matched ? 1 : 0, out())
    yield n
    if (n < most) return
  }
}

/** Pointers to the rows of one page, `most` at a time. */
export function* rowsOfPage(memory: Memory, page: number, most: number, buffer: number, state: number): Generator<RowPointers> {
  for (const count of scanPage(memory, page, () => most, () => buffer, state)) if (count > 0) yield { pointers: buffer, count }
}
