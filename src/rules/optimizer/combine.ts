/** Neighbouring nodes of one kind become one. */
import { match } from 'ts-pattern'
import { substitute } from '../../logical/canonical.js'
import {
  alias, attribute, childrenOf, mapExpression, type Attribute, type Expression, type NamedExpression,
} from '../../logical/expression.js'
import { aggregate } from '../../logical/node/aggregate.js'
import { filter } from '../../logical/node/filter.js'
import { expressionsOf, rebuild } from '../../logical/node/kinds.js'
import { limit } from '../../logical/node/limit.js'
import { project } from '../../logical/node/project.js'
import { union } from '../../logical/node/union.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { bottomUp, onPlan, topDown, type NodeRule, type Rule } from '../rule.js'
import { and, conjuncts, isDeterministic } from './predicates.js'
import { definitionsOf } from './push-predicates.js'

/** The inner conditions stay first: the outer ones are only asked of rows that passed them. */
export const combineFilters: NodeRule = topDown('CombineFilters', ['filter'], plan => {
  if (plan.children[0]!.node !== 'filter' || !isDeterministic(plan.condition)) return plan
  const conditions = [plan.condition]
  let below: LogicalPlan = plan.children[0]!
  for (; below.node === 'filter' && isDeterministic(below.condition); below = below.children[0]!) conditions.unshift(below.condition)
  return conditions.length > 1 ? filter(below, and(conditions.flatMap(conjuncts))) : plan
})

export const combineLimits: NodeRule = topDown('CombineLimits', ['limit'], plan => match(plan)
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

/**
 * A column that only changes its id (`year as year`, as other rules leave behind) is passed through, and what is above reads
 * it under its old id. Names and order of the output stay.
 */
export const removeRedundantAlias: Rule = onPlan('RemoveRedundantAlias', plan => unaliased(plan).plan)

/** `renamed`: what columns of the old output are called in the new one. */
interface Unaliased { readonly plan: LogicalPlan; readonly renamed: ReadonlyMap<number, Attribute> }
function unaliased(plan: LogicalPlan): Unaliased {
  const below = plan.children.map(unaliased), renamed = new Map(below.flatMap(b => [...b.renamed]))
  const rename = (e: Expression): Expression => renamed.size ? mapExpression(e, part => {
    const now = part.node === 'attribute' ? renamed.get(part.id) : undefined
    // above an outer join the column may be null where it is not below
    return now && part.node === 'attribute' ? attribute(now.name, now.type, part.nullable, now.id) : part
  }) : e
  const made = rebuild(plan, below.map(b => b.plan), expressionsOf(plan).map(rename))
  if (made.node === 'union' || made.node === 'setOperation') return { plan: made, renamed: new Map() }
  if (made.node !== 'project' && made.node !== 'aggregate') return { plan: made, renamed }
  const columns = passedThrough(made.columns)
  const changed = new Map(plan.output.flatMap((a, n) => {
    const column = columns[n]!
    return column.node === 'attribute' && column.id !== a.id ? [[a.id, column] as const] : []
  }))
  if (columns.every((c, n) => c === made.columns[n])) return { plan: made, renamed: changed }
  const [child] = made.children
  return { plan: made.node === 'project' ? project(child!, columns) : aggregate(child!, made.keys, columns), renamed: changed }
}
/** Aliases that keep the name of a column become that column, unless it is there already. */
function passedThrough(columns: readonly NamedExpression[]): readonly NamedExpression[] {
  const taken = new Set(columns.flatMap(c => c.node === 'attribute' ? [c.id] : []))
  return columns.map(c => {
    if (c.node !== 'alias' || c.child.node !== 'attribute' || c.child.name !== c.name || taken.has(c.child.id)) return c
    taken.add(c.child.id)
    return c.child
  })
}

/** A projection that gives its input as it is. */
export const removeNoopProject: Rule = bottomUp('RemoveNoopProject', ['project'], node =>
  isSame(node.columns, node.children[0]!) ? node.children[0]! : node)
const isSame = (columns: readonly NamedExpression[], child: LogicalPlan): boolean =>
  columns.length === child.output.length && columns.every((c, n) => c.node === 'attribute' && sameColumn(c, child.output[n]!))
const sameColumn = (a: Attribute, b: Attribute): boolean => a.id === b.id && a.name === b.name
