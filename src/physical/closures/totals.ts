/**
 * Sums, means, counts and extremes of numbers, by group of a batch: typed arrays while the batch runs, and then one step on
 * each group's state, as if its rows had been one value. Exact sums are the same in any order; floats begin with what the
 * state holds and are added row by row, so that nothing depends on batches.
 */
import type { FoldImplementation, StateValues } from '../../functions/declare.js'
import { isFloat, type DataType } from '../../types/data-type.js'
import { representation } from '../../types/representation.js'
import { SAFE, type NumberColumn, type Rows } from './column.js'
import type { BatchGroups } from './groups.js'

/** State values of the groups, read when first asked for and written back at the end of the batch. */
export interface States { of(slot: number): StateValues }
/** Folds rows without nulls; false: not with these numbers, nothing was done. */
export type Total = (column: NumberColumn | undefined, rows: Rows, groups: BatchGroups, states: States) => boolean

/** undefined: this aggregate is folded row by row. */
export function totalOf(name: string, type: DataType | undefined, fold: FoldImplementation): Total | undefined {
  if (name === 'count') return counts
  if (!type || type.kind === 'bool' || type.kind === 'void' || representation(type) === 'str') return undefined
  switch (name) {
    case 'sum': case 'trySum': return isFloat(type) ? floatSums(false) : exactSums(false, fold)
    case 'avg': case 'tryAvg': return isFloat(type) ? floatSums(true) : exactSums(true, fold)
    case 'min': case 'max': return extremes(name, representation(type) === 'i64' || representation(type) === 'dec', fold)
    default: return undefined
  }
}

const counts: Total = (_, rows, groups, states) => {
  const n = groups.counts(rows)
  for (let g = 0; g < groups.size; g++) if (n[g]) add(states.of(g), n[g]!)
  return true
}
function add(state: StateValues, n: number): void { state['n'] = (state['n'] as bigint) + BigInt(n) }
const exactSums = (isMean: boolean, { evaluate }: FoldImplementation): Total => (column, rows, groups, states) => {
  if (!column || Math.max(-column.least, column.most) * rows.count > SAFE) return false
  const { size } = groups, totals = groups.sums(column, rows), n = groups.counts(rows)
  for (let g = 0; g < size; g++) {
    if (n[g] === 0) continue
    const state = states.of(g)
    evaluate.update(state, { value: BigInt(totals[g]!) })
    if (isMean) add(state, n[g]! - 1)
  }
  return true
}
const floatSums = (isMean: boolean): Total => (column, rows, groups, states) => {
  if (!column) return false
  const { at, count } = rows, { slots, size } = groups, { cells } = column, totals = new Float64Array(size), n = groups.counts(rows)
  for (let g = 0; g < size; g++) if (n[g]) totals[g] = states.of(g)['sum'] as number
  for (let k = 0; k < count; k++) totals[slots[at[k]!]!]! += cells[at[k]!]!
  for (let g = 0; g < size; g++) {
    if (n[g] === 0) continue
    const state = states.of(g)
    state['sum'] = totals[g]!
    if (isMean) add(state, n[g]!)
    else state['n'] = 1n
  }
  return true
}

const extremes = (name: 'min' | 'max', isBig: boolean, { evaluate }: FoldImplementation): Total => (column, rows, groups, states) => {
  if (!column) return false
  const { slots, size } = groups, best = new Float64Array(size), seen = new Uint8Array(size)
  const keep = name === 'min' ? smallest : largest
  keep(best, seen, slots, column.cells, rows)
  for (let g = 0; g < size; g++) if (seen[g]) evaluate.update(states.of(g), { value: isBig ? BigInt(best[g]!) : best[g]! })
  return true
}
/** NaN is larger than any other number; of equal values the first one stays. */
function smallest(best: Float64Array, seen: Uint8Array, slots: Int32Array, cells: Float64Array, { at, count }: Rows): void {
  for (let k = 0; k < count; k++) {
    const g = slots[at[k]!]!, value = cells[at[k]!]!, other = best[g]!
    if (seen[g] === 0 || value < other || (other !== other && value === value)) {
      best[g] = value
      seen[g] = 1
    }
  }
}
function largest(best: Float64Array, seen: Uint8Array, slots: Int32Array, cells: Float64Array, { at, count }: Rows): void {
  for (let k = 0; k < count; k++) {
    const g = slots[at[k]!]!, value = cells[at[k]!]!, other = best[g]!
    if (seen[g] === 0 || value > other || (value !== value && other === other)) {
      best[g] = value
      seen[g] = 1
    }
  }
}
