/** The rows of a batch that pass a stage's filters, and its columns in JavaScript. */
import type { Expression } from '../../logical/expression.js'
import type { Batch } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import type { EngineValue } from '../../types/representation.js'
import { valueAt, whereTrue, type Column, type Rows } from './column.js'
import type { ColumnFunction, ColumnFunctions } from './column-function.js'
import { readColumn } from './read-column.js'
import { identity, Scratch, type Extent } from './scratch.js'

/** Where columns are read to; kept from batch to batch. */
export class InputSpace {
  readonly extent: Extent
  readonly #columns: Scratch[] = []
  constructor(extent: Extent) { this.extent = extent }
  column(ordinal: number): Scratch { return this.#columns[ordinal] ??= new Scratch(this.extent) }
}

/** Reads a column of a batch when it is first looked at: at the rows that are left by then. */
export class BatchInput {
  readonly batch: Batch
  /** The rows that may still be looked at: filters make them fewer. */
  rows: Rows
  readonly #memory: Memory
  readonly #space: InputSpace
  readonly #columns: (Column | undefined)[] = []
  constructor(batch: Batch, memory: Memory, space: InputSpace = new InputSpace({ rows: batch.rows })) {
    this.batch = batch
    this.#memory = memory
    this.#space = space
    space.extent.rows = Math.max(space.extent.rows, batch.rows)
    this.rows = { at: identity(batch.rows), count: batch.rows }
  }

  column(ordinal: number): Column {
    return this.#columns[ordinal] ??= readColumn(this.#memory, this.batch.columns[ordinal]!, this.rows, this.#space.column(ordinal))
  }
  value(ordinal: number, row: number): EngineValue { return valueAt(this.column(ordinal), this.batch.columns[ordinal]!.type, row) }
}

/** Filters in written order: a row that an earlier one drops is never seen by a later one. */
export class Selector {
  readonly #filters: readonly ColumnFunction[]
  readonly #memory: Memory
  readonly #space: InputSpace
  /** The rows of one batch that are left. */
  #kept = new Int32Array(0)
  constructor(filters: readonly Expression[], functions: ColumnFunctions, memory: Memory) {
    this.#filters = filters.map(f => functions.of(f))
    this.#memory = memory
    this.#space = new InputSpace(functions.extent)
  }
  /** Its `rows` are those that pass. */
  select(batch: Batch): BatchInput {
    const input = new BatchInput(batch, this.#memory, this.#space)
    if (this.#kept.length < batch.rows) this.#kept = new Int32Array(batch.rows)
    for (const filter of this.#filters) {
      if (input.rows.count === 0) break
      input.rows = whereTrue(input.rows, filter(input, input.rows), this.#kept)
    }
    return input
  }
}
