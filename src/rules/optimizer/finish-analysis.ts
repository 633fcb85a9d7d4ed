/** What is left to settle once a plan is about to run, before any other rule looks at it. */
import { canonical } from '../../logical/canonical.js'
import {
  alias, attribute, childrenOf, isNullable, mapExpression, toAttribute, typeOf, withChildren, type AggregateCall, type Alias,
  type Attribute,
  type Call, type Cast, type Expression, type NamedExpression,
} from '../../logical/expression.js'
import { aggregate } from '../../logical/node/aggregate.js'
import { mapExpressions, transformUp } from '../../logical/node/kinds.js'
import { project } from '../../logical/node/project.js'
import { needsZone } from '../analysis/calls.js'
import { bottomUp, everyKind, onPlan, type Rule } from '../rule.js'

/** Calls and casts between instants and wall-clock time get the session's time zone. */
export const fillTimeZone: Rule = onPlan('FillTimeZone', (plan, { timeZone }) => {
  const fill = (e: Expression): Expression => {
    if ((e.node !== 'call' && e.node !== 'cast') || e.timeZone !== undefined) return e
    const aware = e.node === 'call' ? e.function.timeZoneAware : needsZone(typeOf(e.child), e.type)
    return aware ? Object.freeze({ ...e, timeZone }) : e
  }
  return transformUp(plan, node => mapExpressions(node, e => mapExpression(e, fill)))
})

/**
 * Group keys that are computed become columns of a projection below, so that no later rule can rewrite a key and its uses
 * in different ways.
 */
export const pullOutGroupKeys: Rule = bottomUp('PullOutGroupKeys', ['aggregate'], node => {
  const names = new Map(node.columns.flatMap(c => c.node === 'alias' ? [[canonical(c.child), c.name] as const] : []))
  const computed = new Map<string, Alias>()
  for (const k of node.keys) {
    const text = canonical(k)
    if (k.node !== 'attribute' && !computed.has(text)) computed.set(text, alias(k, names.get(text) ?? `key${computed.size + 1}`))
  }
  if (!computed.size) return node
  const replace = (e: Expression): Expression => {
    const key = computed.get(canonical(e))
    if (key) return toAttribute(key)
    if (e.node === 'aggregateCall') return e
    const before = childrenOf(e), after = before.map(replace)
    return after.some((c, n) => c !== before[n]) ? withChildren(e, after) : e
  }
  const below = project(node.children[0]!, [...node.children[0]!.output, ...computed.values()])
  const columns = node.columns.map((c): NamedExpression => c.node === 'alias' ? alias(replace(c.child), c.name, c.id) : c)
  return aggregate(below, node.keys.map(replace), columns)
})

/** Filters and joins that moved may have changed which columns can be null: what is above them is told. */
export const updateNullability: Rule = bottomUp('UpdateNullability', everyKind, plan => {
  if (!plan.children.length) return plan
  const inputs = new Map(plan.children.flatMap(c => c.output).map(a => [a.id, a]))
  const grouped = plan.node === 'aggregate' && plan.keys.length > 0
  return mapExpressions(plan, e => mapExpression(e, part => refresh(part, inputs, grouped)))
})
function refresh(e: Expression, inputs: ReadonlyMap<number, Attribute>, grouped: boolean): Expression {
  switch (e.node) {
    case 'attribute': {
      const nullable = inputs.get(e.id)?.nullable ?? e.nullable
      return nullable === e.nullable ? e : attribute(e.name, e.type, nullable, e.id)
    }
    case 'cast': return withNullable(e, e.attempt || isNullable(e.child))
    case 'call': case 'aggregateCall': {
      const filter = e.node === 'aggregateCall' ? e.filter : undefined
      return withNullable(e, nullableCall(e.function.resolve, e.args, grouped && !filter))
    }
    default: return e
  }
}
const withNullable = (e: Cast | Call | AggregateCall, nullable: boolean): Expression =>
  e.nullable === nullable ? e : Object.freeze({ ...e, nullable })
function nullableCall(resolve: Call['function']['resolve'], args: readonly Expression[], grouped: boolean): boolean {
  const given = args.map(a => ({
    type: typeOf(a), nullable: isNullable(a), literal: a.node === 'literal' ? a.value : undefined, flexible: false,
  }))
  return resolve(given, { grouped }).nullable
}
