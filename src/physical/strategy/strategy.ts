import type { LogicalPlan } from '../../logical/plan.js'
import type { PhysicalPlan } from '../plan.js'
import type { PlannerOptions } from '../planner.js'

/** What a strategy may ask of the planner. */
export interface Planner extends PlannerOptions {
  /** `needed`: the columns of the child that are looked at, where that is less than all; it may give the others too. */
  readonly plan: (child: LogicalPlan, needed?: ReadonlySet<number>) => PhysicalPlan
}
