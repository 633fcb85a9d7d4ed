import type { LogicalPlan } from '../../logical/plan.js'
import { columnNamed } from '../columns.js'
import { named, projected } from './projection.js'

/** `names`: old to new. */
export function rename(child: LogicalPlan, names: Readonly<Record<string, string>>): LogicalPlan {
  const byId = new Map(Object.entries(names).map(([old, now]) => [columnNamed(child.output, old).id, now]))
  return projected(child, child.output.map(a => named(a, byId.get(a.id) ?? a.name)))
}
