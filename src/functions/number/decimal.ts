/** Arithmetic on decimals of different precision and scale: exact, then half up to the result's type. */
import type { Code } from '../../codegen/code/builder.js'
import type { Dec, I64 } from '../../codegen/code/value.js'
import { raise } from '../../errors/raise.js'
import { MAX_PRECISION, sqlName, type DecimalType } from '../../types/data-type.js'
import { LONG_DIGITS } from '../../types/representation.js'
import { decimalText } from '../conversion/number-text.js'
import { divideHalfUp, fitsPrecision, rescale, tenTo } from '../conversion/decimal.js'
import { checkedDigits, fitted, isShort, rescaled, wide, type DecimalValue } from '../decimal-code.js'
import type { StrictForm } from '../scalar.js'

interface Js { readonly left: bigint; readonly right: bigint }
interface Compiled { readonly left: DecimalValue; readonly right: DecimalValue }
export type DecimalForm = StrictForm<Js, Compiled>

/** @throws NUMERIC_VALUE_OUT_OF_RANGE */
export function fitDecimal(unscaled: bigint, type: DecimalType): bigint {
  if (fitsPrecision(unscaled, type.precision)) return unscaled
  return raise('NUMERIC_VALUE_OUT_OF_RANGE', { value: decimalText(unscaled, type.scale), type: sqlName(type) })
}
/** Digits of a value with its scale raised to `scale`. */
const raisedDigits = (type: DecimalType, scale: number): number => type.precision + scale - type.scale
/** The value with a larger scale; at most 38 digits. */
function raised(code: Code, v: DecimalValue, type: DecimalType, scale: number): DecimalValue {
  const precision = raisedDigits(type, scale)
  return rescaled(code, v, type, { kind: 'decimal', precision, scale })
}

/** Sum or difference. */
export function sumForm(operation: 'add' | 'sub', a: DecimalType, b: DecimalType, result: DecimalType): DecimalForm {
  const scale = Math.max(a.scale, b.scale), left = tenTo(scale - a.scale), right = tenTo(scale - b.scale)
  const digits = Math.max(raisedDigits(a, scale), raisedDigits(b, scale)) + 1
  const exact = result.scale === scale && digits <= MAX_PRECISION + 1
  return {
    raises: digits > MAX_PRECISION,
    evaluate({ left: x, right: y }) {
      const sum = operation === 'add' ? x * left + y * right : x * left - y * right
      return fitDecimal(rescale(sum, scale, result.scale), result)
    },
    emit: !exact ? undefined : (code, args) => {
      const x = raised(code, args.left, a, scale), y = raised(code, args.right, b, scale)
      if (digits <= LONG_DIGITS) return code.i64[operation](x as I64, y as I64)
      const sum = code.dec[operation](wide(code, x), wide(code, y))
      return digits > MAX_PRECISION ? checkedDigits(code, sum, result) : fitted(sum, result)
    },
  }
}
export function productForm(a: DecimalType, b: DecimalType, result: DecimalType): DecimalForm {
  const digits = a.precision + b.precision, drop = a.scale + b.scale - result.scale
  return {
    raises: digits > MAX_PRECISION || drop > 0,
    evaluate: ({ left, right }) => fitDecimal(rescale(left * right, a.scale + b.scale, result.scale), result),
    emit: (code, { left, right }) => {
      if (digits <= LONG_DIGITS && left.kind === 'i64' && right.kind === 'i64') {
        const product = code.i64.mul(left, right)
        return isShort(result) ? product : code.dec.fromI64(product)
      }
      if (digits <= MAX_PRECISION && !drop) return fitted(code.dec.mulExact(left, right), result)
      const x = wide(code, left), y = wide(code, right)
      return fitted(drop ? code.dec.mulRounded(x, y, drop, result.precision) : code.dec.mulChecked(x, y, result.precision), result)
    },
  }
}
export function quotientForm(a: DecimalType, b: DecimalType, result: DecimalType): DecimalForm {
  const raise10 = result.scale + b.scale - a.scale
  return {
    raises: true,
    evaluate({ left, right }) {
      if (right === 0n) return raise('DIVIDE_BY_ZERO')
      const quotient = raise10 >= 0 ? divideHalfUp(left * tenTo(raise10), right) : divideHalfUp(left, right * tenTo(-raise10))
      return fitDecimal(quotient, result)
    },
    emit: raise10 < 0 ? undefined : (code, { left, right }) => {
      const x = wide(code, left), y = wide(code, right)
      code.failIf(code.dec.isZero(y), 'DIVIDE_BY_ZERO')
      return fitted(code.dec.divRounded(x, y, raise10, result.precision), result)
    },
  }
}
/** How far each side's scale is raised to the larger one, and whether both stay within 38 digits. */
function alignment(a: DecimalType, b: DecimalType): { readonly left: number; readonly right: number; readonly fits: boolean } {
  const scale = Math.max(a.scale, b.scale)
  return { left: scale - a.scale, right: scale - b.scale, fits: Math.max(raisedDigits(a, scale), raisedDigits(b, scale)) <= MAX_PRECISION }
}
export function remainderForm(a: DecimalType, b: DecimalType, result: DecimalType): DecimalForm {
  const { left: x, right: y, fits } = alignment(a, b), scale = Math.max(a.scale, b.scale)
  return {
    raises: true,
    evaluate({ left, right }) {
      if (right === 0n) return raise('REMAINDER_BY_ZERO')
      return fitDecimal(rescale(left * tenTo(x) % (right * tenTo(y)), scale, result.scale), result)
    },
    emit: !fits || result.scale !== scale ? undefined : (code, { left, right }) => {
      const divisor = wide(code, right)
      code.failIf(code.dec.isZero(divisor), 'REMAINDER_BY_ZERO')
      return fitted(code.dec.remainder(wide(code, left), divisor, x, y), result)
    },
  }
}
/** The whole part of a quotient, as int64. */
export function wholeForm(a: DecimalType, b: DecimalType, overflow: (what: string) => never): DecimalForm {
  const { left: x, right: y, fits } = alignment(a, b)
  return {
    raises: true,
    evaluate({ left, right }) {
      if (right === 0n) return raise('DIVIDE_BY_ZERO')
      const quotient = left * tenTo(x) / (right * tenTo(y))
      return BigInt.asIntN(64, quotient) === quotient ? quotient
        : overflow(`${decimalText(left, a.scale)} div ${decimalText(right, b.scale)}`)
    },
    emit: !fits ? undefined : (code, { left, right }) => {
      const divisor: Dec = wide(code, right)
      code.failIf(code.dec.isZero(divisor), 'DIVIDE_BY_ZERO')
      return code.dec.toI64(code.dec.quotient(wide(code, left), divisor, x, y), 'ARITHMETIC_OVERFLOW')
    },
  }
}
