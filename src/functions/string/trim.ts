import type { Code } from '../../codegen/code/builder.js'
import type { Str } from '../../codegen/code/value.js'
import { optional, string } from '../arguments.js'
import { utf8 } from '../rules.js'
import { strict } from '../scalar.js'
import { textKernels } from './kernels.js'

interface Trimmed<S> { readonly text: S; readonly characters: S | undefined }
const LEFT = 1, RIGHT = 2, BOTH = 3

const evaluate = (sides: number) => ({ text, characters = ' ' }: Trimmed<string>): string => {
  const set = new Set(characters), all = [...text]
  let from = 0, to = all.length
  if (sides & LEFT) while (from < to && set.has(all[from]!)) from++
  if (sides & RIGHT) while (from < to && set.has(all[to - 1]!)) to--
  return all.slice(from, to).join('')
}
const emit = (sides: number) => (code: Code, { text, characters }: Trimmed<Str>): Str => characters
  ? code.call(textKernels.trimSet, text, characters, code.i32.const(sides))
  : code.call(textKernels.trim, text, code.i32.const(sides))
const args = { text: string, characters: optional(string) }

export const trim = /*#__PURE__*/ strict('trim', {
  summary: 'The text without spaces (or the given characters) at both ends.',
  aliases: ['btrim'],
  args, returns: utf8, evaluate: evaluate(BOTH), emit: emit(BOTH),
  examples: [{ sql: "trim('  a b ')", result: 'a b' }, { sql: "btrim('xyaxyx', 'xy')", result: 'a' }],
})
export const ltrim = /*#__PURE__*/ strict('ltrim', {
  summary: 'The text without spaces (or the given characters) at its beginning.',
  args, returns: utf8, evaluate: evaluate(LEFT), emit: emit(LEFT),
  examples: [{ sql: "ltrim('  a ')", result: 'a ' }],
})
export const rtrim = /*#__PURE__*/ strict('rtrim', {
  summary: 'The text without spaces (or the given characters) at its end.',
  args, returns: utf8, evaluate: evaluate(RIGHT), emit: emit(RIGHT),
  examples: [{ sql: "rtrim('  a ')", result: '  a' }],
})
