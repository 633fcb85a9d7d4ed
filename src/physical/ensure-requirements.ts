/**
 * Inserts an exchange where a child's rows are not spread as its parent needs, and a sort where they are not ordered so.
 * Nothing is inserted where what the child gives is enough already; rows that all come from one place are spread before
 * work that can be divided by keys.
 */
import type { PhysicalPlan } from './plan.js'
import { exchange } from './operator/exchange.js'
import { hashAggregate } from './operator/hash-aggregate.js'
import { kindOf, propertiesOf, withChildren } from './operator/kinds.js'
import { sortRows } from './operator/sort.js'
import { ordered, satisfies, type Distribution, type Requirement } from './properties.js'

export function ensureRequirements(plan: PhysicalPlan, partitions: number): PhysicalPlan {
  const children = plan.children.map(c => ensureRequirements(c, partitions))
  const requirements = kindOf(plan).requires(plan)
  const spread = children.map((c, n) => distribute(c, requirements[n]!.distribution, partitions))
  return inOnePhase(withChildren(plan, coPartition(spread, requirements, partitions).map((c, n) => {
    const needed = requirements[n]!.ordering
    return ordered(propertiesOf(c).ordering, needed) ? c : sortRows(c, needed, false)
  })))
}

/** Partial and final phase with nothing between them are one. */
function inOnePhase(plan: PhysicalPlan): PhysicalPlan {
  const [below] = plan.children
  if (plan.operator !== 'hashAggregate' || plan.phase !== 'final' || below?.operator !== 'hashAggregate' || below.phase !== 'partial') return plan
  return hashAggregate(below.children[0]!, 'complete', below.filters, below.keys, plan.calls)
}

function distribute(child: PhysicalPlan, needed: Distribution, partitions: number): PhysicalPlan {
  const given = propertiesOf(child).partitioning, divisible = needed.kind === 'clustered' && given.partitions === 1 && partitions > 1
  if (satisfies(given, needed) && !divisible) return child
  return needed.kind === 'clustered' ? exchange(child, needed.keys, partitions) : exchange(child, [], 1)
}

/** Two sides that must meet by their keys are partitioned by exactly those keys into equally many partitions. */
function coPartition(children: readonly PhysicalPlan[], requirements: readonly Requirement[], partitions: number): readonly PhysicalPlan[] {
  const clustered = requirements.filter(r => r.distribution.kind === 'clustered').length
  if (clustered < 2) return children
  const counts = children.map(c => propertiesOf(c).partitioning.partitions)
  if (counts.every(n => n === 1)) return children
  return children.map((c, n) => {
    const { partitioning } = propertiesOf(c), needed = requirements[n]!.distribution
    if (needed.kind !== 'clustered') return c
    const exact = partitioning.kind === 'hash' && partitioning.partitions === partitions
      && partitioning.keys.length === needed.keys.length && partitioning.keys.every((k, i) => k.id === needed.keys[i]!.id)
    return exact ? c : exchange(c.operator === 'exchange' ? c.children[0]! : c, needed.keys, partitions)
  })
}
