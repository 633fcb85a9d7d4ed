/** Filter and Project → stages. A filter below a projection joins its stage; what cannot be compiled gets a stage of its own. */
import { alias, childrenOf, withChildren, references, toAttribute, type Alias, type Attribute, type Expression, type NamedExpression } from '../../logical/expression.js'
import { canonical, conjuncts } from '../../logical/canonical.js'
import type { Filter } from '../../logical/node/filter.js'
import type { Project } from '../../logical/node/project.js'
import { implementationOf } from '../implementation.js'
import { stageRows } from '../operator/stage.js'
import type { PhysicalPlan } from '../plan.js'
import type { Planner } from './strategy.js'

export function planStage(plan: Filter | Project, planner: Planner): PhysicalPlan {
  const filter = plan.node === 'filter' ? plan : plan.children[0]!.node === 'filter' ? plan.children[0] : undefined
  const below = plan.node === 'project' && filter ? filter.children[0]! : plan.children[0]!
  const columns = plan.node === 'project' ? plan.columns : below.output
  const filters = filter ? conjuncts(filter.condition) : []
  return stages(planner.plan(below, referenced([...filters, ...columns])), filters, columns, planner)
}

/** Ids of the columns that expressions look at. */
export function referenced(expressions: readonly Expression[]): ReadonlySet<number> {
  const ids = new Map<number, Attribute>()
  for (const e of expressions) references(e, ids)
  return new Set(ids.keys())
}
/** One stage where everything compiles; otherwise what does not is computed first, by closures, as columns of their own. */
export function stages(child: PhysicalPlan, filters: readonly Expression[], columns: readonly NamedExpression[], planner: Planner): PhysicalPlan {
  const first = filters.findIndex(f => !planner.canCompile(f))
  const early = first < 0 ? filters : filters.slice(0, first)
  const late = first < 0 ? [] : filters.slice(first)
  if (first < 0 && columns.every(c => planner.canCompile(c))) return stageRows(child, filters, columns, true)

  const computed = new Map<string, Alias>()
  const lift = (e: Expression): Expression => liftUncompiled(e, planner, computed)
  const input = early.length ? stageRows(child, early, child.output, true) : child
  // a late filter decides which rows the columns are computed for, so it comes before what the columns lift
  if (late.length) {
    const lifted = late.map(lift)
    const ready = stageRows(input, [], [...input.output, ...computed.values()], false)
    return stages(stageRows(ready, lifted, input.output, true), [], columns, planner)
  }
  const lifted = columns.map((c): NamedExpression => c.node === 'alias' ? alias(lift(c.child), c.name, c.id) : c)
  const needed = [...input.output, ...computed.values()]
  return stageRows(stageRows(input, [], needed, false), [], lifted, true)
}

/** Replaces the largest parts that cannot be compiled by attributes; `computed` collects what makes those. */
function liftUncompiled(e: Expression, planner: Planner, computed: Map<string, Alias>): Expression {
  if (planner.canCompile(e)) return e
  const children = childrenOf(e)
  // where only arguments stand in the way the operation itself stays compiled; a conditional is lifted whole
  const shallow = children.length > 0 && e.node !== 'alias' && planner.canCompile(withChildren(e, children.map(placeholder)))
  if (shallow && isStrict(e)) return withChildren(e, children.map(c => liftUncompiled(c, planner, computed)))
  const key = canonical(e)
  let made = computed.get(key)
  if (!made) computed.set(key, made = alias(e, `computed${computed.size + 1}`))
  return toAttribute(made)
}
const isStrict = (e: Expression): boolean => (e.node === 'cast' || e.node === 'call') && implementationOf(e).nulls === 'strict'
const placeholder = (e: Expression): Expression => e.node === 'literal' ? e : toAttribute(alias(e, 'argument'))
