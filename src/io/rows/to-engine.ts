/** JavaScript values as users write them into rows → engine values (`types/representation.ts`), one type at a time. */
import type { DataType, DecimalType, ListType, MapType, StructType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { parseDecimal } from './decimal.js'
import { notA, nullInside, type Place } from './problem.js'
import { parseDay, parseInstant, parseWall } from './temporal.js'

/** Never sees null or undefined. */
export type Convert<V extends EngineValue = EngineValue> = (value: unknown, place: Place) => V

const MIN_INT64 = -(2n ** 63n), MAX_INT64 = 2n ** 63n - 1n
export const intBounds = { int8: 0x7f, int16: 0x7fff, int32: 0x7fff_ffff } as const
const MILLIS_PER_DAY = 86_400_000

export function toBool(type: DataType): Convert<boolean> {
  return (value, place) => typeof value === 'boolean' ? value : notA(type, value, place, 'Give true or false.')
}
export function toInt(type: DataType & { readonly kind: keyof typeof intBounds }): Convert<number> {
  const max = intBounds[type.kind]
  return (value, place) => {
    const number = typeof value === 'bigint' ? Number(value) : value
    if (typeof number !== 'number' || !Number.isInteger(number)) return notA(type, value, place, 'Give a whole number.')
    if (number > max || number < -max - 1) return notA(type, value, place, `It must lie between ${-max - 1} and ${max}.`)
    return number | 0
  }
}
export function toInt64(type: DataType): Convert<bigint> {
  return (value, place) => {
    if (typeof value === 'number') {
      if (Number.isSafeInteger(value)) return BigInt(value)
      return notA(type, value, place, Number.isInteger(value)
        ? 'A number beyond ±(2^53-1) is not exact: give a bigint.' : 'Give a whole number or a bigint.')
    }
    const whole = typeof value === 'bigint' ? value : typeof value === 'string' && /^[+-]?\d+$/.test(value) ? BigInt(value) : undefined
    if (whole === undefined) return notA(type, value, place, 'Give a whole number, a bigint, or its digits as text.')
    return whole >= MIN_INT64 && whole <= MAX_INT64 ? whole : notA(type, value, place,
      'It must fit 64 bits: declare decimal(38,0) for larger ones.')
  }
}
export function toFloat(type: DataType): Convert<number> {
  const single = type.kind === 'float32'
  return (value, place) => typeof value === 'number' ? single ? Math.fround(value) : value : notA(type, value, place, 'Give a number.')
}
function toDecimal(type: DecimalType): Convert<bigint> {
  const { precision, scale } = type
  return (value, place) => {
    if (typeof value !== 'string' && typeof value !== 'bigint' && !(typeof value === 'number' && Number.isFinite(value))) {
      return notA(type, value, place, 'Give a number, a bigint, or its digits as text.')
    }
    const unscaled = parseDecimal(String(value), precision, scale, typeof value === 'number')
    switch (unscaled) {
      case 'syntax': return notA(type, value, place, 'Write digits with a point, such as 12.50.')
      case 'range': return notA(type, value, place, `It has more than ${precision - scale} digits before the point.`)
      case 'scale': return notA(type, value, place, `It has more than ${scale} digits behind the point: round it first.`)
      default: return unscaled
    }
  }
}
export function toText(type: DataType): Convert<string> {
  return (value, place) => typeof value === 'string' ? value : notA(type, value, place, 'Give a string.')
}
function toBinary(type: DataType): Convert<Uint8Array> {
  return (value, place) => value instanceof Uint8Array ? value : notA(type, value, place, 'Give a Uint8Array.')
}
export function toDay(type: DataType): Convert<number> {
  return (value, place) => {
    const day = typeof value === 'string' ? parseDay(value) : value instanceof Date ? Math.floor(value.getTime() / MILLIS_PER_DAY)
      : undefined
    return day === undefined || Number.isNaN(day) ? notA(type, value, place, "Give 'YYYY-MM-DD' or a Date, whose day in UTC counts.") : day
  }
}
export function toMicros(type: DataType): Convert<bigint> {
  const zoned = type.kind === 'timestamp'
  const parse = zoned ? parseInstant : parseWall
  const hint = zoned ? "Give a Date, or text such as '2024-02-29T12:00:00Z'."
    : "Give text such as '2024-02-29T12:00:00', without a zone, or a Date, whose time in UTC counts."
  return (value, place) => {
    if (value instanceof Date && !Number.isNaN(value.getTime())) return BigInt(value.getTime()) * 1000n
    if (typeof value === 'bigint' && value >= MIN_INT64 && value <= MAX_INT64) return value
    return (typeof value === 'string' ? parse(value) : undefined) ?? notA(type, value, place, hint)
  }
}
/** Of one part of a nested value: null where it may be. */
function part(type: DataType, nullable: boolean): (value: unknown, place: Place, step: string) => EngineValue {
  const convert = toEngine(type)
  return (value, place, step) => {
    place.path.push(step)
    const result = value === null || value === undefined ? nullable ? null : nullInside(place) : convert(value, place)
    place.path.pop()
    return result
  }
}
function toList(type: ListType): Convert {
  const element = part(type.element, type.nullableElement)
  return (value, place) => {
    if (!Array.isArray(value) && !ArrayBuffer.isView(value)) return notA(type, value, place, 'Give an array.')
    return Array.from(value as ArrayLike<unknown>, (v, n) => element(v, place, `[${n}]`))
  }
}
function toStruct(type: StructType): Convert {
  const members = type.fields.map(f => ({ name: f.name, convert: part(f.type, f.nullable) }))
  return (value, place) => {
    if (typeof value !== 'object' || Array.isArray(value)) return notA(type, value, place, 'Give an object.')
    return members.map(m => m.convert((value as Readonly<Record<string, unknown>>)[m.name], place, `.${m.name}`))
  }
}
function toMap(type: MapType): Convert {
  const key = part(type.key, false), item = part(type.value, type.nullableValue)
  return (value, place) => {
    if (typeof value !== 'object' || Array.isArray(value)) return notA(type, value, place, 'Give a Map, or an object for text keys.')
    const entries = value instanceof Map ? [...value as ReadonlyMap<unknown, unknown>] : Object.entries(value as object)
    return entries.map(([k, v]) => [key(k, place, ' key'), item(v, place, `[${String(k)}]`)])
  }
}
export function toEngine(type: DataType): Convert {
  switch (type.kind) {
    case 'void': return (value, place) => notA(type, value, place, 'Only null fits: declare a type for the column.')
    case 'bool': return toBool(type)
    case 'int8': case 'int16': case 'int32': return toInt({ kind: type.kind })
    case 'int64': return toInt64(type)
    case 'float32': case 'float64': return toFloat(type)
    case 'decimal': return toDecimal(type)
    case 'utf8': return toText(type)
    case 'binary': return toBinary(type)
    case 'date': return toDay(type)
    case 'timestamp': case 'timestampNtz': return toMicros(type)
    case 'list': return toList(type)
    case 'map': return toMap(type)
    case 'struct': return toStruct(type)
  }
}
