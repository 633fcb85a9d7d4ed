/** What a frame needs from whoever runs plans: the local session now, a Spark cluster later. */
import type { RecordBatch, Table } from 'apache-arrow'
import type { LogicalPlan } from './plan.js'
import type { Sink } from './sink.js'

/** How values become JavaScript; see `types/js.ts` for the types they give. */
export interface JsOptions {
  readonly int64?: 'number' | 'bigint' | 'string'
  readonly decimal?: 'string' | 'number'
  readonly date?: 'string' | 'Date'
  readonly timestamp?: 'Date' | 'string' | 'micros'
}
export interface Progress {
  readonly rowsRead: number
  readonly bytesRead: number
  /** 0 … 1 when the size of the inputs is known. */
  readonly fraction: number | undefined
  readonly elapsedMs: number
}
export interface RunOptions extends JsOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}
export interface ExplainOptions { readonly metrics?: boolean; readonly codegen?: boolean }
export type RowObject = Record<string, unknown>

export interface Executor {
  rows(plan: LogicalPlan, options: RunOptions): AsyncIterable<RowObject[]>
  recordBatches(plan: LogicalPlan, options: RunOptions): AsyncIterable<RecordBatch>
  toArrow(plan: LogicalPlan, options: RunOptions): Promise<Table>
  count(plan: LogicalPlan, options: RunOptions): Promise<number>
  write(plan: LogicalPlan, sink: Sink, options: RunOptions): Promise<{ readonly rows: number }>
  explain(plan: LogicalPlan, options: ExplainOptions): Promise<string>
  /** The optimised plan as text, without running or opening anything that is not open: for plan snapshots. */
  optimizedPlan(plan: LogicalPlan): string
  /** Runs the plan, keeps its rows in the pool, and gives the plan that reads them. */
  cache(plan: LogicalPlan, options: RunOptions): Promise<LogicalPlan>
  uncache(plan: LogicalPlan): void
}
