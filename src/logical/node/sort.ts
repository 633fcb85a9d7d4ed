import type { SortKey } from '../expression.js'
import { formatSortKey } from '../format.js'
import type { LogicalPlan, NodeKind, PlanBase } from '../plan.js'

/** All rows in the order of the keys. */
export interface Sort extends PlanBase { readonly node: 'sort'; readonly keys: readonly SortKey[] }

export const sort = (child: LogicalPlan, keys: readonly SortKey[]): Sort =>
  Object.freeze({ node: 'sort', children: Object.freeze([child]), output: child.output, keys: Object.freeze([...keys]) })

export const sortKind: NodeKind<Sort> = {
  node: 'sort',
  expressions: node => node.keys.map(k => k.child),
  rebuild: (node, [child], keys) => sort(child!, node.keys.map((k, n) => Object.freeze({ ...k, child: keys[n]! }))),
  describe: (node, names) => `Sort [${node.keys.map(k => formatSortKey(k, names)).join(', ')}]`,
}
