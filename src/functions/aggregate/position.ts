import { bool, type DataType } from '../../types/data-type.js'
import { aggregate } from '../aggregate-declaration.js'
import { any, constant, optional } from '../arguments.js'
import type { Code } from '../../codegen/code/builder.js'
import type { Bool, Nullable, Value } from '../../codegen/code/value.js'
import type { FoldImplementation, Signature } from '../declare.js'
import { totalled } from '../rules.js'
import { slotOf } from './slot.js'

const ignoreNulls = constant(
  { family: 'Boolean', accepts: 'Bool', literal: 'Bool', js: 'boolean', expects: 'true or false' },
  t => t.kind === 'bool' ? bool : undefined,
)

/** States: whether a row was seen, whether its value is not null, and the value. */
function position(type: DataType, which: 'first' | 'last', skipsNulls: boolean): FoldImplementation {
  const slot = slotOf(type)
  const take = (code: Code, state: any, isThere: Bool, value: Value, hasValue: Bool): void => {
    const { bool, i32 } = code, seen = state.seen.get(), taken = which === 'last' ? isThere : bool.and(isThere, i32.eqz(seen))
    slot.writeIf(code, bool.and(taken, hasValue), state.value, value)
    state.has.set(code.select(taken, i32.fromBool(hasValue), state.has.get()))
    state.seen.set(i32.or(seen, i32.fromBool(isThere)))
  }
  return {
    how: 'fold', skipsNulls, state: { seen: 'i32', has: 'i32', value: slot.kind },
    update: (code, state, { value }: { readonly value: Value | Nullable }) => {
      const always = code.bool.const(true)
      if ('kind' in value) take(code, state, always, value, always)
      else take(code, state, always, value.value, value.isNull ? code.bool.not(value.isNull) : always)
    },
    merge: (code, state, other) =>
      take(code, state, code.bool.fromI32(other.seen.get()), slot.read(code, other.value), code.bool.fromI32(other.has.get())),
    finish: (code, state) => ({ value: slot.read(code, state.value), isNull: code.i32.eqz(state.has.get()) }),
    evaluate: {
      update(state, { value }) {
        if (which === 'first' && state.seen) return
        state.seen = 1
        state.has = value === null ? 0 : 1
        if (value !== null) state.value = slot.keep(value)
      },
      merge(state, other) {
        if (other.seen) this.update(state, { value: other.has ? slot.restore(other.value) : null })
      },
      finish: state => state.has ? slot.restore(state.value) : null,
    },
  }
}
const implement = (which: 'first' | 'last') => ({ args, constants }: Signature): FoldImplementation =>
  position(args[0]!, which, constants[1] === true)

export const first = /*#__PURE__*/ aggregate('first', {
  summary: 'The value of the first row, in no order unless the rows have one; with true as the second argument the first that is not null.',
  aliases: ['firstValue', 'first_value', 'anyValue', 'any_value'],
  args: { value: any, ignoreNulls: optional(ignoreNulls) },
  returns: totalled(t => t, name => `NonNull<${name}>`),
  implement: implement('first'),
  examples: [
    { sql: 'first(x) FROM VALUES (2), (1) AS t(x)', result: 2 },
    { sql: 'first(x, true) FROM VALUES (NULL), (1) AS t(x)', result: 1 },
  ],
})
export const last = /*#__PURE__*/ aggregate('last', {
  summary: 'The value of the last row, in no order unless the rows have one; with true as the second argument the last that is not null.',
  aliases: ['lastValue', 'last_value'],
  args: { value: any, ignoreNulls: optional(ignoreNulls) },
  returns: totalled(t => t, name => `NonNull<${name}>`),
  implement: implement('last'),
  examples: [{ sql: 'last(x) FROM VALUES (2), (1) AS t(x)', result: 1 }],
})
