import { math } from '../../codegen/code/math.js'
import { double, float } from '../arguments.js'
import type { Example, ScalarFunction } from '../declare.js'
import { always, float64, nullable } from '../rules.js'
import { loose, strict } from '../scalar.js'
import * as types from '../../types/data-type.js'

export const sqrt: ScalarFunction = /*#__PURE__*/ strict('sqrt', {
  summary: 'The square root; NaN of a negative number.',
  args: { value: double },
  returns: float64,
  evaluate: ({ value }) => Math.sqrt(value),
  emit: (code, { value }) => code.f64.sqrt(value),
  examples: [{ sql: 'sqrt(4)', result: 2 }],
})
export const exp: ScalarFunction = /*#__PURE__*/ strict('exp', {
  summary: 'Euler’s number raised to a power.',
  args: { value: double },
  returns: float64,
  evaluate: ({ value }) => Math.exp(value),
  emit: (code, { value }) => code.call(math.exp, value),
  examples: [{ sql: 'exp(0)', result: 1 }],
})
export const pow: ScalarFunction = /*#__PURE__*/ strict('pow', {
  sparkName: 'power', aliases: ['pow'],
  summary: 'A number raised to a power.',
  args: { value: double, exponent: double },
  returns: float64,
  evaluate: ({ value, exponent }) => value ** exponent,
  emit: (code, { value, exponent }) => code.call(math.pow, value, exponent),
  examples: [{ sql: 'power(2, 10)', result: 1024 }],
})

/** Null where a logarithm is not defined: of zero and negative numbers. */
const logarithm = (
  name: 'log' | 'log10' | 'log2', options: { sparkName?: string; summary: string; examples: readonly Example[] },
): ScalarFunction =>
  loose(name, {
    ...options,
    args: { value: double },
    returns: nullable(float64),
    evaluate: ({ value }) => {
      const n = value()
      return n === null || n <= 0 ? null : Math[name](n)
    },
    emit: (code, { value }) => {
      const n = value(), undefinedThere = code.f64.le(n.value, code.f64.const(0))
      return { value: code.call(math[name], n.value), isNull: code.bool.anyNull([n.isNull, undefinedThere]) }
    },
  })
export const log: ScalarFunction = /*#__PURE__*/ logarithm('log', {
  sparkName: 'ln', summary: 'The natural logarithm; null of zero and negative numbers.',
  examples: [{ sql: 'ln(1)', result: 0 }, { sql: 'ln(0)', result: null }],
})
export const log10: ScalarFunction = /*#__PURE__*/ logarithm('log10', {
  summary: 'The logarithm to base 10; null of zero and negative numbers.', examples: [{ sql: 'log10(1000)', result: 3 }],
})
export const log2: ScalarFunction = /*#__PURE__*/ logarithm('log2', {
  summary: 'The logarithm to base 2; null of zero and negative numbers.', examples: [{ sql: 'log2(8)', result: 3 }],
})

export const isNaN: ScalarFunction = /*#__PURE__*/ loose('isNaN', {
  sparkName: 'isnan',
  summary: 'Whether the number is NaN; false for null.',
  args: { value: float },
  returns: always(types.bool, 'Bool'),
  evaluate: ({ value }) => Number.isNaN(value()),
  emit: (code, { value }) => {
    const { value: n, isNull } = value(), found = code.f64.isNaN(n)
    return code.known(isNull ? code.bool.and(found, code.bool.not(isNull)) : found)
  },
  examples: [{ sql: "isnan(double('NaN'))", result: true }],
})
