import type { Sink } from '../../logical/sink.js'
import { checkOptions, type OptionChecks } from '../../logical/check-options.js'
import type { Target } from '../target.js'
import { invalidOption, text, yesOrNo } from '../text/options.js'
import { textSink } from '../text/sink.js'
import { textWriteChecks, type TextWriteOptions } from '../text/target.js'
import { checkCharacters } from './dialect.js'
import { checkTypes } from './source.js'
import { CsvEncoder } from './write-rows.js'

export interface CsvSinkOptions extends TextWriteOptions {
  /** Whether the first row names the columns. Default: true. */
  readonly header?: boolean
  /** Between fields, one character or several. Default: a comma. */
  readonly delimiter?: string
  /** The same as `delimiter`. */
  readonly sep?: string
  /** Around fields that need it. Default: `"`. */
  readonly quote?: string
  /** Before a quote inside a quoted field. Default: the quote itself, doubled. */
  readonly escape?: string
  /** Whether all values that are not null get quotes. Default: false, where they are needed. */
  readonly quoteAll?: boolean
  /** Whether a field gets quotes because one is in it. Default: true. */
  readonly escapeQuotes?: boolean
  /** What stands for null. Default: nothing. */
  readonly nullValue?: string
  /** What stands for empty text. Default: two quotes. */
  readonly emptyValue?: string
}
const checks: OptionChecks<CsvSinkOptions> = {
  ...textWriteChecks, header: yesOrNo, delimiter: text, sep: text, quote: text, escape: text, quoteAll: yesOrNo, escapeQuotes: yesOrNo,
  nullValue: text, emptyValue: text,
}

/** Writes one CSV file in UTF-8. */
export function csvSink(target: Target, options: CsvSinkOptions = {}): Sink {
  const { header = true, sep = ',', delimiter = sep, quote = '"', escape = quote, nullValue = '', lineSep = '\n' } = checkOptions('write.csv', options, checks)
  checkCharacters({ delimiter, quote, escape, comment: '' })
  if (quote === '') return invalidOption('quote', quote, 'Text with a delimiter needs one.')
  if (!/^(?:[\0-\x7f]|\r\n)$/s.test(lineSep) || [delimiter, quote].includes(lineSep)) return invalidOption('lineSep', lineSep, 'Give one ASCII character, or \\r\\n.')
  if ([delimiter, quote, lineSep, '\n', '\r'].some(special => nullValue.includes(special))) {
    return invalidOption('nullValue', nullValue, 'It is written without quotes: leave out delimiters, quotes and line ends.')
  }
  const { quoteAll = false, escapeQuotes = true, emptyValue } = options
  return textSink('csv', target, options, (fields, memory) => {
    checkTypes(fields)
    const encoder = new CsvEncoder(fields, memory, { ...options, delimiter, quote, escape, nullValue, emptyValue, lineSep, quoteAll, escapeQuotes })
    return { head: () => header ? encoder.header() : new Uint8Array(0), rows: batch => encoder.rows(batch) }
  })
}
