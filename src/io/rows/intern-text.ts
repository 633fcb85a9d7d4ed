/**
 * The different texts of a column, each made into a string once for all batches of a query. Texts are known by a copy of their
 * bytes (`kernels/intern.ts`), so it does not matter where they lie or what lay there before. The table is a guest in the memory
 * of its query: it begins small, grows while there is room, and goes when its pages are needed or texts do not come again.
 */
import type { Vector } from '../../memory/batch.js'
import { PAGE_BYTES } from '../../memory/page-map.js'
import type { Consumer, TaskMemory } from '../../memory/task-memory.js'
import { readText } from '../../memory/text.js'
import { BLOCK_ROWS } from './column-reader.js'
import { cutTexts } from './cut-text.js'

/** Bytes of a table for each entry: 24 for the entry and its slots, the rest for text. */
const ENTRY_BYTES = 64
const FEWEST_ENTRIES = 4096, MOST_ENTRIES = 65_536, GROWTH = 4
/** Longer texts are not kept: making their string costs about as much as knowing them again. */
const LONGEST = 512
/** Below this share of rows found the table is given up. */
const WORTH = 0.25

export class TextTable implements Consumer {
  readonly name = 'Handing out rows'
  /** It spills only between blocks of rows: nobody else asks for memory within one. */
  get busy(): boolean { return this.#growing }
  #growing = false
  /** The string of each code: null, then one an entry, then those that found no place this time. */
  readonly strings: (string | null)[] = [null]
  #codes = 0
  #address = 0
  #pages = 0
  #entries = 0
  #known = 0
  #misses = 0
  /** Share of rows that were found since the table cannot grow, of late. */
  #found = 1

  constructor(private readonly task: TaskMemory) {
    task.register(this)
    if (!this.#enlarge(FEWEST_ENTRIES)) this.close()
  }

  get pages(): number { return this.#pages }
  /** Whether it has memory. */
  get open(): boolean { return this.#address !== 0 }
  spill(): number {
    const pages = this.#pages
    this.close()
    return pages
  }
  close(): void {
    if (this.#address !== 0) this.task.release(this.#address, this.#pages)
    this.#address = this.#pages = 0
    this.task.unregister(this)
  }

  /** To be called before a block is read: makes room if some was missing, or gives up if too few texts came again. */
  prepare(): void {
    if (!this.open || this.#misses === 0) return
    if (this.#entries < MOST_ENTRIES) this.#enlarge(this.#entries * GROWTH)
    else if (this.#found < WORTH) this.close()
  }
  /** Codes of the rows `from` to `to` of a batch, there until `prepare`. */
  read({ data, validity }: Vector, from: number, to: number): Uint32Array {
    const { strings, task: { memory } } = this, { kernels, u32 } = memory, table = this.#address
    const codes = this.#codes, missed = codes + 4 * BLOCK_ROWS, missing = this.#entries + 1
    const misses = kernels.internText(from, to, data, validity, LONGEST, table, codes, missing, missed) >>> 0
    const known = this.#known, count = this.#known = kernels.internEntries(table) >>> 0
    while (strings.length <= count) strings.push(null)
    cutTexts(memory, kernels.internViews(table) >>> 0, kernels.internBytes(table) >>> 0, known, count, strings, known + 1)
    for (let k = 0; k < misses; k++) {
      const cell = (data >>> 2) + 2 * u32[(missed >>> 2) + k]!
      strings[missing + k] = readText(memory, u32[cell]!, u32[cell + 1]!)
    }
    this.#misses = misses
    if (this.#entries === MOST_ENTRIES) this.#found += (1 - misses / (to - from) - this.#found) / 8
    return u32.subarray(codes >>> 2, (codes >>> 2) + to - from)
  }
  /** A table of that many entries, with all that was in the one before; false if there is no memory for it. */
  #enlarge(entries: number): boolean {
    const { task, task: { memory: { kernels } } } = this, scratch = 8 * BLOCK_ROWS
    const bytes = entries * ENTRY_BYTES, pages = bytes / PAGE_BYTES
    this.#growing = true
    const address = task.tryAcquire(pages, this)
    this.#growing = false
    if (address === 0) return false
    kernels.internBegin(address, bytes - scratch, entries)
    if (this.#address !== 0) {
      kernels.internMove(this.#address, address)
      task.release(this.#address, this.#pages)
    }
    this.#address = address
    this.#pages = pages
    this.#codes = address + bytes - scratch
    this.#entries = entries
    return true
  }
}
