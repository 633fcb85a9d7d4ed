import type { Attribute } from '../../logical/expression.js'
import type { Source } from '../../logical/source.js'
import type { Batch } from '../../memory/batch.js'
import type { ExecutionContext } from '../context.js'
import { pipeline } from '../pipeline.js'
import type { OperatorKind, PhysicalBase } from '../plan.js'
import { onePartition, spread } from '../properties.js'

/** Reads a source. Its columns come in the order of `output`. */
export interface Scan extends PhysicalBase { readonly operator: 'scan'; readonly source: Source }

export const scan = (source: Source, output: readonly Attribute[]): Scan =>
  Object.freeze({ operator: 'scan', children: Object.freeze([]), output: Object.freeze([...output]), source })

export const scanKind: OperatorKind<Scan> = {
  operator: 'scan',
  describe: plan => `Scan ${plan.source.name} [${plan.output.map(a => a.name).join(', ')}]${(plan.source.describe?.() ?? []).map(d => `, ${d}`).join('')}`,
  withChildren: plan => plan,
  requires: () => [],
  gives: () => spread(onePartition),
  lower: (plan, context) => pipeline(() => read(plan, context)),
}

async function* read(plan: Scan, context: ExecutionContext): AsyncGenerator<Batch> {
  const { task, batchRows, signal, onBatch } = context.options
  const metric = (name: string, n: number): void => context.metrics.add(plan, name, n)
  for await (const batch of plan.source.read({ task, batchRows, signal, metric })) {
    signal?.throwIfAborted()
    metric('rowsRead', batch.rows)
    yield batch
    onBatch?.()
  }
}
