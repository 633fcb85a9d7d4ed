/** Patterns of dates and times (`yyyy-MM-dd HH:mm:ss`), as java.time and so Spark read them: both directions. */
import { raise } from '../../errors/raise.js'
import { civil, dayNumber, midnight } from '../conversion/time-text.js'
import { firstOfYear, MICROS_PER_DAY, monthLength } from './calendar.js'
import { field, literal, type Found, type Token } from './pattern-field.js'
import { isTimeZone } from './zone.js'

/** The wall-clock time that a text shows, and where it is shown, if the text says so. */
export interface ParsedTime { readonly local: bigint; readonly offset: number | undefined; readonly zone: string | undefined }
export interface TimePattern {
  /** `offset` in seconds: what the wall clock is ahead of UTC. */
  format(local: bigint, offset: number, zone: string): string
  /** undefined: it does not match, or there is no such time. */
  parse(text: string): ParsedTime | undefined
}

/** A part of a pattern: a token, or the beginning or end of what a text may leave out. */
type Part = Token | '[' | ']'
function parts(pattern: string): readonly Part[] {
  let open = 0
  const all = Array.from(pattern.matchAll(/'((?:[^']|'')*)'|([a-zA-Z])\2*|[[\]]|[^'a-zA-Z[\]]+|'/gs), (match): Part => {
    const [text, quoted, letter] = match
    if (quoted !== undefined) return literal(quoted === '' ? "'" : quoted.replaceAll("''", "'"))
    const refuse = (why: string): never =>
      raise('INVALID_DATETIME_PATTERN', { pattern, reason: `${text} is ${why}; put text in single quotes` })
    if (letter !== undefined) return field(letter, text.length) ?? refuse('not supported')
    if (text === '[' || text === ']') {
      open += text === '[' ? 1 : -1
      return open < 0 ? refuse('without a beginning') : text
    }
    return /['{}#]/.test(text) ? refuse('reserved') : literal(text)
  })
  // what is open at the end goes on to the end
  return [...all, ...Array<']'>(open).fill(']')]
}

const known = new Map<string, TimePattern>()
/** @throws INVALID_DATETIME_PATTERN for letters without a meaning. */
export function timePattern(pattern: string): TimePattern {
  let made = known.get(pattern)
  if (!made) {
    if (known.size > 200) known.clear()
    known.set(pattern, made = compile(pattern))
  }
  return made
}
function compile(pattern: string): TimePattern {
  const all = parts(pattern), tokens = all.filter((p): p is Token => typeof p === 'object')
  const era = pattern.replace(/'[^']*'/g, '').includes('G'), unreadable = tokens.some(t => t.source === undefined)
  const source = all.map(p => p === '[' ? '(?:' : p === ']' ? ')?' : `(${p.source!})`).join('')
  const expression = unreadable ? undefined : new RegExp(`^${source}$`, 'si')
  return {
    format(local, offset, zone) {
      const rest = ((local % MICROS_PER_DAY) + MICROS_PER_DAY) % MICROS_PER_DAY, day = Number((local - rest) / MICROS_PER_DAY)
      const seconds = Number(rest / 1_000_000n), micros = Number(rest % 1_000_000n)
      const clock = { ...civil(day), dayNumber: day, seconds, micros, offset, zone, era }
      return tokens.map(t => t.format(clock)).join('')
    },
    parse(text) {
      if (!expression) return raise('INVALID_DATETIME_PATTERN', { pattern, reason: 'it can be written, but not read' })
      const match = expression.exec(text)
      if (!match) return undefined
      const found: Found = {}
      tokens.forEach((t, n) => { if (match[n + 1] !== undefined) t.read?.(found, match[n + 1]!) })
      return combine(found)
    },
  }
}
/** What is not said is 1970-01-01 00:00:00. */
function combine(found: Found): ParsedTime | undefined {
  const { hour, hour12, afternoon = false, minute = 0, second = 0, micros = 0, offset, zone } = found
  const hours = hour ?? (hour12 === undefined ? 0 : hour12 % 12 + (afternoon ? 12 : 0)), date = dayOf(found)
  if (date === undefined || hours > 23 || minute > 59 || second > 59 || (hour12 ?? 0) > 12) return undefined
  if (zone !== undefined && !isTimeZone(zone)) return undefined
  const local = midnight(date) + BigInt(hours * 3600 + minute * 60 + second) * 1_000_000n + BigInt(micros)
  return { local, offset, zone }
}
function dayOf({ year: written = 1970, beforeChrist, month = 1, day = 1, dayOfYear }: Found): number | undefined {
  const year = beforeChrist ? 1 - written : written
  if (dayOfYear === undefined) return dayNumber(year, month, day)
  return dayOfYear >= 1 && dayOfYear <= 337 + monthLength(year, 2) ? firstOfYear(year) + dayOfYear - 1 : undefined
}
