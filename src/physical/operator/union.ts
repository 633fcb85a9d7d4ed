import type { Attribute } from '../../logical/expression.js'
import { drain, pipeline } from '../pipeline.js'
import type { OperatorKind, PhysicalBase, PhysicalPlan } from '../plan.js'
import { any, needs, spread } from '../properties.js'
import type { ExecutionContext } from '../context.js'

/** The rows of all children by position; each child's partitions stay partitions. */
export interface UnionRows extends PhysicalBase { readonly operator: 'union' }

export const unionRows = (children: readonly PhysicalPlan[], output: readonly Attribute[]): UnionRows =>
  Object.freeze({ operator: 'union', children: Object.freeze([...children]), output: Object.freeze([...output]) })

export const unionKind: OperatorKind<UnionRows> = {
  operator: 'union',
  describe: () => 'Union',
  withChildren: (plan, children) => unionRows(children, plan.output),
  requires: plan => plan.children.map(() => needs(any)),
  gives: (_, children) => {
    const partitions = children.reduce((n, c) => n + c.partitioning.partitions, 0)
    // one partition each: read one after the other, so that what follows needs no exchange
    return spread({ kind: 'unknown', partitions: children.every(c => c.partitioning.partitions === 1) ? 1 : partitions })
  },
  lower: (plan, context, partition) => pipeline(() => read(plan, context, partition)),
}

async function* read(plan: UnionRows, context: ExecutionContext, partition: number): ReturnType<typeof drain> {
  if (plan.children.every(c => context.partitionsOf(c) === 1)) {
    for (const child of plan.children) yield* drain(context.lower(child, 0))
    return
  }
  let at = partition
  for (const child of plan.children) {
    const partitions = context.partitionsOf(child)
    if (at < partitions) return yield* drain(context.lower(child, at))
    at -= partitions
  }
}
