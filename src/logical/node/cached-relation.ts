import type { Attribute } from '../expression.js'
import { formatAttributes } from '../format.js'
import type { LogicalPlan, NodeKind, PlanBase } from '../plan.js'
import type { Statistics } from '../source.js'
import { DEFAULT_LEVEL, type StorageLevel } from '../storage-level.js'

/** What a session keeps: `key` is its handle on it. */
export interface CachedRows { readonly key: number; readonly storageLevel: StorageLevel; readonly statistics: Statistics }

/** Rows that a session keeps; `source` is what makes them, `output` those of its columns that are wanted. */
export interface CachedRelation extends PlanBase {
  readonly node: 'cachedRelation'
  readonly rows: CachedRows
  readonly source: LogicalPlan
}

export const cachedRelation = (source: LogicalPlan, rows: CachedRows, output: readonly Attribute[] = source.output): CachedRelation =>
  Object.freeze({ node: 'cachedRelation', children: Object.freeze<LogicalPlan[]>([]), output, rows, source })

/** Said where it is not the default. */
export const formatLevel = ({ storageLevel }: CachedRows): string => storageLevel === DEFAULT_LEVEL ? '' : ` [${storageLevel}]`

export const cachedRelationKind: NodeKind<CachedRelation> = {
  node: 'cachedRelation',
  expressions: () => [],
  rebuild: node => node,
  describe: (node, names) => `CachedRelation [${formatAttributes(node.output, names)}]${formatLevel(node.rows)}`,
}
