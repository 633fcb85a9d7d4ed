import type { Attribute, Expression } from '../../logical/expression.js'
import { formatAttributes } from '../../logical/format.js'
import type { Source } from '../../logical/source.js'
import type { Batch } from '../../memory/batch.js'
import type { ExecutionContext } from '../context.js'
import { pipeline } from '../pipeline.js'
import type { OperatorKind, PhysicalBase } from '../plan.js'
import { onePartition, spread } from '../properties.js'
import { RowsLeft } from '../rows-left.js'

/** Reads a source. Its columns come in the order of `output`. Of the rows that do not pass `filters` any may be left out. */
export interface Scan extends PhysicalBase { readonly operator: 'scan'; readonly source: Source; readonly filters: readonly Expression[] }

export const scan = (source: Source, output: readonly Attribute[]): Scan =>
  Object.freeze({ operator: 'scan', children: Object.freeze([]), output: Object.freeze([...output]), source, filters: Object.freeze([]) })

/** The same below an operator that applies these filters before all else. */
export const filteredScan = (plan: Scan, filters: readonly Expression[]): Scan => Object.freeze({ ...plan, filters: Object.freeze([...filters]) })

export const scanKind: OperatorKind<Scan> = {
  operator: 'scan',
  describe: (plan, names) => `Scan ${plan.source.name} [${formatAttributes(plan.output, names)}]${(plan.source.describe?.() ?? []).map(d => `, ${d}`).join('')}`,
  withChildren: plan => plan,
  requires: () => [],
  gives: () => spread(onePartition),
  lower: (plan, context) => pipeline(() => read(plan, context)),
}

async function* read(plan: Scan, context: ExecutionContext): AsyncGenerator<Batch> {
  const { task, batchRows, signal, onBatch } = context.options
  const metric = (name: string, n: number): void => context.metrics.add(plan, name, n)
  const late = plan.filters.length > 0 ? new RowsLeft(plan.filters, plan.output, context) : undefined
  try {
    for await (const batch of plan.source.read({ task, batchRows, signal, metric, late })) {
      signal?.throwIfAborted()
      metric('rowsRead', batch.rows)
      yield batch
      onBatch?.()
    }
  } finally {
    late?.close()
  }
}
