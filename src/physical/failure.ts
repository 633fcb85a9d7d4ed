/**
 * Which error a failing batch raises. Tiers evaluate in different orders, so whichever finds a failure has the batch run
 * again row by row: the lowest row wins, and within it the first expression in written order.
 */
import { TypedFrameError } from '../errors/raise.js'
import type { Expression } from '../logical/expression.js'
import type { Batch } from '../memory/batch.js'
import type { Memory } from '../memory/memory.js'
import { rowFunction } from './closures/column-function.js'
import { BatchInput } from './closures/selection.js'
import type { AggregateSpec, StageSpec } from './stage.js'

/** The error of the lowest failing row, undefined if none fails by itself (folding into a state still may). */
export function firstFailure(spec: StageSpec | AggregateSpec, batch: Batch, memory: Memory): Error | undefined {
  const input = new BatchInput(batch, memory)
  const compiled = (list: readonly Expression[]) => list.map(e => rowFunction(e, spec.input))
  const filters = compiled(spec.filters)
  const steps = 'outputs' in spec
    ? [{ filter: undefined, list: compiled(spec.outputs) }]
    : [{ filter: undefined, list: compiled(spec.keys) },
        ...spec.aggregates.map(a => ({ filter: a.filter && rowFunction(a.filter, spec.input), list: compiled(a.args) }))]
  for (let row = 0; row < batch.rows; row++) {
    try {
      if (!filters.every(f => f(input, row) === true)) continue
      for (const { filter, list } of steps) {
        if (filter && filter(input, row) !== true) continue
        for (const e of list) e(input, row)
      }
    } catch (error) {
      return error as Error
    }
  }
  return undefined
}

/** Raises the first failure of the batch in which `error` was found; `error` itself where no row fails alone. */
export function raiseFirstFailure(error: unknown, spec: StageSpec | AggregateSpec, batch: Batch, memory: Memory): never {
  if (error instanceof TypedFrameError && ownConditions.has(error.condition)) throw error
  throw firstFailure(spec, batch, memory) ?? error
}
/** Errors that no row is to blame for. */
const ownConditions: ReadonlySet<string> = new Set(['OUT_OF_MEMORY', 'CANCELLED', 'INTERNAL_ERROR'])
