import type { LogicalPlan } from '../../logical/plan.js'
import { columnsNamed } from '../columns.js'
import { projected } from './projection.js'

export function drop(child: LogicalPlan, names: readonly string[]): LogicalPlan {
  const dropped = new Set(columnsNamed(child.output, names, 'drop').map(a => a.id))
  return projected(child, child.output.filter(a => !dropped.has(a.id)))
}
