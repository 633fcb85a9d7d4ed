/** What a source of one's own gives, as batches of the engine. */
import type { RecordBatch } from 'apache-arrow'
import { raise } from '../../errors/raise.js'
import type { ReadOptions } from '../../logical/source.js'
import type { Batch } from '../../memory/batch.js'
import type { Field } from '../../types/data-type.js'
import { arrowSource } from '../arrow/source.js'
import { rowsSource } from '../rows/source.js'
import type { InputRow } from '../rows/write-column.js'
import type { DataBatch, DataSource } from './data-source.js'

export async function* readOwn(own: DataSource, fields: readonly Field[], options: ReadOptions): AsyncGenerator<Batch> {
  const { signal, batchRows } = options
  for await (const batch of own.read({ columns: fields.map(f => f.name), batchRows, signal })) {
    signal?.throwIfAborted()
    if (typeof batch !== 'object' || batch === null) raise('FAILED_READ_FILE', { path: own.name, reason: `it gave ${String(batch)}, which are no rows, columns or record batch` })
    if (isRecordBatch(batch)) yield* arrowSource([batch], { schema: fields }).read(options)
    else yield* rowsSource(fields, isList(batch) ? batch : rowsOf(own.name, fields, batch)).read(options)
  }
}
const isRecordBatch = (batch: DataBatch): batch is RecordBatch => 'numRows' in batch && 'schema' in batch && 'data' in batch
const isList = (batch: DataBatch): batch is readonly InputRow[] => Array.isArray(batch)

/** Lists by column as rows. */
function rowsOf(name: string, fields: readonly Field[], batch: Exclude<DataBatch, readonly object[] | RecordBatch>): readonly InputRow[] {
  const columns = fields.map(f => batch[f.name]), bad = (reason: string): never => raise('FAILED_READ_FILE', { path: name, reason })
  const missing = fields.find((f, n) => columns[n] === undefined && !f.nullable)
  if (missing) return bad(`a batch has no column '${missing.name}'`)
  const lengths = new Set(Object.values(batch).map(c => c.length)), [rows = 0] = lengths
  if (lengths.size > 1) return bad(`the columns of a batch have different lengths: ${[...lengths].join(', ')}`)
  return Array.from({ length: rows }, (_, n) => Object.fromEntries(fields.map((f, c) => [f.name, columns[c]?.[n]])))
}
