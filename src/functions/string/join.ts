import type { Bool, I32, Nullable, Str } from '../../codegen/code/value.js'
import { roomy } from '../../memory/text.js'
import { utf8 as utf8Type } from '../../types/data-type.js'
import { integer, string, variadic } from '../arguments.js'
import { loosely, utf8 } from '../rules.js'
import { loose, strict } from '../scalar.js'
import { append, sizes, textKernels } from './kernels.js'

export const concat = /*#__PURE__*/ strict('concat', {
  summary: 'The texts one after the other; null if any of them is null.',
  args: { text: string, others: variadic(string) },
  returns: utf8,
  evaluate: ({ text, others }) => roomy(() => text + others.join('')),
  emit: (code, { text, others }) => others.length === 0 ? text : code.arena.write(sizes(code, text.len, ...others.map(o => o.len)),
    out => code.i32.sub([text, ...others].reduce((at, part) => append(code, part, at), out), out)),
  examples: [{ sql: "concat('a', 'b', 'c')", result: 'abc' }, { sql: "concat('a', NULL)", result: null }],
})

export const concatWs = /*#__PURE__*/ loose('concatWs', {
  summary: 'The texts one after the other with a separator between them; nulls are left out.',
  args: { separator: string, parts: variadic(string) },
  returns: loosely(([separator]) => ({ type: utf8Type, nullable: separator!.nullable }), ([separator]) => `Utf8 | NullIn<${separator}>`),
  evaluate: ({ separator, parts }) => {
    const between = separator(), texts = parts.map(p => p())
    return between === null ? null : roomy(() => texts.filter(t => t !== null).join(between))
  },
  emit: (code, args) => {
    const { i32, bool } = code
    const separator = args.separator(), parts = args.parts.map(p => p())
    /** Whether a part is written: neither it nor the separator is null. */
    const isWritten = (part: Nullable<Str>): Bool | undefined => {
      const missing = bool.anyNull([part.isNull, separator.isNull])
      return missing && bool.not(missing)
    }
    const orNothing = (len: I32, condition: Bool | undefined): I32 => condition ? code.select(condition, len, i32.const(0)) : len
    const written = parts.map(isWritten)
    const lengths = parts.flatMap((p, n) => [p.value.len, separator.value.len].map(len => orNothing(len, written[n])))
    const room = sizes(code, i32.const(0), ...lengths)
    const value = code.arena.write(room, out => {
      const at = code.var(out, 'at'), isFirst = code.var<Bool>(bool.const(true), 'first')
      parts.forEach((part, n) => code.when(written[n] ?? bool.const(true), () => {
        code.when(isFirst.get(), () => isFirst.set(bool.const(false)), () => at.set(append(code, separator.value, at.get())))
        at.set(append(code, part.value, at.get()))
      }))
      return i32.sub(at.get(), out)
    })
    return { value, isNull: separator.isNull }
  },
  examples: [{ sql: "concat_ws(', ', 'a', NULL, 'b')", result: 'a, b' }, { sql: "concat_ws(NULL, 'a')", result: null }],
})

export const repeat = /*#__PURE__*/ strict('repeat', {
  summary: 'The text so many times.',
  args: { text: string, times: integer },
  returns: utf8,
  raises: true,
  evaluate: ({ text, times }) => roomy(() => text.repeat(Math.max(0, times))),
  emit: (code, { text, times }) =>
    code.arena.write(code.call(textKernels.repeatSize, text.len, times), out => code.call(textKernels.repeat, text, times, out)),
  examples: [{ sql: "repeat('ab', 3)", result: 'ababab' }, { sql: "repeat('ab', -1)", result: '' }],
})
