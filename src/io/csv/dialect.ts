/** How a CSV file is written: options as users give them, and checked. */
import { checkOptions, whole, type OptionCheck, type OptionChecks } from '../../logical/check-options.js'
import { CORRUPT, invalidOption, SAMPLE_ROWS, text, textReadChecks, yesOrNo, type TextReadOptions } from '../text/options.js'
import type { Formats } from '../text/value.js'
import type { ReadMode } from '../text/malformed.js'
import type { TextForm } from '../text/open-text.js'

export interface CsvReadOptions extends TextReadOptions {
  /** Whether the first row names the columns. Default: true. */
  readonly header?: boolean
  /** Between fields, one character or several. Default: a comma. */
  readonly delimiter?: string
  /** The same as `delimiter`. */
  readonly sep?: string
  /** Around fields that hold delimiters, quotes or line ends; `''` for none. Default: `"`. */
  readonly quote?: string
  /** Before a quote inside a quoted field. Default: the quote itself, doubled. */
  readonly escape?: string
  /** Lines that begin with it are no rows. Default: none. */
  readonly comment?: string
  /** Text that means null when it is not quoted, or several; an empty field without quotes always does. */
  readonly nullValue?: string | readonly string[]
  /** What an empty field in quotes means. Default: empty text. */
  readonly emptyValue?: string
  /** Texts of these doubles, besides `NaN`, `Infinity`, `Inf` and `-Infinity`, `-Inf`. */
  readonly nanValue?: string
  readonly positiveInf?: string
  readonly negativeInf?: string
  /** Whether spaces and tabs before fields are left out. Default: false. */
  readonly ignoreLeadingWhiteSpace?: boolean
  /** Whether spaces and tabs behind fields are left out. Default: false. */
  readonly ignoreTrailingWhiteSpace?: boolean
  /** Whether fields in quotes may go over several lines. Default: true. */
  readonly multiLine?: boolean
  /** What ends a line: one ASCII character. Default: `\n`, `\r\n` or `\r`. */
  readonly lineSep?: string
  /** Without a schema: false makes all columns text. Default: true. */
  readonly inferSchema?: boolean
  /** With a schema: true takes the columns in order, whatever the header calls them. Default: false, by name. */
  readonly enforceSchema?: boolean
  /** The most columns a row may have. Default: 20480. */
  readonly maxColumns?: number
}
export interface Dialect extends Formats, TextForm {
  readonly header: boolean
  readonly delimiter: string
  /** Empty: there is none. */
  readonly quote: string
  readonly escape: string
  /** Empty: there is none. */
  readonly comment: string
  /** None of them empty. */
  readonly nullValues: readonly string[]
  readonly emptyValue: string
  readonly trimLeft: boolean
  readonly trimRight: boolean
  readonly multiLine: boolean
  /** What ends a line; empty: LF, CR or both. */
  readonly lineSep: string
  readonly mode: ReadMode
  readonly corrupt: string
  readonly infer: boolean
  readonly byPlace: boolean
  readonly maxColumns: number
  readonly sampleRows: number
}
const MOST_COLUMNS = 20_480
const textOrTexts: OptionCheck = value => [value].flat().every(one => typeof one === 'string') ? undefined : 'It must be a text, or a list of texts.'
const checks: OptionChecks<CsvReadOptions> = {
  ...textReadChecks, header: yesOrNo, delimiter: text, sep: text, quote: text, escape: text, comment: text, nullValue: textOrTexts, emptyValue: text,
  nanValue: text, positiveInf: text, negativeInf: text, ignoreLeadingWhiteSpace: yesOrNo, ignoreTrailingWhiteSpace: yesOrNo,
  multiLine: yesOrNo, lineSep: text, inferSchema: yesOrNo, enforceSchema: yesOrNo, maxColumns: whole(1, 1_000_000),
}

/** @throws INVALID_CONFIG_VALUE naming the option */
export function dialectOf(given: CsvReadOptions): Dialect {
  const options = checkOptions('csv', given, checks), { header = true, quote = '"', comment = '', nullValue = '', timeZone = 'UTC', mode = 'FAILFAST' } = options
  const delimiter = options.delimiter ?? options.sep ?? ',', escape = options.escape ?? quote
  checkCharacters({ delimiter, quote, escape, comment })
  const { lineSep = '' } = options, used = [delimiter, quote, comment].filter(c => c !== '')
  if (lineSep !== '' && lineSep !== '\r\n' && !(lineSep.length === 1 && lineSep <= '\x7f')) invalidOption('lineSep', lineSep, 'Give one ASCII character, or \\r\\n.')
  if (lineSep !== '' && used.includes(lineSep)) invalidOption('lineSep', lineSep, 'It must differ from delimiter, quote and comment.')
  return {
    header, delimiter, quote, escape: escape || quote, comment, nullValues: [nullValue].flat().filter(one => one !== ''), emptyValue: options.emptyValue ?? '',
    trimLeft: options.ignoreLeadingWhiteSpace ?? false, trimRight: options.ignoreTrailingWhiteSpace ?? false,
    multiLine: options.multiLine ?? true, lineSep: lineSep === '\r\n' ? '' : lineSep, mode, corrupt: options.columnNameOfCorruptRecord ?? CORRUPT,
    infer: options.inferSchema ?? true, byPlace: options.enforceSchema ?? false, maxColumns: options.maxColumns ?? MOST_COLUMNS,
    sampleRows: options.sampleRows ?? SAMPLE_ROWS, compression: options.compression, encoding: options.encoding, timeZone,
    dateFormat: options.dateFormat, timestampFormat: options.timestampFormat,
    timestampNTZFormat: options.timestampNTZFormat ?? options.timestampFormat,
    doubles: new Map(([['nanValue', NaN], ['positiveInf', Infinity], ['negativeInf', -Infinity]] as const)
      .flatMap(([option, value]) => options[option] === undefined ? [] : [[options[option], value]])),
  }
}
const isPlainCharacter = (text: string): boolean => text.length === 1 && text > '\0' && text <= '\x7f' && text !== '\n' && text !== '\r'
/** @throws INVALID_CONFIG_VALUE naming the option: what separates fields and lines must differ */
export function checkCharacters(given: { delimiter: string; quote: string; escape: string; comment: string }): void {
  const { delimiter, quote, comment } = given
  if (delimiter === '' || ['\r', '\n', '\0'].some(c => delimiter.includes(c))) invalidOption('delimiter', delimiter, 'Give one character or several that do not end a line.')
  for (const option of ['quote', 'escape', 'comment'] as const) {
    const value = given[option]
    if (value !== '' && !isPlainCharacter(value)) invalidOption(option, value, 'Give one ASCII character that does not end a line.')
  }
  const used = [delimiter[0]!, quote, comment].filter(c => c !== '')
  if (new Set(used).size < used.length) invalidOption('delimiter', delimiter, 'delimiter, quote and comment must differ.')
}
