import type { Attribute } from '../../logical/expression.js'
import { formatAttributes } from '../../logical/format.js'
import { formatLevel, type CachedRows } from '../../logical/node/cached-relation.js'
import type { Batch } from '../../memory/batch.js'
import type { ExecutionContext } from '../context.js'
import { pipeline } from '../pipeline.js'
import type { OperatorKind, PhysicalBase } from '../plan.js'
import { onePartition, spread } from '../properties.js'

/** The rows of a cached frame: where they lie in memory nothing is copied. `columns`: which of its columns, by position. */
export interface CachedScan extends PhysicalBase { readonly operator: 'cachedScan'; readonly rows: CachedRows; readonly columns: readonly number[] }

export const cachedScan = (output: readonly Attribute[], rows: CachedRows, columns: readonly number[]): CachedScan =>
  Object.freeze({ operator: 'cachedScan', children: Object.freeze([]), output: Object.freeze([...output]), rows, columns })

export const cachedScanKind: OperatorKind<CachedScan> = {
  operator: 'cachedScan',
  describe: (plan, names) => `CachedScan [${formatAttributes(plan.output, names)}]${formatLevel(plan.rows)}`,
  withChildren: plan => plan,
  requires: () => [],
  gives: () => spread(onePartition),
  lower: (plan, context) => pipeline(() => read(plan, context)),
}

async function* read(plan: CachedScan, context: ExecutionContext): AsyncGenerator<Batch> {
  const { signal, batchRows, onBatch, task } = context.options
  for (const batch of context.options.cached(plan.rows.key).batches(plan.columns, batchRows, task)) {
    signal?.throwIfAborted()
    context.metrics.add(plan, 'rowsRead', batch.rows)
    yield batch
    onBatch?.()
  }
}
