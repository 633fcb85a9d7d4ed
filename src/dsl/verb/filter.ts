import { raise } from '../../errors/raise.js'
import { filter as filterNode } from '../../logical/node/filter.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { analyze } from '../../rules/analysis/analyze.js'
import { ColumnValue } from '../column-value.js'
import { columnsOf, owned, type ColumnValues } from '../columns.js'

export function filter(child: LogicalPlan, condition: ($: ColumnValues) => unknown): LogicalPlan {
  if (typeof condition !== 'function') {
    return raise('INVALID_ARGUMENT', { verb: 'filter', message: 'write a callback, such as $ => $.age.gt(18)' })
  }
  return analyze(filterNode(child, owned(conditionOf(condition(columnsOf(child.output)), 'filter'), child)))
}
/** @throws INVALID_ARGUMENT when a callback gave no column, as `$.a && $.b` or `$.a === 1` does not. */
export const conditionOf = (made: unknown, verb: string): ColumnValue['expression'] => made instanceof ColumnValue
  ? made.expression
  : raise('INVALID_ARGUMENT', {
    verb, message: `the callback gave ${typeof made}, not a condition: write $.a.eq(1).and($.b), not JavaScript's operators`,
  })
