import { attribute, type Attribute } from '../expression.js'
import type { LogicalPlan, NodeKind, PlanBase } from '../plan.js'

/** Distinct rows of the left that are (intersect) or are not (except) in the right; nulls count as equal. */
export interface SetOperation extends PlanBase { readonly node: 'setOperation'; readonly operation: 'intersect' | 'except' }

const outputOf = (left: LogicalPlan): readonly Attribute[] => left.output.map(a => attribute(a.name, a.type, a.nullable))

export const setOperation = (
  left: LogicalPlan, right: LogicalPlan, operation: 'intersect' | 'except', output: readonly Attribute[] = outputOf(left),
): SetOperation =>
  Object.freeze({ node: 'setOperation', children: Object.freeze([left, right]), output: Object.freeze([...output]), operation })

export const setOperationKind: NodeKind<SetOperation> = {
  node: 'setOperation',
  expressions: () => [],
  rebuild: (node, [left, right]) => setOperation(left!, right!, node.operation, node.output),
  describe: node => node.operation === 'intersect' ? 'Intersect' : 'Except',
}
