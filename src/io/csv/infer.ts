/**
 * Types of columns, read off a sample of rows: the narrowest type that every value fits, of int, bigint, decimal, double;
 * boolean; date, timestamp; string.
 */
import { bool, date, decimal, float64, int32, int64, MAX_PRECISION, timestamp, timestampNtz, utf8, type DataType } from '../../types/data-type.js'
import { parseDay, parseInstant, parseWall } from '../rows/temporal.js'
import { fieldParser, parseDouble, parseWhole, type Formats } from '../text/value.js'

const huge = decimal(MAX_PRECISION, 0)
/** Each fits all before it. */
const numbers: readonly DataType[] = [int32, int64, huge, float64]
const times: readonly DataType[] = [date, timestampNtz, timestamp]

/** The type of a column whose values had the type `type`, if any, and then this text. */
export function widened(type: DataType | undefined, text: string, formats: Formats): DataType {
  return type === utf8 ? utf8 : wider(type, typeOfText(text, formats))
}
function wider(a: DataType | undefined, b: DataType): DataType {
  if (a === undefined || a === b) return b
  for (const family of [numbers, times]) {
    const first = family.indexOf(a), second = family.indexOf(b)
    if (first >= 0 && second >= 0) return family[Math.max(first, second)]!
  }
  return utf8
}
/** A number that begins with a zero it does not need (`00501`) is text: it would not come back as it was. */
function typeOfText(text: string, formats: Formats): DataType {
  if (/^[+-]?0\d/.test(text)) return custom(text, formats) ?? utf8
  if (parseWhole(text, 'int32') !== undefined) return int32
  if (parseWhole(text, 'int64') !== undefined) return int64
  if (/^[+-]?\d+$/.test(text)) return text.length <= MAX_PRECISION ? huge : float64
  if (parseDouble(text) !== undefined || formats.doubles.has(text)) return float64
  if (/^(?:true|false)$/i.test(text)) return bool
  return custom(text, formats) ?? utf8
}
/** Dates and times, by the given patterns or ISO. */
function custom(text: string, formats: Formats): DataType | undefined {
  const { dateFormat, timestampFormat, timestampNTZFormat } = formats
  if ((dateFormat === undefined ? parseDay(text) : fieldParser(date, formats)(text)) !== undefined) return date
  if (timestampNTZFormat !== undefined && timestampNTZFormat !== timestampFormat && fieldParser(timestampNtz, formats)(text) !== undefined) return timestampNtz
  if (timestampFormat !== undefined) {
    const zoned = /[xXzZV]/.test(timestampFormat.replace(/'[^']*'/g, ''))
    return fieldParser(timestamp, formats)(text) === undefined ? undefined : zoned ? timestamp : timestampNtz
  }
  if (text.length < 16) return undefined
  return parseWall(text) !== undefined ? timestampNtz : parseInstant(text) !== undefined ? timestamp : undefined
}
