import type { EngineValue } from '../../types/representation.js'
import type { Attribute } from '../expression.js'
import { formatAttributes } from '../format.js'
import type { LogicalPlan, NodeKind, PlanBase } from '../plan.js'

/** A few rows known to the optimiser (an empty relation, a folded one). Users' rows are a Relation over a rows source. */
export interface LocalRelation extends PlanBase { readonly node: 'localRelation'; readonly rows: readonly (readonly EngineValue[])[] }

export const localRelation = (output: readonly Attribute[], rows: readonly (readonly EngineValue[])[] = []): LocalRelation =>
  Object.freeze({
    node: 'localRelation', children: Object.freeze<LogicalPlan[]>([]), output: Object.freeze([...output]), rows: Object.freeze([...rows]),
  })

const counted = (rows: number): string => rows === 0 ? '<empty>' : rows === 1 ? '1 row' : `${rows} rows`

export const localRelationKind: NodeKind<LocalRelation> = {
  node: 'localRelation',
  expressions: () => [],
  rebuild: node => node,
  describe: (node, names) => `LocalRelation ${counted(node.rows.length)} [${formatAttributes(node.output, names)}]`,
}
