import { canonical } from '../logical/canonical.js'
import type { Attribute, Expression } from '../logical/expression.js'
import { describe, expressionsOf } from '../logical/node/kinds.js'
import type { LogicalPlan } from '../logical/plan.js'

/** Whether two plans are written the same, node for node and column for column; expressions may differ in what can be null. */
export function samePlan(a: LogicalPlan, b: LogicalPlan): boolean {
  if (a === b) return true
  if (a.node !== b.node || a.children.length !== b.children.length || !sameOutput(a.output, b.output)) return false
  if ((a.node === 'relation' && b.node === 'relation' && a.source !== b.source) || describe(a) !== describe(b)) return false
  const ofA = expressionsOf(a), ofB = expressionsOf(b)
  return ofA.length === ofB.length && ofA.every((e, n) => same(e, ofB[n]!)) && a.children.every((c, n) => samePlan(c, b.children[n]!))
}
const sameOutput = (a: readonly Attribute[], b: readonly Attribute[]): boolean =>
  a.length === b.length && a.every((x, n) => x === b[n] || (x.id === b[n]!.id && x.nullable === b[n]!.nullable))
const same = (a: Expression, b: Expression): boolean =>
  a === b || (a.node === b.node && !(a.node === 'alias' && b.node === 'alias' && a.id !== b.id) && canonical(a) === canonical(b))
