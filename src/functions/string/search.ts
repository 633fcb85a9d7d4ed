import { integer, optional, string } from '../arguments.js'
import { bool, int32 } from '../rules.js'
import { strict } from '../scalar.js'
import { textKernels } from './kernels.js'
import { countCharacters } from './length.js'

export const contains = /*#__PURE__*/ strict('contains', {
  summary: 'Whether the text holds another one.',
  args: { text: string, part: string },
  returns: bool,
  evaluate: ({ text, part }) => text.includes(part),
  emit: (code, { text, part }) => code.call(textKernels.contains, text, part),
  examples: [{ sql: "contains('abc', 'bc')", result: true }, { sql: "contains('abc', 'x')", result: false }],
})

export const startsWith = /*#__PURE__*/ strict('startsWith', {
  summary: 'Whether the text begins with another one.',
  sparkName: 'startswith',
  args: { text: string, prefix: string },
  returns: bool,
  evaluate: ({ text, prefix }) => text.startsWith(prefix),
  emit: (code, { text, prefix }) => code.call(textKernels.startsWith, text, prefix),
  examples: [{ sql: "startswith('abc', 'ab')", result: true }],
})

export const endsWith = /*#__PURE__*/ strict('endsWith', {
  summary: 'Whether the text ends with another one.',
  sparkName: 'endswith',
  args: { text: string, suffix: string },
  returns: bool,
  evaluate: ({ text, suffix }) => text.endsWith(suffix),
  emit: (code, { text, suffix }) => code.call(textKernels.endsWith, text, suffix),
  examples: [{ sql: "endswith('abc', 'bc')", result: true }],
})

/** In characters from 1; 0 where there is none at or behind `from`. */
function position(text: string, part: string, from: number): number {
  if (from < 1) return 0
  if (part === '') return 1
  let start = 0
  for (let n = 1; n < from && start < text.length; n++) start += text.codePointAt(start)! > 0xFFFF ? 2 : 1
  const at = text.indexOf(part, start)
  return at < 0 ? 0 : countCharacters(text.slice(0, at)) + 1
}

export const instr = /*#__PURE__*/ strict('instr', {
  summary: 'The position, from 1, of the first occurrence of a text in this one; 0 if there is none.',
  args: { text: string, part: string },
  returns: int32,
  evaluate: ({ text, part }) => position(text, part, 1),
  emit: (code, { text, part }) => code.call(textKernels.position, text, part, code.i32.const(1)),
  examples: [{ sql: "instr('abcb', 'b')", result: 2 }, { sql: "instr('abc', 'x')", result: 0 }],
})

export const locate = /*#__PURE__*/ strict('locate', {
  summary: 'The position, from 1, of the first occurrence of this text in another, at or behind a position; 0 if there is none.',
  aliases: ['position', 'charindex'],
  args: { part: string, text: string, from: optional(integer) },
  returns: int32,
  evaluate: ({ part, text, from = 1 }) => position(text, part, from),
  emit: (code, { part, text, from }) => code.call(textKernels.position, text, part, from ?? code.i32.const(1)),
  examples: [{ sql: "locate('b', 'abcb')", result: 2 }, { sql: "locate('b', 'abcb', 3)", result: 4 }],
})
