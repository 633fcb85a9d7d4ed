/** Arrays that an expression fills anew for each batch; made when first needed, and large enough for the largest batch so far. */
import type { EngineValue } from '../../types/representation.js'

/** The most rows of a batch so far; changes only between batches. */
export interface Extent { rows: number }

export class Scratch {
  readonly #extent: Extent
  #numbers = new Float64Array(0)
  #flags = new Uint8Array(0)
  #nulls = new Uint8Array(0)
  #values: EngineValue[] = []
  constructor(extent: Extent) { this.#extent = extent }

  get rows(): number { return this.#extent.rows }
  numbers(): Float64Array { return this.#numbers.length >= this.rows ? this.#numbers : this.#numbers = new Float64Array(this.rows) }
  flags(): Uint8Array { return this.#flags.length >= this.rows ? this.#flags : this.#flags = new Uint8Array(this.rows) }
  nulls(): Uint8Array { return this.#nulls.length >= this.rows ? this.#nulls : this.#nulls = new Uint8Array(this.rows) }
  values(): EngineValue[] { return this.#values.length >= this.rows ? this.#values : this.#values = new Array<EngineValue>(this.rows).fill(null) }
}

let ascending = new Int32Array(0)
/** 0, 1, 2 …, at least `rows` of them; never written to. */
export function identity(rows: number): Int32Array {
  if (ascending.length < rows) ascending = Int32Array.from({ length: Math.max(rows, 1024) }, (_, n) => n)
  return ascending
}
