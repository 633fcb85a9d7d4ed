import { raise } from '../../errors/raise.js'
import { decimalOf, float64, int64, isInteger, type DataType, type DecimalType, type IntegerKind } from '../../types/data-type.js'
import type { Value } from '../../codegen/code/value.js'
import { argument, number, numeric, type ArgSpec } from '../arguments.js'
import { attempt } from '../attempt.js'
import { arithmetic } from '../coercion.js'
import { decimalResult } from '../decimal-types.js'
import type { Argument, ScalarFunction } from '../declare.js'
import { computed, int64 as int64Rule, type Rule } from '../rules.js'
import { formOf, strict, type Forms } from '../scalar.js'
import { arithmeticType, decimalForm } from './arithmetic.js'
import { quotientForm, remainderForm, wholeForm } from './decimal.js'
import { overflow } from './integer.js'

const args = { value: numeric, other: number }
const exact = (a: DataType | undefined, b: DataType | undefined): a is DecimalType => a?.kind === 'decimal' && b?.kind === 'decimal'

/** double, or a decimal of decimals. */
const quotient: Rule<number | bigint, Value> = computed(
  ([a, b]) => exact(a?.type, b?.type) ? decimalResult.div(a!.type as DecimalType, b!.type as DecimalType) : float64,
  ([a, b]) => `DivOf<${a}, ${b}>`)

export const div: ScalarFunction = /*#__PURE__*/ strict('div', {
  sparkName: '/',
  summary: 'The quotient of two numbers: a double, or a decimal of decimals.',
  args,
  coerce: given => {
    const types = arithmetic(given)
    return types && (exact(types[0], types[1]) ? types : types.map(() => float64))
  },
  returns: quotient,
  raises: true,
  implement: signature => decimalForm(signature, quotientForm) ?? {
    evaluate: ({ value, other }: { value: number; other: number }) => other === 0 ? raise('DIVIDE_BY_ZERO') : value / other,
    emit: (code, { value, other }) => {
      code.failIf(code.f64.eq(other, code.f64.const(0)), 'DIVIDE_BY_ZERO')
      return code.f64.div(value, other)
    },
  },
  examples: [{ sql: '7 / 2', result: 3.5 }, { sql: '1.0 / 3.00', result: '0.333333' }],
})

const remainders: Forms<typeof args> = {
  i32: () => ({
    evaluate: ({ value, other }) => other === 0 ? raise('REMAINDER_BY_ZERO') : value % other + 0,
    emit: (code, { value, other }) => {
      code.failIf(code.i32.eqz(other), 'REMAINDER_BY_ZERO')
      return code.i32.rem(value, other)
    },
  }),
  i64: () => ({
    evaluate: ({ value, other }) => other === 0n ? raise('REMAINDER_BY_ZERO') : value % other,
    emit: (code, { value, other }) => {
      code.failIf(code.i64.eqz(other), 'REMAINDER_BY_ZERO')
      return code.i64.rem(value, other)
    },
  }),
  f64: () => ({ evaluate: ({ value, other }) => other === 0 ? raise('REMAINDER_BY_ZERO') : value % other }),
}
export const mod: ScalarFunction = /*#__PURE__*/ strict('mod', {
  sparkName: '%',
  summary: 'The remainder of a division, with the sign of the dividend.',
  args,
  coerce: arithmetic,
  returns: arithmeticType(decimalResult.mod),
  raises: true,
  implement: signature => decimalForm(signature, remainderForm) ?? formOf(remainders, signature),
  examples: [{ sql: '7 % 3', result: 1 }, { sql: '-7 % 3', result: -1 }],
})

const isExact = (t: DataType): boolean => isInteger(t) || t.kind === 'decimal'
const whole: ArgSpec<bigint, any, 'one'> = argument(
  { family: 'Number', accepts: 'Integer | Decimal', literal: 'Int32', js: 'number | bigint', expects: 'an integer or decimal' },
  t => isExact(t) ? t : t.kind === 'utf8' || t.kind === 'void' ? int64 : undefined)

/** int64 both, or decimals both. */
function wholes(given: readonly Argument[]): readonly DataType[] {
  const types = given.map(a => isExact(a.type) ? a.type : int64)
  if (!types.some(t => t.kind === 'decimal')) return types.map(() => int64)
  return types.map(t => t.kind === 'decimal' ? t : decimalOf(t.kind as IntegerKind))
}
export const intDiv: ScalarFunction = /*#__PURE__*/ strict('intDiv', {
  sparkName: 'div',
  summary: 'The whole part of a quotient, cut towards zero, as a 64-bit integer.',
  args: { value: whole, other: whole },
  coerce: wholes,
  returns: int64Rule,
  raises: true,
  implement: signature => decimalForm(signature, (a, b) => wholeForm(a, b, what => overflow(what, int64))) ?? {
    evaluate({ value, other }: { value: bigint; other: bigint }) {
      if (other === 0n) return raise('DIVIDE_BY_ZERO')
      return other === -1n && value === -(2n ** 63n) ? overflow(`${value} div -1`, int64) : value / other
    },
    emit: (code, { value, other }) => {
      const { i64, bool } = code
      code.failIf(i64.eqz(other), 'DIVIDE_BY_ZERO')
      code.failIf(bool.and(i64.eq(other, i64.const(-1)), i64.eq(value, i64.const(-(2n ** 63n)))), 'ARITHMETIC_OVERFLOW')
      return i64.div(value, other)
    },
  },
  examples: [{ sql: '7 div 2', result: 3 }, { sql: '-7 div 2', result: -3 }],
})

export const tryDiv: ScalarFunction = /*#__PURE__*/ attempt(div, 'tryDiv', {
  sparkName: 'try_divide',
  summary: 'The quotient of two numbers, or null where the divisor is zero.',
  examples: [{ sql: 'try_divide(1, 0)', result: null }],
})
export const tryMod: ScalarFunction = /*#__PURE__*/ attempt(mod, 'tryMod', {
  summary: 'The remainder of a division, or null where the divisor is zero.', examples: [{ sql: 'try_mod(1, 0)', result: null }],
})
