import type { Code } from '../../codegen/code/builder.js'
import type { Dec, F64, I64, Value } from '../../codegen/code/value.js'
import * as types from '../../types/data-type.js'
import type { DataType, DecimalType } from '../../types/data-type.js'
import { constantInteger, numeric, optional } from '../arguments.js'
import { divideHalfUp, rescale, tenTo } from '../conversion/decimal.js'
import { decimalText, parseExact } from '../conversion/number-text.js'
import { checkedDigits, fitted, rescaled, wide, type DecimalValue } from '../decimal-code.js'
import type { ScalarFunction } from '../declare.js'
import { computed, type Rule } from '../rules.js'
import { strict, type StrictForm } from '../scalar.js'
import { fitDecimal } from './decimal.js'
import { bitsOf, fitInt, fitLong } from './integer.js'

/** A decimal keeps the digits that are asked for, and one before the point for a carry. */
function roundedType(type: DataType, digits: number): DataType {
  if (type.kind !== 'decimal') return type
  const integral = type.precision - type.scale + 1, scale = Math.min(type.scale, Math.max(digits, 0))
  const precision = digits < 0 ? Math.max(integral, 1 - digits) : integral + scale
  return types.decimal(Math.min(precision, types.MAX_PRECISION), scale)
}
const rounded: Rule<number | bigint, Value> = computed(
  ([value, digits]) => roundedType(value!.type, Number(digits?.literal ?? 0)), names => `NonNull<${names[0]}>`)

export const round: ScalarFunction = /*#__PURE__*/ strict('round', {
  summary: 'The number rounded to so many digits behind the point, halves away from zero.',
  args: { value: numeric, digits: optional(constantInteger) },
  returns: rounded,
  raises: true,
  implement({ args: [from], type, constants }): StrictForm<any, any> {
    const digits = Number(constants[1] ?? 0)
    if (from!.kind === 'decimal') return roundDecimal(from!, type as DecimalType, digits)
    if (types.isFloat(from!)) return roundFloat(from!, digits)
    return roundInteger(from!, digits)
  },
  examples: [{ sql: 'round(2.5)', result: '3' }, { sql: 'round(2.55, 1)', result: '2.6' }, { sql: 'round(155, -1)', result: 160 }],
})
function roundDecimal(from: DecimalType, type: DecimalType, digits: number): StrictForm<{ value: bigint }, { value: DecimalValue }> {
  if (digits >= 0) {
    return {
      evaluate: ({ value }) => fitDecimal(rescale(value, from.scale, type.scale), type),
      emit: (code, { value }) => rescaled(code, value, from, type),
    }
  }
  const unit = tenTo(from.scale - digits), back = tenTo(-digits)
  return {
    evaluate: ({ value }) => fitDecimal(divideHalfUp(value, unit) * back, type),
    emit: (code, { value }) => checkedDigits(code, toUnit(code, wide(code, value), from.scale - digits, -digits), type),
  }
}
/** A value cut by so many digits, half up, and raised by as many zeros as are wanted. */
const toUnit = (code: Code, value: Dec, drop: number, raise: number): Dec => code.dec.rescale(code.dec.rescale(value, drop, 0), 0, raise)

