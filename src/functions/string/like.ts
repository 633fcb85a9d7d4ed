import { raise } from '../../errors/raise.js'
import type { Code } from '../../codegen/code/builder.js'
import type { Bool, Str } from '../../codegen/code/value.js'
import { constantString, optional, string } from '../arguments.js'
import { bool } from '../rules.js'
import type { Argument, Signature } from '../declare.js'
import { strict } from '../scalar.js'
import { textKernels } from './kernels.js'
import { javaExpression, likeExpression, likeMatcher } from './pattern.js'

const BACKSLASH = '\\'
/** @throws INVALID_ESCAPE_CHAR at the line that wrote it */
const escapeCharacter: typeof constantString = Object.freeze({
  ...constantString,
  accept(a: Argument) {
    if (typeof a.literal === 'string' && [...a.literal].length !== 1) raise('INVALID_ESCAPE_CHAR', { escape: a.literal })
    return constantString.accept(a)
  },
})
const escapeOf = ({ constants: [, , given] }: Signature): string => typeof given === 'string' ? given : BACKSLASH
/** A pattern that is a literal is checked here, once. */
function checked(signature: Signature, escape: string): boolean {
  const pattern = signature.constants[1]
  if (typeof pattern !== 'string') return false
  likeExpression(pattern, escape)
  return true
}

interface Matched<S> { readonly text: S; readonly pattern: S }
export const like = /*#__PURE__*/ strict('like', {
  summary: 'Whether the text matches a pattern: % is any characters, _ is one; a backslash (or the escape) before them undoes that.',
  args: { text: string, pattern: string, escape: optional(escapeCharacter) },
  returns: bool,
  implement(signature) {
    const escape = escapeOf(signature), isChecked = checked(signature, escape), matches = likeMatcher(escape), byte = escape.codePointAt(0)!
    return {
      raises: !isChecked,
      evaluate: ({ text, pattern }: Matched<string>) => matches(text, pattern),
      emit: byte > 127 ? undefined : (code: Code, { text, pattern }: Matched<Str>): Bool => {
        const special = code.i32.const(byte)
        if (!isChecked) code.failIf(code.bool.not(code.call(textKernels.likeIsValid, pattern, special)), 'INVALID_FORMAT')
        return code.call(textKernels.like, text, pattern, special)
      },
    }
  },
  examples: [
    { sql: "like('Spark', '_park')", result: true },
    { sql: "like('100%', '100^%', '^')", result: true },
    { sql: "like('a\nb', 'a%b')", result: true },
  ],
})

export const ilike = /*#__PURE__*/ strict('ilike', {
  summary: 'The same as like, whatever the case of the letters.',
  args: { text: string, pattern: string, escape: optional(escapeCharacter) },
  returns: bool,
  implement(signature) {
    const escape = escapeOf(signature), matches = likeMatcher(escape)
    return {
      raises: !checked(signature, escape),
      evaluate: ({ text, pattern }: Matched<string>) => matches(text.toLowerCase(), pattern.toLowerCase()),
    }
  },
  examples: [{ sql: "ilike('Spark', '_PARK')", result: true }],
})

export const rlike = /*#__PURE__*/ strict('rlike', {
  summary: 'Whether a part of the text matches a regular expression (as Java writes them).',
  aliases: ['regexp_like', 'regexp'],
  args: { text: string, pattern: string },
  returns: bool,
  raises: true,
  evaluate: ({ text, pattern }) => javaExpression(pattern, 'rlike').test(text),
  examples: [{ sql: "rlike('Spark 4', '[0-9]$')", result: true }, { sql: "rlike('Spark', '^park')", result: false }],
})
