/**
 * Filters move towards the sources, so that everything above them sees fewer rows.
 *
 * A condition that can raise an error moves too, as it does in Spark: below a join it may then see a row that the join
 * would have dropped. What is volatile stays where it was written. No filter moves through a limit or a sample, which
 * would then choose among other rows.
 */
import { match } from 'ts-pattern'
import { substitute } from '../../logical/canonical.js'
import { references, type Attribute, type Expression, type NamedExpression } from '../../logical/expression.js'
import { aggregate } from '../../logical/node/aggregate.js'
import { filter } from '../../logical/node/filter.js'
import { join, type Join, type JoinKind } from '../../logical/node/join.js'
import { outputIds, rebuild } from '../../logical/node/kinds.js'
import { project } from '../../logical/node/project.js'
import { sort } from '../../logical/node/sort.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { topDown, type NodeRule } from '../rule.js'
import { and, conjuncts, isDeterministic, partition, readsOnly, sizeOf } from './predicates.js'

/** A filter, if there are conditions for one. */
export const filtered = (plan: LogicalPlan, conditions: readonly Expression[]): LogicalPlan =>
  conditions.length ? filter(plan, and(conditions)) : plan
/** A condition that would grow beyond this many parts stays: columns made of columns, level by level, can double it each time. */
const MOST_PARTS = 500
/** What each made column stands for. */
export const definitionsOf = (columns: readonly NamedExpression[]): ReadonlyMap<number, Expression> =>
  new Map(columns.flatMap(c => c.node === 'alias' ? [[c.id, c.child] as const] : []))

export const pushPredicateThroughProject: NodeRule = topDown('PushPredicateThroughProject', ['filter'], plan => match(plan)
  .with({ node: 'filter', children: [{ node: 'project' }] }, ({ condition, children: [below] }) => {
    const definitions = definitionsOf(below.columns)
    const movable = (c: Expression): boolean => isDeterministic(c)
      && [...references(c).keys()].every(id => isDeterministic(definitions.get(id) ?? c))
      && sizeOf(c, definitions) <= MOST_PARTS
    const [down, stay] = partition(conjuncts(condition), movable)
    if (!down.length) return plan
    return filtered(project(filtered(below.children[0]!, down.map(c => substitute(c, definitions))), below.columns), stay)
  })
  .otherwise(() => plan))

export const pushPredicateThroughSort: NodeRule = topDown('PushPredicateThroughSort', ['filter'], plan => match(plan)
  .with({ node: 'filter', children: [{ node: 'sort' }] }, ({ condition, children: [below] }) =>
    isDeterministic(condition) ? sort(filter(below.children[0]!, condition), below.keys) : plan)
  .otherwise(() => plan))

/** Conditions over group keys choose groups, so they may as well choose the rows of those groups. */
export const pushPredicateThroughAggregate: NodeRule = topDown('PushPredicateThroughAggregate', ['filter'], plan => match(plan)
  .with({ node: 'filter', children: [{ node: 'aggregate' }] }, ({ condition, children: [below] }) => {
    const keys = new Set(below.keys.flatMap(k => k.node === 'attribute' ? [k.id] : []))
    const ofKeys = new Map(below.columns.flatMap(c => {
      const made = c.node === 'alias' ? c.child : c
      return made.node === 'attribute' && keys.has(made.id) ? [[c.id, made] as const] : []
    }))
    const [down, stay] = partition(conjuncts(condition), c => isDeterministic(c) && readsOnly(c, new Set(ofKeys.keys())))
    if (!down.length) return plan
    return filtered(aggregate(filtered(below.children[0]!, down.map(c => substitute(c, ofKeys))), below.keys, below.columns), stay)
  })
  .otherwise(() => plan))

export const pushPredicateThroughUnion: NodeRule = topDown('PushPredicateThroughUnion', ['filter'], plan => match(plan)
  .with({ node: 'filter', children: [{ node: 'union' }] }, ({ condition, children: [below] }) => {
    const [down, stay] = partition(conjuncts(condition), isDeterministic)
    if (!down.length) return plan
    const children = below.children.map(c => filtered(c, down.map(d => substitute(d, byPosition(below.output, c.output)))))
    return filtered(rebuild(below, children), stay)
  })
  .otherwise(() => plan))
/** From a union's columns to those of one of its children. */
const byPosition = (from: readonly Attribute[], to: readonly Attribute[]): ReadonlyMap<number, Attribute> =>
  new Map(from.map((a, n) => [a.id, to[n]!]))

/** Which sides a filter above a join may move to: the side whose rows the join keeps as they are, or drops. */
const below: Readonly<Record<JoinKind, readonly ('left' | 'right')[]>> = {
  inner: ['left', 'right'], cross: ['left', 'right'], left: ['left'], right: ['right'], full: [], semi: ['left'], anti: ['left'],
}
export const pushPredicateThroughJoin: NodeRule = topDown('PushPredicateThroughJoin', ['filter'], plan => match(plan)
  .with({ node: 'filter', children: [{ node: 'join' }] }, ({ condition, children: [under] }) => {
    const sides = sidesOf(under)
    const [movable, volatile] = partition(conjuncts(condition), isDeterministic)
    const [left, others] = partition(movable, c => below[under.kind].includes('left') && readsOnly(c, sides.leftIds))
    const [right, rest] = partition(others, c => below[under.kind].includes('right') && readsOnly(c, sides.rightIds))
    // what is about both sides is the condition of an inner join, written elsewhere
    const inner = under.kind === 'inner' || under.kind === 'cross'
    const joining = inner ? rest.filter(c => references(c).size > 0) : []
    const stay = [...rest.filter(c => !joining.includes(c)), ...volatile]
    if (!left.length && !right.length && !joining.length) return plan
    const conditions = [...under.condition ? conjuncts(under.condition) : [], ...joining]
    const kind = under.kind === 'cross' && conditions.length ? 'inner' : under.kind
    const joined = join(filtered(sides.left, left), filtered(sides.right, right), kind, conditions.length ? and(conditions) : undefined)
    return filtered(joined, stay)
  })
  .otherwise(() => plan))

/**
 * Parts of a join's condition that look at one side only: on a side whose rows must have a partner to be kept they filter
 * that side; on the side that an outer join keeps anyway they stay, since they only decide whether there is a partner.
 */
const within: Readonly<Record<JoinKind, readonly ('left' | 'right')[]>> = {
  inner: ['left', 'right'], cross: ['left', 'right'], left: ['right'], right: ['left'], full: [], semi: ['left', 'right'], anti: ['right'],
}
export const pushDownJoinConditionSides: NodeRule = topDown('PushDownJoinConditionSides', ['join'], node => {
  if (!node.condition) return node
  const sides = sidesOf(node)
  const parts = conjuncts(node.condition), sidesWithin = within[node.kind]
  const [left, others] = partition(parts, c => sidesWithin.includes('left') && isDeterministic(c) && readsOnly(c, sides.leftIds))
  const [right, rest] = partition(others, c => sidesWithin.includes('right') && isDeterministic(c) && readsOnly(c, sides.rightIds))
  if (!left.length && !right.length) return node
  return join(filtered(sides.left, left), filtered(sides.right, right), node.kind, rest.length ? and(rest) : undefined)
})

export interface Sides {
  readonly left: LogicalPlan
  readonly right: LogicalPlan
  readonly leftIds: ReadonlySet<number>
  readonly rightIds: ReadonlySet<number>
}
export function sidesOf(node: Join): Sides {
  const [left, right] = node.children as readonly [LogicalPlan, LogicalPlan]
  return { left, right, leftIds: outputIds(left), rightIds: outputIds(right) }
}
