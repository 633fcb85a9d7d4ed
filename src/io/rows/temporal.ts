/**
 * Days and times as ISO text. Days and microseconds count from 1970; the calendar is the proleptic Gregorian one.
 * Microseconds are bigint where they come in, and a pair of whole numbers (milliseconds, rest) where they go out: making a
 * bigint costs more than writing the text.
 */
import { raise } from '../../errors/raise.js'
import { civil, dayNumber } from '../../functions/conversion/time-text.js'

const MILLIS_PER_DAY = 86_400_000, MICROS_PER_DAY = 86_400_000_000n
const ISO_DAY = /^([+-]\d{4,6}|\d{4})-(\d{2})-(\d{2})$/
const ISO_TIME = /^([+-]\d{4,6}|\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?$/

/** `2024-02-29` to days; undefined if it is not one. */
export function parseDay(text: string): number | undefined {
  const parts = ISO_DAY.exec(text)
  return parts ? dayNumber(Number(parts[1]), Number(parts[2]), Number(parts[3])) : undefined
}
/** An instant; text without a zone is UTC. Digits beyond the microsecond are cut. */
export const parseInstant = (text: string): bigint | undefined => parseTime(text, true)
/** A wall-clock time; text with a zone is not one. */
export const parseWall = (text: string): bigint | undefined => parseTime(text, false)

function parseTime(text: string, zoned: boolean): bigint | undefined {
  const parts = ISO_TIME.exec(text)
  if (!parts || (parts[8] !== undefined && !zoned)) return undefined
  const day = dayNumber(Number(parts[1]), Number(parts[2]), Number(parts[3]))
  const hour = Number(parts[4] ?? 0), minute = Number(parts[5] ?? 0), second = Number(parts[6] ?? 0), offset = zoneMinutes(parts[8])
  if (day === undefined || offset === undefined || hour > 23 || minute > 59 || second > 59) return undefined
  const seconds = day * 86_400 + hour * 3600 + (minute - offset) * 60 + second
  return BigInt(seconds) * 1_000_000n + BigInt((parts[7] ?? '').padEnd(6, '0').slice(0, 6))
}
/** Minutes east of UTC; undefined beyond ±18 hours. */
function zoneMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z') return 0
  const hours = Number(zone.slice(1, 3)), minutes = Number(zone.slice(3).replace(':', '') || 0)
  if (hours > 18 || minutes > 59) return undefined
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

const two = (n: number): string => n < 10 ? `0${n}` : String(n)
function yearText(year: number): string {
  if (year >= 0 && year <= 9999) return String(year).padStart(4, '0')
  return `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`
}
function makeDayText(days: number): string {
  const { year, month, day } = civil(days)
  return `${yearText(year)}-${two(month)}-${two(day)}`
}
const RECENT = 4096
// each begins with a day of another place, which is never looked for there
const recentDays = Int32Array.from({ length: RECENT }, (_, place) => place ^ 1)
const recentTexts: string[] = []
/** `2024-02-29`. Days come again and again: the last text of each place is kept. */
export function dayText(days: number): string {
  const place = days & RECENT - 1
  if (recentDays[place] === days) return recentTexts[place]!
  recentDays[place] = days
  return recentTexts[place] = makeDayText(days)
}
/** `2024-02-29T12:00:00`, with six digits behind the second only where there is a fraction. `rest`: microseconds, 0 … 999. */
export function timeText(millis: number, rest: number): string {
  const days = Math.floor(millis / MILLIS_PER_DAY)
  return clockText(days, millis - days * MILLIS_PER_DAY, rest)
}
function clockText(days: number, ofDay: number, rest: number): string {
  const seconds = Math.floor(ofDay / 1000)
  const clock = `${dayText(days)}T${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  const fraction = ofDay % 1000 * 1000 + rest
  return fraction === 0 ? clock : `${clock}.${String(fraction).padStart(6, '0')}`
}
/** The same of any 64 bits of microseconds; milliseconds beyond the year 287396 are more than a double holds. */
export function microsToText(micros: bigint): string {
  const ofDay = floorMod(micros, MICROS_PER_DAY), days = Number((micros - ofDay) / MICROS_PER_DAY), rest = Number(ofDay % 1000n)
  return clockText(days, Number(ofDay / 1000n), rest)
}
const floorMod = (a: bigint, b: bigint): bigint => ((a % b) + b) % b

/** The Date of an instant. @throws DATETIME_OVERFLOW beyond the year 275760 */
export function instantDate(micros: bigint, column: string): Date {
  const date = new Date(Number((micros - floorMod(micros, 1000n)) / 1000n))
  return Number.isNaN(date.getTime()) ? beyond(`${microsToText(micros)}Z`, column, 'timestamp') : date
}
/** The Date of a day's midnight in UTC. @throws DATETIME_OVERFLOW beyond the year 275760 */
export function dayDate(days: number, column: string): Date {
  const date = new Date(days * MILLIS_PER_DAY)
  return Number.isNaN(date.getTime()) ? beyond(dayText(days), column, 'date') : date
}
const beyond = (value: string, column: string, option: string): never => raise('DATETIME_OVERFLOW', { value, column, option })
