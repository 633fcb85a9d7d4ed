import type { Code } from '../../codegen/code/builder.js'
import type { Bool, Value } from '../../codegen/code/value.js'
import { isNested, type DataType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { aggregate, collect } from '../aggregate-declaration.js'
import { orderable } from '../arguments.js'
import { emitTest } from '../comparison/code.js'
import { comparator } from '../comparison/order.js'
import type { AggregateImplementation } from '../declare.js'
import { totalled } from '../rules.js'
import { slotOf } from './slot.js'

/** The value that comes first by `test`; of equal ones the one that was met first. */
function extreme(type: DataType, test: 'lt' | 'gt'): AggregateImplementation {
  const compare = comparator(type), sign = test === 'lt' ? -1 : 1
  const isBetter = (a: EngineValue, b: EngineValue): boolean => sign * compare(a, b) > 0
  if (isNested(type)) return collect(values => values.length ? values.reduce((a, b) => isBetter(b, a) ? b : a) : null)
  const slot = slotOf(type), emit = emitTest(type, test)!
  const take = (code: Code, state: any, isThere: Bool | undefined, value: Value): void => {
    const { bool, i32 } = code, seen = state.seen.get(), better = bool.or(i32.eqz(seen), emit(code, value, slot.read(code, state.value)))
    slot.writeIf(code, isThere ? bool.and(isThere, better) : better, state.value, value)
    state.seen.set(isThere ? i32.or(seen, i32.fromBool(isThere)) : i32.const(1))
  }
  return {
    how: 'fold', skipsNulls: true, state: { seen: 'i32', value: slot.kind },
    update: (code, state, { value }) => take(code, state, undefined, value),
    merge: (code, state, other) => take(code, state, code.bool.fromI32(other.seen.get()), slot.read(code, other.value)),
    finish: (code, state) => ({ value: slot.read(code, state.value), isNull: code.i32.eqz(state.seen.get()) }),
    evaluate: {
      update(state, { value }) {
        if (state.seen && !isBetter(value, slot.restore(state.value))) return
        state.seen = 1
        state.value = slot.keep(value)
      },
      merge(state, other) {
        if (other.seen) this.update(state, { value: slot.restore(other.value) })
      },
      finish: state => state.seen ? slot.restore(state.value) : null,
    },
  }
}

export const min = /*#__PURE__*/ aggregate('min', {
  summary: 'The smallest value; NaN is larger than any number.',
  args: { value: orderable },
  returns: totalled(t => t, name => `NonNull<${name}>`),
  implement: ({ args }) => extreme(args[0]!, 'lt'),
  examples: [{ sql: 'min(x) FROM VALUES (2), (NULL), (1) AS t(x)', result: 1 }],
})
export const max = /*#__PURE__*/ aggregate('max', {
  summary: 'The largest value; NaN is larger than any number.',
  args: { value: orderable },
  returns: totalled(t => t, name => `NonNull<${name}>`),
  implement: ({ args }) => extreme(args[0]!, 'gt'),
  examples: [{ sql: 'max(x) FROM VALUES (2), (NULL), (1) AS t(x)', result: 2 }],
})
