import { outputOf, type Expression, type NamedExpression } from '../expression.js'
import { formatList } from '../format.js'
import type { LogicalPlan, NodeKind, PlanBase } from '../plan.js'

/**
 * One row per distinct combination of the keys (nulls equal); without keys exactly one row. `columns` are over keys and
 * aggregate calls: an attribute or subexpression in them that is not inside an aggregate call equals one of the keys.
 */
export interface Aggregate extends PlanBase {
  readonly node: 'aggregate'
  readonly keys: readonly Expression[]
  readonly columns: readonly NamedExpression[]
}

export const aggregate = (
  child: LogicalPlan, keys: readonly Expression[], columns: readonly NamedExpression[],
): Aggregate => Object.freeze({
  node: 'aggregate', children: Object.freeze([child]), output: outputOf(columns),
  keys: Object.freeze([...keys]), columns: Object.freeze([...columns]),
})

export const aggregateKind: NodeKind<Aggregate> = {
  node: 'aggregate',
  expressions: node => [...node.keys, ...node.columns],
  rebuild: (node, [child], all) =>
    aggregate(child!, all.slice(0, node.keys.length), all.slice(node.keys.length) as readonly NamedExpression[]),
  describe: (node, names) => `Aggregate [${formatList(node.keys, names)}], [${formatList(node.columns, names)}]`,
}
