import type { Arena } from './arena.js'
import type { Memory } from './memory.js'
import { PAGE_BYTES, pagesFor } from './page-map.js'
import type { PageOwner } from './task-memory.js'

const WRITER_BYTES = 16
const PAGE_HEAD = 16

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
  readonly #pages: RowPage[] = []

  constructor(task: PageOwner, arena: Arena, name: string) {
    this.memory = task.memory
    this.name = name
    this.#task = task
    this.writer = arena.allocateZeroed(WRITER_BYTES)
  }

  get rows(): number { return this.memory.u32[(this.writer >>> 2) + 1]! }
  /** In the order they were filled. */
  get pages(): readonly RowPage[] { return this.#pages }
  get bytes(): number { return this.#pages.reduce((sum, page) => sum + page.pages * PAGE_BYTES, 0) }

  /** Did the last kernel stop for want of room (and not for another reason)? */
  get needsPage(): boolean { return this.memory.u32[(this.writer >>> 2) + 2] !== 0 }

  /** A page for the row that found no room. */
  addPage(): void {
    const pages = pagesFor(this.memory.u32[(this.writer >>> 2) + 2]! + PAGE_HEAD)
    const address = this.#task.acquire(pages, this.name)
    this.#pages.push({ address, pages })
    this.memory.kernels.openPage(this.writer, address, pages * PAGE_BYTES)
  }

  /** Rows of `sizes` bytes each (0: none, pointer 0); pointers to them in `out`. */
  place(n: number, sizes: number, hashes: number, zeroTo: number, out: number): void {
    let done = 0
    while ((done = this.memory.kernels.placeRows(done, n, sizes, hashes, zeroTo, this.writer, out)) < n) this.addPage()
  }

  /** Copies of the rows at `pointers`, which then point to the copies. */
  copy(n: number, pointers: number): void {
    let done = 0
    while ((done = this.memory.kernels.copyRows(done, n, pointers, this.writer)) < n) this.addPage()
  }

  /**
   * Rows in order of arrival, `most` at a time. `buffer` has room for as many pointers, `state` for 8 bytes.
   * `matched`: only rows that were, or were not, flagged as matched.
   */
  *scan(most: number, buffer: number, state: number, matched?: boolean): Generator<RowPointers> {
    const { kernels, u32 } = this.memory
    let count = 0
    for (const { address } of this.#pages) {
      u32[state >>> 2] = PAGE_HEAD
      for (;;) {
        const room = most - count
        const out = buffer + 4 * count
        const n = matched === undefined
          ? kernels.scanPage(address, state, room, out)
          : kernels.scanMatched(address, state, room, matched ? 1 : 0, out)
        count += n
        if (n < room) break
        yield { pointers: buffer, count }
        count = 0
      }
    }
    if (count > 0) yield { pointers: buffer, count }
  }

  close(): void {
    for (const { address, pages } of this.#pages.splice(0)) this.#task.release(address, pages)
    this.memory.u32.fill(0, this.writer >>> 2, (this.writer + WRITER_BYTES) >>> 2)
  }
}
