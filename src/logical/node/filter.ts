import { formatExpression } from '../format.js'
import type { Expression } from '../expression.js'
import type { LogicalPlan, NodeKind, PlanBase } from '../plan.js'

/** Rows for which the condition is true (not false, not null). */
export interface Filter extends PlanBase { readonly node: 'filter'; readonly condition: Expression }

export const filter = (child: LogicalPlan, condition: Expression): Filter =>
  Object.freeze({ node: 'filter', children: Object.freeze([child]), output: child.output, condition })

export const filterKind: NodeKind<Filter> = {
  node: 'filter',
  expressions: node => [node.condition],
  rebuild: (_, [child], [condition]) => filter(child!, condition!),
  describe: node => `Filter ${formatExpression(node.condition)}`,
}
