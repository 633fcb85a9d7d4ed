import { bool } from '../../types/data-type.js'
import { aggregate, fold } from '../aggregate-declaration.js'
import { boolean } from '../arguments.js'
import type { FoldImplementation } from '../declare.js'
import { totalled } from '../rules.js'

/** Remembers whether `wanted` was among the values; the result is that, turned for `every`. */
const among = (wanted: boolean): FoldImplementation => fold({
  takes: { value: 'bool' },
  state: { seen: 'i32', found: 'i32' },
  update({ i32, bool: b }, { seen, found }, { value }) {
    seen.set(i32.const(1))
    found.set(i32.or(found.get(), i32.fromBool(wanted ? value : b.not(value))))
  },
  merge({ i32 }, { seen, found }, other) {
    seen.set(i32.or(seen.get(), other.seen.get()))
    found.set(i32.or(found.get(), other.found.get()))
  },
  finish: ({ i32, bool: b }, { seen, found }) =>
    ({ value: wanted ? b.fromI32(found.get()) : i32.eqz(found.get()), isNull: i32.eqz(seen.get()) }),
  evaluate: {
    update(s, { value }) {
      s.seen = 1
      if (value === wanted) s.found = 1
    },
    merge(s, other) {
      s.seen |= other.seen
      s.found |= other.found
    },
    finish: s => s.seen ? (s.found === 1) === wanted : null,
  },
})

export const any = /*#__PURE__*/ aggregate('any', {
  summary: 'Whether it is true in at least one row.',
  aliases: ['some', 'boolOr', 'bool_or'],
  args: { value: boolean },
  returns: totalled(() => bool, () => 'Bool'),
  implement: () => among(true),
  examples: [{ sql: 'any(x) FROM VALUES (false), (NULL), (true) AS t(x)', result: true }],
})
export const every = /*#__PURE__*/ aggregate('every', {
  summary: 'Whether it is true in all rows; nulls do not count.',
  aliases: ['boolAnd', 'bool_and'],
  args: { value: boolean },
  returns: totalled(() => bool, () => 'Bool'),
  implement: () => among(false),
  examples: [{ sql: 'every(x) FROM VALUES (true), (NULL) AS t(x)', result: true }],
})
