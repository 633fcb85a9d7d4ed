import { outputOf, type NamedExpression } from '../expression.js'
import { formatList } from '../format.js'
import type { LogicalPlan, NodeKind, PlanBase } from '../plan.js'

/** Each row as other columns: attributes passed through, or named expressions. Select, withColumns, drop and rename are this. */
export interface Project extends PlanBase { readonly node: 'project'; readonly columns: readonly NamedExpression[] }

export const project = (child: LogicalPlan, columns: readonly NamedExpression[]): Project =>
  Object.freeze({ node: 'project', children: Object.freeze([child]), output: outputOf(columns), columns: Object.freeze([...columns]) })

export const projectKind: NodeKind<Project> = {
  node: 'project',
  expressions: node => node.columns,
  rebuild: (_, [child], columns) => project(child!, columns as readonly NamedExpression[]),
  describe: (node, names) => `Project [${formatList(node.columns, names)}]`,
}
