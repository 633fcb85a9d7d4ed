import type { LogicalPlan } from '../../logical/plan.js'
import type { PhysicalPlan } from '../plan.js'
import type { PlannerOptions } from '../planner.js'

/** What a strategy may ask of the planner. */
export interface Planner extends PlannerOptions {
  readonly plan: (child: LogicalPlan) => PhysicalPlan
}
