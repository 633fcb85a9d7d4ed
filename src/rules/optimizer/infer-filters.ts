/**
 * Filters that follow from conditions: what is known of one side of a join is told to the other one. These run once,
 * between two rounds of pushing down, and add only what the input does not guarantee already.
 */
import { match, P } from 'ts-pattern'
import { canonical, substitute } from '../../logical/canonical.js'
import { references, type Attribute, type Expression } from '../../logical/expression.js'
import { join, type Join } from '../../logical/node/join.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { provenBy } from '../../logical/proof.js'
import { call } from '../analysis/calls.js'
import { bottomUp, type Rule } from '../rule.js'
import { estimate } from '../statistics.js'
import { and, conjuncts, disjuncts, isCall, isDeterministic, isHarmless, or, readsOnly, unique } from './predicates.js'
import { definitionsOf, filtered, sidesOf } from './push-predicates.js'

/** Conditions that every row of the plan fulfils, over its output. */
function constraintsOf(plan: LogicalPlan): readonly Expression[] {
  const ids = new Set(plan.output.map(a => a.id))
  return unique(guaranteed(plan).filter(c => isDeterministic(c) && readsOnly(c, ids)))
}
function guaranteed(plan: LogicalPlan): readonly Expression[] {
  const [first, second] = plan.children
  switch (plan.node) {
    case 'filter': return [...conjuncts(plan.condition), ...constraintsOf(first!)]
    case 'project': {
      const byId = new Map(plan.output.map(a => [a.id, a]))
      const renamed = new Map([...definitionsOf(plan.columns)].flatMap(([id, e]) =>
        e.node === 'attribute' ? [[e.id, byId.get(id)!] as const] : []))
      const known = constraintsOf(first!)
      return [...known, ...known.map(c => substitute(c, renamed))]
    }
    case 'join': {
      const left = constraintsOf(first!), right = constraintsOf(second!), on = plan.condition ? conjuncts(plan.condition) : []
      switch (plan.kind) {
        case 'inner': case 'cross': return [...left, ...right, ...on]
        case 'semi': case 'left': case 'anti': return left
        case 'right': return right
        default: return []
      }
    }
    case 'aggregate': case 'sort': case 'limit': case 'sample': case 'distinct': case 'deduplicate': return constraintsOf(first!)
    default: return []
  }
}

export const inferFiltersFromConstraints: Rule = bottomUp('InferFiltersFromConstraints', ['join'], plan => match(plan)
  .with({ node: 'join', kind: P.not('full'), condition: P.nonNullable }, node => {
    const sides = sidesOf(node), on = node.condition ? conjuncts(node.condition) : []
    const left = constraintsOf(sides.left), right = constraintsOf(sides.right)
    const all = consequences([...on, ...left, ...right])
    const proven = provenBy(node.condition!)
    const add = (side: LogicalPlan, ids: ReadonlySet<number>, known: readonly Expression[]): LogicalPlan => {
      const has = new Set([...known, ...on].map(canonical))
      const there = side.output.filter(a => a.nullable && proven.has(a.id) && hasNulls(side, a)).map(a => call('isNotNull', a))
      return filtered(side, unique([...there, ...all].filter(c => readsOnly(c, ids) && isHarmless(c) && !has.has(canonical(c)))))
    }
    // rows of the side that is kept anyway may not be filtered; what is known of them still tells the other one
    const keepsLeft = node.kind === 'left' || node.kind === 'anti', keepsRight = node.kind === 'right'
    const newLeft = keepsLeft ? sides.left : add(sides.left, sides.leftIds, left)
    const newRight = keepsRight ? sides.right : add(sides.right, sides.rightIds, right)
    return newLeft === sides.left && newRight === sides.right ? node : join(newLeft, newRight, node.kind, node.condition)
  })
  .otherwise(() => plan))

/** Unless the source counted its nulls and found none. */
const hasNulls = (side: LogicalPlan, a: Attribute): boolean => estimate(side).columns.get(a.id)?.nulls !== 0

/** What follows when equal columns stand for each other. */
function consequences(known: readonly Expression[]): readonly Expression[] {
  const equalities = known.flatMap((c): (readonly [Attribute, Attribute])[] => {
    const [a, b] = isCall(c, 'eq') ? c.args : []
    return a?.node === 'attribute' && b?.node === 'attribute' ? [[a, b], [b, a]] : []
  })
  const pairs = new Set(equalities.map(([a, b]) => `${a.id},${b.id}`))
  return known.flatMap(c => equalities.flatMap(([a, b]) => {
    const read = references(c)
    // an equality of two columns only follows from others: it is not told from itself
    if (!read.has(a.id) || (isCall(c, 'eq') && pairs.has(c.args.map(x => x.node === 'attribute' ? x.id : '').join(',')))) return []
    return isCall(c, 'isNotNull') ? [] : [substitute(c, new Map([[a.id, b]]))]
  }))
}

/**
 * `(a = 1 and b = 2) or (a = 2 and b = 1)` over two sides says of each side alone that `a in (1, 2)` and `b in (2, 1)`.
 */
export const inferFiltersFromAlternatives: Rule = bottomUp('InferFiltersFromAlternatives', ['join'], plan => match(plan)
  .with({ node: 'join', kind: 'inner', condition: P.nonNullable }, node => {
    const sides = sidesOf(node)
    const add = (side: LogicalPlan, ids: ReadonlySet<number>): LogicalPlan => {
      const has = new Set(constraintsOf(side).map(canonical))
      const found = conjuncts(node.condition!).map(c => ofSide(c, ids)).filter(c => c !== undefined)
      return filtered(side, found.filter(c => !has.has(canonical(c))))
    }
    const left = add(sides.left, sides.leftIds), right = add(sides.right, sides.rightIds)
    return left === sides.left && right === sides.right ? node : ofJoin(node, left, right)
  })
  .otherwise(() => plan))
const ofJoin = (node: Join, left: LogicalPlan, right: LogicalPlan): Join => join(left, right, node.kind, node.condition)

/** What a condition with alternatives says of one side alone; undefined: nothing, since some alternative does not mention it. */
function ofSide(condition: Expression, ids: ReadonlySet<number>): Expression | undefined {
  const alternatives = disjuncts(condition)
  if (alternatives.length < 2) return undefined
  const parts = alternatives.map(a => conjuncts(a).filter(c => readsOnly(c, ids) && isHarmless(c)))
  return parts.every(p => p.length) ? or(unique(parts.map(and))) : undefined
}
