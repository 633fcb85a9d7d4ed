/** Batches as row objects. */
import type { JsOptions, RowObject } from '../../logical/options.js'
import type { Batch } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import type { TaskMemory } from '../../memory/task-memory.js'
import type { Field } from '../../types/data-type.js'
import { BLOCK_ROWS } from './column-reader.js'
import { rowMaker } from './make-rows.js'
import { columnReader } from './read-column.js'

/** Gives the rows of a batch; behind the first `at` of `into`, if there is one: an array for all rows of a query. */
export type RowReader = (batch: Batch, into?: RowObject[], at?: number) => RowObject[]

/**
 * Reads the batches of one query. With the memory of its task, texts that come again become strings only once. `lasting`: rows
 * live until all are there.
 */
export function rowReader(fields: readonly Field[], memory: Memory, options: JsOptions = {}, task?: TaskMemory, lasting = false): RowReader {
  const columns = fields.map(field => columnReader(field, memory, options, task))
  const make = rowMaker(fields.map(f => f.name), columns, lasting)
  return (batch, into, at = 0) => {
    const rows = into ?? new Array<RowObject>(batch.rows)
    for (const [n, column] of columns.entries()) column.begin(batch.columns[n]!)
    for (let from = 0; from < batch.rows; from += BLOCK_ROWS) {
      const to = Math.min(from + BLOCK_ROWS, batch.rows)
      for (const column of columns) column.prepare?.()
      for (const column of columns) column.read(from, to)
      make(rows, at + from, at + to)
    }
    return rows
  }
}
