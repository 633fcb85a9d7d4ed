import { makeData, RecordBatch, Struct, Table } from 'apache-arrow'
import type { Batch } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import type { Field } from '../../types/data-type.js'
import { columnData } from './build-data.js'
import { toArrowSchema } from './schema.js'

/** A copy of the batch that outlives it. */
export function toRecordBatch(fields: readonly Field[], batch: Batch, memory: Memory): RecordBatch {
  const schema = toArrowSchema(fields), children = batch.columns.map(column => columnData(column, batch.rows, memory))
  return new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length: batch.rows, nullCount: 0, children }))
}
export function toTable(fields: readonly Field[], batches: readonly RecordBatch[]): Table {
  return new Table(toArrowSchema(fields), [...batches])
}
