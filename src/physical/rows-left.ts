import { references, type Attribute, type Expression } from '../logical/expression.js'
import type { LateFilter } from '../logical/source.js'
import type { Batch } from '../memory/batch.js'
import type { ExecutionContext } from './context.js'
import type { StageRunner } from './stage.js'

/** After so many batches in a row in which some rows were left, only one in `PROBE` is looked at. */
const PATIENCE = 4, PROBE = 32

/** Runs a scan's filters over their columns alone. Where they fail, rows are left: the operator above fails in the same way. */
export class RowsLeft implements LateFilter {
  readonly columns: readonly string[]
  readonly #input: readonly Attribute[]
  readonly #filters: readonly Expression[]
  readonly #context: ExecutionContext
  #runner: StageRunner | undefined
  /** Batches in a row that had rows left. */
  #kept = 0

  constructor(filters: readonly Expression[], output: readonly Attribute[], context: ExecutionContext) {
    const used = new Set(filters.flatMap(f => [...references(f).keys()]))
    this.#input = output.filter(a => used.has(a.id))
    this.columns = this.#input.map(a => a.name)
    this.#filters = filters
    this.#context = context
  }

  leavesAny(batch: Batch): boolean {
    if (this.#kept >= PATIENCE && this.#kept % PROBE !== 0) {
      this.#kept++
      return true
    }
    this.#runner ??= this.#context.stage({ input: this.#input, filters: this.#filters, outputs: [] })
    const left = this.#leaves(this.#runner, batch)
    this.#kept = left ? this.#kept + 1 : 0
    return left
  }
  close(): void { this.#runner?.close() }

  #leaves(runner: StageRunner, batch: Batch): boolean {
    try {
      return runner.run(batch).rows > 0
    } catch {
      return true
    }
  }
}
