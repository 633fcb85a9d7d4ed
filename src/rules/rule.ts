/** A rule rewrites plans and says what it is called; a batch is a list of rules that run once or until nothing changes. */
import { mapExpression, type Expression } from '../logical/expression.js'
import { mapExpressions, transformDown, transformUp } from '../logical/node/kinds.js'
import type { LogicalPlan } from '../logical/plan.js'

export interface RuleContext {
  /** Of the session: what `FillTimeZone` writes into calls. */
  readonly timeZone: string
  readonly warn: (message: string) => void
}
export interface Rule {
  readonly name: string
  /** Gives the very same plan when there is nothing to do. */
  apply(plan: LogicalPlan, context: RuleContext): LogicalPlan
}
export interface Batch {
  readonly name: string
  readonly runs: 'once' | 'fixedPoint'
  readonly rules: readonly Rule[]
}
type Rewrite<T> = (it: T, context: RuleContext) => T

/** Rewrites nodes, children first. */
export const bottomUp = (name: string, rewrite: Rewrite<LogicalPlan>): Rule =>
  Object.freeze({ name, apply: (plan: LogicalPlan, context: RuleContext) => transformUp(plan, p => rewrite(p, context)) })
/** Rewrites nodes, parents first: for what is pushed down. */
export const topDown = (name: string, rewrite: Rewrite<LogicalPlan>): Rule =>
  Object.freeze({ name, apply: (plan: LogicalPlan, context: RuleContext) => transformDown(plan, p => rewrite(p, context)) })
/** Rewrites every expression of every node, innermost parts first. */
export const onExpressions = (name: string, rewrite: Rewrite<Expression>): Rule =>
  bottomUp(name, (plan, context) => mapExpressions(plan, e => mapExpression(e, part => rewrite(part, context))))
/** Rewrites the plan as a whole. */
export const onPlan = (name: string, rewrite: Rewrite<LogicalPlan>): Rule => Object.freeze({ name, apply: rewrite })
