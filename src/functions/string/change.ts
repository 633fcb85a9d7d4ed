import type { Code } from '../../codegen/code/builder.js'
import type { I32, Str } from '../../codegen/code/value.js'
import { roomy } from '../../memory/text.js'
import { integer, optional, string } from '../arguments.js'
import { utf8 } from '../rules.js'
import { strict } from '../scalar.js'
import { append, oneCharacter, sizes, textKernels } from './kernels.js'
import { countCharacters } from './length.js'
import { part } from './part.js'

export const replace = /*#__PURE__*/ strict('replace', {
  summary: 'The text with every occurrence of one text replaced by another (by default left out).',
  args: { text: string, search: string, replacement: optional(string) },
  returns: utf8,
  raises: true,
  evaluate: ({ text, search, replacement = '' }) => search === '' ? text : roomy(() => text.replaceAll(search, () => replacement)),
  emit: (code, { text, search, replacement = code.str.empty() }) =>
    code.arena.write(code.call(textKernels.replaceSize, text, search, replacement.len),
      out => code.call(textKernels.replace, text, search, replacement, out)),
  examples: [{ sql: "replace('abcab', 'ab', 'x')", result: 'xcx' }, { sql: "replace('abcab', 'ab')", result: 'c' }],
})

export const reverse = /*#__PURE__*/ strict('reverse', {
  summary: 'The characters of the text in reverse order.',
  args: { text: string },
  returns: utf8,
  evaluate: ({ text }) => [...text].reverse().join(''),
  emit: (code, { text }) => code.arena.write(text.len, out => code.call(textKernels.reverse, text, out)),
  examples: [{ sql: "reverse('abc')", result: 'cba' }],
})

interface Padded<S, I> { readonly text: S; readonly length: I; readonly pad: S | undefined }
const padding = ({ text, length, pad = ' ' }: Padded<string, number>): string => {
  const missing = length - countCharacters(text)
  return missing <= 0 || pad === '' ? '' : part(pad.repeat(Math.ceil(missing / countCharacters(pad))), 1, missing)
}
/** Too long a text is cut; so is one for which there is nothing to pad with. */
type Order = (text: Str, fill: (out: I32) => I32, out: I32) => I32
const emitPadded = (order: Order) => (code: Code, { text, length, pad: given }: Padded<Str, I32>): Str => {
  const pad = given ?? oneCharacter(code, ' '), bytes = code.call(textKernels.padSize, text, pad, length)
  return code.if(code.i32.eqz(bytes), () => code.call(textKernels.substring, text, code.i32.const(1), length), () =>
    code.arena.write(sizes(code, text.len, bytes), out =>
      code.i32.sub(order(text, at => code.i32.add(at, code.call(textKernels.fill, pad, bytes, at)), out), out)))
}

export const lpad = /*#__PURE__*/ strict('lpad', {
  summary: 'The text filled up at its beginning (or cut) to so many characters.',
  args: { text: string, length: integer, pad: optional(string) },
  returns: utf8,
  raises: true,
  evaluate: args => roomy(() => part(padding(args) + args.text, 1, args.length)),
  emit: (code, args) => emitPadded((text, fill, out) => append(code, text, fill(out)))(code, args),
  examples: [{ sql: "lpad('7', 3, '0')", result: '007' }, { sql: "lpad('abc', 2)", result: 'ab' }],
})

export const rpad = /*#__PURE__*/ strict('rpad', {
  summary: 'The text filled up at its end (or cut) to so many characters.',
  args: { text: string, length: integer, pad: optional(string) },
  returns: utf8,
  raises: true,
  evaluate: args => roomy(() => part(args.text + padding(args), 1, args.length)),
  emit: (code, args) => emitPadded((text, fill, out) => fill(append(code, text, out)))(code, args),
  examples: [{ sql: "rpad('ab', 5, 'xy')", result: 'abxyx' }, { sql: "rpad('a', 3)", result: 'a  ' }],
})
