import { formatList } from '../../logical/format.js'
import type { OperatorKind, PhysicalBase, PhysicalPlan } from '../plan.js'
import { needs, onePartition, single, spread } from '../properties.js'
import { lowerJoin, neededOutput, type JoinDetails } from './hash-join.js'

/** Every pair of rows is looked at: for joins without an equality. The built side is one chain of rows. */
export interface NestedLoopJoin extends PhysicalBase, JoinDetails { readonly operator: 'nestedLoopJoin' }

export const nestedLoopJoin = (left: PhysicalPlan, right: PhysicalPlan, details: JoinDetails): NestedLoopJoin =>
  Object.freeze({ ...details, operator: 'nestedLoopJoin', children: Object.freeze([left, right]), output: neededOutput(left, right, details) })

export const nestedLoopJoinKind: OperatorKind<NestedLoopJoin> = {
  operator: 'nestedLoopJoin',
  describe: (plan, names) => `NestedLoopJoin ${plan.kind}${plan.residual.length ? ` where [${formatList(plan.residual, names)}]` : ''}, build ${plan.build}`,
  withChildren: (plan, [left, right]) => nestedLoopJoin(left!, right!, plan),
  requires: () => [needs(single), needs(single)],
  gives: () => spread(onePartition),
  lower: (plan, context, partition) => lowerJoin(plan, context, partition),
}
