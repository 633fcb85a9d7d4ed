import type { Code } from '../../codegen/code/builder.js'
import type { Bool, Nullable } from '../../codegen/code/value.js'
import * as types from '../../types/data-type.js'
import { boolean, condition } from '../arguments.js'
import type { ScalarFunction } from '../declare.js'
import { always, bool, nullsOf, type Rule } from '../rules.js'
import { loose, strict } from '../scalar.js'

/** Both operands' proofs hold where `and` is true, only their common ones where `or` is. */
const logical = (join: '|' | '&'): Rule<boolean | null, Bool> => ({
  refs: 'loose',
  apply: args => ({ type: types.bool, nullable: args.some(a => a.nullable) }),
  text: names => `Bool${nullsOf(names)}`,
  proves: ({ proof }, other) => `${proof} ${join} NoInfer<${other}>`,
})

export const and: ScalarFunction = /*#__PURE__*/ loose('and', {
  summary: 'Whether both are true; false where one is false, whatever the other is.',
  args: { value: condition, other: condition },
  returns: logical('|'),
  evaluate: ({ value, other }) => {
    const a = value()
    if (a === false) return false
    const b = other()
    return b === false ? false : a === null || b === null ? null : true
  },
  truth: (code, { value, other }) => code.bool.and(value.isTrue(), other.isTrue()),
  emit: (code, { value, other }) => {
    const a = value()
    if (other.cheap) return both(code, a, other())
    return code.ifNullable(code.bool.isFalse(a), () => code.known(code.bool.const(false)), () => both(code, a, other()))
  },
  examples: [{ sql: 'true and false', result: false }, { sql: 'false and NULL', result: false }, { sql: 'true and NULL', result: null }],
})
/** Where one is false the value is false whatever lies under the other's null; where both are not, a null decides. */
function both({ bool }: Code, a: Nullable<Bool>, b: Nullable<Bool>): Nullable<Bool> {
  const value = bool.and(a.value, b.value), missing = bool.anyNull([a.isNull, b.isNull])
  const decided = missing && bool.or(bool.isFalse(a), bool.isFalse(b))
  return { value, isNull: missing && decided && bool.and(missing, bool.not(decided)) }
}

export const or: ScalarFunction = /*#__PURE__*/ loose('or', {
  summary: 'Whether one of both is true; true where one is true, whatever the other is.',
  args: { value: condition, other: condition },
  returns: logical('&'),
  evaluate: ({ value, other }) => {
    const a = value()
    if (a === true) return true
    const b = other()
    return b === true ? true : a === null || b === null ? null : false
  },
  truth: (code, { value, other }) => code.bool.or(value.isTrue(), other.isTrue()),
  emit: (code, { value, other }) => {
    const a = value()
    if (other.cheap) return either(code, a, other())
    return code.ifNullable(code.isTrue(a), () => code.known(code.bool.const(true)), () => either(code, a, other()))
  },
  examples: [{ sql: 'true or NULL', result: true }, { sql: 'false or NULL', result: null }],
})
function either(code: Code, a: Nullable<Bool>, b: Nullable<Bool>): Nullable<Bool> {
  const { bool } = code, value = bool.or(code.isTrue(a), code.isTrue(b)), missing = bool.anyNull([a.isNull, b.isNull])
  return { value, isNull: missing && bool.and(missing, bool.not(value)) }
}

export const not: ScalarFunction = /*#__PURE__*/ strict('not', {
  aliases: ['!'],
  summary: 'The opposite; null stays null.',
  args: { value: boolean },
  returns: bool,
  evaluate: ({ value }) => !value,
  emit: (code, { value }) => code.bool.not(value),
  examples: [{ sql: 'not true', result: false }, { sql: 'not NULL', result: null }],
})

export const isTrue: ScalarFunction = /*#__PURE__*/ loose('isTrue', {
  summary: 'Whether it is true; false where it is false or null.',
  args: { value: condition },
  returns: { ...always(types.bool, 'Bool'), proves: ({ proof }) => proof },
  evaluate: ({ value }) => value() === true,
  truth: (_, { value }) => value.isTrue(),
  emit: (code, { value }) => code.known(code.isTrue(value())),
  examples: [{ sql: 'NULL is true', result: false }],
})
export const isFalse: ScalarFunction = /*#__PURE__*/ loose('isFalse', {
  summary: 'Whether it is false; false where it is true or null.',
  args: { value: condition },
  returns: { ...always(types.bool, 'Bool'), proves: ({ refs }) => `Refs<${refs}>` },
  evaluate: ({ value }) => value() === false,
  truth: (code, { value }) => code.bool.not(code.bool.or(value.isTrue(), value.isNull())),
  emit: (code, { value }) => code.known(code.bool.isFalse(value())),
  examples: [{ sql: 'NULL is false', result: false }],
})
