import { checkOptions, type OptionChecks } from '../../logical/check-options.js'
import type { Sink } from '../../logical/sink.js'
import type { Target } from '../target.js'
import { invalidOption, yesOrNo } from '../text/options.js'
import { textSink } from '../text/sink.js'
import { textWriteChecks, type TextWriteOptions } from '../text/target.js'
import { JsonEncoder } from './write-rows.js'

export interface NdjsonSinkOptions extends TextWriteOptions {
  /** Whether members that are null are left out. Default: true. */
  readonly ignoreNullFields?: boolean
}
const checks: OptionChecks<NdjsonSinkOptions> = { ...textWriteChecks, ignoreNullFields: yesOrNo }

/** Writes one file of a JSON object a line, in UTF-8. */
export function ndjsonSink(target: Target, options: NdjsonSinkOptions = {}): Sink {
  const { lineSep = '\n', ignoreNullFields = true } = checkOptions('write.ndjson', options, checks)
  if (lineSep !== '\n' && lineSep !== '\r\n') return invalidOption('lineSep', lineSep, 'Give \\n or \\r\\n.')
  return textSink('ndjson', target, options, (fields, memory) => {
    const encoder = new JsonEncoder(fields, memory, { ...options, lineSep, ignoreNullFields })
    return { head: () => new Uint8Array(0), rows: batch => encoder.rows(batch) }
  })
}
