/** Patterns of paths: `*` and `?` within a name, `**` for any folders, `[0-9]`, `[!a]`, `{csv,tsv}`; a backslash takes the next literally. */

const special = /[*?[{]/
/** Whether a path is a pattern. */
export const isGlob = (path: string): boolean => special.test(path.replace(/\\./g, ''))

/** The folder above the first name with a pattern (with its slash; empty: the working directory), and the rest. */
export function splitGlob(pattern: string): { readonly base: string; readonly rest: string } {
  const names = pattern.split('/'), first = names.findIndex(isGlob)
  const base = names.slice(0, first).map(name => name.replace(/\\(.)/g, '$1')).join('/')
  return { base: first === 0 ? '' : `${base}/`, rest: names.slice(first).join('/') }
}

/** A test of whole paths below the base. */
export function globMatcher(pattern: string): (path: string) => boolean {
  const expression = new RegExp(`^${source(pattern)}$`, 'u')
  return path => expression.test(path)
}

function source(pattern: string): string {
  let text = '', depth = 0
  for (let n = 0; n < pattern.length;) {
    const rest = pattern.slice(n)
    const begins = n === 0 || pattern[n - 1] === '/'
    const [whole, piece] = (begins ? folders(rest) : undefined) ?? list(rest) ?? one(rest, depth)
    if (whole === '{') depth++
    if (whole === '}' && depth > 0) depth--
    text += piece
    n += whole.length
  }
  return text
}
type Piece = readonly [whole: string, piece: string]

/** `**` stands for folders only where it is a whole name. */
function folders(rest: string): Piece | undefined {
  if (rest.startsWith('**/')) return ['**/', '(?:[^/]+/)*']
  return rest === '**' ? ['**', '.+'] : undefined
}
/** `[a-z]`, `[!a-z]`; without an end it is a bracket. */
function list(rest: string): Piece | undefined {
  const found = /^\[([!^]?)(\]?[^\]/]*)\]/.exec(rest)
  if (!found || found[2] === '') return undefined
  const inside = found[2]!.replace(/[\\\][^]/gu, '\\$&')
  return [found[0], `(?!/)[${found[1] ? '^' : ''}${inside}]`]
}
function one(rest: string, depth: number): Piece {
  switch (rest[0]) {
    case '*': return ['*', '[^/]*']
    case '?': return ['?', '[^/]']
    case '{': return isClosed(rest) ? ['{', '(?:'] : ['{', '\\{']
    case '}': return ['}', depth > 0 ? ')' : '\\}']
    case ',': return [',', depth > 0 ? '|' : ',']
    case '\\': return rest.length > 1 ? [rest.slice(0, 2), literal(rest[1]!)] : ['\\', '\\\\']
    default: {
      const whole = String.fromCodePoint(rest.codePointAt(0)!)
      return [whole, literal(whole)]
    }
  }
}
function isClosed(rest: string): boolean {
  let depth = 0
  for (const c of rest.replace(/\\./g, '')) {
    if (c === '{') depth++
    if (c === '}' && --depth === 0) return true
  }
  return false
}
const literal = (text: string): string => text.replace(/[$()*+./?[\\\]^{|}]/gu, '\\$&')
