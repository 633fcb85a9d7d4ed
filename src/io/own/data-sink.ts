/** The contract of a sink of one's own: where a frame's rows go, with a commit and an abort. */
import type { RecordBatch } from 'apache-arrow'
import type { Schema } from '../../types/schema.js'

/** Some rows, in the form that is asked for; valid until the promise that `write` gave is kept. */
export interface DataSinkBatch<out R> {
  readonly rows: number
  /** Row objects, with values as the session gives them. */
  toRows(): R[]
  toArrow(): RecordBatch
}
export interface DataSinkWriter<in R> {
  /** Is called with the next batch when its promise is kept. */
  readonly write: (batch: DataSinkBatch<R>) => Promise<void> | void
  /** All rows are there: they may be seen now. */
  readonly commit: () => Promise<void> | void
  /** Something failed, also in `write` or `commit`: what was written must not be seen. */
  readonly abort: () => Promise<void> | void
}
/**
 * Where rows of R go to.
 * @example
 * import type { DataSink } from 'typedframe'
 * const printer: DataSink<{ id: number }> = {
 *   name: 'printer',
 *   open: () => ({ write: batch => console.log(batch.toRows()), commit() {}, abort() {} }),
 * }
 */
export interface DataSink<in R = any> {
  /** For messages. */
  readonly name: string
  readonly open: (schema: Schema<unknown>, options: { readonly signal: AbortSignal | undefined }) => Promise<DataSinkWriter<R>> | DataSinkWriter<R>
}
