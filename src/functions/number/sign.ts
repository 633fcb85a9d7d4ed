import type { ScalarFunction, Signature } from '../declare.js'
import { double, numeric } from '../arguments.js'
import { first, float64 } from '../rules.js'
import { formOf, strict, type Forms, type StrictForm } from '../scalar.js'
import type { DecimalValue } from '../decimal-code.js'
import { magnitude } from '../conversion/decimal.js'
import { bitsOf, fitInt, fitLong } from './integer.js'

const args = { value: numeric }
type OneDecimal = StrictForm<{ readonly value: bigint }, { readonly value: DecimalValue }>
/** Decimals have no larger one to overflow into: −x and |x| have as many digits as x. */
const decimalOr = (form: OneDecimal, forms: Forms<typeof args>) => (signature: Signature): StrictForm<any, any> =>
  signature.type.kind === 'decimal' ? form : formOf(forms, signature)

export const neg: ScalarFunction = /*#__PURE__*/ strict('neg', {
  sparkName: 'negative',
  summary: 'The number with the opposite sign.',
  args,
  returns: first,
  raises: true,
  implement: /*#__PURE__*/ decimalOr({
    raises: false,
    evaluate: ({ value }) => -value,
    emit: (code, { value }) => value.kind === 'dec' ? code.dec.neg(value) : code.i64.neg(value),
  }, {
    i32: ({ type }) => ({
      evaluate: ({ value }) => fitInt(-value, type, () => `- ${value}`),
      emit: (code, { value }) => code.i32.negChecked(value, bitsOf(type)),
    }),
    i64: ({ type }) => ({
      evaluate: ({ value }) => fitLong(-value, type, () => `- ${value}`),
      emit: (code, { value }) => code.i64.negChecked(value),
    }),
    f64: () => ({ raises: false, evaluate: ({ value }) => -value, emit: (code, { value }) => code.f64.neg(value) }),
  }),
  examples: [{ sql: 'negative(1)', result: -1 }],
})
export const abs: ScalarFunction = /*#__PURE__*/ strict('abs', {
  summary: 'The number without its sign.',
  args,
  returns: first,
  raises: true,
  implement: /*#__PURE__*/ decimalOr({
    raises: false,
    evaluate: ({ value }) => magnitude(value),
    emit(code, { value }) {
      if (value.kind === 'dec') return code.dec.abs(value)
      const sign = code.i64.shr(value, 63)
      return code.i64.sub(code.i64.xor(value, sign), sign)
    },
  }, {
    i32: ({ type }) => ({
      evaluate: ({ value }) => fitInt(Math.abs(value), type, () => `abs(${value})`),
      emit: (code, { value }) => code.i32.absChecked(value, bitsOf(type)),
    }),
    i64: ({ type }) => ({
      evaluate: ({ value }) => fitLong(magnitude(value), type, () => `abs(${value})`),
      emit: (code, { value }) => code.i64.absChecked(value),
    }),
    f64: () => ({ raises: false, evaluate: ({ value }) => Math.abs(value), emit: (code, { value }) => code.f64.abs(value) }),
  }),
  examples: [{ sql: 'abs(-1)', result: 1 }],
})
export const sign: ScalarFunction = /*#__PURE__*/ strict('sign', {
  aliases: ['signum'],
  summary: 'Minus one, zero or one, as the number is negative, zero or positive.',
  args: { value: double },
  returns: float64,
  evaluate: ({ value }) => Math.sign(value),
  emit(code, { value }) {
    const { f64 } = code, one = f64.copysign(f64.const(1), value)
    // 0 keeps its sign and NaN stays NaN
    return code.select(f64.gt(f64.abs(value), f64.const(0)), one, value)
  },
  examples: [{ sql: 'sign(-2.5)', result: -1 }],
})
