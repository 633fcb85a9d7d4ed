/** The text kernels (`src/kernels/text.ts`, `text-write.ts`, `case.ts`, `like.ts`) as compiled code calls them. */
import { kernel } from '../../codegen/code/builder.js'
import type { Code } from '../../codegen/code/builder.js'
import type { I32, Str } from '../../codegen/code/value.js'

export const textKernels = {
  length: kernel('textLength', ['str'], 'i32'),
  substring: kernel('textSubstring', ['str', 'i32', 'i32'], 'str'),
  right: kernel('textRight', ['str', 'i32'], 'str'),
  trim: kernel('textTrim', ['str', 'i32'], 'str'),
  trimSet: kernel('textTrimSet', ['str', 'str', 'i32'], 'str'),
  startsWith: kernel('textStartsWith', ['str', 'str'], 'bool'),
  endsWith: kernel('textEndsWith', ['str', 'str'], 'bool'),
  contains: kernel('textContains', ['str', 'str'], 'bool'),
  position: kernel('textPosition', ['str', 'str', 'i32'], 'i32'),
  like: kernel('textLike', ['str', 'str', 'i32'], 'bool'),
  likeIsValid: kernel('likeIsValid', ['str', 'i32'], 'bool'),
  replaceSize: kernel('textReplaceSize', ['str', 'str', 'i32'], 'i32'),
  replace: kernel('textReplace', ['str', 'str', 'str', 'i32'], 'i32'),
  repeatSize: kernel('textRepeatSize', ['i32', 'i32'], 'i32'),
  repeat: kernel('textRepeat', ['str', 'i32', 'i32'], 'i32'),
  reverse: kernel('textReverse', ['str', 'i32'], 'i32'),
  padSize: kernel('textPadSize', ['str', 'str', 'i32'], 'i32'),
  fill: kernel('textFill', ['str', 'i32', 'i32'], 'i32'),
  upper: kernel('textUpper', ['str', 'i32'], 'i32'),
  lower: kernel('textLower', ['str', 'i32'], 'i32'),
} as const

/** A size for which no memory has room: it stands for all that do not fit 32 bits. */
const TOO_LARGE = 0xFFFF_FF00
/** The sum of sizes in bytes, for room in the arena. */
export function sizes(code: Code, ...parts: readonly I32[]): I32 {
  const { i32, i64 } = code
  const sum = parts.map(p => i64.extendU(p)).reduce((a, b) => i64.add(a, b))
  return code.select(i64.gtu(sum, i64.const(TOO_LARGE)), i32.const(TOO_LARGE | 0), i32.wrap(sum))
}
/** Appends a text to what is written at `out`; returns the address behind it. */
export const append = (code: Code, text: Str, out: I32): I32 => code.i32.add(out, code.str.copyTo(text, out))
/** A text of one ASCII character. */
export const oneCharacter = (code: Code, character: string): Str => code.arena.write(code.i32.const(1), out => {
  code.i32.store8(out, code.i32.const(character.charCodeAt(0)))
  return code.i32.const(1)
})
