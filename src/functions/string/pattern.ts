/** Patterns: those of LIKE, and Java's regular expressions as JavaScript's. */
import { raise } from '../../errors/raise.js'

/** Whether a text matches; see `src/kernels/like.ts` for the rules. Keeps the last pattern it compiled. */
export function likeMatcher(escape: string): (text: string, pattern: string) => boolean {
  let last: string | undefined, compiled = /(?:)/
  return (text, pattern) => {
    if (pattern !== last) {
      compiled = likeExpression(pattern, escape)
      last = pattern
    }
    return compiled.test(text)
  }
}
/** @throws INVALID_FORMAT when an escape stands before anything but `%`, `_` or itself. */
export function likeExpression(pattern: string, escape: string): RegExp {
  let source = ''
  const all = [...pattern]
  for (let n = 0; n < all.length; n++) {
    let c = all[n]!
    if (c === escape) {
      const next = all[++n]
      const fail = (why: string): never => raise('INVALID_FORMAT', { format: pattern, reason: `the escape character ${escape} ${why}` })
      if (next === undefined) return fail('ends it')
      if (next !== '%' && next !== '_' && next !== escape) return fail(`cannot stand before ${next}`)
      c = next
    } else if (c === '%' || c === '_') {
      source += c === '%' ? '.*' : '.'
      continue
    }
    source += literal(c)
  }
  return new RegExp(`^${source}$`, 'su')
}
const literal = (c: string): string => /[\p{L}\p{N} ]/u.test(c) ? c : `\\u{${c.codePointAt(0)!.toString(16)}}`

const terminators = '\\n\\r\\u0085\\u2028\\u2029'
/** Escapes that mean something else in JavaScript, outside and inside of brackets. */
const escapes: Readonly<Record<string, readonly [string, string | undefined]>> = {
  s: ['[ \\t\\n\\v\\f\\r]', ' \\t\\n\\v\\f\\r'], S: ['[^ \\t\\n\\v\\f\\r]', '\\0-\\x08\\x0e-\\x1f!-\\u{10ffff}'],
  h: ['[ \\t\\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]', ' \\t\\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000'],
  v: [`[\\v\\f${terminators}]`, `\\v\\f${terminators}`], R: [`(?:\\r\\n|[\\v\\f${terminators}])`, undefined],
  // ^ and $ are the ends of the text: the flag m is never set
  A: ['^', undefined], z: ['$', undefined], Z: [`(?=(?:\\r\\n|[${terminators}])?$)`, undefined],
  a: ['\\x07', '\\x07'], e: ['\\x1b', '\\x1b'],
}
const classes: Readonly<Record<string, string>> = {
  Lower: 'a-z', Upper: 'A-Z', ASCII: '\\0-\\x7f', Alpha: 'a-zA-Z', Digit: '0-9', Alnum: '0-9a-zA-Z', Punct: '!-\\/:-@\\[-`\\{-~',
  Graph: '!-~', Print: ' -~', Blank: ' \\t', Cntrl: '\\0-\\x1f\\x7f', XDigit: '0-9a-fA-F', Space: ' \\t\\n\\v\\f\\r',
}

const known = new Map<string, RegExp>()
/**
 * A regular expression of Java as JavaScript's, with the global flag.
 * @throws INVALID_PARAMETER_VALUE where it is none, or uses what JavaScript does not have.
 */
export function javaExpression(pattern: string, functionName: string): RegExp {
  let made = known.get(pattern)
  if (!made) {
    if (known.size > 200) known.clear()
    const fail = (reason: string, cause?: unknown): never =>
      raise('INVALID_PARAMETER_VALUE', { parameter: 'pattern', function: functionName, value: `'${pattern}'`, reason }, { cause })
    const flags = /^\(\?([a-zA-Z]+)\)/.exec(pattern)
    if (flags && /[^ims]/.test(flags[1]!)) fail(`the flags ${flags[1]} are not supported`)
    const source = translate(pattern.slice(flags?.[0].length ?? 0), flags?.[1] ?? '', fail)
    try {
      made = new RegExp(source, `gu${flags?.[1]?.includes('i') ? 'i' : ''}`)
    } catch (cause) {
      return fail((cause as Error).message, cause)
    }
    known.set(pattern, made)
  }
  made.lastIndex = 0
  return made
}

