/** A rule rewrites plans and says what it is called; a batch is a list of rules that run once or until nothing changes. */
import { joined } from '../logical/connective.js'
import { childrenOf, mapExpression, withChildren, type Call, type Expression } from '../logical/expression.js'
import { mapExpressions, rebuild } from '../logical/node/kinds.js'
import type { LogicalPlan } from '../logical/plan.js'
import { call } from './analysis/calls.js'

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

/** A rule that looks at one node at a time. */
export interface NodeRule extends Rule { readonly rewrite: (plan: LogicalPlan) => LogicalPlan }

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
export function topDown<K extends Kind>(name: string, kinds: readonly K[], rewrite: (plan: NodeOf<K>) => LogicalPlan): NodeRule {
  const chosen = chooser(kinds), settled = new WeakSet<LogicalPlan>()
  const once = (plan: LogicalPlan): LogicalPlan => chosen(plan) ? rewrite(plan) : plan
  const visit = (plan: LogicalPlan): LogicalPlan => {
    if (settled.has(plan)) return plan
    const moved = once(plan), next = rebuild(moved, moved.children.map(visit))
    if (next === plan) settled.add(plan)
    return next
  }
  return Object.freeze({ name, apply: visit, rewrite: once })
}
/**
 * Several top-down rules in one walk: at each node they take turns until none has anything to do. What moves down meets
 * one kind of node after the other, and would otherwise need a round for each.
 */
export const inTurns = (name: string, rules: readonly NodeRule[]): NodeRule => topDown(name, everyKind, plan => {
  let next = plan, before: LogicalPlan
  do {
    before = next
    for (const rule of rules) next = rule.rewrite(next)
  } while (next !== before)
  return next
})
const chooser = <K extends Kind>(kinds: readonly K[]): (plan: LogicalPlan) => plan is NodeOf<K> => {
  const chosen = new Set<Kind>(kinds)
  return (plan): plan is NodeOf<K> => !chosen.size || chosen.has(plan.node)
}
/** Rewrites every expression of every node, innermost parts first. */
export const onExpressions = (name: string, rewrite: (e: Expression) => Expression): Rule =>
  bottomUp(name, everyKind, plan => mapExpressions(plan, e => mapExpression(e, rewrite)))
/** Rewrites the calls of these functions, innermost first. Of a chain of `and` or `or` only the whole is looked at. */
export function onCalls(name: string, functions: readonly string[], rewrite: (e: Call) => Expression): Rule {
  const visit = (e: Expression): Expression => {
    const isChain = e.node === 'call' && (e.function.name === 'and' || e.function.name === 'or')
    const mapped = isChain ? chain(e, e.function.name) : mapChildren(e, visit)
    return mapped.node === 'call' && functions.includes(mapped.function.name) ? rewrite(mapped) : mapped
  }
  const chain = (e: Call, operator: string): Expression => {
    const before = partsOf(e, operator), after = before.map(visit)
    return after.some((p, n) => p !== before[n]) ? joined(after, (a, b) => call(operator, a, b)) : e
  }
  return bottomUp(name, everyKind, plan => mapExpressions(plan, visit))
}
const partsOf = (e: Expression, operator: string): readonly Expression[] =>
  e.node === 'call' && e.function.name === operator ? e.args.flatMap(a => partsOf(a, operator)) : [e]
function mapChildren(e: Expression, visit: (e: Expression) => Expression): Expression {
  const before = childrenOf(e), after = before.map(visit)
  return after.some((c, n) => c !== before[n]) ? withChildren(e, after) : e
}
/** Rewrites the plan as a whole, with a look at the session. */
export const onPlan = (name: string, rewrite: (plan: LogicalPlan, context: RuleContext) => LogicalPlan): Rule =>
  Object.freeze({ name, apply: rewrite })
