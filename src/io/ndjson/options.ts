/** How NDJSON is read: options as users give them, and checked. */
import { checkOptions, yesOrNo, type OptionChecks } from '../../logical/check-options.js'
import type { ReadMode } from '../text/malformed.js'
import type { TextForm } from '../text/open-text.js'
import { CORRUPT, SAMPLE_ROWS, textReadChecks, type TextReadOptions } from '../text/options.js'
import type { Formats } from '../text/value.js'

export interface NdjsonReadOptions extends TextReadOptions {
  /** Whether the file is one object over many lines, or a list of objects. Default: false, one object a line. */
  readonly multiLine?: boolean
  /** Whether `NaN`, `Infinity` and `-Infinity` without quotes are numbers. Default: true. */
  readonly allowNonNumericNumbers?: boolean
  /** Without a schema: numbers and booleans become text. Default: false. */
  readonly primitivesAsString?: boolean
  /** Without a schema: numbers with a fraction become decimals where they fit 38 digits. Default: false, doubles. */
  readonly prefersDecimal?: boolean
  /** Without a schema: texts that are ISO timestamps (or fit `timestampFormat`) become timestamps. Default: false. */
  readonly inferTimestamp?: boolean
  /** Without a schema: leaves out columns that hold nothing but nulls, empty lists and empty objects. Default: false. */
  readonly dropFieldIfAllNull?: boolean
}
export interface JsonForm extends Formats, TextForm {
  readonly mode: ReadMode
  readonly corrupt: string
  readonly sampleRows: number
  readonly multiLine: boolean
  readonly specials: boolean
  readonly primitivesAsString: boolean
  readonly prefersDecimal: boolean
  readonly inferTimestamp: boolean
  readonly dropFieldIfAllNull: boolean
}
const checks: OptionChecks<NdjsonReadOptions> = {
  ...textReadChecks, multiLine: yesOrNo, allowNonNumericNumbers: yesOrNo, primitivesAsString: yesOrNo, prefersDecimal: yesOrNo,
  inferTimestamp: yesOrNo, dropFieldIfAllNull: yesOrNo,
}

/** @throws INVALID_CONFIG_VALUE naming the option */
export function jsonForm(given: NdjsonReadOptions): JsonForm {
  const options = checkOptions('ndjson', given, checks), { mode = 'FAILFAST', timeZone = 'UTC', compression, encoding, dateFormat, timestampFormat } = options
  return {
    mode, timeZone, compression, encoding, dateFormat, timestampFormat, timestampNTZFormat: options.timestampNTZFormat ?? timestampFormat,
    doubles: new Map(), corrupt: options.columnNameOfCorruptRecord ?? CORRUPT, sampleRows: options.sampleRows ?? SAMPLE_ROWS,
    multiLine: options.multiLine ?? false, specials: options.allowNonNumericNumbers ?? true,
    primitivesAsString: options.primitivesAsString ?? false, prefersDecimal: options.prefersDecimal ?? false,
    inferTimestamp: options.inferTimestamp ?? false, dropFieldIfAllNull: options.dropFieldIfAllNull ?? false,
  }
}
