/** Plans as their author wrote them: what analysis made of a node is remembered beside the node as it was. */
import type { LogicalPlan } from './plan.js'

const originals = new WeakMap<LogicalPlan, LogicalPlan>()

/** Remembers the unresolved node behind an analysed one. */
export function remember(analyzed: LogicalPlan, written: LogicalPlan): LogicalPlan {
  if (analyzed !== written) originals.set(analyzed, written)
  return analyzed
}
/** The node as it was written; itself where analysis left it as it was. Its children are analysed ones. */
export const asWritten = (plan: LogicalPlan): LogicalPlan => originals.get(plan) ?? plan
