import { attempt } from '../attempt.js'
import { number, numeric } from '../arguments.js'
import { arithmetic } from '../coercion.js'
import { decimalResult } from '../decimal-types.js'
import type { Example, ScalarFunction, Signature } from '../declare.js'
import type { DataType, DecimalType } from '../../types/data-type.js'
import type { Value } from '../../codegen/code/value.js'
import { computed, type Rule } from '../rules.js'
import { formOf, strict, type Forms, type StrictForm } from '../scalar.js'
import { productForm, sumForm, type DecimalForm } from './decimal.js'
import { bitsOf, fitInt, fitLong, operatorOverflow } from './integer.js'

type Operator = 'add' | 'sub' | 'mul'
interface Arithmetic {
  readonly sparkName: string
  readonly summary: string
  readonly examples: readonly Example[]
  readonly ints: (a: number, b: number) => number
  readonly longs: (a: bigint, b: bigint) => bigint
  readonly decimalType: (a: DecimalType, b: DecimalType) => DecimalType
  readonly decimals: (a: DecimalType, b: DecimalType, result: DecimalType) => DecimalForm
}
const isDecimal = (t: DataType | undefined): t is DecimalType => t?.kind === 'decimal'

/** Of two numbers brought to one type; decimals have their own result type. */
export const arithmeticType = (decimalType: (a: DecimalType, b: DecimalType) => DecimalType): Rule<number | bigint, Value> => computed(
  ([a, b]) => isDecimal(a?.type) && isDecimal(b?.type) ? decimalType(a.type, b.type) : a!.type, ([a, b]) => `Promote<${a}, ${b}>`)

/** + − ×: an integer that leaves its type is an error. */
function operator(name: Operator, o: Arithmetic): ScalarFunction {
  const args = { value: numeric, other: number }
  const forms: Forms<typeof args> = {
    i32: ({ type }) => ({
      evaluate: ({ value, other }) => fitInt(o.ints(value, other), type, () => `${value} ${o.sparkName} ${other}`, operatorOverflow(type)),
      emit: (code, { value, other }) => code.i32[`${name}Checked`](value, other, bitsOf(type), operatorOverflow(type)),
    }),
    i64: ({ type }) => ({
      evaluate: ({ value, other }) => fitLong(o.longs(value, other), type, () => `${value} ${o.sparkName} ${other}`),
      emit: (code, { value, other }) => code.i64[`${name}Checked`](value, other),
    }),
    f64: ({ type }) => ({
      raises: false,
      evaluate: type.kind === 'float32'
        ? ({ value, other }) => Math.fround(o.ints(value, other))
        : ({ value, other }) => o.ints(value, other),
      emit: (code, { value, other }) => {
        const result = code.f64[name](value, other)
        return type.kind === 'float32' ? code.f64.toFloat32(result) : result
      },
    }),
  }
  return strict(name, {
    sparkName: o.sparkName, summary: o.summary, examples: o.examples, args,
    coerce: arithmetic,
    returns: arithmeticType(o.decimalType),
    raises: true,
    implement: signature => decimalForm(signature, o.decimals) ?? formOf(forms, signature),
  })
}
/** The form for two decimals, under this module's argument names; undefined: they are none. */
export function decimalForm(
  { args: [a, b], type }: Signature, make: (a: DecimalType, b: DecimalType, result: DecimalType) => DecimalForm,
): StrictForm<any, any> | undefined {
  if (!isDecimal(a) || !isDecimal(b)) return undefined
  const form = make(a, b, isDecimal(type) ? type : a), { emit } = form
  return {
    ...form,
    evaluate: ({ value, other }: { value: bigint; other: bigint }) => form.evaluate({ left: value, right: other }),
    emit: emit && ((code, { value, other }) => emit(code, { left: value, right: other })),
  }
}

export const add: ScalarFunction = /*#__PURE__*/ operator('add', {
  sparkName: '+', summary: 'The sum of two numbers.', examples: [{ sql: '1 + 2', result: 3 }, { sql: '1.5 + 2.25', result: '3.75' }],
  ints: (a, b) => a + b, longs: (a, b) => a + b,
  decimalType: decimalResult.add, decimals: (a, b, r) => sumForm('add', a, b, r),
})
export const sub: ScalarFunction = /*#__PURE__*/ operator('sub', {
  sparkName: '-', summary: 'The difference of two numbers.', examples: [{ sql: '3 - 2', result: 1 }],
  ints: (a, b) => a - b, longs: (a, b) => a - b,
  decimalType: decimalResult.add, decimals: (a, b, r) => sumForm('sub', a, b, r),
})
export const mul: ScalarFunction = /*#__PURE__*/ operator('mul', {
  sparkName: '*', summary: 'The product of two numbers.', examples: [{ sql: '2 * 3', result: 6 }, { sql: '1.5 * 1.5', result: '2.25' }],
  ints: (a, b) => a * b, longs: (a, b) => a * b,
  decimalType: decimalResult.mul, decimals: productForm,
})

export const tryAdd: ScalarFunction = /*#__PURE__*/ attempt(add, 'tryAdd', {
  summary: 'The sum of two numbers, or null where it does not fit their type.', examples: [{ sql: 'try_add(2147483647, 1)', result: null }],
})
export const trySub: ScalarFunction = /*#__PURE__*/ attempt(sub, 'trySub', {
  sparkName: 'try_subtract',
  summary: 'The difference of two numbers, or null where it does not fit their type.',
  examples: [{ sql: 'try_subtract(-2147483648, 1)', result: null }],
})
export const tryMul: ScalarFunction = /*#__PURE__*/ attempt(mul, 'tryMul', {
  sparkName: 'try_multiply',
  summary: 'The product of two numbers, or null where it does not fit their type.',
  examples: [{ sql: 'try_multiply(2147483647, 2)', result: null }],
})
