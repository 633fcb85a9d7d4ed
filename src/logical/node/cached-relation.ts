import type { Attribute } from '../expression.js'
import { formatAttributes } from '../format.js'
import type { LogicalPlan, NodeKind, PlanBase } from '../plan.js'
import type { Statistics } from '../source.js'

/** Rows that a session keeps in its pool; `key` is the session's handle on them. */
export interface CachedRelation extends PlanBase { readonly node: 'cachedRelation'; readonly key: number; readonly statistics: Statistics }

export const cachedRelation = (output: readonly Attribute[], key: number, statistics: Statistics): CachedRelation =>
  Object.freeze({ node: 'cachedRelation', children: Object.freeze<LogicalPlan[]>([]), output: Object.freeze([...output]), key, statistics })

export const cachedRelationKind: NodeKind<CachedRelation> = {
  node: 'cachedRelation',
  expressions: () => [],
  rebuild: node => node,
  describe: (node, names) => `CachedRelation [${formatAttributes(node.output, names)}]`,
}
