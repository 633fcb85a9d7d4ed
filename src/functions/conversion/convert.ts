/** Casts on JavaScript values, by pair of types: a converter gives the value, or the reason why there is none. */
import { raise } from '../../errors/raise.js'
import type { Condition } from '../../errors/catalogue.js'
import { isFloat, isInteger, isNumeric, MAX_PRECISION, sqlName, type DataType, type DecimalType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { isUtc, toInstant, toLocal } from '../datetime/zone.js'
import { fitsPrecision, magnitude, rescale, tenTo } from './decimal.js'
import { decimalText, doubleText, floatText, parseDouble, parseExact, parseFloat32, parseInteger, trim } from './number-text.js'
import { dateText, dayOf, fits, floorDiv, midnight, parseDate, parseInstant, parseTime, timeText } from './time-text.js'

/** Why a value cannot be cast. */
export class Failure { constructor(readonly condition: Condition) {} }
const invalid = new Failure('CAST_INVALID_INPUT'), overflow = new Failure('CAST_OVERFLOW')
const outOfRange = new Failure('NUMERIC_VALUE_OUT_OF_RANGE'), unsupported = new Failure('NUMERIC_OUT_OF_SUPPORTED_RANGE')
/** From a value that is not null. */
export type Converter = (value: EngineValue) => EngineValue | Failure
const orInvalid = (value: EngineValue | undefined): EngineValue | Failure => value === undefined ? invalid : value

/**
 * `attempt`: an element that fails becomes null where the list may hold one.
 * @throws INTERNAL_ERROR for a pair that `canCast` refuses.
 */
export function converter(from: DataType, to: DataType, timeZone: string, attempt = false): Converter {
  const convert = toText(from, to, timeZone) ?? fromNumber(from, to) ?? fromText(from, to, timeZone) ?? fromTime(from, to, timeZone)
    ?? fromNested(from, to, timeZone, attempt)
  if (convert) return convert
  if (from.kind === to.kind || from.kind === 'void') return v => v
  return raise('INTERNAL_ERROR', { message: `There is no cast from ${sqlName(from)} to ${sqlName(to)}.` })
}

// --- to text

function toText(from: DataType, to: DataType, timeZone: string): Converter | undefined {
  if (to.kind !== 'utf8' || from.kind === 'utf8') return undefined
  const show = shower(from, timeZone)
  return v => show(v)
}
function shower(from: DataType, timeZone: string): (value: EngineValue) => string {
  const part = (type: DataType) => {
    const show = shower(type, timeZone)
    return (v: EngineValue): string => v === null ? 'null' : show(v)
  }
  switch (from.kind) {
    case 'float32': return v => floatText(v as number)
    case 'float64': return v => doubleText(v as number)
    case 'decimal': return v => decimalText(v as bigint, from.scale)
    case 'date': return v => dateText(v as number)
    case 'timestamp': return v => timeText(toLocal(v as bigint, timeZone))
    case 'timestampNtz': return v => timeText(v as bigint)
    case 'binary': return v => new TextDecoder().decode(v as Uint8Array)
    case 'list': {
      const show = part(from.element)
      return v => `[${(v as EngineValue[]).map(show).join(', ')}]`
    }
    case 'struct': {
      const show = from.fields.map(f => part(f.type))
      return v => `{${(v as EngineValue[]).map((x, n) => show[n]!(x)).join(', ')}}`
    }
    case 'map': {
      const key = part(from.key), value = part(from.value)
      return v => `{${(v as [EngineValue, EngineValue][]).map(([k, x]) => `${key(k)} -> ${value(x)}`).join(', ')}}`
    }
    default: return v => String(v)
  }
}

// --- numbers and booleans

const bounds = { int8: [-(2 ** 7), 2 ** 7 - 1], int16: [-(2 ** 15), 2 ** 15 - 1], int32: [-(2 ** 31), 2 ** 31 - 1] } as const
const LONG = 2n ** 63n

/** A whole number of any size in an integer type's representation. */
function toInteger(value: bigint, to: DataType, failure: Failure): EngineValue | Failure {
  if (to.kind === 'int64') return value >= -LONG && value < LONG ? value : failure
  const [least, most] = bounds[to.kind as keyof typeof bounds]
  return value >= least && value <= most ? Number(value) : failure
}
/** Cut towards zero. 2⁶³ itself becomes the largest int64, as in Java. */
function floatToInteger(value: number, to: DataType): EngineValue | Failure {
  if (to.kind !== 'int64') {
    const [least, most] = bounds[to.kind as keyof typeof bounds]
    return Math.floor(value) <= most && Math.ceil(value) >= least ? Math.trunc(value) + 0 : overflow
  }
  if (!(value <= 2 ** 63 && value >= -(2 ** 63))) return overflow
  return value === 2 ** 63 ? LONG - 1n : BigInt(Math.trunc(value))
}
const toDecimal = (unscaled: bigint, scale: number, to: DecimalType): EngineValue | Failure => {
  const value = scale < 0 ? rescale(unscaled * tenTo(-scale), 0, to.scale) : rescale(unscaled, scale, to.scale)
  return fitsPrecision(value, to.precision) ? value : outOfRange
}
/** Through the shortest text of the double. */
function floatToDecimal(value: number, to: DecimalType): EngineValue | Failure {
  const exact = Number.isFinite(value) ? parseExact(String(value)) : undefined
  if (!exact) return invalid
  return -exact.scale > 60 ? outOfRange : toDecimal(exact.unscaled, exact.scale, to)
}
const decimalToDouble = (unscaled: bigint, scale: number): number => Number(decimalText(unscaled, scale))
/** Rounded once: the bits that a double would lose are kept as one sticky bit. */
function longToFloat(value: bigint): number {
  if (magnitude(value) <= 2n ** 53n) return Math.fround(Number(value))
  const low = value & 0xfffn
  return Math.fround(Number(low ? value - low | 0x800n : value))
}

function fromNumber(from: DataType, to: DataType): Converter | undefined {
  if (from.kind === 'bool' && isNumeric(to)) {
    const one = to.kind === 'decimal' ? toDecimal(1n, 0, to) : to.kind === 'int64' ? 1n : 1, zero = typeof one === 'number' ? 0 : 0n
    return v => v ? one : zero
  }
  if (!isNumeric(from)) return undefined
  if (to.kind === 'bool') return v => v !== 0 && v !== 0n
  if (to.kind === 'timestamp') return secondsToInstant(from)
  if (isInteger(to)) {
    if (isInteger(from)) return v => toInteger(BigInt(v as number | bigint), to, overflow)
    if (from.kind === 'decimal') { const unit = tenTo(from.scale); return v => toInteger((v as bigint) / unit, to, overflow) }
    return v => floatToInteger(v as number, to)
  }
  if (to.kind === 'decimal') {
    if (from.kind === 'decimal') return v => toDecimal(v as bigint, from.scale, to)
    return isInteger(from) ? v => toDecimal(BigInt(v as number | bigint), 0, to) : v => floatToDecimal(v as number, to)
  }
  if (to.kind === 'float32') {
    if (from.kind === 'decimal') return v => orInvalid(parseFloat32(decimalText(v as bigint, from.scale)))
    return from.kind === 'int64' ? v => longToFloat(v as bigint) : v => Math.fround(v as number)
  }
  if (to.kind === 'float64') return from.kind === 'decimal' ? v => decimalToDouble(v as bigint, from.scale) : v => Number(v)
  return undefined
}
const clamp = (micros: bigint): bigint => micros < -LONG ? -LONG : micros >= LONG ? LONG - 1n : micros
function secondsToInstant(from: DataType): Converter {
  if (from.kind === 'decimal') {
    const unit = tenTo(from.scale)
    return v => toInteger((v as bigint) * 1_000_000n / unit, { kind: 'int64' }, overflow)
  }
  if (isFloat(from)) return v => Number.isFinite(v) ? floatToInteger((v as number) * 1e6, { kind: 'int64' }) : invalid
  return v => clamp(BigInt(v as number | bigint) * 1_000_000n)
}

// --- from text

const yes = new Set(['t', 'true', 'y', 'yes', '1']), no = new Set(['f', 'false', 'n', 'no', '0'])
function parseBoolean(text: string): boolean | undefined {
  const t = trim(text).toLowerCase()
  return yes.has(t) ? true : no.has(t) ? false : undefined
}
function fromText(from: DataType, to: DataType, timeZone: string): Converter | undefined {
  if (from.kind !== 'utf8') return undefined
  switch (to.kind) {
    case 'bool': return v => orInvalid(parseBoolean(v as string))
    case 'int8': case 'int16': case 'int32': case 'int64':
      return v => { const n = parseInteger(v as string); return n === undefined ? invalid : toInteger(n, to, invalid) }
    case 'float32': return v => orInvalid(parseFloat32(v as string))
    case 'float64': return v => orInvalid(parseDouble(v as string))
    case 'decimal': return v => {
      const exact = parseExact(trim(v as string))
      if (!exact) return invalid
      if (exact.unscaled === 0n) return 0n
      if (String(magnitude(exact.unscaled)).length - exact.scale > MAX_PRECISION) return unsupported
      return exact.scale > 5000 ? 0n : toDecimal(exact.unscaled, exact.scale, to)
    }
    case 'binary': return v => new TextEncoder().encode(v as string)
    case 'date': return v => orInvalid(parseDate(v as string))
    case 'timestamp': return v => orInvalid(parseInstant(v as string, timeZone))
    case 'timestampNtz': return v => orInvalid(parseTime(v as string)?.local)
    default: return undefined
  }
}

// --- dates and times

function fromTime(from: DataType, to: DataType, timeZone: string): Converter | undefined {
  const utc = from.kind === 'timestamp' || to.kind === 'timestamp' ? isUtc(timeZone) : true
  const local = (v: EngineValue): bigint => from.kind !== 'timestamp' || utc ? v as bigint : toLocal(v as bigint, timeZone)
  const within = (micros: bigint): bigint | Failure => fits(micros) ? micros : overflow
  const instant = (v: bigint): bigint | Failure => within(utc ? v : toInstant(v, timeZone))
  switch (from.kind) {
    case 'date':
      if (to.kind === 'timestampNtz') return v => within(midnight(v as number))
      return to.kind === 'timestamp' ? v => instant(midnight(v as number)) : undefined
    case 'timestampNtz':
      if (to.kind === 'date') return v => dayOf(v as bigint)
      return to.kind === 'timestamp' ? v => instant(v as bigint) : undefined
    case 'timestamp':
      if (to.kind === 'date') return v => dayOf(local(v))
      if (to.kind === 'timestampNtz') return v => within(local(v))
      if (isInteger(to)) return v => toInteger(floorDiv(v as bigint, 1_000_000n), to, overflow)
      if (isFloat(to)) return v => to.kind === 'float32' ? Math.fround(Number(v) / 1e6) : Number(v) / 1e6
      return to.kind === 'decimal' ? v => toDecimal(v as bigint, 6, to) : undefined
    default: return undefined
  }
}

// --- lists, structs, maps

/** Elements one by one; a failure of one is the failure of the whole, unless it may become null. */
function fromNested(from: DataType, to: DataType, timeZone: string, attempt: boolean): Converter | undefined {
  const part = (a: DataType, b: DataType, nullable: boolean): Converter => {
    const convert = converter(a, b, timeZone, attempt)
    return v => {
      const r = v === null ? null : convert(v)
      return r instanceof Failure && attempt && nullable ? null : r
    }
  }
  if (from.kind === 'list' && to.kind === 'list') {
    const element = part(from.element, to.element, to.nullableElement)
    return v => each(v as readonly EngineValue[], element)
  }
  if (from.kind === 'struct' && to.kind === 'struct') {
    const parts = from.fields.map((f, n) => part(f.type, to.fields[n]!.type, to.fields[n]!.nullable))
    return v => each(v as readonly EngineValue[], (x, n) => parts[n]!(x))
  }
  if (from.kind === 'map' && to.kind === 'map') {
    const key = part(from.key, to.key, false), value = part(from.value, to.value, to.nullableValue)
    return v => each(v as readonly EngineValue[], entry => each(entry as readonly EngineValue[], (x, n) => n ? value(x) : key(x)))
  }
  return undefined
}
function each(values: readonly EngineValue[], convert: (v: EngineValue, n: number) => EngineValue | Failure): EngineValue | Failure {
  const result: EngineValue[] = []
  for (const [n, v] of values.entries()) {
    const r = convert(v, n)
    if (r instanceof Failure) return r
    result.push(r)
  }
  return result
}
