/** A rule rewrites plans and says what it is called; a batch is a list of rules that run once or until nothing changes. */
import { mapExpression, type Call, type Expression } from '../logical/expression.js'
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

type Kind = LogicalPlan['node']
type NodeOf<K extends Kind> = Extract<LogicalPlan, { readonly node: K }>
/** In place of a list of kinds. */
export const everyKind: readonly Kind[] = []
/** A rewriting of nodes of some kinds: saying which saves trying the others. */
type Nodes<K extends Kind> = readonly [kinds: readonly K[], rewrite: (plan: NodeOf<K>, context: RuleContext) => LogicalPlan]

function ofKinds<K extends Kind>([kinds, rewrite]: Nodes<K>, context: RuleContext): (plan: LogicalPlan) => LogicalPlan {
  const chosen: ReadonlySet<Kind> = new Set(kinds)
  const isChosen = (plan: LogicalPlan): plan is NodeOf<K> => !chosen.size || chosen.has(plan.node)
  return plan => isChosen(plan) ? rewrite(plan, context) : plan
}
/** Rewrites nodes of these kinds, children first. */
export const bottomUp = <K extends Kind>(name: string, ...nodes: Nodes<K>): Rule =>
  Object.freeze({ name, apply: (plan: LogicalPlan, context: RuleContext) => transformUp(plan, ofKinds(nodes, context)) })
/** Rewrites nodes of these kinds, parents first: for what is pushed down. */
export const topDown = <K extends Kind>(name: string, ...nodes: Nodes<K>): Rule =>
  Object.freeze({ name, apply: (plan: LogicalPlan, context: RuleContext) => transformDown(plan, ofKinds(nodes, context)) })
/** Rewrites every expression of every node, innermost parts first. */
export const onExpressions = (name: string, rewrite: Rewrite<Expression>): Rule =>
  bottomUp(name, everyKind, (plan, context) => mapExpressions(plan, e => mapExpression(e, part => rewrite(part, context))))
/** Rewrites the calls of these functions, innermost first. */
export const onCalls = (name: string, functions: readonly string[], rewrite: (e: Call) => Expression): Rule =>
  onExpressions(name, e => e.node === 'call' && functions.includes(e.function.name) ? rewrite(e) : e)
/** Rewrites the plan as a whole. */
export const onPlan = (name: string, rewrite: Rewrite<LogicalPlan>): Rule => Object.freeze({ name, apply: rewrite })
