import type { Attribute } from '../../logical/expression.js'
import { Arena } from '../../memory/arena.js'
import type { Batch } from '../../memory/batch.js'
import { vectorOf } from '../../memory/vector.js'
import type { EngineValue } from '../../types/representation.js'
import type { ExecutionContext } from '../context.js'
import { pipeline } from '../pipeline.js'
import type { OperatorKind, PhysicalBase } from '../plan.js'
import { onePartition, spread } from '../properties.js'

/** A few rows that the optimiser knows, or none. */
export interface LocalScan extends PhysicalBase { readonly operator: 'localScan'; readonly rows: readonly (readonly EngineValue[])[] }

export const localScan = (output: readonly Attribute[], rows: readonly (readonly EngineValue[])[]): LocalScan =>
  Object.freeze({ operator: 'localScan', children: Object.freeze([]), output: Object.freeze([...output]), rows })

export const localScanKind: OperatorKind<LocalScan> = {
  operator: 'localScan',
  describe: plan => plan.rows.length ? `LocalScan ${plan.rows.length} rows` : 'LocalScan <empty>',
  withChildren: plan => plan,
  requires: () => [],
  gives: () => spread(onePartition),
  lower: (plan, context) => pipeline(() => read(plan, context)),
}

async function* read(plan: LocalScan, context: ExecutionContext): AsyncGenerator<Batch> {
  const arena = new Arena(context.task, 'local rows')
  try {
    for (let from = 0; from < plan.rows.length; from += context.batchRows) {
      const rows = plan.rows.slice(from, from + context.batchRows)
      arena.reset()
      const columns = plan.output.map((a, n) => vectorOf(a.type, rows.map(row => row[n] as EngineValue), arena))
      yield { rows: rows.length, columns }
    }
  } finally {
    arena.close()
  }
}
