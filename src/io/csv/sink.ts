import { raise } from '../../errors/raise.js'
import type { Sink } from '../../logical/sink.js'
import { openTarget, type TargetOptions } from '../target.js'
import { checkCharacters } from './dialect.js'
import { checkTypes } from './source.js'
import { CsvEncoder } from './write-rows.js'

export interface CsvSinkOptions extends TargetOptions {
  /** Whether the first row names the columns. Default: true. */
  readonly header?: boolean
  /** Between fields. Default: a comma. */
  readonly delimiter?: string
  /** Around fields that need it. Default: `"`. */
  readonly quote?: string
  /** Before a quote inside a quoted field. Default: the quote itself, doubled. */
  readonly escape?: string
  /** What stands for null. Default: nothing, while empty text is written in quotes. */
  readonly nullValue?: string
}
/** Writes one CSV file: UTF-8, lines that end in LF, ISO dates and times (instants in UTC). */
export function csvSink(path: string, options: CsvSinkOptions = {}): Sink {
  const { header = true, delimiter = ',', quote = '"', escape = quote, nullValue = '' } = options
  checkCharacters({ delimiter, quote, escape, comment: '' })
  if (quote === '') return raise('INVALID_CONFIG_VALUE', { option: 'quote', value: "''", hint: 'Text with a delimiter needs one.' })
  if ([delimiter, quote, '\n', '\r'].some(special => nullValue.includes(special))) {
    const hint = 'It is written without quotes: leave out delimiters, quotes and line ends.'
    return raise('INVALID_CONFIG_VALUE', { option: 'nullValue', value: JSON.stringify(nullValue), hint })
  }
  return {
    name: `csv ${path}`,
    async open(fields, { memory }) {
      checkTypes(fields)
      const file = await openTarget(path, options), encoder = new CsvEncoder(fields, memory, { delimiter, quote, escape, nullValue })
      let begun = !header
      const begin = async (): Promise<void> => {
        if (!begun) await file.write(encoder.header())
        begun = true
      }
      return {
        async write(batch) {
          await begin()
          await file.write(encoder.rows(batch))
        },
        async commit() {
          await begin()
          await file.commit()
        },
        abort: () => file.abort(),
      }
    },
  }
}
