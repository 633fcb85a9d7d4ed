/** Casts in compiled code. */
import type { Code } from '../../codegen/code/builder.js'
import type { Bool, F64, I32, I64, Value } from '../../codegen/code/value.js'
import { decimalOf, isFloat, isInteger, sameType, type DataType, type IntegerKind } from '../../types/data-type.js'
import { representation } from '../../types/representation.js'
import { isUtc } from '../datetime/zone.js'
import { decimalToF64, rescaled, wide, type DecimalValue } from '../decimal-code.js'
import { tenTo } from './decimal.js'
import { emitFromText, emitToText } from './emit-text.js'

/** Writes a cast of a value that is not null. */
export type EmitCast = (code: Code, value: any) => Value

/** undefined: the cast is made by `evaluate`. */
export function emitCast(from: DataType, to: DataType, timeZone: string): EmitCast | undefined {
  if (sameType(from, to)) return (_, v: Value) => v
  if (from.kind === 'void') return code => code.zero(representation(to))
  if (to.kind === 'utf8') return emitToText(from, timeZone)
  if (from.kind === 'utf8') return emitFromText(to)
  if (from.kind === 'bool') return fromBool(to)
  if (isInteger(from)) return fromInteger(from, to)
  if (isFloat(from)) return fromFloat(from, to)
  if (from.kind === 'decimal') {
    if (to.kind === 'decimal') return (code, v: DecimalValue) => rescaled(code, v, from, to)
    return fromDecimal(from.precision, from.scale, to)
  }
  return fromTime(from, to, timeZone)
}
const bits: Readonly<Record<string, 8 | 16 | 32>> = { int8: 8, int16: 16, int32: 32 }
/** An integer of 64 bits as another integer type. */
function narrowed(code: Code, v: I64, to: DataType): Value {
  return to.kind === 'int64' ? v : code.i32.narrow(v, 'CAST_OVERFLOW', bits[to.kind]!)
}

