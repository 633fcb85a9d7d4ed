import { attribute, type Attribute } from '../expression.js'
import { formatAttributes } from '../format.js'
import type { LogicalPlan, NodeKind, PlanBase } from '../plan.js'
import type { Source } from '../source.js'

/** The rows of a source. `output` names a source column by name; ids stay when the source is opened, pruned or given filters. */
export interface Relation extends PlanBase { readonly node: 'relation'; readonly source: Source }

const columnsOf = (source: Source): readonly Attribute[] => source.fields.map(f => attribute(f.name, f.type, f.nullable))
export const relation = (source: Source, output: readonly Attribute[] = columnsOf(source)): Relation =>
  Object.freeze({ node: 'relation', children: Object.freeze<LogicalPlan[]>([]), output: Object.freeze([...output]), source })

export const relationKind: NodeKind<Relation> = {
  node: 'relation',
  expressions: () => [],
  rebuild: node => node,
  describe: ({ source, output }, names) =>
    [`Relation ${source.name} [${formatAttributes(output, names)}]`, ...source.describe?.() ?? []].join(', '),
}
