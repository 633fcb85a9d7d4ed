/** Batches as row objects. Keys are data here, never code: a row is a copy of a template object whose members are then set. */
import type { JsOptions, RowObject } from '../../logical/options.js'
import type { Batch } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import type { TaskMemory } from '../../memory/task-memory.js'
import type { Field } from '../../types/data-type.js'
import { BLOCK_ROWS } from './column-reader.js'
import { rowMaker } from './make-rows.js'
import { columnReader } from './read-column.js'

/** Reads the batches of one query. With the memory of its task, texts that come again become strings only once. */
export function rowReader(fields: readonly Field[], memory: Memory, options: JsOptions = {}, task?: TaskMemory): (batch: Batch) => RowObject[] {
  const columns = fields.map(field => columnReader(field, memory, options, task)), make = rowMaker(fields.map(f => f.name), columns)
  return batch => {
    const rows = new Array<RowObject>(batch.rows)
    for (const [n, column] of columns.entries()) column.begin(batch.columns[n]!)
    for (let from = 0; from < batch.rows; from += BLOCK_ROWS) {
      const to = Math.min(from + BLOCK_ROWS, batch.rows)
      for (const column of columns) column.prepare?.()
      for (const column of columns) column.read(from, to)
      make(rows, from, to)
    }
    return rows
  }
}
