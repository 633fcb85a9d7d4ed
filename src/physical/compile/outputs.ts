/** Memory of a runner's output columns: one buffer an output, made when it is first written. */
import type { Vector } from '../../memory/batch.js'
import type { DataType } from '../../types/data-type.js'
import { cellBytes, representation } from '../../types/representation.js'
import type { Workspace } from './instance.js'

interface Buffer { readonly data: number; readonly validity: number; readonly rows: number }

export class Outputs {
  readonly #space: Workspace
  readonly #types: readonly DataType[]
  readonly #buffers: (Buffer | undefined)[]
  constructor(space: Workspace, types: readonly DataType[]) {
    this.#space = space
    this.#types = types
    this.#buffers = types.map(() => undefined)
  }
  /** Room for column n with at least so many rows. */
  buffer(n: number, rows: number): Buffer {
    const known = this.#buffers[n]
    if (known && known.rows >= rows) return known
    const { kept } = this.#space, most = 64 * Math.ceil(Math.max(rows, 2 * (known?.rows ?? 0), 1) / 64)
    return this.#buffers[n] = {
      rows: most,
      data: kept.allocate(most * cellBytes[representation(this.#types[n]!)]),
      validity: kept.allocate(most / 8),
    }
  }
  /** What was written there. `nulls`: the bitmap was written too; it is left out if every row has a value. */
  vector(n: number, rows: number, nulls: boolean): Vector {
    const { data, validity } = this.buffer(n, rows)
    return { type: this.#types[n]!, data, validity: nulls && !this.#allThere(validity, rows) ? validity : 0 }
  }
  #allThere(validity: number, rows: number): boolean {
    const { u32 } = this.#space.memory, from = validity >>> 2, whole = rows >>> 5
    for (let k = 0; k < whole; k++) if (u32[from + k] !== 0xffffffff) return false
    const rest = rows & 31, mask = 2 ** rest - 1
    return rest === 0 || (u32[from + whole]! & mask) >>> 0 === mask
  }
}
