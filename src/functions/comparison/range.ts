import type { Code } from '../../codegen/code/builder.js'
import type { Bool, Lazy, Nullable } from '../../codegen/code/value.js'
import * as types from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { orderable, same, variadic } from '../arguments.js'
import { together } from '../coercion.js'
import type { ScalarFunction } from '../declare.js'
import { nullsOf, type Rule } from '../rules.js'
import { loose } from '../scalar.js'
import { emitTest, type EmitTest } from './code.js'
import { comparator, equality } from './order.js'

/** Null can come from any argument, but only the first one is null-in, null-out: where the test is true it has a value. */
const membership: Rule<boolean | null, Bool> = {
  refs: 'loose',
  apply: args => ({ type: types.bool, nullable: args.some(a => a.nullable) }),
  text: names => `Bool${nullsOf(names)}`,
  proves: ({ refs }) => `Refs<${refs}>`,
}
type Thunk = () => EngineValue

export const between: ScalarFunction = /*#__PURE__*/ loose('between', {
  summary: 'Whether the value lies between two others, both included.',
  args: { value: orderable, lower: same, upper: same },
  coerce: together,
  returns: membership,
  implement({ args }) {
    const compare = comparator(args[0]!), ge = emitTest(args[0]!, 'ge'), le = emitTest(args[0]!, 'le')
    return {
      evaluate({ value, lower, upper }: Readonly<Record<'value' | 'lower' | 'upper', Thunk>>) {
        const v = value(), a = lower(), b = upper()
        if (v === null) return null
        if ((a !== null && compare(v, a) < 0) || (b !== null && compare(v, b) > 0)) return false
        return a === null || b === null ? null : true
      },
      emit: ge && le && ((code, { value, lower, upper }: Readonly<Record<'value' | 'lower' | 'upper', Lazy>>): Nullable => {
        const { bool } = code, v = value(), a = lower(), b = upper()
        const above = ge(code, v.value, a.value), below = le(code, v.value, b.value)
        // a bound that is missed decides, whatever the other one is
        const missed = bool.or(bool.isFalse({ value: above, isNull: a.isNull }), bool.isFalse({ value: below, isNull: b.isNull }))
        const openEnd = bool.anyNull([a.isNull, b.isNull])
        return { value: bool.and(above, below), isNull: bool.anyNull([v.isNull, openEnd && bool.and(openEnd, bool.not(missed))]) }
      }),
    }
  },
  examples: [{ sql: '2 between 1 and 3', result: true }, { sql: '4 between NULL and 3', result: false }],
})

/** Longer lists are looked up in a hash set by `evaluate`. */
const MOST_UNROLLED = 64

export const isIn: ScalarFunction = /*#__PURE__*/ loose('isIn', {
  sparkName: 'in',
  summary: 'Whether the value equals one of the others; null where none matches and one is null.',
  args: { value: orderable, choices: variadic(same) },
  coerce: together,
  returns: membership,
  implement({ args, constants }) {
    const type = args[0]!, equal = equality(type), emit = args.length <= MOST_UNROLLED + 1 ? emitTest(type, 'eq') : undefined
    const known = constants.slice(1), set = hashable(type) && known.every(c => c !== undefined) ? new Set(known) : undefined
    return {
      evaluate({ value, choices }: { value: Thunk; choices: readonly Thunk[] }) {
        const v = value()
        if (v === null) return choices.length ? null : false
        if (set) return set.has(v) ? true : set.has(null) ? null : false
        let missing = false
        for (const choice of choices) {
          const c = choice()
          if (c === null) missing = true
          else if (equal(v, c)) return true
        }
        return missing ? null : false
      },
      emit: emit && ((code, { value, choices }: { value: Lazy; choices: readonly Lazy[] }): Nullable => {
        const { bool } = code, v = value()
        if (!choices.every(c => c.cheap)) return oneByOne(code, v, choices, emit)
        const others = choices.map(c => c())
        const found = bool.any(others.map(o => {
          const same = emit(code, v.value, o.value)
          return o.isNull ? bool.and(same, bool.not(o.isNull)) : same
        }))
        const missing = bool.anyNull(others.map(o => o.isNull))
        return { value: found, isNull: bool.anyNull([v.isNull, missing && bool.and(missing, bool.not(found))]) }
      }),
    }
  },
  examples: [{ sql: '2 in (1, 2)', result: true }, { sql: '3 in (1, NULL)', result: null }],
})
/** Choices that could fail are looked at in order, and only until one matches. */
function oneByOne(code: Code, v: Nullable, choices: readonly Lazy[], equal: EmitTest): Nullable<Bool> {
  const { bool } = code, no = (): Nullable<Bool> => code.known(bool.const(false))
  const from = (n: number): Nullable<Bool> => {
    const choice = choices[n]
    if (!choice) return no()
    const c = choice(), found = bool.isTrue({ value: equal(code, v.value, c.value), isNull: c.isNull })
    return code.ifNullable(found, () => code.known(bool.const(true)), () => {
      const later = from(n + 1)
      return c.isNull ? { value: later.value, isNull: bool.anyNull([later.isNull, bool.and(c.isNull, bool.not(bool.isTrue(later)))]) } : later
    })
  }
  if (!v.isNull) return from(0)
  const tested = code.ifNullable(v.isNull, no, () => from(0))
  return { value: tested.value, isNull: bool.anyNull([v.isNull, tested.isNull]) }
}
/** Equality of a Set is that of SQL. */
const hashable = (type: types.DataType): boolean => type.kind !== 'binary' && !types.isNested(type)
