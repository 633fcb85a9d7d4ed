import { raise } from '../../errors/raise.js'
import type { ReadOptions, Source } from '../../logical/source.js'
import { Arena } from '../../memory/arena.js'
import type { Batch } from '../../memory/batch.js'
import type { Field } from '../../types/data-type.js'
import { checkNulls } from '../declared-schema.js'
import type { DataFile } from '../file/input-file.js'
import { dataFile, type Location } from '../file/location.js'
import { dialectOf, type CsvReadOptions, type Dialect } from './dialect.js'
import { readHead, type Head } from './head.js'
import { columnParser } from './parse-column.js'
import { Scanner } from './scanner.js'
import { checkTypes } from './value.js'

export interface CsvSourceOptions extends CsvReadOptions {
  /** Found in the header by name; without a header, the columns in order. */
  readonly schema?: readonly Field[]
}
/** A file whose columns are known. `fields[n]` is column `places[n]` of the file. */
interface Known {
  readonly data: DataFile
  readonly dialect: Dialect
  readonly head: Head
  readonly fields: readonly Field[]
  readonly limit: number
}

export function csvSource(location: Location, options: CsvSourceOptions = {}): Source {
  const { schema } = options, dialect = dialectOf(options)
  checkTypes(schema ?? [])
  return unopened(dataFile(location), dialect, schema, schema)
}
/** With a declared schema the columns are known before the file is opened, otherwise only afterwards. */
function unopened(data: DataFile, dialect: Dialect, declared: readonly Field[] | undefined, selected: readonly Field[] | undefined): Source {
  const source: Source = {
    name: `csv ${data.path}`,
    fields: Object.freeze([...selected ?? []]),
    async open(signal) {
      const head = await readHead(data, dialect, declared, signal)
      return known({ data, dialect, head, fields: selected ?? head.fields, limit: Infinity })
    },
    statistics: () => ({}),
    pruneColumns: names => unopened(data, dialect, declared, pick(source.fields, names)),
    async *read(options) { yield* (await source.open(options.signal)).read(options) },
  }
  return Object.freeze(source)
}
const pick = (fields: readonly Field[], names: readonly string[]): readonly Field[] => names.map(name => fields.find(f => f.name === name)!)

function known(file: Known): Source {
  const source: Source = {
    name: `csv ${file.data.path}`,
    fields: Object.freeze([...file.fields]),
    open: () => Promise.resolve(source),
    statistics: () => ({ bytes: file.head.bytes }),
    pruneColumns: names => known({ ...file, fields: pick(file.fields, names) }),
    pushLimit: rows => known({ ...file, limit: Math.min(rows, file.limit) }),
    describe: () => Number.isFinite(file.limit) ? [`Limit: ${file.limit}`] : [],
    read: options => readRows(file, options),
  }
  return Object.freeze(source)
}
async function* readRows({ data, dialect, head, fields, limit }: Known,
  { task, batchRows, signal, metric }: ReadOptions): AsyncGenerator<Batch> {
  const { path } = data, places = fields.map(f => head.names.indexOf(f.name)), wanted = head.names.map((_, n) => places.includes(n))
  const parsers = fields.map((f, n) => columnParser(path, f, places[n]!, dialect))
  const file = await data.open(signal), arena = new Arena(task, 'Reading CSV')
  let scanner: Scanner | undefined, rows = 0, seen = 0
  try {
    scanner = new Scanner(task, file, dialect, wanted, head.start)
    metric('numFiles', 1)
    while (rows < limit) {
      if (signal?.aborted) return raise('CANCELLED', { reason: '' })
      const found = await scanner.next(Math.min(batchRows, limit - rows), arena)
      metric('bytesRead', scanner.bytesRead - seen)
      seen = scanner.bytesRead
      if (!found) return
      const batch = { rows: found.rows, columns: parsers.map(parse => parse(found, arena)) }
      checkNulls(path, fields, batch, n => `line ${found.lineOf(n)}`, task.memory)
      yield batch
      rows += found.rows
    }
  } finally {
    scanner?.close()
    arena.close()
    await file.close()
  }
}
