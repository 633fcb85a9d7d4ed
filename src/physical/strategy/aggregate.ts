/** Aggregate → hash aggregate over keys and calls, then a stage for what is computed from them. */
import { alias, attribute, childrenOf, toAttribute, withChildren, type AggregateCall, type Attribute, type Expression, type NamedExpression } from '../../logical/expression.js'
import { canonical, conjuncts, substitute } from '../../logical/canonical.js'
import type { Aggregate } from '../../logical/node/aggregate.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { aggregateImplementationOf } from '../implementation.js'
import type { AggregateOutput } from '../aggregate-output.js'
import { hashAggregate } from '../operator/hash-aggregate.js'
import type { PhysicalPlan } from '../plan.js'
import { referenced, stages } from './stage.js'
import type { Planner } from './strategy.js'

export function planAggregate(plan: Aggregate, planner: Planner): PhysicalPlan {
  const keys = plan.keys.map((k, n): NamedExpression => k.node === 'attribute' ? k : alias(k, `key${n + 1}`))
  const calls: AggregateOutput[] = []
  const results = new Map<string, Attribute>(keys.map((k, n) => [canonical(plan.keys[n]!), toAttribute(k)]))
  const over = (e: Expression): Expression => {
    const known = results.get(canonical(e))
    if (known) return known
    if (e.node === 'aggregateCall') {
      const made = attribute(e.function.name, e.type, e.nullable)
      calls.push({ call: e, attribute: made })
      results.set(canonical(e), made)
      return made
    }
    const children = childrenOf(e)
    return children.length ? withChildren(e, children.map(over)) : e
  }
  const columns = plan.columns.map((c): NamedExpression => c.node === 'attribute' ? named(over(c), c) : alias(over(c.child), c.name, c.id))

  const input = foldStage(plan.children[0]!, planner, keys, calls)
  const aggregated = aggregatePhases(input, planner)
  const plain = columns.length === aggregated.output.length && columns.every((c, n) => c.node === 'attribute' && c.id === aggregated.output[n]!.id)
  return plain ? aggregated : stages(aggregated, [], columns, planner)
}
const named = (e: Expression, as: Attribute): NamedExpression => e.node === 'attribute' && e.id === as.id ? e : alias(e, as.name, as.id)

interface Input { readonly child: PhysicalPlan; readonly filters: readonly Expression[]; readonly keys: readonly NamedExpression[]; readonly calls: readonly AggregateOutput[] }

/** Takes the filter and projection below into the aggregate's own stage where all of it compiles. */
function foldStage(below: LogicalPlan, planner: Planner, keys: readonly NamedExpression[], calls: readonly AggregateOutput[]): Input {
  const projection = below.node === 'project' ? below : undefined
  const filter = projection ? projection.children[0]! : below
  const definitions = new Map(projection?.columns.map(c => [c.id, c.node === 'alias' ? c.child : c] as const) ?? [])
  const inline = (e: Expression): Expression => substitute(e, definitions)
  const folded = {
    filters: filter.node === 'filter' ? conjuncts(filter.condition) : [],
    keys: keys.map((k): NamedExpression => k.node === 'alias' ? alias(inline(k.child), k.name, k.id) : renamed(inline(k), k)),
    calls: calls.map(c => ({ ...c, call: inline(c.call) as AggregateCall })),
  }
  const all = [...folded.filters, ...folded.keys, ...folded.calls.flatMap(c => childrenOf(c.call))]
  if (all.every(planner.canCompile)) return { ...folded, child: planner.plan(filter.node === 'filter' ? filter.children[0]! : filter, referenced(all)) }
  return computeFirst(planner.plan(below), keys, calls, planner)
}
const renamed = (e: Expression, as: NamedExpression): NamedExpression => e.node === 'attribute' && e.id === as.id ? e : alias(e, as.name, as.id)

/** Keys and arguments that cannot be compiled become columns of a stage below. */
function computeFirst(child: PhysicalPlan, keys: readonly NamedExpression[], calls: readonly AggregateOutput[], planner: Planner): Input {
  const extra: NamedExpression[] = []
  const column = (e: Expression, as?: NamedExpression): Attribute => {
    if (e.node === 'attribute') return e
    const made = alias(e, as?.name ?? `argument${extra.length + 1}`, as?.id)
    extra.push(made)
    return toAttribute(made)
  }
  const plainKeys = keys.map((k): NamedExpression => planner.canCompile(k) ? k : column(k.node === 'alias' ? k.child : k, k))
  const plainCalls = calls.map(c => ({ ...c, call: withChildren(c.call, childrenOf(c.call).map(a => planner.canCompile(a) ? a : column(a))) as AggregateCall }))
  const input = extra.length ? stages(child, [], [...child.output, ...extra], planner) : child
  return { child: input, filters: [], keys: plainKeys, calls: plainCalls }
}

/** Complete where rows need not be exchanged; otherwise partial before the exchange and final behind it. */
function aggregatePhases(input: Input, planner: Planner): PhysicalPlan {
  // a state with text points to it, which no exchange would follow
  const folds = input.calls.every(c => {
    const implementation = aggregateImplementationOf(c.call)
    return !c.call.distinct && implementation.how === 'fold' && !Object.values(implementation.state).includes('text')
  })
  if (planner.partitions === 1 || !folds || !input.keys.length) return hashAggregate(input.child, 'complete', input.filters, input.keys, input.calls)
  const partial = hashAggregate(input.child, 'partial', input.filters, input.keys, input.calls)
  return hashAggregate(partial, 'final', [], input.keys.map(toAttribute), input.calls, input.child.output)
}
