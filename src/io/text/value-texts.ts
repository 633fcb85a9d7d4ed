/** Values of a column as text, as files hold them: exact numbers, ISO dates and times (instants in UTC) or those of a pattern. */
import { midnight } from '../../functions/conversion/time-text.js'
import { timePattern } from '../../functions/datetime/pattern.js'
import { toLocal } from '../../functions/datetime/zone.js'
import type { Vector } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import { readValue } from '../../memory/vector.js'
import type { DataType, Field } from '../../types/data-type.js'
import { columnReader } from '../rows/read-column.js'
import type { TimeFormats } from './options.js'

/** Of a row of a batch; null where there is no value. */
export type TextOf = (row: number) => string | null

export function valueTexts(field: Field, memory: Memory, formats: TimeFormats): (vector: Vector, rows: number) => TextOf {
  const pattern = patternText(field.type, formats)
  if (pattern) return vector => row => {
    const value = readValue(memory, vector, row)
    return value === null ? null : pattern(value as number | bigint)
  }
  const reader = columnReader(field, memory, { int64: 'string', decimal: 'string', date: 'string', timestamp: 'string' })
  return (vector, rows) => {
    reader.begin(vector)
    reader.read(0, rows)
    const { values, texts } = reader
    return row => {
      const value = texts ? texts[values[row] as number] : values[row]
      return value === null ? null : Object.is(value, -0) ? '-0' : String(value)
    }
  }
}
/** By a pattern of the options, if they have one for the type. Of days, or microseconds. */
export function patternText({ kind }: DataType, formats: TimeFormats): ((value: number | bigint) => string) | undefined {
  const { dateFormat, timestampFormat, timestampNTZFormat = timestampFormat, timeZone = 'UTC' } = formats
  if (kind === 'date' && dateFormat !== undefined) {
    const { format } = timePattern(dateFormat)
    return days => format(midnight(Number(days)), 0, 'UTC')
  }
  if (kind === 'timestampNtz' && timestampNTZFormat !== undefined) {
    const { format } = timePattern(timestampNTZFormat)
    return micros => format(BigInt(micros), 0, 'UTC')
  }
  if (kind !== 'timestamp' || timestampFormat === undefined) return undefined
  const { format } = timePattern(timestampFormat)
  return micros => {
    const local = toLocal(BigInt(micros), timeZone)
    return format(local, Number((local - BigInt(micros)) / 1_000_000n), timeZone)
  }
}
