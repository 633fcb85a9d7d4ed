import type { Arena } from './arena.js'
import type { Memory } from './memory.js'
import { pagesFor } from './page-map.js'
import type { PageOwner } from './task-memory.js'

const TABLE_BYTES = 16
const SMALLEST_BITS = 12
/** Tables of more slots than this outgrow the second-level cache: loading ahead pays. */
const CACHED_BITS = 15
const FULL = 0.6

/** Slots of a hash table: row and hash, indexed by the hash's top bits (kernels/aggregate.ts draws table and slot). */
export class HashSlots {
  /** Address of the table block, for kernels. */
  readonly table: number
  readonly #memory: Memory
  readonly #task: PageOwner
  readonly #name: string
  #bits = 0
  #address = 0

  constructor(task: PageOwner, arena: Arena, name: string) {
    this.#memory = task.memory
    this.#task = task
    this.#name = name
    this.table = arena.allocateZeroed(TABLE_BYTES)
  }

  /** Rows that groups kernels put in. */
  get count(): number { return this.#memory.u32[(this.table >>> 2) + 3]! }
  /** Worth loading slots and rows ahead of the look-up. */
  get isLarge(): boolean { return this.#bits > CACHED_BITS }

  /** Empty slots for that many rows. */
  open(rows: number): void {
    this.#take(Math.max(SMALLEST_BITS, Math.ceil(Math.log2(Math.max(1, rows) / FULL))))
    this.#memory.u32[(this.table >>> 2) + 3] = 0
  }

  /** More slots, with what was in the old ones. */
  grow(): void {
    const address = this.#address
    const slots = 2 ** this.#bits
    this.#take(this.#bits + (this.#bits < 16 ? 2 : 1))
    this.#memory.kernels.growTable(address, slots, this.table)
    this.#task.release(address, pagesFor(slots * 8))
  }

  close(): void {
    if (this.#address !== 0) this.#task.release(this.#address, pagesFor(2 ** this.#bits * 8))
    this.#address = 0
  }

  #take(bits: number): void {
    const bytes = 2 ** bits * 8
    const address = this.#task.acquire(pagesFor(bytes), this.#name)
    this.#memory.u8.fill(0, address, address + bytes)
    this.#bits = bits
    this.#address = address
    this.#memory.u32.set([address, 32 - bits, Math.floor(FULL * 2 ** bits)], this.table >>> 2)
  }
}
