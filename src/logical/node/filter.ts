import { formatWith } from '../format.js'
import { attribute, isResolved, type Attribute, type Expression } from '../expression.js'
import type { LogicalPlan, NodeKind, PlanBase } from '../plan.js'
import { provenBy } from '../proof.js'

/** Rows for which the condition is true (not false, not null). Columns that it proves to be there are not nullable. */
export interface Filter extends PlanBase { readonly node: 'filter'; readonly condition: Expression }

export const filter = (child: LogicalPlan, condition: Expression): Filter =>
  Object.freeze({ node: 'filter', children: Object.freeze([child]), output: outputOf(child, condition), condition })

function outputOf(child: LogicalPlan, condition: Expression): readonly Attribute[] {
  const proven = isResolved(condition) ? provenBy(condition) : undefined
  if (!proven || !child.output.some(a => a.nullable && proven.has(a.id))) return child.output
  return Object.freeze(child.output.map(a => a.nullable && proven.has(a.id) ? attribute(a.name, a.type, false, a.id) : a))
}

export const filterKind: NodeKind<Filter> = {
  node: 'filter',
  expressions: node => [node.condition],
  rebuild: (_, [child], [condition]) => filter(child!, condition!),
  describe: (node, names) => `Filter ${formatWith(node.condition, names)}`,
}
