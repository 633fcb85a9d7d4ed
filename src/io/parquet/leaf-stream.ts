import type { TaskMemory } from '../../memory/task-memory.js'
import { readValue } from '../../memory/vector.js'
import type { DataType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { Damaged, type Decoder } from './decoder.js'
import type { Page, Pages, Span } from './pages.js'
import { Region } from './region.js'
import type { Leaf } from './schema.js'
import { SCRATCH_VALUES } from './values.js'

/** Entries of a nested leaf in JavaScript: levels, and a value where the definition level is the highest. */
export class LeafStream {
  readonly leaf: Leaf
  readonly #type: DataType
  readonly #decoder: Decoder
  readonly #pages: Pages
  readonly #task: TaskMemory
  readonly #scratch: number
  #definitions: number[] = []
  #repetitions: number[] = []
  #values: EngineValue[] = []
  #at = 0
  #valueAt = 0
  /** Rows that begin at `#at` or behind it. */
  #rows = 0
  #ended = false

  constructor(leaf: Leaf, type: DataType, decoder: Decoder, pages: Pages, task: TaskMemory, scratch: number) {
    this.leaf = leaf
    this.#type = type
    this.#decoder = decoder
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

  /** Makes at least that many whole rows readable. */
  async prepare(rows: number): Promise<void> {
    this.#drop()
    // A row is whole once the next one has begun.
    while (!this.#ended && this.#rows <= rows) {
      const page = await this.#pages.next()
      if (page === undefined) this.#ended = true
      else this.#append(page)
    }
    if (this.#rows < rows) throw new Damaged('it has fewer rows than its row group')
  }
  took(rows: number): void { this.#rows -= rows }

  close(): void { this.#pages.close() }

  #drop(): void {
    this.#definitions = this.#definitions.slice(this.#at)
    this.#repetitions = this.#repetitions.slice(this.#at)
    this.#values = this.#values.slice(this.#valueAt)
    this.#at = 0
    this.#valueAt = 0
  }

  #append(page: Page): void {
    try {
      const { maxDefinition, maxRepetition } = this.leaf
      const definitions = this.#levels(page, page.definition, maxDefinition)
      const repetitions = this.#levels(page, page.repetition, maxRepetition)
      const present = definitions.reduce((sum, level) => level === maxDefinition ? sum + 1 : sum, 0)
      for (const level of definitions) this.#definitions.push(level)
      for (const level of repetitions) {
        this.#repetitions.push(level)
        if (level === 0) this.#rows++
      }
      this.#appendValues(page, present)
    } finally {
      page.release()
    }
  }

  #levels(page: Page, span: Span | undefined, max: number): number[] {
    if (span === undefined) return new Array<number>(page.entries).fill(0)
    const { memory } = this.#task
    const levels: number[] = []
    memory.kernels.hybridOpen(page.state, span.from, span.end, 32 - Math.clz32(max))
    for (let left = page.entries; left > 0;) {
      const step = Math.min(left, SCRATCH_VALUES)
      if (memory.kernels.hybridRead(page.state, step, max + 1, this.#scratch) < 0) throw new Damaged('its levels are wrong')
      for (let n = 0; n < step; n++) levels.push(memory.u32[(this.#scratch >>> 2) + n]!)
      left -= step
    }
    return levels
  }

  #appendValues(page: Page, present: number): void {
    const { memory } = this.#task
    const cells = new Region(this.#task, present * this.#decoder.cellBytes + 8)
    try {
      page.values(present).read(present, cells.address)
      const vector = { type: this.#type, data: cells.address, validity: 0 }
      for (let n = 0; n < present; n++) this.#values.push(readValue(memory, vector, n))
    } finally {
      cells.release()
    }
  }
}
