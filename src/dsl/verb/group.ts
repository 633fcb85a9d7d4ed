import { raise } from '../../errors/raise.js'
import { unresolvedCall, type Expression, type NamedExpression } from '../../logical/expression.js'
import { aggregate } from '../../logical/node/aggregate.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { analyze } from '../../rules/analysis/analyze.js'
import { ColumnValue } from '../column-value.js'
import { asCallback, columnsOf, namedColumns, owned, type ColumnValues } from '../columns.js'
import { named, selected, type Selected } from './projection.js'

/** Rows of a plan and the keys that will group them. */
export interface Grouping { readonly child: LogicalPlan; readonly keys: readonly NamedExpression[] }

/** @throws INVALID_ARGUMENT without keys: then there may be no group, and the types of `agg` say so. */
export function groupBy(child: LogicalPlan, keys: readonly Selected[]): Grouping {
  const named = keys.flatMap(k => selected(child, k, 'groupBy'))
  if (!named.length) return raise('INVALID_ARGUMENT', { verb: 'groupBy', message: 'name at least one key, or call agg on the frame' })
  return { child, keys: named }
}

const keyExpression = (key: NamedExpression): Expression => key.node === 'alias' ? key.child : key

/** One row for each group: keys, then aggregates. Without keys, one row in all. */
export function aggregated({ child, keys }: Grouping, columns: ($: ColumnValues) => unknown): LogicalPlan {
  // A column of the frame goes before a computed key of the same name.
  const computed = Object.fromEntries(keys.flatMap(k => k.node === 'alias' ? [[k.name, new ColumnValue(k.child)]] : []))
  const callback = asCallback(columns, 'agg', 'a callback, such as $ => ({ total: $.price.sum() }),')
  const made = namedColumns(callback(columnsOf(child.output, computed)), 'agg')
  const aggregates = made.map(([name, c]) => named(owned(c.expression, child), name))
  return analyze(aggregate(child, keys.map(keyExpression), [...keys, ...aggregates]))
}
export const counted = (grouping: Grouping): LogicalPlan =>
  aggregated(grouping, () => ({ count: new ColumnValue(unresolvedCall('count', [])) }))
