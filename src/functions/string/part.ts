import { integer, optional, string } from '../arguments.js'
import { utf8 } from '../rules.js'
import { strict } from '../scalar.js'
import { textKernels } from './kernels.js'

/** No text has more characters. */
const ALL = 2 ** 31 - 1

/** From 1; negative from the end; a start before the text uses up characters of the length. */
export function part(text: string, start: number, count: number): string {
  if (count <= 0) return ''
  if (start > 0 && start + count <= ALL && isAscii(text)) return text.slice(start - 1, start - 1 + count)
  const all = [...text], from = start > 0 ? start - 1 : start < 0 ? all.length + start : 0
  return all.slice(Math.max(from, 0), Math.max(from + count, 0)).join('')
}
const isAscii = (text: string): boolean => /^\p{ASCII}*$/u.test(text)

export const substring = /*#__PURE__*/ strict('substring', {
  summary: 'Part of the text: from a position that counts from 1 (negative: from the end), so many characters or all that follow.',
  aliases: ['substr'],
  args: { text: string, start: integer, length: optional(integer) },
  returns: utf8,
  evaluate: ({ text, start, length = ALL }) => part(text, start, length),
  emit: (code, { text, start, length }) => code.call(textKernels.substring, text, start, length ?? code.i32.const(ALL)),
  examples: [
    { sql: "substring('abcdef', 2, 3)", result: 'bcd' },
    { sql: "substring('abcdef', -2)", result: 'ef' },
    { sql: "substring('abc', -5, 3)", result: 'a' },
  ],
})

export const left = /*#__PURE__*/ strict('left', {
  summary: 'The first characters of the text.',
  args: { text: string, count: integer },
  returns: utf8,
  evaluate: ({ text, count }) => part(text, 1, count),
  emit: (code, { text, count }) => code.call(textKernels.substring, text, code.i32.const(1), count),
  examples: [{ sql: "left('abcdef', 2)", result: 'ab' }],
})

export const right = /*#__PURE__*/ strict('right', {
  summary: 'The last characters of the text.',
  args: { text: string, count: integer },
  returns: utf8,
  evaluate: ({ text, count }) => count <= 0 ? '' : part(text, -count, ALL),
  emit: (code, { text, count }) => code.call(textKernels.right, text, count),
  examples: [{ sql: "right('abcdef', 2)", result: 'ef' }],
})
