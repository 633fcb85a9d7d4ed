/**
 * Types of columns, read off a sample of rows: the narrowest type that every value fits, of int, bigint, decimal, double;
 * boolean; date, timestamp; string.
 */
import { bool, date, decimal, field, float64, int32, int64, MAX_PRECISION, timestamp, timestampNtz, utf8, type DataType,
  type Field } from '../../types/data-type.js'
import { parseDay, parseInstant, parseWall } from '../rows/temporal.js'
import type { Dialect } from './dialect.js'
import { fieldParser, parseDouble, parseWhole } from './value.js'

const huge = decimal(MAX_PRECISION, 0)
/** Each fits all before it. */
const numbers: readonly DataType[] = [int32, int64, huge, float64]
const times: readonly DataType[] = [date, timestampNtz, timestamp]

export function inferTypes(names: readonly string[], rows: readonly (readonly (string | null)[])[], dialect: Dialect): readonly Field[] {
  return names.map((name, n) => {
    let type: DataType | undefined
    for (const row of rows) {
      const text = row[n]
      if (text === null || text === undefined) continue
      type = wider(type, typeOfText(text, dialect))
      if (type === utf8) break
    }
    return field(name, type ?? utf8)
  })
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
function typeOfText(text: string, dialect: Dialect): DataType {
  if (/^[+-]?0\d/.test(text)) return custom(text, dialect) ?? utf8
  if (parseWhole(text, 'int32') !== undefined) return int32
  if (parseWhole(text, 'int64') !== undefined) return int64
  if (/^[+-]?\d+$/.test(text)) return text.length <= MAX_PRECISION ? huge : float64
  if (parseDouble(text) !== undefined) return float64
  if (/^(?:true|false)$/i.test(text)) return bool
  return custom(text, dialect) ?? utf8
}
/** Dates and times, by the given patterns or ISO. */
function custom(text: string, dialect: Dialect): DataType | undefined {
  const { dateFormat, timestampFormat } = dialect
  if ((dateFormat === undefined ? parseDay(text) : fieldParser(date, dialect)(text)) !== undefined) return date
  if (timestampFormat !== undefined) {
    const zoned = /[XxZV]/.test(timestampFormat.replace(/'[^']*'/g, ''))
    return fieldParser(timestampNtz, dialect)(text) === undefined ? undefined : zoned ? timestamp : timestampNtz
  }
  if (text.length < 16) return undefined
  return parseWall(text) !== undefined ? timestampNtz : parseInstant(text) !== undefined ? timestamp : undefined
}
