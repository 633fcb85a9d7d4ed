/** One field's text as a value of a type: what the kernels leave over. */
import { raise } from '../../errors/raise.js'
import { timePattern } from '../../functions/datetime/pattern.js'
import { toInstant } from '../../functions/datetime/zone.js'
import { isNested, sqlName, type DataType, type Field } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { parseDecimal } from '../rows/decimal.js'
import { parseDay, parseInstant, parseWall } from '../rows/temporal.js'
import type { Dialect } from './dialect.js'

/** Undefined: the text is not a value of the type. */
export type ParseField = (text: string) => EngineValue | undefined

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
/** @throws UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE naming every column that has no form in CSV */
export function checkTypes(fields: readonly Field[]): void {
  const unfit = fields.filter(f => isNested(f.type) || f.type.kind === 'binary').map(f => `${f.name}: ${sqlName(f.type)}`)
  if (unfit.length) raise('UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE', { format: 'CSV', columns: unfit })
}

export function fieldParser(type: DataType, dialect: Dialect): ParseField {
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
      const value = parseDouble(text.trim())
      return value === undefined ? undefined : Math.fround(value)
    }
    case 'float64': return text => parseDouble(text.trim())
    case 'decimal': return text => {
      const value = parseDecimal(text, type.precision, type.scale)
      return typeof value === 'bigint' ? value : undefined
    }
    case 'date': return dateParser(dialect)
    case 'timestamp': return timeParser(dialect, true)
    case 'timestampNtz': return timeParser(dialect, false)
    default: return () => undefined
  }
}
function dateParser({ dateFormat }: Dialect): ParseField {
  if (dateFormat === undefined) return text => parseDay(text.trim())
  const pattern = timePattern(dateFormat)
  return text => {
    const found = pattern.parse(text.trim())
    return found && Number((found.local - ((found.local % MICROS_PER_DAY) + MICROS_PER_DAY) % MICROS_PER_DAY) / MICROS_PER_DAY)
  }
}
function timeParser({ timestampFormat, timeZone }: Dialect, instant: boolean): ParseField {
  if (timestampFormat !== undefined) {
    const pattern = timePattern(timestampFormat)
    return text => {
      const found = pattern.parse(text.trim())
      if (!found || !instant) return found?.local
      return found.offset === undefined ? toInstant(found.local, found.zone ?? timeZone) : found.local - BigInt(found.offset) * 1_000_000n
    }
  }
  if (!instant) return text => parseWall(text.trim())
  return text => {
    const plain = text.trim()
    if (zoned.test(plain) && plain.length > 10) return parseInstant(plain)
    const wall = parseWall(plain)
    return wall === undefined ? undefined : toInstant(wall, timeZone)
  }
}
