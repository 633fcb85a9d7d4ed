/** What the letters of a time pattern stand for: how each is written, and how it is read. */
import type { Civil } from '../conversion/time-text.js'
import { firstOfYear, weekday } from './calendar.js'

/** A wall-clock time. `offset`: seconds east of UTC. `era`: the pattern says which era a year is of. */
export interface Clock extends Civil {
  readonly dayNumber: number
  readonly seconds: number
  readonly micros: number
  readonly offset: number
  readonly zone: string
  readonly era: boolean
}
/** What a text says of a time. */
export interface Found {
  year?: number; beforeChrist?: boolean; month?: number; day?: number; dayOfYear?: number
  hour?: number; hour12?: number; afternoon?: boolean
  minute?: number; second?: number; micros?: number; offset?: number; zone?: string
}
export interface Token {
  format(clock: Clock): string
  /** A source of a regular expression without groups; undefined: cannot be read. */
  readonly source?: string | undefined
  read?(found: Found, text: string): void
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const quarters = ['1st quarter', '2nd quarter', '3rd quarter', '4th quarter']
const short = (names: readonly string[]): readonly string[] => names.map(n => n.slice(0, 3))
const padded = (n: number, digits: number): string => String(n).padStart(digits, '0')

type Value = (c: Clock) => number
/** A number of one digit or more, or of exactly `count`; `most`: letters it may have. */
const number = (count: number, most: number, value: Value, field: keyof Found,
  digits = 2): Token | undefined => count > most ? undefined : {
  format: c => padded(value(c), count),
  source: count === 1 ? `\\d{1,${digits}}` : `\\d{${count}}`,
  read: (found, text) => { Object.assign(found, { [field]: Number(text) }) },
}
function name(names: readonly string[], value: Value, field: keyof Found): Token {
  const lower = names.map(n => n.toLowerCase())
  return {
    format: c => names[value(c) - 1]!, source: names.join('|'),
    read: (found, text) => { Object.assign(found, { [field]: lower.indexOf(text.toLowerCase()) + 1 }) },
  }
}
const written = (format: Token['format']): Token => ({ format })

function year(count: number): Token {
  const shown = (c: Clock): number => c.era && c.year <= 0 ? 1 - c.year : c.year
  if (count === 2) {
    return {
      format: c => padded(Math.abs(shown(c)) % 100, 2), source: '\\d{2}', read: (found, text) => { found.year = 2000 + Number(text) },
    }
  }
  return {
    format: c => {
      const y = shown(c), sign = y < 0 ? '-' : count > 3 && y >= 10 ** count ? '+' : ''
      return sign + padded(Math.abs(y), count)
    },
    source: count > 3 ? `\\d{${count}}|\\+\\d{${count + 1},7}|-\\d{${count},7}` : `-?\\d{${count},7}`,
    read: (found, text) => { found.year = Number(text) },
  }
}
const era = (names: readonly [string, string]): Token => ({
  format: c => names[c.year > 0 ? 1 : 0], source: names.join('|'),
  read: (found, text) => { found.beforeChrist = text[0]!.toUpperCase() === 'B' },
})

/** Hours, minutes and seconds of an offset; `seconds`: written where they are not 0. */
function offsetText(offset: number, colon: string, minutes: 'always' | 'unless 0', seconds: boolean): string {
  const size = Math.abs(offset), m = Math.floor(size / 60) % 60, s = size % 60
  const rest = (minutes === 'always' || m ? colon + padded(m, 2) : '') + (seconds && s ? colon + padded(s, 2) : '')
  return (offset < 0 ? '-' : '+') + padded(Math.floor(size / 3600), 2) + rest
}
function readOffset(found: Found, text: string): void {
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = /([+-])(\d{1,2}):?(\d{2})?:?(\d{2})?$/.exec(text) ?? []
  found.offset = (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds))
}
/** `zero`: what stands for no offset. */
function offset(zero: string | undefined, colon: string, minutes: 'always' | 'unless 0', seconds: boolean): Token {
  const size = `[+-]\\d{2}(?:${colon}\\d{2}${seconds ? `(?:${colon}\\d{2})?` : ''})${minutes === 'always' ? '' : '?'}`
  return {
    format: c => c.offset === 0 && zero !== undefined ? zero : offsetText(c.offset, colon, minutes, seconds),
    source: zero === undefined ? size : `${zero}|${size}`,
    read: readOffset,
  }
}
const offsets = (zero: string | undefined): readonly Token[] => [
  offset(zero, '', 'unless 0', false), offset(zero, '', 'always', false), offset(zero, ':', 'always', false),
  offset(zero, '', 'always', true), offset(zero, ':', 'always', true),
]
/** `GMT`, `GMT+1`, `GMT+01:30`. */
const localizedOffset = (full: boolean): Token => ({
  format: c => {
    if (c.offset === 0) return 'GMT'
    if (full) return `GMT${offsetText(c.offset, ':', 'always', true)}`
    return `GMT${offsetText(c.offset, ':', c.offset % 60 ? 'always' : 'unless 0', true).replace(/^(.)0/, '$1')}`
  },
  source: `GMT(?:[+-]${full ? '\\d{2}:\\d{2}' : '\\d{1,2}(?::\\d{2})?'}(?::\\d{2})?)?`,
  read: readOffset,
})
const zone: Token = {
  format: c => c.zone, source: '[A-Za-z][A-Za-z0-9~/._+:-]+|Z|[+-]\\d{2}(?::\\d{2})?', read: (found, text) => { found.zone = text },
}
const hourOf = (c: Clock): number => Math.floor(c.seconds / 3600)
const quarterOf = (c: Clock): number => Math.ceil(c.month / 3)

