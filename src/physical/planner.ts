/**
 * Logical plan → physical plan: one strategy per kind of node, then `EnsureRequirements`. Filters and projections become
 * stages, and are folded into the aggregate above them.
 */
import { raise } from '../errors/raise.js'
import type { Expression } from '../logical/expression.js'
import type { LogicalPlan } from '../logical/plan.js'
import { ensureRequirements } from './ensure-requirements.js'
import { withLateColumns } from './late-columns.js'
import { cachedScan } from './operator/cached-scan.js'
import { limitRows } from './operator/limit.js'
import { localScan } from './operator/local-scan.js'
import { sampleRows } from './operator/sample.js'
import { scan } from './operator/scan.js'
import { unionRows } from './operator/union.js'
import type { PhysicalPlan } from './plan.js'
import { planAggregate } from './strategy/aggregate.js'
import { planJoin } from './strategy/join.js'
import { planLimitedSort, planSort } from './strategy/sort.js'
import { planStage } from './strategy/stage.js'
import type { Planner } from './strategy/strategy.js'

export interface PlannerOptions {
  /** Into how many partitions an exchange spreads rows. */
  readonly partitions: number
  readonly estimate: (plan: LogicalPlan) => { readonly rows: number; readonly bytes: number }
  readonly canCompile: (e: Expression) => boolean
}

export function planPhysical(plan: LogicalPlan, options: PlannerOptions): PhysicalPlan {
  const planner: Planner = { ...options, plan: (child, needed) => choose(child, planner, needed) }
  return withLateColumns(ensureRequirements(planner.plan(plan), options.partitions))
}

function choose(plan: LogicalPlan, planner: Planner, needed: ReadonlySet<number> | undefined): PhysicalPlan {
  switch (plan.node) {
    case 'relation': return scan(plan.source, plan.output)
    case 'localRelation': return localScan(plan.output, plan.rows)
    case 'cachedRelation': return cachedScan(plan.output, plan.rows, plan.output.map(a => plan.source.output.findIndex(made => made.id === a.id)))
    case 'filter': case 'project': return planStage(plan, planner)
    case 'aggregate': return planAggregate(plan, planner)
    case 'join': return planJoin(plan, planner, needed)
    case 'sort': return planSort(plan, planner)
    case 'limit': return planLimitedSort(plan, planner) ?? limitRows(planner.plan(plan.children[0]!), plan.count, plan.offset)
    case 'union': return unionRows(plan.children.map(c => planner.plan(c)), plan.output)
    case 'sample': return sampleRows(planner.plan(plan.children[0]!), plan.fraction, plan.seed)
    case 'distinct': case 'deduplicate': case 'setOperation': return raise('INTERNAL_ERROR', { message: `${plan.node} was not replaced before planning.` })
  }
}
