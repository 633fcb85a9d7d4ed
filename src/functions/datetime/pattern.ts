/** Patterns of dates and times (`yyyy-MM-dd HH:mm:ss`), as java.time and so Spark read them: both directions. */
import { raise } from '../../errors/raise.js'
import { civil, dayNumber, midnight, type Civil } from '../conversion/time-text.js'
import { firstOfYear, MICROS_PER_DAY, weekday } from './calendar.js'

/** A wall-clock time. `offset`: seconds east of UTC. */
interface Clock extends Civil {
  readonly dayNumber: number
  readonly seconds: number
  readonly micros: number
  readonly offset: number
  readonly zone: string
}
/** What a text says of a time. */
interface Found {
  year?: number; month?: number; day?: number; hour?: number; hour12?: number; afternoon?: boolean
  minute?: number; second?: number; micros?: number; offset?: number
}
interface Token {
  format(clock: Clock): string
  /** A source of a regular expression without groups; undefined: cannot be read. */
  readonly source?: string | undefined
  read?(found: Found, text: string): void
}
export interface TimePattern {
  /** `offset` in seconds: what the wall clock is ahead of UTC. */
  format(local: bigint, offset: number, zone: string): string
  /** The wall-clock time and the offset, if there is one in the text; undefined: it does not match, or there is no such time. */
  parse(text: string): { readonly local: bigint; readonly offset: number | undefined } | undefined
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const short = (names: readonly string[]): readonly string[] => names.map(n => n.slice(0, 3))
const padded = (n: number, digits: number): string => String(n).padStart(digits, '0')

/** A number of one digit or more, or of exactly `count`; `most`: letters it may have. */
type Value = (c: Clock) => number
const number = (count: number, most: number, value: Value, field: keyof Found): Token | undefined => count > most ? undefined : {
  format: c => padded(value(c), count),
  source: count === 1 ? '\\d{1,2}' : `\\d{${count}}`,
  read: (found, text) => { Object.assign(found, { [field]: Number(text) }) },
}
function name(names: readonly string[], value: Value, field?: keyof Found): Token {
  const read = field && ((found: Found, text: string) => { Object.assign(found, { [field]: names.indexOf(text) + 1 }) })
  return { format: c => names[value(c) - 1]!, source: names.join('|'), ...(read && { read }) }
}
function year(count: number): Token {
  const ofEra = (c: Clock): number => c.year > 0 ? c.year : 1 - c.year
  if (count === 2) {
    return { format: c => padded(ofEra(c) % 100, 2), source: '\\d{2}', read: (found, text) => { found.year = 2000 + Number(text) } }
  }
  return {
    format: c => (count > 3 && ofEra(c) >= 10 ** count ? '+' : '') + padded(ofEra(c), count),
    source: count > 3 ? `\\d{${count}}|\\+\\d{${count + 1},7}` : '\\d{1,7}', read: (found, text) => { found.year = Number(text) },
  }
}
function offset(count: number, zero: string | undefined, colon: boolean): Token {
  return {
    format: c => {
      if (c.offset === 0 && zero !== undefined) return zero
      const size = Math.abs(c.offset), minutes = padded(Math.floor(size / 60) % 60, 2)
      const rest = count === 1 && minutes === '00' ? '' : (colon ? ':' : '') + minutes
      return `${c.offset < 0 ? '-' : '+'}${padded(Math.floor(size / 3600), 2)}${rest}`
    },
    source: '[Zz]|[+-]\\d{2}(?::?\\d{2})?',
    read: (found, text) => {
      const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(text) ?? []
      found.offset = (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60)
    },
  }
}
const hourOf = (c: Clock): number => Math.floor(c.seconds / 3600)

/** What `count` equal letters stand for. */
function token(letter: string, count: number): Token | undefined {
  switch (letter) {
    case 'y': return count > 6 ? undefined : year(count)
    case 'M': case 'L': {
      if (count < 3) return number(count, 2, c => c.month, 'month')
      return count > 4 ? undefined : name(count === 3 ? short(months) : months, c => c.month, 'month')
    }
    case 'd': return number(count, 2, c => c.day, 'day')
    case 'D': return count > 3 ? undefined : { format: c => padded(c.dayNumber - firstOfYear(c.year) + 1, count) }
    case 'E': return count > 4 ? undefined : name(count < 4 ? short(days) : days, c => weekday(c.dayNumber) + 1)
    case 'Q': case 'q': {
      const quarter = (c: Clock): number => Math.ceil(c.month / 3)
      return count > 3 ? undefined : { format: c => count < 3 ? padded(quarter(c), count) : `Q${quarter(c)}` }
    }
    case 'H': return number(count, 2, hourOf, 'hour')
    case 'k': return count > 2 ? undefined : { format: c => padded(hourOf(c) || 24, count) }
    case 'K': return number(count, 2, c => hourOf(c) % 12, 'hour12')
    case 'h': return number(count, 2, c => hourOf(c) % 12 || 12, 'hour12')
    case 'a': return count > 1 ? undefined : {
      format: c => hourOf(c) < 12 ? 'AM' : 'PM', source: '[AaPp][Mm]', read: (found, text) => { found.afternoon = /^p/i.test(text) },
    }
    case 'm': return number(count, 2, c => Math.floor(c.seconds / 60) % 60, 'minute')
    case 's': return number(count, 2, c => c.seconds % 60, 'second')
    case 'S': return count > 9 ? undefined : {
      format: c => padded(c.micros, 6).padEnd(9, '0').slice(0, count), source: `\\d{${count}}`,
      read: (found, text) => { found.micros = Number(text.padEnd(6, '0').slice(0, 6)) },
    }
    case 'X': return count > 3 ? undefined : offset(count, 'Z', count === 3)
    case 'x': return count > 3 ? undefined : offset(count, undefined, count === 3)
    case 'Z': return count > 3 ? undefined : offset(2, undefined, false)
    case 'V': return count === 2 ? { format: c => c.zone } : undefined
    default: return undefined
  }
}
const literal = (text: string): Token => ({ format: () => text, source: text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&') })

function tokens(pattern: string): readonly Token[] {
  return Array.from(pattern.matchAll(/'((?:[^']|'')*)'|([a-zA-Z])\2*|[^'a-zA-Z]+|'/gs), match => {
    const [text, quoted, letter] = match
    if (quoted !== undefined) return literal(quoted === '' ? "'" : quoted.replaceAll("''", "'"))
    const refuse = (why: string): never =>
      raise('INVALID_DATETIME_PATTERN', { pattern, reason: `${text} is ${why}; put text in single quotes` })
    if (letter === undefined) return /['[\]{}#]/.test(text) ? refuse('reserved') : literal(text)
    return token(letter, text.length) ?? refuse('not supported')
  })
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
  const all = tokens(pattern), unreadable = all.some(t => t.source === undefined)
  const expression = unreadable ? undefined : new RegExp(`^${all.map(t => `(${t.source!})`).join('')}$`, 's')
  return {
    format(local, offsetSeconds, zone) {
      const rest = ((local % MICROS_PER_DAY) + MICROS_PER_DAY) % MICROS_PER_DAY, day = Number((local - rest) / MICROS_PER_DAY)
      const seconds = Number(rest / 1_000_000n), micros = Number(rest % 1_000_000n)
      const clock = { ...civil(day), dayNumber: day, seconds, micros, offset: offsetSeconds, zone }
      return all.map(t => t.format(clock)).join('')
    },
    parse(text) {
      if (!expression) return raise('INVALID_DATETIME_PATTERN', { pattern, reason: 'it can be written, but not read' })
      const match = expression.exec(text)
      if (!match) return undefined
      const found: Found = {}
      all.forEach((t, n) => t.read?.(found, match[n + 1]!))
      return combine(found)
    },
  }
}
/** What is not said is 1970-01-01 00:00:00. */
function combine({ year = 1970, month = 1, day = 1, hour, hour12, afternoon = false, minute = 0, second = 0, micros = 0, offset }: Found) {
  const hours = hour ?? (hour12 === undefined ? 0 : hour12 % 12 + (afternoon ? 12 : 0)), date = dayNumber(year, month, day)
  if (date === undefined || hours > 23 || minute > 59 || second > 59 || (hour12 ?? 0) > 12) return undefined
  return { local: midnight(date) + BigInt(hours * 3600 + minute * 60 + second) * 1_000_000n + BigInt(micros), offset }
}
