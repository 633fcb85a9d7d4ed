/** From an analysed plan to the plan that is run. */
import type { LogicalPlan } from '../logical/plan.js'
import { checkAnalyzed } from './analysis/check.js'
import { execute, type Trace } from './executor.js'
import { allBatches, necessaryBatches } from './optimizer/batches.js'

export interface OptimizeOptions {
  /** Of the session, an IANA name. */
  readonly timeZone: string
  /** false: only what any plan needs to run. */
  readonly enabled?: boolean
  /** Is told of each change that a rule makes. */
  readonly trace?: Trace | undefined
  readonly warn?: ((message: string) => void) | undefined
}

/** @throws INTERNAL_ERROR when the plan is not analysed. */
export function optimize(plan: LogicalPlan, { timeZone, enabled = true, trace, warn = () => {} }: OptimizeOptions): LogicalPlan {
  checkAnalyzed(plan)
  return execute(plan, enabled ? allBatches : necessaryBatches, { timeZone, warn }, trace)
}
