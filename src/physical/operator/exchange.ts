import type { Attribute } from '../../logical/expression.js'
import { formatAttributes } from '../../logical/format.js'
import type { Batch } from '../../memory/batch.js'
import { PartitionedRows } from '../partitioned-rows.js'
import type { ExecutionContext } from '../context.js'
import { drain, pipeline } from '../pipeline.js'
import type { OperatorKind, PhysicalBase, PhysicalPlan } from '../plan.js'
import { any, needs, spread } from '../properties.js'

/** Spreads rows over partitions by the hash of keys; without keys, gathers all partitions into one. */
export interface Exchange extends PhysicalBase { readonly operator: 'exchange'; readonly keys: readonly Attribute[]; readonly partitions: number }

export const exchange = (child: PhysicalPlan, keys: readonly Attribute[], partitions: number): Exchange =>
  Object.freeze({ operator: 'exchange', children: Object.freeze([child]), output: child.output, keys: Object.freeze([...keys]), partitions: keys.length ? partitions : 1 })

export const exchangeKind: OperatorKind<Exchange> = {
  operator: 'exchange',
  describe: (plan, names) => plan.keys.length ? `Exchange hash [${formatAttributes(plan.keys, names)}], ${plan.partitions} partitions` : 'Exchange single',
  withChildren: (plan, [child]) => exchange(child!, plan.keys, plan.partitions),
  requires: () => [needs(any)],
  gives: plan => spread(plan.keys.length ? { kind: 'hash', keys: plan.keys, partitions: plan.partitions } : { kind: 'unknown', partitions: 1 }),
  lower: (plan, context, partition) => pipeline(() => plan.keys.length ? readPartition(plan, context, partition) : gather(plan, context)),
}

/** Nothing is kept: one partition after the other. */
async function* gather(plan: Exchange, context: ExecutionContext): AsyncGenerator<Batch> {
  const child = plan.children[0]!
  for (let p = 0; p < context.partitionsOf(child); p++) yield* drain(context.lower(child, p))
}

/** The first partition asked for runs the child once and keeps all partitions; each is freed when it has been read. */
async function* readPartition(plan: Exchange, context: ExecutionContext, partition: number): AsyncGenerator<Batch> {
  const kept = await context.shared(plan, () => partitionAll(plan, context))
  yield* kept.read(partition, context.batchRows)
}
async function partitionAll(plan: Exchange, context: ExecutionContext): Promise<PartitionedRows> {
  const keys = plan.keys.map(k => plan.output.findIndex(a => a.id === k.id))
  const rows = new PartitionedRows(plan.output.map(a => a.type), keys, plan.partitions, context.task, bytes => context.metrics.add(plan, 'spillSize', bytes))
  context.onClose(() => rows.close())
  for await (const batch of gather(plan, context)) {
    rows.append(batch)
    context.metrics.add(plan, 'shuffleRecordsWritten', batch.rows)
  }
  return rows
}
