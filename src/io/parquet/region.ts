import { PAGE_BYTES, pagesFor } from '../../memory/page-map.js'
import type { TaskMemory } from '../../memory/task-memory.js'

/** A run of pool pages of the reader: compressed bytes, a decompressed page, a dictionary. */
export class Region {
  readonly address: number
  readonly bytes: number
  readonly #pages: number
  readonly #task: TaskMemory
  #held = true

  constructor(task: TaskMemory, bytes: number) {
    this.#pages = pagesFor(bytes)
    this.address = task.acquire(this.#pages, 'Reading Parquet')
    this.bytes = this.#pages * PAGE_BYTES
    this.#task = task
  }
  /** Safe to call twice. */
  release(): void {
    if (this.#held) this.#task.release(this.address, this.#pages)
    this.#held = false
  }
}
