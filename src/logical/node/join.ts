import { attribute, type Attribute, type Expression } from '../expression.js'
import { formatWith } from '../format.js'
import type { LogicalPlan, NodeKind, PlanBase } from '../plan.js'

export type JoinKind = 'inner' | 'left' | 'right' | 'full' | 'semi' | 'anti' | 'cross'

/** Pairs of rows for which the condition is true; the kind says what becomes of rows without a partner. */
export interface Join extends PlanBase { readonly node: 'join'; readonly kind: JoinKind; readonly condition: Expression | undefined }

const nullable = (attributes: readonly Attribute[]): readonly Attribute[] =>
  attributes.map(a => a.nullable ? a : attribute(a.name, a.type, true, a.id))

/** Columns of a join: an outer side's become nullable; semi and anti joins give the left side's alone. */
export function joinOutput(kind: JoinKind, left: readonly Attribute[], right: readonly Attribute[]): readonly Attribute[] {
  if (kind === 'semi' || kind === 'anti') return left
  const outerLeft = kind === 'right' || kind === 'full', outerRight = kind === 'left' || kind === 'full'
  return [...(outerLeft ? nullable(left) : left), ...(outerRight ? nullable(right) : right)]
}
export const join = (left: LogicalPlan, right: LogicalPlan, kind: JoinKind, condition: Expression | undefined): Join =>
  Object.freeze({
    node: 'join', children: Object.freeze([left, right]), kind, condition,
    output: Object.freeze(joinOutput(kind, left.output, right.output)),
  })

export const joinKind: NodeKind<Join> = {
  node: 'join',
  expressions: node => node.condition ? [node.condition] : [],
  rebuild: (node, [left, right], [condition]) => join(left!, right!, node.kind, condition),
  describe: (node, names) => `Join ${node.kind}${node.condition ? `, ${formatWith(node.condition, names)}` : ''}`,
}
