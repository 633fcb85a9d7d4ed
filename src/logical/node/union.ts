import { attribute, type Attribute } from '../expression.js'
import type { LogicalPlan, NodeKind, PlanBase } from '../plan.js'

/** All rows of all children, by position; repeats stay. The children's types agree (analysis casts them). */
export interface Union extends PlanBase { readonly node: 'union' }

export function union(children: readonly LogicalPlan[], output: readonly Attribute[] = outputOf(children)): Union {
  const nullable = output.map((a, n) => {
    const any = children.some(c => c.output[n]!.nullable)
    return a.nullable === any ? a : attribute(a.name, a.type, any, a.id)
  })
  return Object.freeze({ node: 'union', children: Object.freeze([...children]), output: Object.freeze(nullable) })
}
const outputOf = (children: readonly LogicalPlan[]): readonly Attribute[] =>
  children[0]!.output.map(a => attribute(a.name, a.type, a.nullable))

export const unionKind: NodeKind<Union> = {
  node: 'union',
  expressions: () => [],
  rebuild: (node, children) => union(children, node.output),
  describe: () => 'Union',
}
