import type { Expression } from '../expression.js'
import { formatList } from '../format.js'
import type { LogicalPlan, NodeKind, PlanBase } from '../plan.js'

/** One row (which one is not said) per combination of the keys. */
export interface Deduplicate extends PlanBase { readonly node: 'deduplicate'; readonly keys: readonly Expression[] }

export const deduplicate = (child: LogicalPlan, keys: readonly Expression[]): Deduplicate =>
  Object.freeze({ node: 'deduplicate', children: Object.freeze([child]), output: child.output, keys: Object.freeze([...keys]) })

export const deduplicateKind: NodeKind<Deduplicate> = {
  node: 'deduplicate',
  expressions: node => node.keys,
  rebuild: (_, [child], keys) => deduplicate(child!, keys),
  describe: (node, names) => `Deduplicate [${formatList(node.keys, names)}]`,
}