function roundInteger(type: DataType, digits: number): StrictForm<{ value: number | bigint }, { value: Value }> {
  if (digits >= 0) return { raises: false, evaluate: ({ value }) => value, emit: (_, { value }) => value }
  const drop = Math.min(-digits, 38), unit = tenTo(drop)
  return {
    evaluate({ value }) {
      const result = divideHalfUp(BigInt(value), unit) * unit, what = (): string => `round(${value}, ${digits})`
      return type.kind === 'int64' ? fitLong(result, type, what) : fitInt(Number(result), type, what)
    },
    emit(code, { value }) {
      const long = value.kind === 'i32' ? code.i64.extend(value) : value as I64
      const result = code.dec.toI64(toUnit(code, code.dec.fromI64(long), drop, drop), 'ARITHMETIC_OVERFLOW')
      return type.kind === 'int64' ? result : code.i32.narrow(result, 'ARITHMETIC_OVERFLOW', bitsOf(type))
    },
  }
}
/** By the decimal text of the double, so that 2.675 rounds to 2.68. */
function roundFloat(type: DataType, digits: number): StrictForm<{ value: number }, { value: F64 }> {
  const keep = type.kind === 'float32' ? Math.fround : (n: number): number => n
  return { raises: false, evaluate: ({ value }) => keep(roundDouble(value, digits)) }
}
function roundDouble(value: number, digits: number): number {
  if (!Number.isFinite(value) || value === 0) return value + 0
  const { unscaled, scale } = parseExact(String(value))!
  if (scale <= digits) return value
  if (scale - digits > 400) return 0
  const result = divideHalfUp(unscaled, tenTo(scale - digits))
  return digits >= 0 ? Number(decimalText(result, digits)) : Number(result * tenTo(-digits))
}

/** int64 of integers and doubles, a decimal without fraction of decimals. */
const whole: Rule<number | bigint, Value> = computed(([value]) => wholeType(value!.type), names => `FloorOf<${names[0]}>`)
function wholeType(type: DataType): DataType {
  if (type.kind !== 'decimal') return types.int64
  return type.scale === 0 ? type : types.decimal(Math.min(type.precision - type.scale + 1, types.MAX_PRECISION), 0)
}
/** floor or ceil. */
function towards(name: 'floor' | 'ceil', summary: string, aliases: readonly string[], sql: string, result: string): ScalarFunction {
  return strict(name, {
    summary, aliases,
    args: { value: numeric },
    coerce: ([value]) => [types.isInteger(value!.type) ? types.int64 : value!.type.kind === 'decimal' ? value!.type : types.float64],
    returns: whole,
    implement({ args: [from] }): StrictForm<any, any> {
      if (from!.kind === 'decimal') return wholeDecimal(name, from!)
      if (from!.kind === 'int64') return { evaluate: ({ value }) => value, emit: (_, { value }) => value }
      return {
        evaluate: ({ value }) => saturated(Math[name](value)),
        emit: (code, { value }) => code.i64.truncSat(code.f64[name](value)),
      }
    },
    examples: [{ sql, result }],
  })
}
function wholeDecimal(name: 'floor' | 'ceil', from: DecimalType): StrictForm<{ value: bigint }, { value: DecimalValue }> {
  const unit = tenTo(from.scale)
  return {
    evaluate({ value }) {
      const quotient = value / unit, rest = value % unit
      return name === 'floor' ? (rest < 0n ? quotient - 1n : quotient) : rest > 0n ? quotient + 1n : quotient
    },
    emit: (code, { value }) => {
      if (!from.scale) return value
      if (value.kind === 'dec') return fitted(code.dec.cut(value, from.scale, name === 'floor' ? -1 : 1), wholeType(from) as DecimalType)
      const { i64 } = code, zero = i64.const(0), v = value
      const quotient = i64.div(v, i64.const(unit)), rest = i64.sub(v, i64.mul(quotient, i64.const(unit)))
      return name === 'floor' ? i64.sub(quotient, i64.fromBool(i64.lt(rest, zero))) : i64.add(quotient, i64.fromBool(i64.gt(rest, zero)))
    },
  }
}
/** As Java casts: NaN is 0, what is out of range the nearest bound. */
function saturated(value: number): bigint {
  if (Number.isNaN(value)) return 0n
  return value >= 2 ** 63 ? 2n ** 63n - 1n : value < -(2 ** 63) ? -(2n ** 63n) : BigInt(value)
}
export const floor: ScalarFunction =
  /*#__PURE__*/ towards('floor', 'The largest whole number that is not greater.', [], 'floor(-1.5)', '-2')
export const ceil: ScalarFunction =
  /*#__PURE__*/ towards('ceil', 'The smallest whole number that is not less.', ['ceiling'], 'ceil(-1.5)', '-1')
