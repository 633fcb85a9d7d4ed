import type { TaskMemory } from '../../memory/task-memory.js'
import { readValue } from '../../memory/vector.js'
import type { DataType } from '../../types/data-type.js'
import { cellBytes, representation, type EngineValue } from '../../types/representation.js'
import { Damaged } from './decoder.js'
import type { Page, Span } from './page.js'
import type { Pages } from './pages.js'
import { Region } from './region.js'
import type { Leaf } from './schema.js'
import { HYBRID_BYTES, SCRATCH_VALUES, type Values } from './values.js'

/** A value cannot have more elements than that: a few bytes of a damaged file could stand for billions. */
const MOST_ENTRIES = 1 << 24

/** A page of which `left` entries were not yet looked at. */
interface OpenPage { readonly page: Page; readonly values: Values; left: number }

/** Entries of a nested leaf in JavaScript: levels, and a value where the definition level is the highest. */
export class LeafStream {
  readonly leaf: Leaf
  readonly #type: DataType
  readonly #pages: Pages
  readonly #task: TaskMemory
  readonly #scratch: number
  #open: OpenPage | undefined
  #cells: Region | undefined
  #definitions: number[] = []
  #repetitions: number[] = []
  #values: EngineValue[] = []
  #at = 0
  #valueAt = 0
  /** Rows that begin at `#at` or behind it. */
  #rows = 0
  #ended = false
  /** Whether the first entry of a row was seen since the last jump. */
  #begun = false

  constructor(leaf: Leaf, type: DataType, pages: Pages, task: TaskMemory, scratch: number) {
    this.leaf = leaf
    this.#type = type
    this.#pages = pages
    this.#task = task
    this.#scratch = scratch
  }

  get definition(): number { return this.#definitions[this.#at] ?? 0 }
  /** The repetition level of the next entry; 0 at the end. */
  get repetition(): number { return this.#repetitions[this.#at] ?? 0 }

  /** Passes over one entry; gives its value, or null. */
  next(): EngineValue {
    if (this.#at >= this.#definitions.length) throw new Damaged('its rows end too early')
    const present = this.definition === this.leaf.maxDefinition
    this.#at++
    return present ? this.#values[this.#valueAt++]! : null
  }

  /** Passes over `rows` rows, then makes at least `wanted` whole rows readable. */
  async prepare(rows: number, wanted: number): Promise<void> {
    if (rows > 0) await this.#passOver(rows)
    this.#drop()
    // A row is whole once the next one has begun.
    while (this.#rows <= wanted && await this.#more()) {
      if (this.#definitions.length - this.#at > MOST_ENTRIES && this.#rows <= 1) throw new Damaged(`a row has more than ${MOST_ENTRIES} elements`)
    }
    if (this.#rows < wanted) throw new Damaged('it has fewer rows than its row group')
  }
  took(rows: number): void { this.#rows -= rows }

  close(): void {
    this.#open?.page.release()
    this.#open = undefined
    this.#cells?.release()
    this.#pages.close()
  }

  async #passOver(rows: number): Promise<void> {
    for (let left = rows; ;) {
      left -= this.#passOverHere(left)
      if (this.#at < this.#definitions.length) return
      this.#drop()
      if (left > 0 && this.#open === undefined) {
        const skipped = await this.#pages.skip(left)
        left -= skipped
        if (skipped > 0) this.#begun = false
      }
      // The last row may go on in the next page.
      if (await this.#more()) continue
      if (left > 0) throw new Damaged('it has fewer rows than its row group')
      return
    }
  }

  /** Passes over at most `rows` of the rows that are here, and over the rest of one that began before; gives how many. */
  #passOverHere(rows: number): number {
    const { maxDefinition } = this.leaf
    let passed = 0
    for (; this.#at < this.#definitions.length; this.#at++) {
      if (this.repetition === 0) {
        if (passed === rows) return passed
        passed++
        this.#rows--
      }
      if (this.definition === maxDefinition) this.#valueAt++
    }
    return passed
  }

  #drop(): void {
    this.#definitions = this.#definitions.slice(this.#at)
    this.#repetitions = this.#repetitions.slice(this.#at)
    this.#values = this.#values.slice(this.#valueAt)
    this.#at = 0
    this.#valueAt = 0
  }

  /** Looks at some more entries; false at the end. */
  async #more(): Promise<boolean> {
    if (this.#open === undefined && !this.#ended) {
      const page = await this.#pages.next()
      if (page === undefined) this.#ended = true
      else this.#openPage(page)
    }
    if (this.#open) this.#append(this.#open)
    return !this.#ended
  }

  #openPage(page: Page): void {
    const { definition, repetition, state, entries } = page
    const { maxDefinition, maxRepetition } = this.leaf
    const { kernels } = this.#task.memory
    const open = (at: number, { from, end }: Span, max: number): void => kernels.hybridOpen(at, from, end, bitsOf(max))
    try {
      let present = entries
      if (definition) {
        open(state, definition, maxDefinition)
        present = kernels.hybridCount(state, entries, maxDefinition, maxDefinition + 1, this.#scratch)
        if (present < 0) throw new Damaged('its definition levels are wrong')
        open(state, definition, maxDefinition)
      }
      if (repetition) open(state + HYBRID_BYTES, repetition, maxRepetition)
      this.#open = { page, values: page.values(present), left: entries }
    } catch (error) {
      page.release()
      throw error
    }
  }

  #append(open: OpenPage): void {
    const { page } = open
    const { maxDefinition, maxRepetition } = this.leaf
    const entries = Math.min(open.left, SCRATCH_VALUES)
    const definitions = this.#levels(page.definition && page.state, maxDefinition, entries)
    let present = 0
    for (const level of definitions) {
      this.#definitions.push(level)
      if (level === maxDefinition) present++
    }
    for (const level of this.#levels(page.repetition && page.state + HYBRID_BYTES, maxRepetition, entries)) {
      this.#repetitions.push(level)
      if (level === 0) this.#rows++
    }
    if (!this.#begun && this.repetition !== 0) throw new Damaged('its first entry does not begin a row')
    this.#begun = true
    this.#appendValues(open.values, present)
    open.left -= entries
    if (open.left > 0) return
    page.release()
    this.#open = undefined
  }

  /** The next levels of a hybrid; they lie in scratch until the next call. */
  #levels(state: number | undefined, max: number, entries: number): Uint32Array {
    const { memory } = this.#task
    const levels = memory.u32.subarray(this.#scratch >>> 2, (this.#scratch >>> 2) + entries)
    if (state === undefined) return levels.fill(0)
    if (memory.kernels.hybridRead(state, entries, max + 1, this.#scratch) < 0) throw new Damaged('its levels are wrong')
    return levels
  }

  #appendValues(values: Values, present: number): void {
    const { memory } = this.#task
    this.#cells ??= new Region(this.#task, SCRATCH_VALUES * cellBytes[representation(this.#type)])
    values.read(present, this.#cells.address)
    const vector = { type: this.#type, data: this.#cells.address, validity: 0 }
    for (let n = 0; n < present; n++) this.#values.push(readValue(memory, vector, n))
  }
}

/** Bits of a level that is at most `max`. */
const bitsOf = (max: number): number => 32 - Math.clz32(max)
