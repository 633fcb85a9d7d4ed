/**
 * Decimals in compiled code: one word up to 18 digits, two beyond. Values are always within the digits of their type, so
 * what the types alone bound needs no check.
 */
import type { Code } from '../codegen/code/builder.js'
import type { Bool, Dec, I64, Value } from '../codegen/code/value.js'
import type { DecimalType } from '../types/data-type.js'
import { LONG_DIGITS } from '../types/representation.js'
import { tenTo } from './conversion/decimal.js'

export type DecimalValue = I64 | Dec
export const isShort = (type: DecimalType): boolean => type.precision <= LONG_DIGITS
/** As two words. */
export const wide = (code: Code, v: DecimalValue): Dec => v.kind === 'dec' ? v : code.dec.fromI64(v)
/** In the representation of `type`, whose digits it is known to have at most. */
export const fitted = (v: Dec, type: DecimalType): DecimalValue => isShort(type) ? v.lo : v
/** The value, checked against the digits of its type. */
export function checkedDigits(code: Code, v: DecimalValue, type: DecimalType): DecimalValue {
  code.failIf(code.bool.not(fitsDigits(code, v, type.precision)), 'NUMERIC_VALUE_OUT_OF_RANGE')
  return v.kind === 'dec' ? fitted(v, type) : isShort(type) ? v : code.dec.fromI64(v)
}
function fitsDigits(code: Code, v: DecimalValue, digits: number): Bool {
  if (v.kind === 'dec') return code.dec.fits(v, digits)
  if (digits > LONG_DIGITS) return code.bool.const(true)
  const { i64 } = code, bound = tenTo(digits)
  return i64.ltu(i64.add(v, i64.const(bound - 1n)), i64.const(2n * bound - 1n))
}
/** Quotient by a power of ten, half away from zero. */
function divideHalfUp(code: Code, v: I64, power: bigint): I64 {
  const { i64 } = code, sign = i64.shr(v, 63), half = i64.const(power / 2n)
  return i64.div(i64.add(v, i64.sub(i64.xor(half, sign), sign)), i64.const(power))
}
/** From one decimal type to another: half up, and an error where the digits do not suffice. */
export function rescaled(code: Code, v: DecimalValue, from: DecimalType, to: DecimalType): DecimalValue {
  const steps = to.scale - from.scale
  // the most digits that the result can have
  const digits = from.precision + steps + (steps < 0 ? 1 : 0)
  const narrow = digits > to.precision
  if (v.kind === 'i64' && digits <= LONG_DIGITS + (steps < 0 ? 1 : 0)) {
    const r = steps > 0 ? code.i64.mul(v, code.i64.const(tenTo(steps))) : steps < 0 ? divideHalfUp(code, v, tenTo(-steps)) : v
    return narrow ? checkedDigits(code, r, to) : isShort(to) ? r : code.dec.fromI64(r)
  }
  const r = steps === 0 ? wide(code, v) : code.dec.rescale(wide(code, v), from.scale, to.scale)
  return narrow ? checkedDigits(code, r, to) : fitted(r, to)
}
/** The double nearest to the number. */
export function decimalToF64(code: Code, v: DecimalValue, type: DecimalType): Value {
  // both are exact as doubles, so their quotient is rounded once
  if (v.kind === 'i64' && type.precision <= 15) return code.f64.div(code.f64.from(v), code.f64.const(Number(tenTo(type.scale))))
  return code.dec.toF64(wide(code, v), type.scale)
}
