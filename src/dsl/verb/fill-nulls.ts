import { alias, cast, unresolvedCall } from '../../logical/expression.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { expressionOf } from '../column-value.js'
import { columnNamed, entriesOf } from '../columns.js'
import { projected } from './projection.js'

/** The values take their columns' types. */
export function fillNulls(child: LogicalPlan, values: Readonly<Record<string, unknown>>): LogicalPlan {
  const given = entriesOf(values, 'fillNulls', '{ column: value }')
  const byId = new Map(given.map(([name, value]) => [columnNamed(child.output, name).id, expressionOf(value)]))
  return projected(child, child.output.map(a => {
    const value = byId.get(a.id)
    return value && a.nullable ? alias(unresolvedCall('coalesce', [a, cast(value, a.type)]), a.name) : a
  }))
}