function fromBool(to: DataType): EmitCast | undefined {
  switch (to.kind) {
    case 'int8': case 'int16': case 'int32': return (code, v: Bool) => code.i32.fromBool(v)
    case 'int64': return (code, v: Bool) => code.i64.fromBool(v)
    case 'float32': case 'float64': return (code, v: Bool) => code.f64.from(code.i32.fromBool(v))
    case 'decimal': return to.precision === to.scale ? undefined
      : (code, v: Bool) => rescaled(code, code.i64.fromBool(v), { kind: 'decimal', precision: 1, scale: 0 }, to)
    default: return undefined
  }
}
function fromInteger(from: DataType, to: DataType): EmitCast | undefined {
  const long = (code: Code, v: I32 | I64): I64 => v.kind === 'i64' ? v : code.i64.extend(v)
  switch (to.kind) {
    case 'bool': return (code, v: I32 | I64) => v.kind === 'i64' ? code.i64.ne(v, code.i64.const(0)) : code.i32.ne(v, code.i32.const(0))
    case 'int8': case 'int16': case 'int32': case 'int64': {
      const widens = order.indexOf(from.kind) < order.indexOf(to.kind)
      if (widens && to.kind !== 'int64') return (_, v: I32) => v
      return (code, v: I32 | I64) => narrowed(code, long(code, v), to)
    }
    case 'float32': return (code, v: I32 | I64) => code.f64.floatFrom(v)
    case 'float64': return (code, v: I32 | I64) => code.f64.from(v)
    case 'decimal': {
      // a decimal of 20 digits needs two words; an int64 has 19 at most
      const source = decimalOf(from.kind as IntegerKind)
      return (code, v: I32 | I64) => rescaled(code, source.precision > 18 ? code.dec.fromI64(long(code, v)) : long(code, v), source, to)
    }
    case 'timestamp': return (code, v: I32 | I64) => {
      const { i64 } = code, micros = 1_000_000n, most = (2n ** 63n - 1n) / micros, seconds = long(code, v)
      const product = i64.mul(seconds, i64.const(micros))
      if (v.kind === 'i32') return product
      const low = code.select(i64.lt(seconds, i64.const(-most - 1n)), i64.const(-(2n ** 63n)), product)
      const clamped = code.select(i64.eq(seconds, i64.const(-most - 1n)), i64.const(-(2n ** 63n)), low)
      return code.select(i64.gt(seconds, i64.const(most)), i64.const(2n ** 63n - 1n), clamped)
    }
    default: return undefined
  }
}
const order: readonly string[] = ['int8', 'int16', 'int32', 'int64']
const limits: Readonly<Record<string, readonly [number, number]>> = {
  int8: [-(2 ** 7), 2 ** 7 - 1], int16: [-(2 ** 15), 2 ** 15 - 1], int32: [-(2 ** 31), 2 ** 31 - 1], int64: [-(2 ** 63), 2 ** 63],
}
function fromFloat(from: DataType, to: DataType): EmitCast | undefined {
  switch (to.kind) {
    case 'bool': return (code, v: F64) => code.f64.ne(v, code.f64.const(0))
    case 'float32': return (code, v: F64) => code.f64.toFloat32(v)
    case 'float64': return from.kind === 'float32' ? (_, v: F64) => v : undefined
    case 'int8': case 'int16': case 'int32': case 'int64': {
      const [least, most] = limits[to.kind]!
      return (code, v: F64) => {
        const { f64, bool } = code, inRange = bool.and(f64.le(f64.floor(v), f64.const(most)), f64.ge(f64.ceil(v), f64.const(least)))
        code.failIf(bool.not(inRange), 'CAST_OVERFLOW')
        return to.kind === 'int64' ? code.i64.truncSat(v) : code.i32.truncSat(v)
      }
    }
    default: return undefined
  }
}
function fromDecimal(precision: number, scale: number, to: DataType): EmitCast | undefined {
  const type = { kind: 'decimal', precision, scale } as const
  switch (to.kind) {
    case 'bool': return (code, v: DecimalValue) => v.kind === 'dec' ? code.bool.not(code.dec.isZero(v)) : code.i64.ne(v, code.i64.const(0))
    case 'float64': return (code, v: DecimalValue) => decimalToF64(code, v, type)
    case 'int8': case 'int16': case 'int32': case 'int64': return (code, v: DecimalValue) => {
      if (v.kind === 'i64') return narrowed(code, scale ? code.i64.div(v, code.i64.const(tenTo(scale))) : v, to)
      const whole = scale ? code.dec.quotient(v, code.dec.const(tenTo(scale))) : wide(code, v)
      return narrowed(code, code.dec.toI64(whole, 'CAST_OVERFLOW'), to)
    }
    default: return undefined
  }
}

const MICROS_PER_DAY = 86_400_000_000n
/** Days whose microseconds fit 64 bits, before and after 1970. */
const MOST_DAYS = 106_751_991
function floorDiv(code: Code, v: I64, divisor: bigint): I64 {
  const { i64 } = code, by = i64.const(divisor), quotient = i64.div(v, by)
  return i64.sub(quotient, i64.fromBool(i64.lt(i64.sub(v, i64.mul(quotient, by)), i64.const(0))))
}
function fromTime(from: DataType, to: DataType, timeZone: string): EmitCast | undefined {
  const zoned = from.kind === 'timestamp' || to.kind === 'timestamp'
  switch (`${from.kind} ${to.kind}`) {
    case 'timestamp int8': case 'timestamp int16': case 'timestamp int32': case 'timestamp int64':
      return (code, v: I64) => narrowed(code, floorDiv(code, v, 1_000_000n), to)
    case 'timestamp float64': return (code, v: I64) => code.f64.div(code.f64.from(v), code.f64.const(1e6))
  }
  if (zoned && !isUtc(timeZone)) return undefined
  switch (`${from.kind} ${to.kind}`) {
    case 'date timestamp': case 'date timestampNtz': return (code, v: I32) => {
      const { i32, bool } = code
      code.failIf(bool.or(i32.gt(v, i32.const(MOST_DAYS)), i32.lt(v, i32.const(-MOST_DAYS))), 'CAST_OVERFLOW')
      return code.i64.mul(code.i64.extend(v), code.i64.const(MICROS_PER_DAY))
    }
    case 'timestamp date': case 'timestampNtz date': return (code, v: I64) => code.i32.wrap(floorDiv(code, v, MICROS_PER_DAY))
    case 'timestamp timestampNtz': case 'timestampNtz timestamp': return (_, v: I64) => v
    default: return undefined
  }
}
