/**
 * Inner joins are done in the order that makes the fewest rows on the way, as far as statistics can tell. Written order
 * stays where a source does not know how many rows it has.
 */
import { substitute } from '../../logical/canonical.js'
import { alias, references, type Attribute, type Expression, type NamedExpression } from '../../logical/expression.js'
import { join, type Join } from '../../logical/node/join.js'
import { rebuild } from '../../logical/node/kinds.js'
import { project, type Project } from '../../logical/node/project.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { onPlan, type Rule } from '../rule.js'
import { estimate } from '../statistics.js'
import { cheapestTree, type JoinTree } from './join-order.js'
import { and, conjuncts, isDeterministic, partition } from './predicates.js'
import { definitionsOf, filtered } from './push-predicates.js'

export const reorderJoin: Rule = onPlan('ReorderJoin', reorder)

function reorder(plan: LogicalPlan): LogicalPlan {
  const group = isInner(plan) ? flatten(plan) : undefined
  if (!group || group.leaves.length < 3 || !group.leaves.every(l => estimate(l).known) || !group.conditions.every(isDeterministic)) {
    return rebuild(plan, plan.children.map(reorder))
  }
  const [about, constant] = partition(group.conditions, c => references(c).size > 0)
  const tree = cheapestTree(group.leaves, about)
  const leaves = group.leaves.map(reorder)
  const ordered = filtered(assemble(tree, leaves, about).plan, constant)
  return project(ordered, plan.output.map((a): NamedExpression => renamed(a, group.names.get(a.id))))
}
const isInner = (plan: LogicalPlan): plan is Join => plan.node === 'join' && (plan.kind === 'inner' || plan.kind === 'cross')
const renamed = (a: Attribute, under: Expression | undefined): NamedExpression => under ? alias(under, a.name, a.id) : a

interface Group {
  readonly leaves: readonly LogicalPlan[]
  readonly conditions: readonly Expression[]
  /** What columns of the group's output are called in the leaves, where projections in between renamed them. */
  readonly names: ReadonlyMap<number, Expression>
}
/** The inputs of neighbouring inner joins, also through projections that only choose and rename columns. */
function flatten(plan: LogicalPlan): Group {
  if (isInner(plan)) {
    const [left, right] = plan.children.map(flatten) as [Group, Group]
    const names = new Map([...left.names, ...right.names])
    const own = plan.condition ? conjuncts(plan.condition).map(c => substitute(c, names)) : []
    return { leaves: [...left.leaves, ...right.leaves], conditions: [...left.conditions, ...right.conditions, ...own], names }
  }
  if (plan.node === 'project' && onlyRenames(plan) && leadsToJoin(plan)) {
    const below = flatten(plan.children[0]!)
    const own = [...definitionsOf(plan.columns)].map(([id, e]) => [id, substitute(e, below.names)] as const)
    return { ...below, names: new Map([...below.names, ...own]) }
  }
  return { leaves: [plan], conditions: [], names: new Map() }
}
const onlyRenames = (plan: Project): boolean => plan.columns.every(c => c.node === 'attribute' || c.child.node === 'attribute')
const leadsToJoin = (plan: LogicalPlan): boolean =>
  isInner(plan) || (plan.node === 'project' && onlyRenames(plan) && leadsToJoin(plan.children[0]!))

interface Assembled { readonly plan: LogicalPlan; readonly ids: ReadonlySet<number> }
/** Joins in the order of the tree; each condition stands at the first join that has all it reads. */
function assemble(tree: JoinTree, leaves: readonly LogicalPlan[], conditions: readonly Expression[]): Assembled {
  const reads = (c: Expression, ids: ReadonlySet<number>): boolean => [...references(c).keys()].every(id => ids.has(id))
  if (typeof tree === 'number') {
    const plan = leaves[tree]!, ids = new Set(plan.output.map(a => a.id))
    return { plan: filtered(plan, conditions.filter(c => reads(c, ids))), ids }
  }
  const [left, right] = tree.map(t => assemble(t, leaves, conditions)) as [Assembled, Assembled]
  const ids = new Set([...left.ids, ...right.ids])
  const here = conditions.filter(c => reads(c, ids) && !reads(c, left.ids) && !reads(c, right.ids))
  return { plan: join(left.plan, right.plan, here.length ? 'inner' : 'cross', here.length ? and(here) : undefined), ids }
}
