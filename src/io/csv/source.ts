import { raise } from '../../errors/raise.js'
import type { Source } from '../../logical/source.js'
import { isNested, sqlName, type Field } from '../../types/data-type.js'
import { dataFile, type FileLocation } from '../file/location.js'
import { columnParser, type ColumnForm } from '../text/parse-column.js'
import { openingAlone, type Opening } from '../text/opening.js'
import { textSource, type TextFormat } from '../text/source.js'
import { fieldParser } from '../text/value.js'
import { dialectOf, type CsvReadOptions } from './dialect.js'
import { readHead, type Head } from './head.js'
import { Scanner } from './scanner.js'

export interface CsvSourceOptions extends CsvReadOptions {
  /** Found in the header by name; without a header, the columns in order. */
  readonly schema?: readonly Field[]
  /** Whether the schema was found out, not declared: errors say so. Default: when there is none. */
  readonly inferred?: boolean
  /** Whose memory it is opened with. Default: its own. */
  readonly opening?: Opening
}

export function csvSource(location: FileLocation, { schema, inferred = !schema, opening = openingAlone, ...options }: CsvSourceOptions = {}): Source {
  const dialect = dialectOf(options)
  checkTypes(schema ?? [])
  const format: TextFormat<Head> = {
    name: 'csv', form: dialect, opening, mode: dialect.mode, corrupt: dialect.corrupt,
    head: (stream, path, declared, owner) => readHead(stream, path, dialect, declared, owner),
    scan(stream, path, { names, start }, fields, owner) {
      const places = fields.map(f => names.indexOf(f.name)), wanted = names.map((_, n) => places.includes(n))
      const guessed = !inferred ? '' : ` Its type comes from the first ${dialect.sampleRows} rows: raise sampleRows, or declare a schema.`
      const hint = `Declare another type, or give { nullValue: '{value}' } if it means null.${guessed}`.replace(/\.$/, '')
      const form: ColumnForm = { ...dialect, path, parser: type => fieldParser(type, dialect), hint }
      const scanner = new Scanner(owner, stream, path, dialect, wanted, { start, lenient: dialect.mode !== 'FAILFAST' })
      return { scanner, columns: fields.map((field, n) => ({ field, parse: columnParser(field, places[n]!, form), place: places[n]! })) }
    },
  }
  return textSource(dataFile(location), format, schema)
}
/** @throws UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE naming every column that has no form in CSV */
export function checkTypes(fields: readonly Field[]): void {
  const unfit = fields.filter(f => isNested(f.type) || f.type.kind === 'binary').map(f => `${f.name}: ${sqlName(f.type)}`)
  if (unfit.length) raise('UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE', { format: 'CSV', columns: unfit })
}
