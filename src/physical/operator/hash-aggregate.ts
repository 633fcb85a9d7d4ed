import { attribute, toAttribute, type Attribute, type Expression, type NamedExpression } from '../../logical/expression.js'
import { formatList } from '../../logical/format.js'
import { int64 } from '../../types/data-type.js'
import type { Batch } from '../../memory/batch.js'
import { itemsOf, type AggregateOutput } from '../aggregate-output.js'
import { Aggregation } from '../aggregation.js'
import type { ExecutionContext } from '../context.js'
import { drain, pipeline, pulses } from '../pipeline.js'
import type { OperatorKind, PhysicalBase, PhysicalPlan } from '../plan.js'
import { any, clustered, needs, spread } from '../properties.js'
import { stateLayout } from '../stage.js'

/** complete: rows → results. partial: rows → keys and state words. final: keys and state words → results. */
export type Phase = 'complete' | 'partial' | 'final'

/** Groups by hash. Its stage (filters, keys, arguments) is part of it. Output: keys, then results (partial: state words). */
export interface HashAggregate extends PhysicalBase {
  readonly operator: 'hashAggregate'
  readonly phase: Phase
  /** What keys, filters and arguments are over: the rows below the partial phase. */
  readonly input: readonly Attribute[]
  readonly filters: readonly Expression[]
  readonly keys: readonly NamedExpression[]
  readonly calls: readonly AggregateOutput[]
}

export function hashAggregate(child: PhysicalPlan, phase: Phase, filters: readonly Expression[], keys: readonly NamedExpression[], calls: readonly AggregateOutput[], input: readonly Attribute[] = child.output): HashAggregate {
  const results = phase === 'partial' ? stateAttributes(calls) : calls.map(c => c.attribute)
  return Object.freeze({
    operator: 'hashAggregate', children: Object.freeze([child]), output: Object.freeze([...keys.map(toAttribute), ...results]),
    phase, input, filters: Object.freeze([...filters]), keys: Object.freeze([...keys]), calls: Object.freeze([...calls]),
  })
}
const stateAttributes = (calls: readonly AggregateOutput[]): readonly Attribute[] =>
  Array.from({ length: stateLayout(itemsOf(calls)).words }, (_, n) => attribute(`state${n}`, int64, false))

export const hashAggregateKind: OperatorKind<HashAggregate> = {
  operator: 'hashAggregate',
  describe: (plan, names) => {
    const filter = plan.filters.length ? ` filter [${formatList(plan.filters, names)}]` : ''
    return `HashAggregate ${plan.phase}${filter} [${formatList(plan.keys, names)}] [${formatList(plan.calls.map(c => c.call), names)}]`
  },
  withChildren: (plan, [child]) => Object.freeze({ ...plan, children: Object.freeze([child!]) }),
  // a complete aggregate needs equal keys together; its keys may be computed, then only one partition will do
  requires: plan => [needs(plan.phase === 'partial' ? any : clustered(plan.keys.every(k => k.node === 'attribute') ? plan.keys.map(toAttribute) : []))],
  gives: (plan, [child]) => {
    const kept = new Set(plan.output.map(a => a.id)), { partitioning } = child!
    const keeps = partitioning.kind === 'hash' && partitioning.keys.every(k => kept.has(k.id))
    return spread(keeps ? partitioning : { kind: 'unknown', partitions: partitioning.partitions })
  },
  lower: (plan, context, partition) => pipeline(() => read(plan, context, partition)),
}

async function* read(plan: HashAggregate, context: ExecutionContext, partition: number): AsyncGenerator<Batch> {
  const child = plan.children[0]!
  const aggregation = new Aggregation(plan, context)
  try {
    for await (const batch of drain(context.lower(child, partition))) {
      yield* pulses(aggregation.makeReady(batch.rows))
      aggregation.consume(batch)
    }
    context.metrics.add(plan, 'numGroups', aggregation.size)
    for (const batch of aggregation.results()) yield batch
    context.metrics.max(plan, 'peakMemory', aggregation.peakBytes)
  } finally {
    aggregation.close()
  }
}
