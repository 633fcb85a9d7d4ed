import type { Arena } from './arena.js'
import type { Memory } from './memory.js'
import { pagesFor } from './page-map.js'
import type { Steps } from './steps.js'
import type { Consumer, PageOwner } from './task-memory.js'

const TABLE_BYTES = 24
const SMALLEST_BITS = 12
/** Tables of more slots than this outgrow the second-level cache: loading ahead pays. */
const CACHED_BITS = 15
const FULL = 0.6
/** Tables of more slots than this take long to make and to move: they are worked on so many slots at a time. */
const STEP_BITS = 19

/** What a table of slots is for. */
export interface SlotsOptions {
  /** Leading bits that all hashes have in common, since they are of one partition of rows that were spread by them. */
  readonly skip?: number
  /** Where the table is large: four bits for each slot, which tell of most hashes that are not in it without a look at the slots. It cannot grow. */
  readonly hasFilter?: boolean
}

/** Slots of a hash table: row and hash, indexed by the hash's top bits (kernels/aggregate.ts draws table and slot). */
export class HashSlots {
  /** Address of the table block, for kernels. */
  readonly table: number
  readonly #memory: Memory
  readonly #task: PageOwner
  readonly #consumer: Consumer | string
  readonly #hasFilter: boolean
  #bits = 0
  #address = 0

  constructor(task: PageOwner, arena: Arena, consumer: Consumer | string, { skip = 0, hasFilter = false }: SlotsOptions = {}) {
    this.#memory = task.memory
    this.#task = task
    this.#consumer = consumer
    this.#hasFilter = hasFilter
    this.table = arena.allocateZeroed(TABLE_BYTES)
    this.#memory.u32[(this.table >>> 2) + 4] = skip
  }

  get isOpen(): boolean { return this.#address !== 0 }
  /** Pages of the pool. */
  get held(): number { return this.#address === 0 ? 0 : this.#pagesOf(this.#bits) }

  /** Rows that groups kernels put in. */
  get count(): number { return this.#memory.u32[(this.table >>> 2) + 3]! }
  /** Hashes are looked up without the filter from now on: it tells of too few. */
  dropFilter(): void { this.#memory.u32[(this.table >>> 2) + 5] = 0 }
  get hasFilter(): boolean { return this.#memory.u32[(this.table >>> 2) + 5] !== 0 }

  /** Worth loading slots and rows ahead of the look-up. */
  get isLarge(): boolean { return this.#bits > CACHED_BITS }

  /** So many that growing takes long. */
  get isHuge(): boolean { return this.#bits > STEP_BITS }
  /** Rows that it may still take. */
  get room(): number { return this.#memory.u32[(this.table >>> 2) + 2]! - this.count }

  /** Empty slots for that many rows; false if there is no memory for them. `must`: then an error. */
  open(rows: number, must = false): boolean {
    if (!this.#take(bitsFor(rows), must)) return false
    this.#clear(0, 2 ** this.#bits)
    this.#memory.u32[(this.table >>> 2) + 3] = 0
    return true
  }
  /** The same, step by step. */
  *openInSteps(rows: number): Steps<boolean> {
    if (!this.#take(bitsFor(rows))) return false
    this.#memory.u32[(this.table >>> 2) + 3] = 0
    for (const [from, to] of steps(this.#bits)) yield this.#clear(from, to)
    return true
  }

  /** More slots, with what was in the old ones; false if there is no memory for them. */
  grow(must = false): boolean {
    const address = this.#address, pages = this.held
    const slots = 2 ** this.#bits
    if (!this.#take(this.#bits + (this.#bits < 16 ? 2 : 1), must)) return false
    this.#clear(0, 2 ** this.#bits)
    this.#memory.kernels.growTable(address, slots, this.table)
    this.#task.release(address, pages)
    return true
  }

  /** The same, step by step. */
  *growInSteps(): Steps<boolean> {
    const address = this.#address, bits = this.#bits, pages = this.held
    if (!this.#take(bits + 1)) return false
    try {
      for (const [from, to] of steps(this.#bits)) yield this.#clear(from, to)
      for (const [from, to] of steps(bits)) yield this.#memory.kernels.growTable(address + 8 * from, to - from, this.table)
      return true
    } finally {
      this.#task.release(address, pages)
    }
  }

  close(): void {
    if (this.#address !== 0) this.#task.release(this.#address, this.held)
    this.#address = 0
  }

  #take(bits: number, must = false): boolean {
    const pages = this.#pagesOf(bits)
    const address = must ? this.#task.acquire(pages, this.#consumer) : this.#task.tryAcquire(pages, this.#consumer)
    if (address === 0) return false
    this.#bits = bits
    this.#address = address
    this.#memory.u32.set([address, 32 - bits, Math.floor(FULL * 2 ** bits)], this.table >>> 2)
    this.#memory.u32[(this.table >>> 2) + 5] = this.#filtered(bits) ? address + 2 ** bits * 8 : 0
    return true
  }
  #filtered(bits: number): boolean { return this.#hasFilter && bits > CACHED_BITS }
  #pagesOf(bits: number): number { return pagesFor(2 ** bits * (this.#filtered(bits) ? 8.5 : 8)) }
  #clear(from: number, to: number): void {
    this.#memory.u8.fill(0, this.#address + 8 * from, this.#address + 8 * to)
    const filter = this.#address + 8 * 2 ** this.#bits
    if (this.#filtered(this.#bits)) this.#memory.u8.fill(0, filter + from / 2, filter + to / 2)
  }
}

const bitsFor = (rows: number): number => Math.max(SMALLEST_BITS, Math.ceil(Math.log2(Math.max(1, rows) / FULL)))
function* steps(bits: number): Generator<readonly [from: number, to: number]> {
  const step = 2 ** Math.min(bits, STEP_BITS)
  for (let from = 0; from < 2 ** bits; from += step) yield [from, from + step]
}
