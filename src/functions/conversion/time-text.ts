/** Dates and timestamps as text, both ways, as Spark writes and reads them. Days and microseconds count from 1970-01-01. */
import { isTimeZone, toInstant } from '../datetime/zone.js'
import { trim } from './number-text.js'

const MICROS_PER_SECOND = 1_000_000n
const MICROS_PER_DAY = 86_400n * MICROS_PER_SECOND
export const floorDiv = (a: bigint, b: bigint): bigint => (a - ((a % b) + b) % b) / b
/** The day of a wall-clock time. */
export const dayOf = (micros: bigint): number => Number(floorDiv(micros, MICROS_PER_DAY))
/** Midnight of a day. */
export const midnight = (day: number): bigint => BigInt(day) * MICROS_PER_DAY

/** Days since 1970 of a date of the proleptic Gregorian calendar; undefined: there is no such day. */
export function dayNumber(year: number, month: number, day: number): number | undefined {
  if (month < 1 || month > 12 || day < 1 || day > monthLength(year, month)) return undefined
  const y = month <= 2 ? year - 1 : year, era = Math.floor(y / 400), ofEra = y - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
}
export const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
function monthLength(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

export interface Civil { readonly year: number; readonly month: number; readonly day: number }
/** Year, month and day of a day number. */
export function civil(dayNumber: number): Civil {
  const z = dayNumber + 719_468, era = Math.floor(z / 146_097), ofEra = z - era * 146_097
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365)
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)), m = Math.floor((5 * ofYear + 2) / 153)
  const month = m < 10 ? m + 3 : m - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: ofYear - Math.floor((153 * m + 2) / 5) + 1 }
}
const two = (n: number | bigint): string => String(n).padStart(2, '0')

/** `2024-02-29`; years beyond four digits carry a sign. */
export function dateText(dayNumber: number): string {
  const { year, month, day } = civil(dayNumber)
  const digits = String(Math.abs(year)).padStart(4, '0')
  return `${year < 0 ? '-' : year > 9999 ? '+' : ''}${digits}-${two(month)}-${two(day)}`
}
/** `2024-02-29 12:00:00.5`: a wall-clock time with a fraction only where there is one. */
export function timeText(local: bigint): string {
  const day = dayOf(local), rest = local - midnight(day)
  const seconds = rest / MICROS_PER_SECOND, fraction = rest % MICROS_PER_SECOND
  const clock = `${two(seconds / 3600n)}:${two(seconds / 60n % 60n)}:${two(seconds % 60n)}`
  return `${dateText(day)} ${clock}${fraction ? `.${fraction.toString().padStart(6, '0').replace(/0+$/, '')}` : ''}`
}

const DATE = /^([+-]?\d{4,7})(?:-(\d{1,2})(?:-(\d{1,2})(?:[ T].*)?)?)?$/s
/** `2024`, `2024-2`, `2024-2-29`, whatever follows after a space or T; undefined: it does not parse. */
export function parseDate(text: string): number | undefined {
  const match = DATE.exec(trim(text))
  if (!match) return undefined
  const days = dayNumber(Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1))
  return days === undefined || days !== (days | 0) ? undefined : days
}

const TIME = /^([+-]?\d{4,6})(?:-(\d{1,2})(?:-(\d{1,2})(?:[ T](\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:\.(\d*))?\s*([A-Za-z+-].*)?)?)?)?)?)?$/s
export interface ParsedTime { readonly local: bigint; /** The zone written behind it. */ readonly zone: string | undefined }
/** A wall-clock time to the microsecond (further digits are cut) and the zone behind it; undefined: it does not parse. */
export function parseTime(text: string): ParsedTime | undefined {
  const match = TIME.exec(trim(text))
  if (!match) return undefined
  const [, year, month = '1', day = '1', hour = '0', minute = '0', second = '0', fraction = '', zone] = match
  const days = dayNumber(Number(year), Number(month), Number(day))
  if (days === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  if (zone !== undefined && !isTimeZone(zone)) return undefined
  const seconds = BigInt(Number(hour) * 3600 + Number(minute) * 60 + Number(second))
  const micros = BigInt(fraction.slice(0, 6).padEnd(6, '0'))
  const local = midnight(days) + seconds * MICROS_PER_SECOND + micros
  return fits(local) ? { local, zone } : undefined
}
/** Whether microseconds fit their 64 bits. */
export const fits = (micros: bigint): boolean => BigInt.asIntN(64, micros) === micros
/** The instant that a text names; without a zone of its own it is a time of the session's zone. */
export function parseInstant(text: string, timeZone: string): bigint | undefined {
  const parsed = parseTime(text), instant = parsed && toInstant(parsed.local, parsed.zone ?? timeZone)
  return instant !== undefined && fits(instant) ? instant : undefined
}
