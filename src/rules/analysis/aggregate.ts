import { raise } from '../../errors/raise.js'
import { canonical } from '../../logical/canonical.js'
import { childrenOf, typeOf, type Expression } from '../../logical/expression.js'
import { formatExpression } from '../../logical/format.js'
import { aggregate, type Aggregate } from '../../logical/node/aggregate.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { isOrderable } from '../../functions/arguments.js'
import { sqlName, type DataType } from '../../types/data-type.js'
import { resolve, resolveNamed, scopeOf } from './expressions.js'

export function analyzeAggregate(node: Aggregate): Aggregate {
  const child = node.children[0]!, scope = scopeOf(child.output)
  const keys = node.keys.map(k => resolve(k, scope, 'groupKey'))
  for (const k of keys) comparable(typeOf(k), formatExpression(k))
  const columns = node.columns.map(c => resolveNamed(c, scope, { grouped: keys.length > 0 }))
  const known = new Set(keys.map(canonical))
  for (const c of columns) onlyKeysAndAggregates(c, known)
  return aggregate(child, keys, columns)
}
/** @throws MISSING_AGGREGATION for a column that has many values in a group. */
function onlyKeysAndAggregates(e: Expression, keys: ReadonlySet<string>): void {
  if (e.node === 'aggregateCall' || keys.has(canonical(e))) return
  if (e.node === 'attribute') raise('MISSING_AGGREGATION', { column: e.name })
  for (const c of childrenOf(e)) onlyKeysAndAggregates(c, keys)
}
/** @throws GROUP_EXPRESSION_TYPE_IS_NOT_ORDERABLE for maps, which cannot be compared. */
export function comparable(type: DataType, what: string): void {
  if (!isOrderable(type)) raise('GROUP_EXPRESSION_TYPE_IS_NOT_ORDERABLE', { expression: what, type: sqlName(type) })
}
export const comparableColumns = (plan: LogicalPlan): void => { for (const a of plan.output) comparable(a.type, a.name) }
