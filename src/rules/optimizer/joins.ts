/** Joins that are less than they were written as, and joins that multiply. */
import { match, P } from 'ts-pattern'
import { references, type Expression } from '../../logical/expression.js'
import { filter } from '../../logical/node/filter.js'
import { join, type JoinKind } from '../../logical/node/join.js'
import { describe, transformUp } from '../../logical/node/kinds.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { provenBy } from '../../logical/proof.js'
import { evaluate } from '../evaluate.js'
import { onPlan, topDown, type NodeRule, type Rule } from '../rule.js'
import { conjuncts, isHarmless, readsOnly } from './predicates.js'
import { sidesOf, type Sides } from './push-predicates.js'

/**
 * A filter that no row of nulls passes drops exactly those rows that an outer join added for want of a partner.
 */
export const eliminateOuterJoin: NodeRule = topDown('EliminateOuterJoin', ['filter'], plan => match(plan)
  .with({ node: 'filter', children: [{ node: 'join', kind: P.union('left', 'right', 'full') }] }, ({ condition, children: [below] }) => {
    const sides = sidesOf(below), parts = conjuncts(condition)
    const left = parts.some(c => rejectsNulls(c, sides.leftIds)), right = parts.some(c => rejectsNulls(c, sides.rightIds))
    const kind = reduced(below.kind, left, right)
    return kind === below.kind ? plan : filter(join(sides.left, sides.right, kind, below.condition), condition)
  })
  .otherwise(() => plan))

function reduced(kind: JoinKind, rejectsLeft: boolean, rejectsRight: boolean): JoinKind {
  switch (kind) {
    case 'left': return rejectsRight ? 'inner' : 'left'
    case 'right': return rejectsLeft ? 'inner' : 'right'
    case 'full': return rejectsLeft && rejectsRight ? 'inner' : rejectsLeft ? 'left' : rejectsRight ? 'right' : 'full'
    default: return kind
  }
}
/** Whether the condition cannot be true where all columns of a side are null. */
function rejectsNulls(condition: Expression, side: ReadonlySet<number>): boolean {
  if ([...provenBy(condition)].some(id => side.has(id))) return true
  if (!readsOnly(condition, side) || !isHarmless(condition)) return false
  return evaluate(condition, new Map([...references(condition).keys()].map(id => [id, null]))) !== true
}

/**
 * A join of every row with every row is allowed, as in Spark; unless it was written as a cross join it is probably a
 * mistake, so it is said aloud. Runs when every condition has reached the join it belongs to.
 */
export const checkCartesianProduct: Rule = onPlan('CheckCartesianProduct', (plan, { warn }) => transformUp(plan, node => {
  if (node.node !== 'join' || node.kind !== 'inner') return node
  const sides = sidesOf(node)
  if (node.condition && conjuncts(node.condition).some(c => joins(c, sides))) return node
  const sideNames = `${names(sides.left)} with ${names(sides.right)}`
  warn(`No condition connects the two sides of a join, so each row meets each: ${sideNames}. Join on a key, or write crossJoin.`)
  return node.condition ? node : join(sides.left, sides.right, 'cross', undefined)
}))
const joins = (c: Expression, { leftIds, rightIds }: Sides): boolean => {
  const ids = [...references(c).keys()]
  return ids.some(id => leftIds.has(id)) && ids.some(id => rightIds.has(id))
}
function names(plan: LogicalPlan): string {
  if (plan.children.length) return plan.children.map(names).join(' and ')
  return plan.node === 'relation' ? plan.source.name : describe(plan)
}
