import type { Value } from '../../codegen/code/value.js'
import { integer, integral } from '../arguments.js'
import { together } from '../coercion.js'
import type { Argument, ScalarFunction } from '../declare.js'
import { computed, first, type Rule } from '../rules.js'
import { strict } from '../scalar.js'
import * as types from '../../types/data-type.js'

const common: Rule<number | bigint, Value> = computed(([a]) => a!.type, ([a, b]) => `Promote<${a}, ${b}>`)
type Bitwise = 'and' | 'or' | 'xor'

/** Bit by bit, of two integers of one type. */
const bitwise = (
  name: string, operation: Bitwise, sparkName: string, summary: string,
  ints: (a: number, b: number) => number, longs: (a: bigint, b: bigint) => bigint, sql: string, result: number,
): ScalarFunction =>
  strict(name, {
    sparkName, summary, examples: [{ sql, result }],
    args: { value: integral, other: integral },
    // text beside an integer, or beside text, is read as int64
    coerce: args => together(args.map(a => types.isInteger(a.type) ? a : { ...a, type: types.int64 }), 'kept'),
    returns: common,
    forms: {
      i32: () => ({
        evaluate: ({ value, other }) => ints(value, other),
        emit: (code, { value, other }) => code.i32[operation](value, other),
      }),
      i64: () => ({
        evaluate: ({ value, other }) => longs(value, other),
        emit: (code, { value, other }) => code.i64[operation](value, other),
      }),
    },
  })
export const bitAnd: ScalarFunction =
  /*#__PURE__*/ bitwise('bitAnd', 'and', '&', 'The bits that both integers have.', (a, b) => a & b, (a, b) => a & b, '6 & 3', 2)
export const bitOr: ScalarFunction =
  /*#__PURE__*/ bitwise('bitOr', 'or', '|', 'The bits that one of both integers has.', (a, b) => a | b, (a, b) => a | b, '6 | 3', 7)
export const bitXor: ScalarFunction =
  /*#__PURE__*/ bitwise('bitXor', 'xor', '^', 'The bits that only one of both integers has.', (a, b) => a ^ b, (a, b) => a ^ b, '6 ^ 3', 5)

export const bitNot: ScalarFunction = /*#__PURE__*/ strict('bitNot', {
  sparkName: '~',
  summary: 'The integer with every bit turned over.',
  // unlike the others, it does not read text
  args: { value: { ...integral, accept: ({ type }: Argument) => types.isInteger(type) ? type : type.kind === 'void' ? types.int64 : undefined } },
  returns: first,
  forms: {
    i32: () => ({ evaluate: ({ value }) => ~value, emit: (code, { value }) => code.i32.not(value) }),
    i64: () => ({ evaluate: ({ value }) => ~value, emit: (code, { value }) => code.i64.not(value) }),
  },
  examples: [{ sql: '~0', result: -1 }],
})

/** int32 or int64; smaller integers become int32, and the count is taken modulo 32 or 64. */
const shift = (
  name: 'shiftLeft' | 'shiftRight', operation: 'shl' | 'shr', summary: string,
  ints: (a: number, n: number) => number, longs: (a: bigint, n: bigint) => bigint, sql: string, result: number,
): ScalarFunction =>
  strict(name, {
    sparkName: name.toLowerCase(), summary, examples: [{ sql, result }],
    args: { value: integral, bits: integer },
    coerce: ([value]) => [value!.type.kind === 'int64' ? types.int64 : types.int32, types.int32],
    returns: computed<number | bigint, Value>(([a]) => a!.type, ([a]) => `Promote<${a}, Int32>`),
    implement: ({ args: [type] }) => type!.kind === 'int64'
      ? {
          evaluate: ({ value, bits }: { value: bigint; bits: number }) => BigInt.asIntN(64, longs(value, BigInt(bits & 63))),
          emit: (code, { value, bits }) => code.i64[operation](value, code.i64.extend(bits)),
        }
      : {
          evaluate: ({ value, bits }: { value: number; bits: number }) => ints(value, bits),
          emit: (code, { value, bits }) => code.i32[operation](value, bits),
        },
  })
export const shiftLeft: ScalarFunction = /*#__PURE__*/ shift(
  'shiftLeft', 'shl', 'The integer with its bits moved to the left.', (a, n) => a << n, (a, n) => a << n, 'shiftleft(1, 2)', 4)
export const shiftRight: ScalarFunction = /*#__PURE__*/ shift(
  'shiftRight', 'shr', 'The integer with its bits moved to the right, keeping its sign.',
  (a, n) => a >> n, (a, n) => a >> n, 'shiftright(-4, 1)', -2)
