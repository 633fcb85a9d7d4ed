import type { LogicalPlan } from '../../logical/plan.js'
import { columnNamed } from '../columns.js'
import { projected } from './projection.js'

export function drop(child: LogicalPlan, names: readonly string[]): LogicalPlan {
  const dropped = new Set(names.map(n => columnNamed(child.output, n).id))
  return projected(child, child.output.filter(a => !dropped.has(a.id)))
}
