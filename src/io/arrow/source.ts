import type { RecordBatch, Schema, Table } from 'apache-arrow'
import { raise } from '../../errors/raise.js'
import type { ReadOptions, Source, Statistics } from '../../logical/source.js'
import { Arena } from '../../memory/arena.js'
import type { Batch } from '../../memory/batch.js'
import type { Field } from '../../types/data-type.js'
import { checkDeclared, checkNulls } from '../declared-schema.js'
import { openIpc } from './ipc.js'
import { Dictionaries, readColumn } from './read-column.js'
import { fromArrowSchema } from './schema.js'

/** A table, record batches of one schema, IPC bytes, or the path of an IPC file or stream. */
export type ArrowInput = Table | readonly RecordBatch[] | Uint8Array | string
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
  if (typeof input === 'string' || input instanceof Uint8Array) return unopened(input, options.schema)
  if (typeof input !== 'object' || input === null) return raise('INVALID_ARROW_INPUT', { reason: `it is ${String(input)}` })
  const batches = 'batches' in input ? input.batches : input, schema = 'batches' in input ? input.schema : input[0]?.schema
  if (!schema) return raise('INVALID_ARROW_INPUT', { reason: 'an empty array of record batches has no schema' })
  const rows = batches.reduce((sum, b) => sum + b.numRows, 0)
  return known({ name: 'arrow', schema, statistics: { rows }, batches: () => batches }, options.schema)
}
/** With a declared schema the columns are known before the file is opened, otherwise only afterwards. */
function unopened(input: Uint8Array | string, declared: readonly Field[] | undefined): Source {
  const name = typeof input === 'string' ? `arrow ${input}` : 'arrow'
  const source: Source = {
    name,
    fields: Object.freeze([...declared ?? []]),
    async open() {
      const { schema, bytes, close } = await openIpc(input)
      await close()
      return known({ name, schema, statistics: { bytes }, batches: () => batchesOf(input) }, declared)
    },
    statistics: () => ({}),
    pruneColumns: names => unopened(input, pick(source.fields, names)),
    async *read(options) { yield* (await source.open()).read(options) },
  }
  return Object.freeze(source)
}
async function* batchesOf(input: Uint8Array | string): AsyncGenerator<RecordBatch> {
  const opened = await openIpc(input)
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
