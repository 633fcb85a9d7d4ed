/** Options that CSV and NDJSON share, by Spark's names. */
import { raise } from '../../errors/raise.js'
import { oneOf, timeZoneName, yesOrNo, type OptionCheck, type OptionChecks } from '../../logical/check-options.js'
import { timePattern } from '../../functions/datetime/pattern.js'
import { compressions, type Compression } from './compression.js'
import { encodingCheck } from './encoding.js'
import type { ReadMode } from './malformed.js'

export interface TimeFormats {
  /** Pattern of dates, such as `dd.MM.yyyy`. Default: ISO. */
  readonly dateFormat?: string
  /** Pattern of timestamps, such as `dd.MM.yyyy HH:mm`. Default: ISO. */
  readonly timestampFormat?: string
  /** Pattern of timestamps without a zone. Default: `timestampFormat`, or ISO. */
  readonly timestampNTZFormat?: string
  /** Where timestamps without a zone are meant, for columns of type timestamp. Default: the session's time zone. */
  readonly timeZone?: string
}
export interface TextReadOptions extends TimeFormats {
  /**
   * What happens to a row that is malformed: an error that names it (`'FAILFAST'`, the default); its values that can be read and
   * null for the others, with its text in the column of corrupt records (`'PERMISSIVE'`); or it is left out (`'DROPMALFORMED'`).
   */
  readonly mode?: ReadMode
  /** The column that takes the texts of malformed rows. Default: `_corrupt_record`. A declared schema has it only if it names it. */
  readonly columnNameOfCorruptRecord?: string
  /** `'UTF-8'`, `'UTF-16'`, `'UTF-16LE'`, `'UTF-16BE'`, `'ISO-8859-1'` or `'windows-1252'`. Default: what a mark of byte order says, or UTF-8. */
  readonly encoding?: string
  /** Default: by the ending of the name: `.gz`, `.deflate`, `.br`, `.zst`. */
  readonly compression?: Compression
  /** How many rows decide the types of columns when there is no schema; Infinity for all. Default: 20480. */
  readonly sampleRows?: number
}
export const SAMPLE_ROWS = 20_480
export const CORRUPT = '_corrupt_record'

export const text: OptionCheck = value => typeof value === 'string' ? undefined : 'It must be a text.'
const pattern: OptionCheck = value => {
  if (typeof value !== 'string') return 'It must be a pattern such as dd.MM.yyyy.'
  timePattern(value)
  return undefined
}
const atLeastOne: OptionCheck = value => typeof value === 'number' && value >= 1 ? undefined : 'It must be a number of rows, at least 1.'
export { yesOrNo }

export const formatChecks: OptionChecks<TimeFormats> = {
  dateFormat: pattern, timestampFormat: pattern, timestampNTZFormat: pattern, timeZone: timeZoneName,
}
export const textReadChecks: OptionChecks<TextReadOptions> = {
  ...formatChecks, mode: oneOf('FAILFAST', 'PERMISSIVE', 'DROPMALFORMED'), columnNameOfCorruptRecord: text, encoding: encodingCheck,
  compression: oneOf(...compressions), sampleRows: atLeastOne,
}
export const invalidOption = (option: string, value: unknown, hint: string): never =>
  raise('INVALID_CONFIG_VALUE', { option, value: JSON.stringify(value), hint })
