import type { LogicalPlan } from '../../logical/plan.js'
import { projected, selected, type Selected } from './projection.js'

/** A column of an existing name takes its place; the others follow at the end. */
export function withColumns(child: LogicalPlan, callback: Selected): LogicalPlan {
  const made = new Map(selected(child, callback, 'withColumns').map(c => [c.name, c]))
  const kept = child.output.map(a => made.get(a.name) ?? a)
  const names = new Set(child.output.map(a => a.name))
  return projected(child, [...kept, ...[...made.values()].filter(c => !names.has(c.name))])
}