const ESCAPE = /^\\(x\{[0-9a-fA-F]+\}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|0[0-7]{1,3}|c[A-Z]|k<\w+>|[pP](?:\{[\w=^]+\}|[A-Z])|[1-9]\d*|.)/su
function translate(pattern: string, flags: string, fail: (reason: string) => never): string {
  const multiline = flags.includes('m')
  let out = '', inClass = false
  for (let n = 0; n < pattern.length;) {
    const rest = pattern.slice(n)
    if (rest.startsWith('\\Q')) {
      const end = rest.indexOf('\\E')
      for (const c of rest.slice(2, end < 0 ? undefined : end)) out += literal(c)
      n += end < 0 ? rest.length : end + 2
      continue
    }
    const escape = ESCAPE.exec(rest)
    if (escape) {
      out += translateEscape(escape[1]!, inClass, fail)
      n += escape[0].length
      continue
    }
    const c = rest[0]!
    n++
    if (inClass) {
      if (c === '[' || rest.startsWith('&&')) fail('nested character classes and && are not supported')
      if (c === ']') inClass = false
      out += /[(){}/|-]/.test(c) && c !== '-' ? `\\${c}` : c
    } else if (c === '[') {
      inClass = true
      out += c
      const start = /^\^?\]?/.exec(pattern.slice(n))![0]
      out += start.replace(']', '\\]')
      n += start.length
    } else if (c === '.') out += flags.includes('s') ? '[^]' : `[^${terminators}]`
    else if (c === '$') out += multiline ? `(?=(?:\\r\\n|[${terminators}])|$)` : escapes['Z']![0]
    else if (c === '^') out += multiline ? `(?:^|(?<=[${terminators}]))` : '^'
    else if (/^[*+?}]\+/.test(rest)) fail('possessive quantifiers are not supported')
    else if (/^\(\?(?:>|[a-z-]+[:)])/i.test(rest)) fail('atomic groups and flags within the pattern are not supported')
    else if (c === ']' || c === '/') out += `\\${c}`
    else if (c === '}' && !/\{\d+(?:,\d*)?$/.test(pattern.slice(0, n - 1))) out += '\\}'
    else out += c
  }
  return out
}
function translateEscape(escape: string, inClass: boolean, fail: (reason: string) => never): string {
  const c = escape[0]!, special = escape.length === 1 ? escapes[c] : undefined
  if (special) return special[inClass ? 1 : 0] ?? fail(`\\${c} cannot stand in a character class`)
  if (escape.startsWith('x{')) return `\\u${escape.slice(1)}`
  if (c === '0') return `\\x${Number.parseInt(escape, 8).toString(16).padStart(2, '0')}`
  if (c === 'p' || c === 'P') return translateProperty(escape, inClass, fail)
  if (escape.length > 1 || /[1-9tnrfdDwWbB]/.test(c)) return `\\${escape}`
  if (/[a-zA-Z]/.test(c)) return fail(`\\${c} is not supported`)
  return literal(c)
}
function translateProperty(escape: string, inClass: boolean, fail: (reason: string) => never): string {
  const negated = escape[0] === 'P', name = escape.slice(1).replace(/[{}]/g, ''), ascii = classes[name]
  if (!ascii) return `\\${escape[0]}{${name.replace(/^Is(?=Alphabetic|[A-Z][a-z]?$)/, '').replace(/^Is(?=[A-Z][a-z]+$)/, 'sc=')}}`
  if (!inClass) return `[${negated ? '^' : ''}${ascii}]`
  return negated ? fail(`\\P{${name}} cannot stand in a character class`) : ascii
}
