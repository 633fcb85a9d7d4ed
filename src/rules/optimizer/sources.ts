/** What a source can do itself is left to it: skipping rows and stopping early. (Skipping columns: `prune-columns.ts`.) */
import { match, P } from 'ts-pattern'
import { canFail } from '../../functions/conversion/cast.js'
import { canonical } from '../../logical/canonical.js'
import {
  alias, attribute, childrenOf, isNullable, mapExpression, typeOf, type Attribute, type Expression, type NamedExpression, type SortKey,
} from '../../logical/expression.js'
import { limit } from '../../logical/node/limit.js'
import { project } from '../../logical/node/project.js'
import { relation } from '../../logical/node/relation.js'
import { sort } from '../../logical/node/sort.js'
import { provenBy } from '../../logical/proof.js'
import type { Aggregation, SourceOrder } from '../../logical/source.js'
import { bottomUp, topDown, type Rule } from '../rule.js'
import { conjuncts, isDeterministic, partition, unique } from './predicates.js'
import { filtered } from './push-predicates.js'

/** A source takes the conditions it can use and says which ones are still to be asked of each row. Runs once: sources change. */
export const pushFiltersIntoSource: Rule = topDown('PushFiltersIntoSource', ['filter'], plan => match(plan)
  .with({ node: 'filter', children: [{ node: 'relation', source: { pushFilters: P.nonNullable } }] }, ({ condition, children }) => {
    const [below] = children
    const [offered, volatile] = partition(conjuncts(condition), isDeterministic)
    const { source, remaining } = below.source.pushFilters!(offered, below.output)
    const taken = offered.filter(c => !remaining.includes(c))
    return filtered(relation(source, withoutNulls(below.output, taken)), [...remaining, ...volatile])
  })
  .otherwise(() => plan))
function withoutNulls(output: readonly Attribute[], taken: readonly Expression[]): readonly Attribute[] {
  const proven = new Set(taken.flatMap(c => [...provenBy(c)]))
  return output.map(a => a.nullable && proven.has(a.id) ? attribute(a.name, a.type, false, a.id) : a)
}

/** The source may give more rows than asked for, so the limit stays. */
export const pushLimitIntoSource: Rule = bottomUp('PushLimitIntoSource', ['limit'], plan => match(plan)
  .with({ node: 'limit', children: [{ node: 'relation', source: { pushLimit: P.nonNullable } }] }, ({ count, offset, children: [below] }) =>
    count === Infinity ? plan : limit(relation(below.source.pushLimit!(count + offset), below.output), count, offset))
  .otherwise(() => plan))

/** The source may give more rows, in any order, so that sort and limit stay: they have less to do. */
export const pushTopNIntoSource: Rule = bottomUp('PushTopNIntoSource', ['limit'], plan => match(plan)
  .with({ node: 'limit', children: [{ node: 'sort', children: [{ node: 'relation', source: { pushTopN: P.nonNullable } }] }] }, node => {
    const [above] = node.children, [below] = above.children, order = above.keys.map(orderOf)
    if (node.count === Infinity || !order.every(o => o !== undefined)) return plan
    const source = below.source.pushTopN!(order, node.count + node.offset)
    return source ? limit(sort(relation(source, below.output), above.keys), node.count, node.offset) : plan
  })
  .otherwise(() => plan))
const orderOf = ({ child, descending, nullsFirst }: SortKey): SourceOrder | undefined =>
  child.node === 'attribute' ? { column: child.name, descending, nullsFirst } : undefined

/** Groups that the source makes itself: rows of keys and results take the place of its rows. What is computed from them stays. */
export const pushAggregateIntoSource: Rule = bottomUp('PushAggregateIntoSource', ['aggregate'], plan => match(plan)
  .with({ node: 'aggregate', children: [{ node: 'relation', source: { pushAggregate: P.nonNullable } }] }, node => {
    const keys = node.keys.flatMap(k => k.node === 'attribute' ? [k] : []), calls = unique(node.columns.flatMap(callsIn))
    const prefix = keys.some(k => k.name.startsWith('aggregate')) ? '_aggregate' : 'aggregate'
    const aggregates = calls.map((e, n) => aggregateOf(e, `${prefix}${n + 1}`))
    if (keys.length < node.keys.length || !aggregates.every(a => a !== undefined)) return plan
    const results = calls.map((e, n) => attribute(aggregates[n]!.name, typeOf(e), isNullable(e)))
    const fields = [...keys, ...results].map(a => ({ name: a.name, type: a.type, nullable: a.nullable }))
    const source = node.children[0].source.pushAggregate!({ groupBy: keys.map(k => k.name), aggregates, fields })
    if (!source) return plan
    const places = new Map(calls.map((e, n) => [canonical(e), results[n]!]))
    const named = (c: NamedExpression): NamedExpression => c.node === 'alias' ? alias(mapExpression(c.child, e => places.get(canonical(e)) ?? e), c.name, c.id) : c
    return project(relation(source, [...keys, ...results]), node.columns.map(named))
  })
  .otherwise(() => plan))
const callsIn = (e: Expression): readonly Expression[] => e.node === 'aggregateCall' ? [e] : childrenOf(e).flatMap(callsIn)
const pushable = ['count', 'sum', 'min', 'max', 'avg'] as const
function aggregateOf(e: Expression, name: string): Aggregation['aggregates'][number] | undefined {
  if (e.node !== 'aggregateCall' || e.distinct || e.filter || e.args.length > 1) return undefined
  const known = pushable.find(f => f === e.function.name), [argument] = e.args
  if (known === undefined) return undefined
  const column = argument && columnOf(argument)
  return argument && column === undefined ? undefined : { function: known, column, name }
}
/** A column, also one that was only made wider. */
const columnOf = (e: Expression): string | undefined =>
  e.node === 'attribute' ? e.name : e.node === 'cast' && e.child.node === 'attribute' && !canFail(e.child.type, e.type) ? e.child.name : undefined
