/** Seeded CSV documents: dialects, contents, and now and then a mistake. The same for everybody who asks. */
import { createHash } from 'node:crypto'

export interface Dialect {
  readonly delimiter: string
  readonly quote: string
  /** The quote itself: it is doubled. */
  readonly escape: string
  readonly end: string
}
export interface CsvDocument {
  readonly dialect: Dialect
  /** Of its first row. */
  readonly columns: number
  readonly text: string
  /** Whether something was made wrong on purpose (it may still be a document). Never with a backslash, which means more to Python. */
  readonly mistaken: boolean
}
export const DOCUMENTS = 6_000

type Random = (below: number) => number
function randomOf(seed: number): Random {
  let state = seed
  return below => {
    state = state + 0x6d2b79f5 | 0
    let t = Math.imul(state ^ state >>> 15, state | 1)
    t ^= t + Math.imul(t ^ t >>> 7, t | 61)
    return ((t ^ t >>> 14) >>> 0) % below
  }
}
const pieces = [
  'a', 'Z', '0', '17', '-3.5', ' ', '  ', 'é', '東京', '😀', '\t', "'", '"', '""', ',', ';', '|', '\n', '\r\n', '\\', '#', 'NULL', '.', 'x y', '-', '/',
  'a text that is longer than sixteen bytes', '\u00a0', '\ufeff', '"quoted"', '=1+1',
]
const pick = <T>(random: Random, from: readonly T[]): T => from[random(from.length)]!

export function csvDocument(seed: number): CsvDocument {
  const random = randomOf(seed * 7919 + 1)
  const quote = pick(random, ['"', '"', '"', "'"]), delimiter = pick(random, [',', ',', ';', '\t', '|', ':'])
  const dialect: Dialect = { quote, delimiter, escape: random(4) === 0 ? '\\' : quote, end: pick(random, ['\n', '\n', '\r\n']) }
  const columns = 1 + random(6), rows = random(12), lines = [Array.from({ length: columns }, (_, n) => `c${n}`).join(delimiter)]
  for (let row = 0; row < rows; row++) {
    lines.push(Array.from({ length: columns }, () => field(random, dialect)).join(delimiter))
    if (columns > 1 && random(20) === 0) lines.push('')
  }
  const text = lines.join(dialect.end) + (random(3) === 0 ? '' : dialect.end), mistaken = random(6) === 0 && dialect.escape === quote
  return { dialect, columns, text: mistaken ? mistake(random, text) : text, mistaken }
}
function field(random: Random, { delimiter, quote, escape, end }: Dialect): string {
  if (random(6) === 0) return random(2) === 0 ? '' : quote + quote
  const content = Array.from({ length: random(5) }, () => pick(random, pieces)).join('')
  // DuckDB takes blanks before a quote for nothing
  const special = [delimiter, '\n', '\r', end].some(s => content.includes(s)) || content.trimStart().startsWith(quote) || content === ''
  // outside quotes a backslash means itself here, and is an escape for others
  const plain = !special && !(escape === '\\' && content.includes('\\'))
  if (plain && random(3) > 0) return content
  return quote + Array.from(content, c => c === quote || c === escape ? escape + c : c).join('') + quote
}
/** Takes a character out, puts one in, cuts the end off, or doubles a part. */
function mistake(random: Random, text: string): string {
  const characters = Array.from(text), at = random(characters.length + 1)
  switch (random(4)) {
    case 0: return characters.toSpliced(at, 1).join('')
    case 1: return characters.toSpliced(at, 0, pick(random, ['"', "'", ',', ';', '\n', '\r', '\\', 'x'])).join('')
    case 2: return characters.slice(0, at).join('')
    default: return characters.slice(0, at).join('') + characters.slice(Math.max(0, at - random(20))).join('')
  }
}
/** Of rows, null and empty text being the same or not. */
export function digest(rows: readonly (readonly (string | null)[])[], empty = '\0'): string {
  const text = rows.map(row => row.map(v => v ?? empty).join('\x1f')).join('\x1e')
  return createHash('sha256').update(text).digest('hex').slice(0, 10)
}
