import { raise } from '../../errors/raise.js'
import type { Expression } from '../../logical/expression.js'
import { join, type Join, type JoinKind } from '../../logical/node/join.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { condition as checked, resolve, scopeOf, type Scope } from './expressions.js'
import { apart } from './fresh-ids.js'

/** Which frame ids `UnresolvedColumn.frame` uses for the two sides. */
export interface JoinFrames { readonly left: number; readonly right: number }

/**
 * A join whose condition's columns mean the side that their frame says; without a frame, the one side that has the name.
 * The right side gets ids of its own where both sides share some: the columns to select from are those of the result, first
 * the left side's, then (unless semi or anti) the right side's, each in their order.
 * @throws AMBIGUOUS_REFERENCE, UNRESOLVED_COLUMN, DATATYPE_MISMATCH
 */
export function analyzeJoin(
  left: LogicalPlan, right: LogicalPlan, kind: JoinKind, condition: Expression | undefined, frames?: JoinFrames,
): Join {
  const other = apart(left, right)
  if (!condition) return join(left, other, kind, undefined)
  if (kind === 'cross') return raise('INTERNAL_ERROR', { message: 'A cross join has no condition.' })
  const ofLeft = scopeOf(left.output), ofRight = scopeOf(other.output), ofBoth = scopeOf([...left.output, ...other.output])
  const scope: Scope = column => {
    if (column.frame === undefined || !frames) return ofBoth(column)
    return column.frame === frames.left ? ofLeft(column) : column.frame === frames.right ? ofRight(column) : ofBoth(column)
  }
  return join(left, other, kind, checked(resolve(condition, scope, 'join'), 'condition of a join'))
}
