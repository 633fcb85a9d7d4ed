/** Runs batches of rules: once, or round after round until nothing changes. */
import type { LogicalPlan } from '../logical/plan.js'
import type { Batch, Rule, RuleContext } from './rule.js'
import { samePlan } from './same-plan.js'

/** A batch that has not settled by then is given up, with a warning. */
const MOST_ROUNDS = 50

/** One change that one rule made. */
export interface Step {
  readonly batch: string
  readonly round: number
  readonly rule: string
  readonly before: LogicalPlan
  readonly after: LogicalPlan
}
export type Trace = (step: Step) => void

export function execute(plan: LogicalPlan, batches: readonly Batch[], context: RuleContext, trace?: Trace): LogicalPlan {
  const settled = new Map<Rule, LogicalPlan>()
  return batches.reduce((p, batch) => runBatch(p, batch, context, settled, trace), plan)
}
/** `settled`: the plan that each rule last left as it was, so it need not look at it again. */
function runBatch(
  start: LogicalPlan, batch: Batch, context: RuleContext, settled: Map<Rule, LogicalPlan>, trace: Trace | undefined,
): LogicalPlan {
  const rounds = batch.runs === 'once' ? 1 : MOST_ROUNDS
  let plan = start
  for (let round = 1; round <= rounds; round++) {
    const before = plan
    for (const rule of batch.rules) {
      if (settled.get(rule) === plan) continue
      const after = rule.apply(plan, context)
      // what is written alike may still know more of nulls: that counts where nothing waits for an end of changes
      if (after === plan || (batch.runs === 'fixedPoint' && samePlan(after, plan))) {
        settled.set(rule, plan)
        continue
      }
      trace?.({ batch: batch.name, round, rule: rule.name, before: plan, after })
      plan = after
    }
    if (plan === before) return plan
    // a round whose rules undid each other's work is no progress either
    if (batch.runs === 'fixedPoint' && samePlan(plan, before)) return before
  }
  if (batch.runs === 'fixedPoint') {
    context.warn(`The rules of batch '${batch.name}' did not settle in ${MOST_ROUNDS} rounds; the plan is right, but may not be the best.`)
  }
  return plan
}
