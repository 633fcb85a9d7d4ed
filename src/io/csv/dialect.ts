/** How a CSV file is written: options as users give them, and checked. */
import { raise } from '../../errors/raise.js'

export interface CsvReadOptions {
  /** Whether the first row names the columns. Default: true. */
  readonly header?: boolean
  /** Between fields: one ASCII character. Default: a comma. */
  readonly delimiter?: string
  /** Around fields that hold delimiters, quotes or line ends; `''` for none. Default: `"`. */
  readonly quote?: string
  /** Before a quote inside a quoted field. Default: the quote itself, doubled. */
  readonly escape?: string
  /** Lines that begin with it are no rows. Default: none. */
  readonly comment?: string
  /** Text that means null when it is not quoted; an empty field without quotes always does. */
  readonly nullValue?: string
  /** Pattern of dates, such as `dd.MM.yyyy`. Default: ISO. */
  readonly dateFormat?: string
  /** Pattern of timestamps, such as `dd.MM.yyyy HH:mm`. Default: ISO. */
  readonly timestampFormat?: string
  /** Where timestamps without a zone are meant, for columns of type timestamp. Default: UTC. */
  readonly timeZone?: string
  /** How many rows decide the types of columns when there is no schema. Default: 20480. */
  readonly sampleRows?: number
}
export interface Dialect {
  readonly header: boolean
  readonly delimiter: string
  /** Empty: there is none. */
  readonly quote: string
  readonly escape: string
  /** Empty: there is none. */
  readonly comment: string
  readonly nullValue: string
  readonly dateFormat: string | undefined
  readonly timestampFormat: string | undefined
  readonly timeZone: string
  readonly sampleRows: number
}
const SAMPLE_ROWS = 20_480

/** @throws INVALID_CONFIG_VALUE naming the option */
export function dialectOf(options: CsvReadOptions): Dialect {
  const { header = true, delimiter = ',', quote = '"', comment = '', nullValue = '', timeZone = 'UTC', sampleRows = SAMPLE_ROWS } = options
  const escape = options.escape ?? quote
  for (const [option, value] of Object.entries({ delimiter, quote, escape, comment })) {
    const emptyFits = option !== 'delimiter' && value === ''
    if (!emptyFits && !isPlainCharacter(value)) bad(option, value, 'Give one ASCII character that does not end a line.')
  }
  const used = [delimiter, quote, comment].filter(c => c !== '')
  if (new Set(used).size < used.length) bad('delimiter', delimiter, 'delimiter, quote and comment must differ.')
  if (!(sampleRows >= 1)) bad('sampleRows', sampleRows, 'Give a number of rows, at least 1.')
  const { dateFormat, timestampFormat } = options
  return { header, delimiter, quote, escape: escape || quote, comment, nullValue, dateFormat, timestampFormat, timeZone, sampleRows }
}
const isPlainCharacter = (text: string): boolean => text.length === 1 && text > '\0' && text <= '\x7f' && text !== '\n' && text !== '\r'
const bad = (option: string, value: unknown, hint: string): never =>
  raise('INVALID_CONFIG_VALUE', { option, value: JSON.stringify(value), hint })
