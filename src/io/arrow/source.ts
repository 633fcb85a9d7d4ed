import type { RecordBatch, Table } from 'apache-arrow'
import { raise } from '../../errors/raise.js'
import type { ReadOptions, Source, Statistics } from '../../logical/source.js'
import { Arena } from '../../memory/arena.js'
import type { Batch } from '../../memory/batch.js'
import type { Field } from '../../types/data-type.js'
import { checkDeclared, checkNulls } from '../declared-schema.js'
import type { DataFile } from '../file/input-file.js'
import { dataFile, type FileLocation } from '../file/location.js'
import { unchanged } from '../file/reopen.js'
import { begun } from '../begin.js'
import type { ArrowBatch, Fail } from './array.js'
import { Dictionaries } from './dictionaries.js'
import { failing, openIpc, readAhead, readBatches } from './ipc/reader.js'
import { batchOfLibrary, fieldsOfLibrary } from './library.js'
import { readColumn } from './read-column.js'
import { columnsOf, type ArrowField } from './type.js'
import { pickFields } from '../pick-fields.js'

/** A table, record batches of one schema, or where an IPC file or stream is. */
export type ArrowInput = Table | readonly RecordBatch[] | FileLocation
export interface ArrowReadOptions {
  /** Checked against the input's own when it is opened; only these columns are read. */
  readonly schema?: readonly Field[]
}
/** An input whose schema is known; its batches can be had again and again. */
interface Known {
  readonly name: string
  readonly own: readonly ArrowField[]
  readonly statistics: Statistics
  readonly fail: Fail
  /** Opens it for reading. */
  begin(wanted: (name: string) => boolean, options: ReadOptions): Promise<Batches>
}
interface Batches {
  batches(): AsyncIterable<ArrowBatch> | Iterable<ArrowBatch>
  close(): Promise<void>
}

export function arrowSource(input: ArrowInput, options: ArrowReadOptions = {}): Source {
  if (!isTable(input) && !isBatches(input)) return unopened(dataFile(input), options.schema)
  const batches = isTable(input) ? input.batches : input, schema = isTable(input) ? input.schema : input[0]?.schema
  if (!schema) return raise('INVALID_ARROW_INPUT', { reason: 'an empty array of record batches has no schema' })
  const rows = batches.reduce((sum, b) => sum + b.numRows, 0), own = fieldsOfLibrary(schema)
  return known({
    name: 'arrow', own, statistics: { rows }, fail: reason => raise('INVALID_ARROW_INPUT', { reason }),
    begin: wanted => Promise.resolve({
      *batches() { for (const batch of batches) yield batchOfLibrary(batch, own, wanted) },
      close: () => Promise.resolve(),
    }),
  }, options.schema)
}
/** Also of another copy of Arrow's library, or of a compatible one. */
export const isTable = (input: unknown): input is Table => typeof input === 'object' && input !== null && 'batches' in input
  && 'schema' in input
const isBatches = (input: ArrowInput): input is readonly RecordBatch[] => Array.isArray(input)

/** With a declared schema the columns are known before the file is opened, otherwise only afterwards. */
function unopened(file: DataFile, declared: readonly Field[] | undefined): Source {
  const name = `arrow ${file.path}`
  const source: Source = {
    name,
    fields: Object.freeze([...declared ?? []]),
    async open(signal) {
      const input = await file.open(signal)
      try {
        const ipc = await openIpc(input), same = unchanged(file, input)
        return known({
          name, own: ipc.fields, statistics: { bytes: ipc.bytes }, fail: failing(file.path),
          async begin(wanted, options) {
            const ahead = readAhead(await same.open(options.signal), ipc, wanted, options.task)
            return { batches: () => readBatches(ahead, ipc, wanted, options.task), close: () => ahead.close() }
          },
        }, declared)
      } finally {
        await input.close()
      }
    },
    statistics: () => ({}),
    pruneColumns: names => unopened(file, pickFields(source.fields, names)),
    async *read(options) { yield* (await source.open(options.signal)).read(options) },
  }
  return Object.freeze(source)
}
function known(input: Known, declared: readonly Field[] | undefined): Source {
  const names = declared && new Set(declared.map(f => f.name)), own = columnsOf(input.own, name => names?.has(name) ?? true)
  return selected(input, own, declared ? checkDeclared(input.name, own, declared) : own)
}
function selected(input: Known, own: readonly Field[], fields: readonly Field[]): Source {
  const source: Source = {
    name: input.name,
    fields: Object.freeze([...fields]),
    open: () => Promise.resolve(source),
    statistics: () => input.statistics,
    pruneColumns: names => selected(input, own, pickFields(fields, names)),
    async *read(options) { yield* source.begin!(options).rows() },
    begin(options) {
      const names = new Set(fields.map(f => f.name))
      return begun(input.begin(name => names.has(name), options), batches => read(input, own, fields, options, batches))
    },
  }
  return Object.freeze(source)
}
async function* read({ name, own: arrow, statistics, fail }: Known, own: readonly Field[], fields: readonly Field[], options: ReadOptions,
  opened: Batches): AsyncGenerator<Batch> {
  const { task, batchRows, signal, metric } = options, wanted = new Set(fields.map(f => f.name)), { bytes } = statistics
  const arena = new Arena(task, 'Reading Arrow'), dictionaries = new Dictionaries(task)
  const types = fields.map(f => own.find(o => o.name === f.name)!.type), given = arrow.filter(f => wanted.has(f.name)),
    places = fields.map(f => given.findIndex(g => g.name === f.name))
  let row = 0
  try {
    for await (const { columns, rows } of opened.batches()) {
      for (let from = 0; from < rows; from += batchRows) {
        if (signal?.aborted) return raise('CANCELLED', { reason: '' })
        const to = Math.min(from + batchRows, rows)
        arena.reset()
        const batch = { rows: to - from,
          columns: fields.map((f, n) => readColumn(f, types[n]!, { array: columns[places[n]!]!, from, to, fail }, arena, dictionaries)) }
        checkNulls(name, fields, batch, n => `row ${row + n}`, task.memory)
        yield batch
        row += to - from
      }
    }
    if (bytes !== undefined) {
      metric('numFiles', 1)
      metric('bytesRead', bytes)
    }
  } finally {
    arena.close()
    dictionaries.close()
    await opened.close()
  }
}
