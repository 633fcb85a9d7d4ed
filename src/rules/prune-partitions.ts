/** Which parts of partitioned sources a plan needs, found out before they are opened: from the filters that come down to them. */
import type { Expression } from '../logical/expression.js'
import { references } from '../logical/expression.js'
import type { Relation } from '../logical/node/relation.js'
import { relation } from '../logical/node/relation.js'
import { transformUp } from '../logical/node/kinds.js'
import type { LogicalPlan } from '../logical/plan.js'
import { call } from './analysis/calls.js'
import { execute } from './executor.js'
import { rewritingBatches } from './optimizer/batches.js'
import { conjuncts, isDeterministic } from './optimizer/predicates.js'

/** The plan as it is, over sources without the parts that no row of its result comes from. */
export function prunePartitions(plan: LogicalPlan, timeZone: string): LogicalPlan {
  if (!hasPartitions(plan)) return plan
  const conditions = new Map<Relation, (Expression | undefined)[]>()
  collect(execute(plan, rewritingBatches, { timeZone, warn: () => {} }), [], conditions)
  return transformUp(plan, p => p.node === 'relation' ? pruned(p, conditions.get(p) ?? []) : p)
}
const hasPartitions = (plan: LogicalPlan): boolean =>
  plan.node === 'relation' ? (plan.source.partitions?.columns.length ?? 0) > 0 : plan.children.some(hasPartitions)

/** Of each place where a relation is read: what its rows must fulfil there, as far as columns of partitions can tell. */
function collect(plan: LogicalPlan, above: readonly Expression[], into: Map<Relation, (Expression | undefined)[]>): void {
  if (plan.node === 'relation') {
    const names = plan.source.partitions?.columns ?? [], ids = new Set(plan.output.filter(a => names.includes(a.name)).map(a => a.id))
    const usable = above.filter(c => isDeterministic(c) && [...references(c).keys()].every(id => ids.has(id)))
    into.set(plan, [...into.get(plan) ?? [], usable.length ? usable.reduce((a, b) => call('and', a, b)) : undefined])
  }
  const conditions = plan.node === 'filter' ? [...above, ...conjuncts(plan.condition)] : []
  for (const child of plan.children) collect(child, conditions, into)
}
/** A relation may stand in several places: a part is needed that one of them needs. */
function pruned(node: Relation, conditions: readonly (Expression | undefined)[]): Relation {
  const known = conditions.filter(c => c !== undefined)
  if (known.length === 0 || known.length < conditions.length) return node
  return relation(node.source.partitions!.prune(known.reduce((a, b) => call('or', a, b)), node.output), node.output)
}
