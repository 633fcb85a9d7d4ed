/** The groups that the rows of one batch belong to, numbered 0, 1, 2 … in the order in which they are met. */
import type { NumberColumn, Rows } from './column.js'
import type { Extent } from './scratch.js'

export class BatchGroups {
  /** By row of the batch, at the rows last given. */
  slots = new Int32Array(0)
  /** Where each group's states begin. */
  states = new Float64Array(0)
  size = 0
  readonly #extent: Extent
  #table = new Int32Array(0)
  /** What several aggregates ask about the same rows. */
  #asked: Rows | undefined
  #counts: Int32Array | undefined
  readonly #sums = new Map<NumberColumn, Float64Array>()
  constructor(extent: Extent) { this.#extent = extent }

  /** All rows are of the group with its states at `state`. */
  one(state: number, { at, count }: Rows): void {
    this.#fit()
    for (let k = 0; k < count; k++) this.slots[at[k]!] = 0
    this.states[0] = state
    this.size = count ? 1 : 0
  }
  /** The k-th row is of the group at `pointers[first + k]`. */
  many(pointers: Uint32Array, first: number, stateOffset: number, { at, count }: Rows): void {
    this.#fit()
    const { slots, states } = this, bits = Math.max(4, 33 - Math.clz32(count)), table = this.#cleared(2 ** bits), mask = table.length - 1
    let size = 0, last = 0, slot = 0
    for (let k = 0; k < count; k++) {
      const pointer = pointers[first + k]!
      if (pointer !== last) {
        last = pointer
        const state = pointer + stateOffset
        for (let h = Math.imul(pointer >>> 3, 0x9E3779B1) >>> (32 - bits); ; h = (h + 1) & mask) {
          slot = table[h]!
          if (slot < 0) {
            table[h] = slot = size++
            states[slot] = state
            break
          }
          if (states[slot] === state) break
        }
      }
      slots[at[k]!] = slot
    }
    this.size = size
  }

  /** How many of the rows each group has. */
  counts(rows: Rows): Int32Array {
    this.#about(rows)
    return this.#counts ??= this.#count(rows)
  }
  #count({ at, count }: Rows): Int32Array {
    const { slots, size } = this, counts = new Int32Array(size)
    if (size === 1) counts[0] = count
    else for (let k = 0; k < count; k++) counts[slots[at[k]!]!]!++
    return counts
  }
  /** The sum of a column over each group's rows. */
  sums(column: NumberColumn, rows: Rows): Float64Array {
    this.#about(rows)
    let sums = this.#sums.get(column)
    if (!sums) this.#sums.set(column, sums = this.#add(column.cells, rows))
    return sums
  }
  #add(cells: Float64Array, { at, count }: Rows): Float64Array {
    const { slots, size } = this, sums = new Float64Array(size)
    if (size > 1) {
      for (let k = 0; k < count; k++) sums[slots[at[k]!]!]! += cells[at[k]!]!
      return sums
    }
    let sum = 0
    for (let k = 0; k < count; k++) sum += cells[at[k]!]!
    return sums.fill(sum)
  }
  #about(rows: Rows): void {
    if (this.#asked === rows) return
    this.#asked = rows
    this.#counts = undefined
    this.#sums.clear()
  }

  #fit(): void {
    this.#asked = undefined
    const { rows } = this.#extent
    if (this.slots.length >= rows) return
    this.slots = new Int32Array(rows)
    this.states = new Float64Array(rows)
  }
  #cleared(size: number): Int32Array {
    if (this.#table.length < size) this.#table = new Int32Array(size)
    return this.#table.subarray(0, size).fill(-1)
  }
}
