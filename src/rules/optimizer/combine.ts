/** Neighbouring nodes of one kind become one. */
import { match } from 'ts-pattern'
import { substitute } from '../../logical/canonical.js'
import { alias, childrenOf, type Attribute, type Expression, type NamedExpression } from '../../logical/expression.js'
import { aggregate } from '../../logical/node/aggregate.js'
import { filter } from '../../logical/node/filter.js'
import { limit } from '../../logical/node/limit.js'
import { project } from '../../logical/node/project.js'
import { union } from '../../logical/node/union.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { bottomUp, type Rule } from '../rule.js'
import { and, conjuncts, isDeterministic, unique } from './predicates.js'
import { definitionsOf } from './push-predicates.js'

/** The inner condition stays first: the outer one is only asked of rows that passed it. */
export const combineFilters: Rule = bottomUp('CombineFilters', ['filter'], plan => match(plan)
  .with({ node: 'filter', children: [{ node: 'filter' }] }, ({ condition, children: [below] }) =>
    isDeterministic(condition) && isDeterministic(below.condition)
      ? filter(below.children[0]!, and(unique([...conjuncts(below.condition), ...conjuncts(condition)])))
      : plan)
  .otherwise(() => plan))

export const combineLimits: Rule = bottomUp('CombineLimits', ['limit'], plan => match(plan)
  .with({ node: 'limit', children: [{ node: 'limit' }] }, ({ count, offset, children: [below] }) =>
    limit(below.children[0]!, Math.min(count, Math.max(0, below.count - offset)), below.offset + offset))
  .otherwise(() => plan))

/** A union of unions is one union. */
export const combineUnions: Rule = bottomUp('CombineUnions', ['union'], node => {
  if (!node.children.some(c => c.node === 'union')) return node
  return union(node.children.flatMap(c => c.node === 'union' ? c.children : [c]), node.output)
})

/**
 * Two projections become one, unless something costly would then be computed twice or something volatile be computed
 * elsewhere. Over an aggregate only columns that are renamed or chosen are merged into it.
 */
export const collapseProject: Rule = bottomUp('CollapseProject', ['project'], plan => match(plan)
  .with({ node: 'project', children: [{ node: 'project' }] }, ({ columns, children: [below] }) =>
    mergeable(columns, below.columns) ? project(below.children[0]!, merged(columns, below.columns)) : plan)
  .with({ node: 'project', children: [{ node: 'aggregate' }] }, ({ columns, children: [below] }) => {
    const chosen = columns.every(c => c.node === 'attribute' || c.child.node === 'attribute')
    return chosen && mergeable(columns, below.columns) ? aggregate(below.children[0]!, below.keys, merged(columns, below.columns)) : plan
  })
  .otherwise(() => plan))

function mergeable(upper: readonly NamedExpression[], lower: readonly NamedExpression[]): boolean {
  const uses = new Map<number, number>()
  const count = (e: Expression): void => {
    if (e.node === 'attribute') uses.set(e.id, (uses.get(e.id) ?? 0) + 1)
    childrenOf(e).forEach(count)
  }
  upper.forEach(count)
  return lower.every(c => {
    if (c.node === 'attribute' || isPlain(c.child)) return true
    const times = uses.get(c.id) ?? 0
    return times === 0 || (times === 1 && (isDeterministic(c.child) || upper.some(u => u.node === 'attribute' && u.id === c.id)))
  })
}
const isPlain = (e: Expression): boolean => e.node === 'attribute' || e.node === 'literal'

function merged(upper: readonly NamedExpression[], lower: readonly NamedExpression[]): readonly NamedExpression[] {
  const definitions = definitionsOf(lower)
  return upper.map((c): NamedExpression => {
    const child = substitute(c.node === 'alias' ? c.child : c, definitions)
    return child.node === 'attribute' && child.id === c.id ? child : alias(child, c.name, c.id)
  })
}

/** A projection that gives its input as it is. */
export const removeNoopProject: Rule = bottomUp('RemoveNoopProject', ['project'], node => isSame(node.columns, node.children[0]!) ? node.children[0]! : node)
const isSame = (columns: readonly NamedExpression[], child: LogicalPlan): boolean =>
  columns.length === child.output.length && columns.every((c, n) => c.node === 'attribute' && sameColumn(c, child.output[n]!))
const sameColumn = (a: Attribute, b: Attribute): boolean => a.id === b.id && a.name === b.name
