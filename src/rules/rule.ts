/** A rule rewrites plans and says what it is called; a batch is a list of rules that run once or until nothing changes. */
import { mapExpression, type Call, type Expression } from '../logical/expression.js'
import { mapExpressions, rebuild } from '../logical/node/kinds.js'
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

type Kind = LogicalPlan['node']
type NodeOf<K extends Kind> = Extract<LogicalPlan, { readonly node: K }>
/** In place of a list of kinds. */
export const everyKind: readonly Kind[] = []

/**
 * Rewrites nodes of these kinds, children first. What it makes of a node may depend on the node and what is below it, on
 * nothing else: a subtree that it left as it was is remembered and not looked at again, in any round of any query.
 */
export function bottomUp<K extends Kind>(name: string, kinds: readonly K[], rewrite: (plan: NodeOf<K>) => LogicalPlan): Rule {
  const chosen = chooser(kinds), settled = new WeakSet<LogicalPlan>()
  const visit = (plan: LogicalPlan): LogicalPlan => {
    if (settled.has(plan)) return plan
    const rebuilt = rebuild(plan, plan.children.map(visit)), next = chosen(rebuilt) ? rewrite(rebuilt) : rebuilt
    if (next === plan) settled.add(plan)
    return next
  }
  return Object.freeze({ name, apply: visit })
}
/** The same, parents first: for what is pushed down. */
export function topDown<K extends Kind>(name: string, kinds: readonly K[], rewrite: (plan: NodeOf<K>) => LogicalPlan): Rule {
  const chosen = chooser(kinds), settled = new WeakSet<LogicalPlan>()
  const visit = (plan: LogicalPlan): LogicalPlan => {
    if (settled.has(plan)) return plan
    const moved = chosen(plan) ? rewrite(plan) : plan, next = rebuild(moved, moved.children.map(visit))
    if (next === plan) settled.add(plan)
    return next
  }
  return Object.freeze({ name, apply: visit })
}
const chooser = <K extends Kind>(kinds: readonly K[]): (plan: LogicalPlan) => plan is NodeOf<K> => {
  const chosen: ReadonlySet<Kind> = new Set(kinds)
  return (plan): plan is NodeOf<K> => !chosen.size || chosen.has(plan.node)
}
/** Rewrites every expression of every node, innermost parts first. */
export const onExpressions = (name: string, rewrite: (e: Expression) => Expression): Rule =>
  bottomUp(name, everyKind, plan => mapExpressions(plan, e => mapExpression(e, rewrite)))
/** Rewrites the calls of these functions, innermost first. */
export const onCalls = (name: string, functions: readonly string[], rewrite: (e: Call) => Expression): Rule =>
  onExpressions(name, e => e.node === 'call' && functions.includes(e.function.name) ? rewrite(e) : e)
/** Rewrites the plan as a whole, with a look at the session. */
export const onPlan = (name: string, rewrite: (plan: LogicalPlan, context: RuleContext) => LogicalPlan): Rule => Object.freeze({ name, apply: rewrite })
