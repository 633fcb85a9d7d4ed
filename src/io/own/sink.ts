import { raise } from '../../errors/raise.js'
import type { JsOptions, RowObject } from '../../logical/options.js'
import type { Sink } from '../../logical/sink.js'
import type { Field } from '../../types/data-type.js'
import type { Schema } from '../../types/schema.js'
import { toRecordBatch } from '../arrow/record-batch.js'
import { rowReader } from '../rows/row-reader.js'
import type { DataSink } from './data-sink.js'

export interface OwnSinkOptions {
  readonly js: JsOptions
  /** The schema that users see. */
  readonly schemaOf: (fields: readonly Field[]) => Schema<unknown>
  readonly signal: AbortSignal | undefined
}
/** A sink of one's own as the engine's. @throws INVALID_ARGUMENT for what does not implement the contract */
export function ownSink(own: DataSink, { js, schemaOf, signal }: OwnSinkOptions): Sink {
  if (typeof own !== 'object' || own === null || typeof own.open !== 'function' || typeof own.name !== 'string') {
    return raise('INVALID_ARGUMENT', { verb: 'write.to', message: 'a sink is needed: an object with name and open' })
  }
  return {
    name: own.name,
    async open(fields, { memory }) {
      const writer = await own.open(schemaOf(fields), { signal }), read = rowReader(fields, memory, js)
      return {
        async write(batch) {
          await writer.write({ rows: batch.rows, toRows: (): RowObject[] => read(batch), toArrow: () => toRecordBatch(fields, batch, memory) })
        },
        async commit() { await writer.commit() },
        async abort() { await writer.abort() },
      }
    },
  }
}
