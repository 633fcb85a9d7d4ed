/** One field's text as a value of a type: what the kernels leave over. */
import { timePattern } from '../../functions/datetime/pattern.js'
import { toInstant } from '../../functions/datetime/zone.js'
import type { DataType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { parseDecimal } from '../rows/decimal.js'
import { parseDay, parseInstant, parseWall } from '../rows/temporal.js'

/** How dates, times and some doubles are written. */
export interface Formats {
  readonly dateFormat: string | undefined
  readonly timestampFormat: string | undefined
  readonly timestampNTZFormat: string | undefined
  readonly timeZone: string
  /** Names of doubles, besides those that are always known. */
  readonly doubles: ReadonlyMap<string, number>
}
/** Undefined: the text is not a value of the type. */
export type ParseText = (text: string) => EngineValue | undefined
/** A value without those of its parts that are not of its type. */
export class PartOf { constructor(readonly value: EngineValue) {} }
export type ParseField = (text: string) => EngineValue | PartOf | undefined

const limits = { int8: 2n ** 7n, int16: 2n ** 15n, int32: 2n ** 31n, int64: 2n ** 63n } as const
const MICROS_PER_DAY = 86_400_000_000n
const WHOLE = /^[+-]?\d+$/, REAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const named: Readonly<Record<string, number>> = {
  nan: NaN, inf: Infinity, '+inf': Infinity, '-inf': -Infinity, infinity: Infinity, '+infinity': Infinity, '-infinity': -Infinity,
}
const zoned = /(?:Z|[+-]\d{2}(?::?\d{2})?)$/

export function parseDouble(text: string): number | undefined {
  return REAL.test(text) ? Number(text) : named[text.toLowerCase()]
}
export function parseWhole(text: string, kind: keyof typeof limits): bigint | undefined {
  if (!WHOLE.test(text)) return undefined
  const value = BigInt(text)
  return value >= -limits[kind] && value < limits[kind] ? value : undefined
}
export function fieldParser(type: DataType, formats: Formats): ParseText {
  const { doubles } = formats
  const double = doubles.size === 0 ? parseDouble : (text: string) => doubles.get(text) ?? parseDouble(text)
  switch (type.kind) {
    case 'utf8': return text => text
    case 'bool': return text => {
      const plain = text.trim().toLowerCase()
      return plain === 'true' ? true : plain === 'false' ? false : undefined
    }
    case 'int8': case 'int16': case 'int32': {
      const { kind } = type
      return text => {
        const value = parseWhole(text.trim(), kind as keyof typeof limits)
        return value === undefined ? undefined : Number(value)
      }
    }
    case 'int64': return text => parseWhole(text.trim(), 'int64')
    case 'float32': return text => {
      const value = double(text.trim())
      return value === undefined ? undefined : Math.fround(value)
    }
    case 'float64': return text => double(text.trim())
    case 'decimal': return text => {
      const value = parseDecimal(text, type.precision, type.scale)
      return typeof value === 'bigint' ? value : undefined
    }
    case 'date': return dateParser(formats)
    case 'timestamp': return timeParser(formats.timestampFormat, formats.timeZone)
    case 'timestampNtz': return timeParser(formats.timestampNTZFormat)
    default: return () => undefined
  }
}
function dateParser({ dateFormat }: Formats): ParseText {
  if (dateFormat === undefined) return text => parseDay(text.trim())
  const pattern = timePattern(dateFormat)
  return text => {
    const found = pattern.parse(text.trim())
    return found && Number((found.local - ((found.local % MICROS_PER_DAY) + MICROS_PER_DAY) % MICROS_PER_DAY) / MICROS_PER_DAY)
  }
}
/** Of instants with a time zone, of wall-clock times without. */
function timeParser(format: string | undefined, timeZone?: string): ParseText {
  if (format !== undefined) {
    const pattern = timePattern(format)
    return text => {
      const found = pattern.parse(text.trim())
      if (!found || timeZone === undefined) return found?.local
      return found.offset === undefined ? toInstant(found.local, found.zone ?? timeZone) : found.local - BigInt(found.offset) * 1_000_000n
    }
  }
  if (timeZone === undefined) return text => parseWall(text.trim())
  return text => {
    const plain = text.trim()
    if (zoned.test(plain) && plain.length > 10) return parseInstant(plain)
    const wall = parseWall(plain)
    return wall === undefined ? undefined : toInstant(wall, timeZone)
  }
}
