/** Where rows go to: a file format, later a database. `io/` implements it. */
import type { Batch } from '../memory/batch.js'
import type { TaskMemory } from '../memory/task-memory.js'
import type { Field } from '../types/data-type.js'

export interface SinkWriter {
  write(batch: Batch): Promise<void>
  /** Makes everything visible under the final name at once. */
  commit(): Promise<void>
  /** Removes whatever was written. Safe to call after a failed `write` or `commit`. */
  abort(): Promise<void>
}
export interface Sink {
  /** For messages: `parquet out/flights.parquet`. */
  readonly name: string
  /** What the writer takes of `task` it gives back when it commits or aborts. */
  open(fields: readonly Field[], task: TaskMemory): Promise<SinkWriter>
}
