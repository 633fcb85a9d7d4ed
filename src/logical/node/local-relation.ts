import type { EngineValue } from '../../types/representation.js'
import type { Attribute } from '../expression.js'
import { formatAttributes } from '../format.js'
import type { LogicalPlan, NodeKind, PlanBase } from '../plan.js'

/** A few rows known to the optimiser (an empty relation, a folded one). Users' rows are a Relation over a rows source. */
export interface LocalRelation extends PlanBase { readonly node: 'localRelation'; readonly rows: readonly (readonly EngineValue[])[] }

export const localRelation = (output: readonly Attribute[], rows: readonly (readonly EngineValue[])[] = []): LocalRelation =>
  Object.freeze({ node: 'localRelation', children: Object.freeze<LogicalPlan[]>([]), output: Object.freeze([...output]), rows: Object.freeze([...rows]) })

export const localRelationKind: NodeKind<LocalRelation> = {
  node: 'localRelation',
  expressions: () => [],
  rebuild: node => node,
  describe: (node, names) => `LocalRelation ${node.rows.length === 1 ? '1 row' : node.rows.length ? `${node.rows.length} rows` : '<empty>'} [${formatAttributes(node.output, names)}]`,
}
