import { typeOf, type AggregateCall, type Attribute } from '../logical/expression.js'
import { aggregateImplementationOf } from './implementation.js'
import type { HashAggregate } from './operator/hash-aggregate.js'
import type { AggregateItem, AggregateSpec } from './stage.js'

/** An aggregate call and the column it makes. */
export interface AggregateOutput { readonly call: AggregateCall; readonly attribute: Attribute }

/** What a tier needs to know of each call. */
export const itemsOf = (calls: readonly AggregateOutput[]): readonly AggregateItem[] => calls.map(({ call }) => ({
  function: call.function, implementation: aggregateImplementationOf(call), args: call.args, filter: call.filter, distinct: call.distinct, type: typeOf(call),
}))
/** What the tier makes the aggregation's code from. Behind an exchange, keys come ready. */
export const aggregateSpecOf = ({ input, filters, keys, calls, phase }: HashAggregate): AggregateSpec =>
  ({ input, filters, keys: phase === 'final' ? [] : keys.map(k => k.node === 'alias' ? k.child : k), aggregates: itemsOf(calls) })