/** What `count` equal letters stand for; undefined: nothing. */
export function field(letter: string, count: number): Token | undefined {
  switch (letter) {
    case 'G': return count < 4 ? era(['BC', 'AD']) : count === 4 ? era(['Before Christ', 'Anno Domini']) : undefined
    case 'y': return count > 6 ? undefined : year(count)
    case 'M': case 'L': {
      if (count < 3) return number(count, 2, c => c.month, 'month')
      return count > 4 ? undefined : name(count === 3 ? short(months) : months, c => c.month, 'month')
    }
    case 'd': return number(count, 2, c => c.day, 'day')
    case 'D': return number(count, 3, c => c.dayNumber - firstOfYear(c.year) + 1, 'dayOfYear', 3)
    case 'E': return count > 4 ? undefined : written(c => (count < 4 ? short(days) : days)[weekday(c.dayNumber)]!)
    case 'F': return count > 1 ? undefined : written(c => String((c.day - 1) % 7 + 1))
    case 'Q': case 'q': {
      if (count > 4) return undefined
      return written(c => count < 3 ? padded(quarterOf(c), count) : count === 3 ? `Q${quarterOf(c)}` : quarters[quarterOf(c) - 1]!)
    }
    case 'H': return number(count, 2, hourOf, 'hour')
    case 'k': {
      const token = number(count, 2, c => hourOf(c) || 24, 'hour')
      // 24 is midnight, and 0 is no hour
      return token && { ...token, read: (found, text) => { found.hour = Number(text) === 24 ? 0 : Number(text) || Infinity } }
    }
    case 'K': return number(count, 2, c => hourOf(c) % 12, 'hour12')
    case 'h': return number(count, 2, c => hourOf(c) % 12 || 12, 'hour12')
    case 'a': return count > 1 ? undefined : {
      format: c => hourOf(c) < 12 ? 'AM' : 'PM', source: 'AM|PM', read: (found, text) => { found.afternoon = /^p/i.test(text) },
    }
    case 'm': return number(count, 2, c => Math.floor(c.seconds / 60) % 60, 'minute')
    case 's': return number(count, 2, c => c.seconds % 60, 'second')
    case 'S': return count > 9 ? undefined : {
      format: c => padded(c.micros, 6).padEnd(9, '0').slice(0, count), source: `\\d{1,${count}}`,
      read: (found, text) => { found.micros = Number(text.padEnd(6, '0').slice(0, 6)) },
    }
    case 'X': return offsets('Z')[count - 1]
    case 'x': return offsets(undefined)[count - 1]
    case 'Z': return count < 4 ? offset(undefined, '', 'always',
      false) : count === 4 ? localizedOffset(true) : count === 5 ? offsets('Z')[4] : undefined
    case 'O': return count === 1 || count === 4 ? localizedOffset(count === 4) : undefined
    case 'V': return count === 2 ? zone : undefined
    default: return undefined
  }
}
export const literal = (text: string): Token => ({ format: () => text, source: text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&') })
