/** The rows of a batch that pass a stage's filters, and its columns as engine values. */
import type { Attribute, Expression } from '../../logical/expression.js'
import type { Batch } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import { readValue } from '../../memory/vector.js'
import type { EngineValue } from '../../types/representation.js'
import { columnFunction, type ColumnFunction, type Input } from './column-function.js'

/** Reads a column of a batch into engine values when it is first looked at. */
export class BatchInput implements Input {
  readonly #batch: Batch
  readonly #memory: Memory
  readonly #columns = new Map<number, readonly EngineValue[]>()
  constructor(batch: Batch, memory: Memory) { this.#batch = batch; this.#memory = memory }

  column(ordinal: number): readonly EngineValue[] {
    let values = this.#columns.get(ordinal)
    if (!values) {
      const vector = this.#batch.columns[ordinal]!
      const made = new Array<EngineValue>(this.#batch.rows)
      for (let row = 0; row < made.length; row++) made[row] = readValue(this.#memory, vector, row)
      this.#columns.set(ordinal, values = made)
    }
    return values
  }
}

export interface Selected { readonly input: Input; readonly selection: Int32Array; readonly rows: number }

/** Filters in written order: a row that an earlier one drops is never seen by a later one. */
export class Selector {
  readonly #filters: readonly ColumnFunction[]
  readonly #memory: Memory
  constructor(filters: readonly Expression[], input: readonly Attribute[], memory: Memory) {
    this.#filters = filters.map(f => columnFunction(f, input))
    this.#memory = memory
  }
  select(batch: Batch): Selected {
    const input = new BatchInput(batch, this.#memory), selection = new Int32Array(batch.rows)
    let rows = batch.rows
    for (let row = 0; row < rows; row++) selection[row] = row
    for (const filter of this.#filters) {
      const passed = filter(input, selection, rows)
      let kept = 0
      for (let k = 0; k < rows; k++) if (passed[k] === true) selection[kept++] = selection[k]!
      rows = kept
    }
    return { input, selection, rows }
  }
}
