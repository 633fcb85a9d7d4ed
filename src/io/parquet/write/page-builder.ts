import { raise } from '../../../errors/raise.js'
import type { Vector } from '../../../memory/batch.js'
import type { Memory } from '../../../memory/memory.js'
import { isValid } from '../../../memory/vector.js'
import type { Leaf } from './leaves.js'
import { Levels } from './levels.js'
import { PlainValues } from './plain-values.js'
import type { Shredder } from './shred.js'

/** When a page ends. */
export interface PageLimits { readonly bytes: number; readonly rows: number }

/** Values and levels of the page that is being made of a column of values. */
export class PageBuilder implements Shredder {
  readonly leaf: Leaf
  readonly values: PlainValues
  readonly definitions: Levels
  readonly repetitions: Levels
  rows = 0
  readonly #memory: Memory
  readonly #limits: PageLimits
  readonly #end: () => void

  /** `end` is called before a row that the page has no room for, and clears it. */
  constructor(leaf: Leaf, limits: PageLimits, memory: Memory, end: () => void) {
    this.leaf = leaf
    this.values = new PlainValues(leaf.type, memory)
    this.definitions = new Levels(leaf.maxDefinition)
    this.repetitions = new Levels(leaf.maxRepetition)
    this.#memory = memory
    this.#limits = limits
    this.#end = end
  }

  /** Values, and places where one is missing. */
  get entries(): number { return this.definitions.count }
  get bytes(): number { return this.values.buffer.length + 4 * this.entries }

  value(repetition: number, cell: number, base: number): void {
    this.#enter(repetition, this.leaf.maxDefinition)
    this.values.put(cell, base)
  }
  missing(repetition: number, definition: number): void {
    if (definition === this.leaf.maxDefinition) this.#refuseNull()
    this.#enter(repetition, definition)
  }

  /** Rows [from, to) of a column that is not nested. */
  column(vector: Vector, from: number, to: number): void {
    for (let row = from; row < to;) {
      if (this.#isFull) this.#end()
      const end = this.#lastFitting(vector, row, to), before = this.values.count
      if (this.leaf.type.kind === 'void') for (let n = row; n < end; n++) this.definitions.push(0)
      else {
        this.values.putRows(vector, row, end)
        if (this.values.count - before < end - row && this.leaf.maxDefinition === 0) this.#refuseNull()
        if (this.values.count - before === end - row) this.definitions.pushFull(end - row)
        else this.definitions.pushBits(this.#memory.u8, vector.validity, row, end)
      }
      this.repetitions.pushFull(end - row)
      this.rows += end - row
      row = end
    }
  }

  clear(): void {
    this.values.clear()
    this.definitions.clear()
    this.repetitions.clear()
    this.rows = 0
  }

  #enter(repetition: number, definition: number): void {
    if (repetition === 0) {
      if (this.#isFull) this.#end()
      this.rows++
    }
    this.repetitions.push(repetition)
    this.definitions.push(definition)
  }

  /** There is no level that says so: the file would be damaged. */
  #refuseNull(): never { return raise('NOT_NULL_ASSERT_VIOLATION', { where: 'Writing Parquet', column: this.leaf.name }) }

  get #isFull(): boolean { return this.rows >= this.#limits.rows || this.values.buffer.length >= this.#limits.bytes }

  /** The row behind the last one of [from, to) for which there is room: one at least. */
  #lastFitting(vector: Vector, from: number, to: number): number {
    const { physical, bytes: width } = this.leaf.storage
    const end = Math.min(to, from + this.#limits.rows - this.rows)
    let room = this.#limits.bytes - this.values.buffer.length
    if (physical !== 'bytes') return Math.min(end, from + Math.ceil(room / width))
    const { u32 } = this.#memory, lengths = (vector.data >>> 2) + 1
    let row = from
    for (; row < end && room > 0; row++) {
      if (vector.validity === 0 || isValid(this.#memory, vector, row)) room -= 4 + u32[lengths + 2 * row]!
    }
    return row
  }
}
