import type { Attribute, Expression } from '../../logical/expression.js'
import { joinOutput, type JoinKind } from '../../logical/node/join.js'
import { formatList } from '../../logical/format.js'
import type { ExecutionContext } from '../context.js'
import { JoinStep } from '../joining.js'
import { through } from '../pipeline.js'
import type { OperatorKind, PhysicalBase, PhysicalPlan } from '../plan.js'
import { clustered, needs, spread } from '../properties.js'

export interface JoinDetails {
  readonly kind: JoinKind
  /** Columns whose values meet, pair by pair; empty for a nested loop. */
  readonly leftKeys: readonly Attribute[]
  readonly rightKeys: readonly Attribute[]
  /** Per pair: whether null meets null. */
  readonly nullSafe: readonly boolean[]
  /** Conjuncts over both sides that pairs must also satisfy. */
  readonly residual: readonly Expression[]
  /** The side kept in a table; the other one streams past it. */
  readonly build: 'left' | 'right'
  /** The columns that are wanted of it; all when undefined. */
  readonly needed?: ReadonlySet<number> | undefined
}
/** Output: the needed ones of left columns, then right columns (semi and anti: left columns). */
export interface HashJoin extends PhysicalBase, JoinDetails { readonly operator: 'hashJoin' }

export const hashJoin = (left: PhysicalPlan, right: PhysicalPlan, details: JoinDetails): HashJoin =>
  Object.freeze({ ...details, operator: 'hashJoin', children: Object.freeze([left, right]), output: neededOutput(left, right, details) })

export const neededOutput = (left: PhysicalPlan, right: PhysicalPlan, { kind, needed }: JoinDetails): readonly Attribute[] =>
  joinOutput(kind, left.output, right.output).filter(a => !needed || needed.has(a.id))


export const hashJoinKind: OperatorKind<HashJoin> = {
  operator: 'hashJoin',
  describe: (plan, names) => {
    const keys = plan.leftKeys.map((k, n) => `${names(k)} ${plan.nullSafe[n] ? '<=>' : '='} ${names(plan.rightKeys[n]!)}`).join(', ')
    return `HashJoin ${plan.kind} [${keys}]${plan.residual.length ? ` where [${formatList(plan.residual, names)}]` : ''}, build ${plan.build}`
  },
  withChildren: (plan, [left, right]) => hashJoin(left!, right!, plan),
  requires: plan => [needs(clustered(plan.leftKeys)), needs(clustered(plan.rightKeys))],
  gives: (plan, [left, right]) => joinPartitioning(plan, left!.partitioning, right!.partitioning),
  lower: (plan, context, partition) => lowerJoin(plan, context, partition),
}
/** Equal keys stay where they were; an outer join's null keys do not, so only the preserved side's partitioning holds. */
function joinPartitioning(plan: HashJoin, left: ReturnType<typeof spread>['partitioning'], right: ReturnType<typeof spread>['partitioning']) {
  const partitions = Math.max(left.partitions, right.partitions)
  switch (plan.kind) {
    case 'inner': case 'left': case 'semi': case 'anti': return spread(left.kind === 'hash' ? left : { kind: 'unknown', partitions })
    case 'right': return spread(right.kind === 'hash' ? right : { kind: 'unknown', partitions })
    default: return spread({ kind: 'unknown', partitions })
  }
}
/** The probe side's pipeline with the join as its next step. */
export function lowerJoin(plan: PhysicalPlan & JoinDetails, context: ExecutionContext, partition: number) {
  const probe = plan.children[plan.build === 'left' ? 1 : 0]!
  return through(context.lower(probe, partition), new JoinStep(plan, context, partition))
}
