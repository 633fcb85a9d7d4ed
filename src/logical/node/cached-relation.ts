import { formatAttributes } from '../format.js'
import type { LogicalPlan, NodeKind, PlanBase } from '../plan.js'
import type { Statistics } from '../source.js'

/** Rows that a session keeps in its pool; `key` is the session's handle on them, `source` what makes them, with the same output. */
export interface CachedRelation extends PlanBase {
  readonly node: 'cachedRelation'
  readonly key: number
  readonly statistics: Statistics
  readonly source: LogicalPlan
}

export const cachedRelation = (source: LogicalPlan, key: number, statistics: Statistics): CachedRelation =>
  Object.freeze({ node: 'cachedRelation', children: Object.freeze<LogicalPlan[]>([]), output: source.output, key, statistics, source })

export const cachedRelationKind: NodeKind<CachedRelation> = {
  node: 'cachedRelation',
  expressions: () => [],
  rebuild: node => node,
  describe: (node, names) => `CachedRelation [${formatAttributes(node.output, names)}]`,
}
