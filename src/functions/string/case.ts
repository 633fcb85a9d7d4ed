import type { Code } from '../../codegen/code/builder.js'
import type { Str } from '../../codegen/code/value.js'
import { string } from '../arguments.js'
import { utf8 } from '../rules.js'
import { strict } from '../scalar.js'
import { sizes, textKernels } from './kernels.js'

/** A character may become three times as long. */
const converted = (kernel: typeof textKernels.upper) => (code: Code, { text }: { readonly text: Str }): Str =>
  code.arena.write(sizes(code, text.len, text.len, text.len), out => code.call(kernel, text, out))

export const upper = /*#__PURE__*/ strict('upper', {
  summary: 'The text in upper case.',
  aliases: ['ucase'],
  args: { text: string },
  returns: utf8,
  evaluate: ({ text }) => text.toUpperCase(),
  emit: converted(textKernels.upper),
  examples: [{ sql: "upper('abc')", result: 'ABC' }, { sql: "upper('straße')", result: 'STRASSE' }],
})

export const lower = /*#__PURE__*/ strict('lower', {
  summary: 'The text in lower case.',
  aliases: ['lcase'],
  args: { text: string },
  returns: utf8,
  evaluate: ({ text }) => text.toLowerCase(),
  emit: converted(textKernels.lower),
  examples: [{ sql: "lower('ABC')", result: 'abc' }, { sql: "lower('ΟΔΟΣ')", result: 'οδος' }],
})

export const initcap = /*#__PURE__*/ strict('initcap', {
  summary: 'The text in lower case, but the first character and those behind a space in upper case.',
  args: { text: string },
  returns: utf8,
  evaluate: ({ text }) => text.replace(/([^ ])[^ ]*/gu, (word, letter: string) =>
    titleCase(letter) + word.toLowerCase().slice(letter.toLowerCase().length)),
  examples: [{ sql: "initcap('spark sql')", result: 'Spark Sql' }],
})

/** Letters that are pairs have a form of their own with only the first part large; the last one is an N behind an apostrophe. */
const pairs: Readonly<Record<string, string>> = { ǆ: 'ǅ', ǉ: 'ǈ', ǌ: 'ǋ', ǳ: 'ǲ', Ǆ: 'ǅ', Ǉ: 'ǈ', Ǌ: 'ǋ', Ǳ: 'ǲ', ŉ: 'ʼN' }
function titleCase(letter: string): string {
  const [first = '', ...rest] = letter.toUpperCase()
  return pairs[letter] ?? first + rest.join('').toLowerCase()
}
