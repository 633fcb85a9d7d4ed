/** A text file as a source: what CSV and NDJSON have in common. */
import { raise } from '../../errors/raise.js'
import type { Begun, ReadOptions, Source } from '../../logical/source.js'
import type { Batch } from '../../memory/batch.js'
import type { PageOwner } from '../../memory/task-memory.js'
import { field, utf8, type Field } from '../../types/data-type.js'
import type { DataFile } from '../file/input-file.js'
import { begun } from '../begin.js'
import { fromFront } from '../file/read-ahead.js'
import { checkCorrupt, textBatches, type Column } from './batches.js'
import type { ByteStream } from './byte-stream.js'
import type { ReadMode } from './malformed.js'
import { openText, type TextForm } from './open-text.js'
import type { Opening } from './opening.js'
import type { RowScanner } from './rows.js'
import { pickFields } from '../pick-fields.js'

export interface TextFormat<Head extends { readonly fields: readonly Field[] }> {
  /** `csv`: for explain. */
  readonly name: string
  readonly form: TextForm
  readonly mode: ReadMode
  /** Name of the column that takes the texts of malformed rows. */
  readonly corrupt: string
  readonly opening: Opening
  /** Looks at the beginning of a file. `stream` opens its text, as often as asked. */
  head(stream: () => Promise<ByteStream>, path: string, declared: readonly Field[] | undefined, owner: PageOwner): Promise<Head>
  /** A scanner of some columns, and how each is parsed. */
  scan(stream: ByteStream, path: string, head: Head, fields: readonly Field[], owner: PageOwner): { readonly scanner: RowScanner; readonly columns: readonly Column[] }
}
/** A file whose columns are known. */
interface Known<Head> {
  readonly data: DataFile
  readonly head: Head
  /** All columns, and those that are asked for. */
  readonly all: readonly Field[]
  readonly fields: readonly Field[]
  readonly bytes: number
  readonly limit: number
}
type Fields = readonly Field[] | undefined

/** With a declared schema the columns are known before the file is opened, otherwise only afterwards. */
export function textSource<Head extends { readonly fields: readonly Field[] }>(data: DataFile, format: TextFormat<Head>, declared: Fields, selected = declared): Source {
  checkCorrupt(declared ?? [], format.corrupt, format.mode)
  const source: Source = {
    name: `${format.name} ${data.path}`,
    fields: Object.freeze([...selected ?? []]),
    async open(signal) {
      const known = await format.opening(`Opening ${data.path}`, owner => openHead(data, format, declared, owner, signal))
      return opened(format, { ...known, fields: selected ?? known.all, limit: Infinity })
    },
    statistics: () => ({}),
    pruneColumns: names => textSource(data, format, declared, pickFields(source.fields, names)),
    async *read(options) { yield* (await source.open(options.signal)).read(options) },
  }
  return Object.freeze(source)
}
async function openHead<Head extends { readonly fields: readonly Field[] }>(data: DataFile, format: TextFormat<Head>, declared: Fields, owner: PageOwner,
  signal: AbortSignal | undefined): Promise<Pick<Known<Head>, 'data' | 'head' | 'all' | 'bytes'>> {
  const { path } = data, permissive = format.mode === 'PERMISSIVE', isCorrupt = (f: Field): boolean => permissive && f.name === format.corrupt
  let bytes = 0, known = data
  const stream = async (): Promise<ByteStream> => {
    const text = await openText(known, format.form, owner, signal)
    bytes = text.fileBytes
    known = text.data
    return text
  }
  const head = await format.head(stream, path, declared?.filter(f => !isCorrupt(f)), owner)
  if (declared) return { data: known, head, all: declared, bytes }
  if (head.fields.some(isCorrupt)) {
    const differences = `it has a column '${format.corrupt}' of its own; name another with { columnNameOfCorruptRecord }`
    return raise('SCHEMA_MISMATCH', { subject: path, differences })
  }
  return { data: known, head, all: permissive ? [...head.fields, field(format.corrupt, utf8)] : head.fields, bytes }
}
function opened<Head extends { readonly fields: readonly Field[] }>(format: TextFormat<Head>, file: Known<Head>): Source {
  const source: Source = {
    name: `${format.name} ${file.data.path}`,
    fields: Object.freeze([...file.fields]),
    open: () => Promise.resolve(source),
    statistics: () => ({ bytes: file.bytes }),
    pruneColumns: names => opened(format, { ...file, fields: pickFields(file.fields, names) }),
    pushLimit: rows => opened(format, { ...file, limit: Math.min(rows, file.limit) }),
    describe: () => Number.isFinite(file.limit) ? [`Limit: ${file.limit}`] : [],
    async *read(options) { yield* begin(format, file, options).rows() },
    begin: options => begin(format, file, options),
  }
  return Object.freeze(source)
}
function begin<Head extends { readonly fields: readonly Field[] }>(format: TextFormat<Head>, file: Known<Head>, options: ReadOptions): Begun {
  const { task, signal } = options
  return begun(openText(fromFront(file.data, task), format.form, task, signal), stream => readRows(format, file, options, stream))
}
async function* readRows<Head extends { readonly fields: readonly Field[] }>(format: TextFormat<Head>, file: Known<Head>, options: ReadOptions,
  stream: ByteStream): AsyncGenerator<Batch> {
  const { data, head, all, fields, limit } = file, { mode, corrupt } = format, isCorrupt = (f: Field): boolean => mode === 'PERMISSIVE' && f.name === corrupt
  // which rows are malformed must not depend on the columns that a query happens to use
  const parsed = mode === 'DROPMALFORMED' || fields.some(isCorrupt) ? all : fields
  let scanner: RowScanner | undefined
  try {
    const made = format.scan(stream, data.path, head, parsed.filter(f => !isCorrupt(f)), options.task)
    scanner = made.scanner
    const columns = [...made.columns, ...parsed.filter(isCorrupt).map((field): Column => ({ field, parse: 'corrupt', place: -1 }))]
    const output = fields.map(f => columns.findIndex(c => c.field.name === f.name))
    yield* textBatches({ path: data.path, mode, columns, output, limit }, scanner, options)
  } finally {
    scanner?.close()
    await stream.close()
  }
}
