/** Group keys and aggregations that do nothing. */
import { canonical } from '../../logical/canonical.js'
import { references, someExpression, typeOf, type Expression } from '../../logical/expression.js'
import { aggregate } from '../../logical/node/aggregate.js'
import { rebuild } from '../../logical/node/kinds.js'
import { project } from '../../logical/node/project.js'
import { sort } from '../../logical/node/sort.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { isFloat } from '../../types/data-type.js'
import { bottomUp, type Rule } from '../rule.js'
import { holdsAggregate, isDeterministic, unique } from './predicates.js'
import { definitionsOf } from './push-predicates.js'
import { mostRows } from './push-limits.js'

/** Repeated keys, and keys that are one literal for all rows; one key stays, since without any there is a row even for no input. */
export const removeRedundantGroupKeys: Rule = bottomUp('RemoveRedundantGroupKeys', ['aggregate'], node => {
  const literals = new Set(literalColumns(node.children[0]!))
  const isLiteral = (k: Expression): boolean =>
    k.node === 'literal' || (k.node === 'attribute' && literals.has(k.id) && !readByColumns(node.columns, k.id))
  const varying = unique(node.keys).filter(k => !isLiteral(k))
  const keys = varying.length ? varying : node.keys.slice(0, 1)
  return keys.length < node.keys.length ? aggregate(node.children[0]!, keys, node.columns) : node
})
const literalColumns = (plan: LogicalPlan): readonly number[] =>
  plan.node === 'project' ? [...definitionsOf(plan.columns)].flatMap(([id, e]) => e.node === 'literal' ? [id] : []) : []
const readByColumns = (columns: readonly Expression[], id: number): boolean => columns.some(c => references(c).has(id))

/** Groups of groups: rows that are distinct in the keys already are not made distinct again. */
export const removeRedundantAggregates: Rule = bottomUp('RemoveRedundantAggregates', ['aggregate'], node => {
  if (node.columns.some(holdsAggregate) || !node.keys.length) return node
  const keys = new Set(node.keys.map(canonical))
  const areDistinct = distinctIn(node.children[0]!).some(set => set.every(k => keys.has(canonical(k))))
  return areDistinct ? project(node.children[0]!, node.columns) : node
})

/** Sets of columns of which no two rows have equal values. */
function distinctIn(plan: LogicalPlan): readonly (readonly Expression[])[] {
  switch (plan.node) {
    case 'aggregate': {
      const given = new Map(plan.columns.map((c, n) => [canonical(c), plan.output[n]!]))
      const keys = plan.keys.map(k => given.get(canonical(k)))
      return keys.every(k => k !== undefined) ? [keys] : []
    }
    case 'project': {
      const given = new Map(plan.columns.map((c, n) => [canonical(c), plan.output[n]!]))
      return distinctIn(plan.children[0]!).flatMap(set => {
        const kept = set.map(k => given.get(canonical(k)))
        return kept.every(k => k !== undefined) ? [kept] : []
      })
    }
    case 'filter': case 'sort': case 'limit': case 'sample': return distinctIn(plan.children[0]!)
    case 'join': return plan.kind === 'semi' || plan.kind === 'anti' ? distinctIn(plan.children[0]!) : []
    default: return mostRows(plan) <= 1 ? [[]] : []
  }
}

const orderFree: ReadonlySet<string> = new Set(['count', 'countDistinct', 'min', 'max', 'any', 'every', 'countIf'])
/** Aggregates whose result does not depend on the order of the rows; sums of floats do, in their last digits. */
const ignoresOrder = (e: Expression): boolean => !someExpression(e, x => x.node === 'aggregateCall'
  && !orderFree.has(x.function.name) && !((x.function.name === 'sum' || x.function.name === 'avg') && !isFloat(typeOf(x.args[0]!))))

/** An order that nobody sees: below an aggregate or a join. */
export const removeSortBelowAggregate: Rule = bottomUp('RemoveSortBelowAggregate', ['aggregate', 'join'], node =>
  node.node === 'join' || node.columns.every(ignoresOrder) ? rebuild(node, node.children.map(unsorted)) : node)

/** Of two orders the last one counts; rows that are at most one are in order. */
export const removeRepeatedSort: Rule = bottomUp('RemoveRepeatedSort', ['sort'], node => {
  const below = node.children[0]!
  const texts = node.keys.map(k => canonical(k.child))
  const keys = node.keys.filter((k, n) => k.child.node !== 'literal' && texts.indexOf(texts[n]!) === n)
  if (!keys.length || mostRows(below) <= 1) return below
  const child = unsorted(below)
  return child === below && keys.length === node.keys.length ? node : sort(child, keys)
})

/** The plan without a sort at its top; what keeps each row by itself lies between. */
function unsorted(plan: LogicalPlan): LogicalPlan {
  if (plan.node === 'sort') return unsorted(plan.children[0]!)
  if (plan.node === 'filter' && isDeterministic(plan.condition)) return rebuild(plan, [unsorted(plan.children[0]!)])
  if (plan.node === 'project' && plan.columns.every(isDeterministic)) return rebuild(plan, [unsorted(plan.children[0]!)])
  return plan
}
