/** Every kind of logical node, and the walks that follow from them. */
import type { Attribute, Expression } from '../expression.js'
import type { Names } from '../format.js'
import type { LogicalPlan, NodeKind } from '../plan.js'
import { asWritten } from '../written.js'
import { aggregateKind } from './aggregate.js'
import { cachedRelationKind } from './cached-relation.js'
import { deduplicateKind } from './deduplicate.js'
import { distinctKind } from './distinct.js'
import { filterKind } from './filter.js'
import { joinKind } from './join.js'
import { limitKind } from './limit.js'
import { localRelationKind } from './local-relation.js'
import { projectKind } from './project.js'
import { relationKind } from './relation.js'
import { sampleKind } from './sample.js'
import { setOperationKind } from './set-operation.js'
import { sortKind } from './sort.js'
import { unionKind } from './union.js'
import { namesFor } from '../names.js'

type Kinds = { readonly [N in LogicalPlan['node']]: NodeKind<Extract<LogicalPlan, { node: N }>> }
const kinds: Kinds = {
  aggregate: aggregateKind, cachedRelation: cachedRelationKind, deduplicate: deduplicateKind, distinct: distinctKind, filter: filterKind,
  join: joinKind, limit: limitKind, localRelation: localRelationKind, project: projectKind, relation: relationKind,
  sample: sampleKind, setOperation: setOperationKind, sort: sortKind, union: unionKind,
}
const kindOf = (plan: LogicalPlan): NodeKind<LogicalPlan> => kinds[plan.node] as unknown as NodeKind<LogicalPlan>

export const expressionsOf = (plan: LogicalPlan): readonly Expression[] => kindOf(plan).expressions(plan)
export const describe = (plan: LogicalPlan, names?: Names): string => kindOf(plan).describe(plan, names)

/** The same node over other children and expressions; identical ones give the same object. */
export function rebuild(plan: LogicalPlan, children: readonly LogicalPlan[], expressions?: readonly Expression[]): LogicalPlan {
  const sameChildren = children.every((c, n) => c === plan.children[n])
  if (sameChildren && !expressions) return plan
  const old = expressionsOf(plan)
  if (sameChildren && expressions!.every((e, n) => e === old[n])) return plan
  return kindOf(plan).rebuild(plan, children, expressions ?? old)
}
export const mapExpressions = (plan: LogicalPlan, rewrite: (e: Expression) => Expression): LogicalPlan =>
  rebuild(plan, plan.children, expressionsOf(plan).map(rewrite))
/** Children first. */
export function transformUp(plan: LogicalPlan, rewrite: (plan: LogicalPlan) => LogicalPlan): LogicalPlan {
  return rewrite(rebuild(plan, plan.children.map(c => transformUp(c, rewrite))))
}
export function outputIds(plan: LogicalPlan): ReadonlySet<number> { return new Set(plan.output.map((a: Attribute) => a.id)) }

const isJoin = (plan: LogicalPlan): boolean => plan.node === 'join'
/** The plan as an indented tree, one node a line; names that clash are numbered (`id#1`, `id#2`). */
export const formatPlan = (plan: LogicalPlan): string => formatTree(plan, namesFor(plan, isJoin), 0)
/** The plan before analysis: names and calls as they were written. */
export const formatWritten = (plan: LogicalPlan): string => formatTree(plan, namesFor(plan, isJoin), 0, asWritten)
function formatTree(plan: LogicalPlan, names: Names, depth: number, form: (plan: LogicalPlan) => LogicalPlan = p => p): string {
  const line = `${depth ? `${'   '.repeat(depth - 1)}+- ` : ''}${describe(form(plan), names)}`
  return [line, ...plan.children.map(c => formatTree(c, names, depth + 1, form))].join('\n')
}
