import type { RecordBatch, Schema, Table } from 'apache-arrow'
import { raise } from '../../errors/raise.js'
import type { ReadOptions, Source, Statistics } from '../../logical/source.js'
import { Arena } from '../../memory/arena.js'
import type { Batch } from '../../memory/batch.js'
import type { Field } from '../../types/data-type.js'
import { checkDeclared, checkNulls } from '../declared-schema.js'
import type { DataFile } from '../file/input-file.js'
import { dataFile, type FileLocation } from '../file/location.js'
import { openIpc } from './ipc.js'
import { Dictionaries, readColumn } from './read-column.js'
import { fromArrowSchema } from './schema.js'

/** A table, record batches of one schema, or where an IPC file or stream is. */
export type ArrowInput = Table | readonly RecordBatch[] | FileLocation
export interface ArrowReadOptions {
  /** Checked against the input's own when it is opened; only these columns are read. */
  readonly schema?: readonly Field[]
}
/** An input whose schema is known; its batches can be had again and again. */
interface Known {
  readonly name: string
  readonly schema: Schema
  readonly statistics: Statistics
  batches(): AsyncIterable<RecordBatch> | Iterable<RecordBatch>
}

export function arrowSource(input: ArrowInput, options: ArrowReadOptions = {}): Source {
  if (!isTable(input) && !isBatches(input)) return unopened(dataFile(input), options.schema)
  const batches = isTable(input) ? input.batches : input, schema = isTable(input) ? input.schema : input[0]?.schema
  if (!schema) return raise('INVALID_ARROW_INPUT', { reason: 'an empty array of record batches has no schema' })
  const rows = batches.reduce((sum, b) => sum + b.numRows, 0)
  return known({ name: 'arrow', schema, statistics: { rows }, batches: () => batches }, options.schema)
}
/** Also of another copy of Arrow's library, or of a compatible one. */
export const isTable = (input: unknown): input is Table => typeof input === 'object' && input !== null && 'batches' in input && 'schema' in input
const isBatches = (input: ArrowInput): input is readonly RecordBatch[] => Array.isArray(input)

/** With a declared schema the columns are known before the file is opened, otherwise only afterwards. */
function unopened(file: DataFile, declared: readonly Field[] | undefined): Source {
  const name = `arrow ${file.path}`
  const source: Source = {
    name,
    fields: Object.freeze([...declared ?? []]),
    async open(signal) {
      const { schema, bytes, close } = await openIpc(file, signal)
      await close()
      return known({ name, schema, statistics: { bytes }, batches: () => batchesOf(file) }, declared)
    },
    statistics: () => ({}),
    pruneColumns: names => unopened(file, pick(source.fields, names)),
    async *read(options) { yield* (await source.open(options.signal)).read(options) },
  }
  return Object.freeze(source)
}
async function* batchesOf(file: DataFile): AsyncGenerator<RecordBatch> {
  const opened = await openIpc(file)
  try {
    yield* opened.batches()
  } finally {
    await opened.close()
  }
}
const pick = (fields: readonly Field[], names: readonly string[]): readonly Field[] => names.map(name => fields.find(f => f.name === name)!)

function known(input: Known, declared: readonly Field[] | undefined): Source {
  const own = fromArrowSchema(input.schema)
  return selected(input, declared ? checkDeclared(input.name, own, declared) : own)
}
function selected(input: Known, fields: readonly Field[]): Source {
  const source: Source = {
    name: input.name,
    fields: Object.freeze([...fields]),
    open: () => Promise.resolve(source),
    statistics: () => input.statistics,
    pruneColumns: names => selected(input, pick(fields, names)),
    read: options => readBatches(input, fields, options),
  }
  return Object.freeze(source)
}
async function* readBatches(input: Known, fields: readonly Field[], options: ReadOptions): AsyncGenerator<Batch> {
  const { task, batchRows, signal, metric } = options
  const arena = new Arena(task, 'arrow'), lasting = new Arena(task, 'arrow dictionaries'), dictionaries = new Dictionaries(lasting)
  let row = 0
  try {
    for await (const { data, schema, numRows } of input.batches()) {
      const columns = fields.map(f => data.children[schema.fields.findIndex(c => c.name === f.name)]!)
      for (let from = 0; from < numRows; from += batchRows) {
        if (signal?.aborted) return raise('CANCELLED', { reason: '' })
        const to = Math.min(from + batchRows, numRows)
        arena.reset()
        const batch = { rows: to - from, columns: fields.map((f, n) => readColumn(f, columns[n]!, from, to, arena, dictionaries)) }
        checkNulls(input.name, fields, batch, n => `row ${row + n}`, task.memory)
        yield batch
        row += to - from
      }
    }
    const { bytes } = input.statistics
    if (bytes !== undefined) {
      metric('numFiles', 1)
      metric('bytesRead', bytes)
    }
  } finally {
    arena.close()
    lasting.close()
  }
}
