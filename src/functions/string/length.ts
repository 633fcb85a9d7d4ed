import { string } from '../arguments.js'
import { int32 } from '../rules.js'
import { strict } from '../scalar.js'
import { textKernels } from './kernels.js'

export const length = /*#__PURE__*/ strict('length', {
  summary: 'The number of characters.',
  aliases: ['char_length', 'character_length', 'len'],
  args: { text: string },
  returns: int32,
  evaluate: ({ text }) => countCharacters(text),
  emit: (code, { text }) => code.call(textKernels.length, text),
  examples: [{ sql: "length('abc')", result: 3 }, { sql: "length('日本 😀')", result: 4 }],
})

export const octetLength = /*#__PURE__*/ strict('octetLength', {
  summary: 'The number of bytes of the text in UTF-8.',
  args: { text: string },
  returns: int32,
  evaluate: ({ text }) => countBytes(text),
  emit: (_, { text }) => text.len,
  examples: [{ sql: "octet_length('abc')", result: 3 }, { sql: "octet_length('é')", result: 2 }],
})

/** Bytes of UTF-8. */
function countBytes(text: string): number {
  let count = text.length
  for (let n = 0; n < text.length; n++) {
    const unit = text.charCodeAt(n)
    // both halves of a pair count one more: four bytes in all
    if (unit > 0x7F) count += unit < 0x800 || (unit & 0xF800) === 0xD800 ? 1 : 2
  }
  return count
}
export function countCharacters(text: string): number {
  let count = text.length
  for (let n = 0; n < text.length; n++) if ((text.charCodeAt(n) & 0xFC00) === 0xD800) count--
  return count
}
