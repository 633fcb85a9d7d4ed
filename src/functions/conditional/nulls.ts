import type { Lazy, Nullable, Value } from '../../codegen/code/value.js'
import type { Code } from '../../codegen/code/builder.js'
import * as types from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { any, orderable, same, variadic } from '../arguments.js'
import { commonType, settled, together } from '../coercion.js'
import { emitTest } from '../comparison/code.js'
import { equality } from '../comparison/order.js'
import { canFail, castImplementation } from '../conversion/cast.js'
import { emitCast } from '../conversion/emit.js'
import type { ScalarFunction } from '../declare.js'
import { always, loosely, type Rule } from '../rules.js'
import { loose } from '../scalar.js'

export const isNull: ScalarFunction = /*#__PURE__*/ loose('isNull', {
  sparkName: 'isnull',
  summary: 'Whether the value is missing.',
  args: { value: any },
  returns: { ...always(types.bool, 'Bool'), proves: () => 'never' },
  evaluate: ({ value }) => value() === null,
  truth: (_, { value }) => value.isNull(),
  emit: (code, { value }) => code.known(value().isNull ?? code.bool.const(false)),
  examples: [{ sql: 'isnull(1)', result: false }, { sql: 'isnull(NULL)', result: true }],
})
export const isNotNull: ScalarFunction = /*#__PURE__*/ loose('isNotNull', {
  sparkName: 'isnotnull',
  summary: 'Whether the value is there.',
  args: { value: any },
  returns: { ...always(types.bool, 'Bool'), proves: ({ refs }) => `Refs<${refs}>` },
  evaluate: ({ value }) => value() !== null,
  truth: (code, { value }) => code.bool.not(value.isNull()),
  emit: (code, { value }) => {
    const { isNull } = value()
    return code.known(isNull ? code.bool.not(isNull) : code.bool.const(true))
  },
  examples: [{ sql: 'isnotnull(1)', result: true }, { sql: 'isnotnull(NULL)', result: false }],
})

/** The common type; null only where all of them are. X is the tuple of a variadic argument. */
const firstGiven: Rule<EngineValue, Value> = loosely(
  args => ({ type: args[0]!.type, nullable: args.every(a => a.nullable) }),
  ([a, b]) => `Common<${a}, ${b}> | FallbackNull<${b?.includes('X') ? 'X' : `readonly [Expr<${b}, any>]`}, ${a}>`)

/** The first of two that is there. Where the second costs little, no branch is made around it. */
function orElse(code: Code, a: Nullable, second: Lazy): Nullable {
  const { isNull } = a
  if (!isNull) return a
  if (!second.cheap) return code.ifNullable(isNull, () => second(), () => code.known(a.value))
  const b = second()
  return { value: code.select(isNull, b.value, a.value), isNull: b.isNull && code.bool.and(isNull, b.isNull) }
}
function firstOf(values: readonly (() => EngineValue)[]): EngineValue {
  for (const value of values) {
    const v = value()
    if (v !== null) return v
  }
  return null
}

export const coalesce: ScalarFunction = /*#__PURE__*/ loose('coalesce', {
  summary: 'The first of the values that is not null.',
  args: { value: any, others: variadic(same) },
  coerce: args => together(args, 'kept'),
  returns: firstGiven,
  evaluate: ({ value, others }) => firstOf([value, ...others]),
  emit: (code, { value, others }) => others.reduce((a: Nullable, b) => orElse(code, a, b), value()),
  examples: [{ sql: 'coalesce(NULL, 1, 2)', result: 1 }, { sql: 'coalesce(NULL, NULL)', result: null }],
})
export const ifNull: ScalarFunction = /*#__PURE__*/ loose('ifNull', {
  sparkName: 'ifnull', aliases: ['nvl'],
  summary: 'The value, or another one where it is null.',
  args: { value: any, other: same },
  coerce: args => together(args, 'kept'),
  returns: firstGiven,
  evaluate: ({ value, other }) => firstOf([value, other]),
  emit: (code, { value, other }) => orElse(code, value(), other),
  examples: [{ sql: 'ifnull(NULL, 2)', result: 2 }, { sql: 'ifnull(1, 2)', result: 1 }],
})

export const nullIf: ScalarFunction = /*#__PURE__*/ loose('nullIf', {
  sparkName: 'nullif',
  summary: 'The value, or null where it equals another one.',
  args: { value: orderable, other: same },
  coerce: args => {
    const own = settled(args, 'exact')
    return commonType(own[0]!, own[1]!) && own
  },
  returns: loosely<EngineValue, Value>(args => ({ type: args[0]!.type, nullable: true }), names => `NonNull<${names[0]}> | Null`),
  implement({ args: [type, other], timeZone = 'UTC' }) {
    // the result keeps the type of the value, so only the comparison is made in the common type
    const common = commonType(type!, other!)!, equal = equality(common), test = emitTest(common, 'eq')
    const left = castImplementation({ from: type!, to: common, attempt: false, timeZone })
    const right = castImplementation({ from: other!, to: common, attempt: false, timeZone })
    const emitLeft = emitCast(type!, common, timeZone), emitRight = emitCast(other!, common, timeZone)
    return {
      raises: canFail(type!, common) || canFail(other!, common),
      evaluate({ value, other }: { value: () => EngineValue; other: () => EngineValue }) {
        const a = value(), b = a === null ? null : other()
        if (a === null || b === null) return a
        return equal(left.evaluate({ value: a }), right.evaluate({ value: b })) ? null : a
      },
      emit: test && emitLeft && emitRight && ((code, { value, other }: { value: Lazy; other: Lazy }): Nullable => {
        const { bool } = code, [a, b] = code.inOrder([value, other]) as [Nullable, Nullable]
        const { value: equal } = code.late(() => bool.anyNull([a.isNull, b.isNull]), () => code.known(test(code, emitLeft(code, a.value), emitRight(code, b.value))))
        return { value: a.value, isNull: bool.anyNull([a.isNull, b.isNull ? bool.and(equal, bool.not(b.isNull)) : equal]) }
      }),
    }
  },
  examples: [{ sql: 'nullif(1, 1)', result: null }, { sql: 'nullif(1, 2)', result: 1 }],
})
