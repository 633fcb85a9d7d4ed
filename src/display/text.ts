/** How wide text stands on a terminal, and how it is cut to fit. */

/** Code points that take no column of their own: combining marks, joiners, variation selectors. */
const zeroWidth = /^[\p{Mn}\p{Me}\u200b-\u200f\u2060\ufe00-\ufe0f]$/u
/** East Asian wide and emoji blocks. */
const wide: readonly (readonly [from: number, to: number])[] = [
  [0x1100, 0x115f], [0x2e80, 0x303e], [0x3041, 0x33ff], [0x3400, 0x4dbf], [0x4e00, 0x9fff], [0xa000, 0xa4cf], [0xac00, 0xd7a3],
  [0xf900, 0xfaff], [0xfe30, 0xfe6f], [0xff00, 0xff60], [0xffe0, 0xffe6], [0x1f300, 0x1f64f], [0x1f680, 0x1f6ff], [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
]
// eslint-disable-next-line no-control-regex -- the point is to find them
const plain = /^[\x20-\x7e]*$/

function charWidth(char: string): number {
  const code = char.codePointAt(0)!
  if (code < 0x300) return 1
  if (zeroWidth.test(char)) return 0
  return wide.some(([from, to]) => code >= from && code <= to) ? 2 : 1
}
/** Columns that the text takes on a terminal. */
export function width(text: string): number {
  if (plain.test(text)) return text.length
  let sum = 0
  for (const char of text) sum += charWidth(char)
  return sum
}
/** At most `max` columns, the last of them `…` if something is missing. */
export function truncate(text: string, max: number): string {
  if (text.length <= max && plain.test(text)) return text
  if (width(text) <= max) return text
  let kept = '', sum = 0
  for (const char of text) {
    sum += charWidth(char)
    if (sum > max - 1) break
    kept += char
  }
  return `${kept}…`
}
export function pad(text: string, to: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, to - width(text)))
  return right ? space + text : text + space
}
const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }
/** Control characters made visible, so that one row stays one line. */
export function visible(text: string): string {
  if (plain.test(text)) return text
  return text.replace(/\p{Cc}/gu, char => escapes[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
