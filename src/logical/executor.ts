/** What a frame needs from whoever runs plans: the local session now, a Spark cluster later. */
import type { RecordBatch, Table } from 'apache-arrow'
import type { ExplainOptions, RowObject, RunOptions } from './options.js'
import type { LogicalPlan } from './plan.js'
import type { Sink } from './sink.js'
import type { CacheOptions } from './storage-level.js'

export interface Executor {
  rows(plan: LogicalPlan, options: RunOptions): AsyncIterable<RowObject[]>
  collect(plan: LogicalPlan, options: RunOptions): Promise<RowObject[]>
  recordBatches(plan: LogicalPlan, options: RunOptions): AsyncIterable<RecordBatch>
  toArrow(plan: LogicalPlan, options: RunOptions): Promise<Table>
  count(plan: LogicalPlan, options: RunOptions): Promise<number>
  write(plan: LogicalPlan, sink: Sink, options: RunOptions): Promise<{ readonly rows: number }>
  explain(plan: LogicalPlan, options: ExplainOptions): Promise<string>
  /** The optimised plan as text, without running or opening anything that is not open: for plan snapshots. */
  optimizedPlan(plan: LogicalPlan): string
  /** Runs the plan, keeps its rows, and gives the plan that reads them. */
  cache(plan: LogicalPlan, options: CacheOptions): Promise<LogicalPlan>
  uncache(plan: LogicalPlan): void
}
