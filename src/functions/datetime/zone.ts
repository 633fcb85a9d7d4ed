/**
 * Time zones: wall-clock times and instants, in microseconds. Offsets come from `Intl` and are cached per zone in
 * buckets of about twelve days, each of which holds at most one change of the offset.
 */
import { raise } from '../../errors/raise.js'

/** Seconds to add to an instant for the wall-clock time. */
type Offset = number
interface Bucket { readonly before: Offset; /** Second of the change; Infinity: none. */ readonly change: number; readonly after: Offset }
interface Zone { readonly fixed: Offset | undefined; offsetAt(second: number): Offset }

const MICROS = 1_000_000n
const BUCKET = 2 ** 20

const zones = new Map<string, Zone>()
/** @throws INVALID_TIMEZONE when the name is neither an offset nor an IANA zone. */
function zoneOf(name: string): Zone {
  let zone = zones.get(name)
  if (!zone) zones.set(name, zone = fixedZone(name) ?? regionZone(name))
  return zone
}
/** Whether the name is a zone that can be used. */
export function isTimeZone(name: string): boolean {
  try { return zoneOf(name) !== undefined } catch { return false }
}
/** Whether local time is UTC at all times: then conversions can be left out. */
export const isUtc = (name: string): boolean => zoneOf(name).fixed === 0

const FIXED = /^(?:UTC|GMT|UT|Z)?(?:([+-])(\d{1,2})(?::?(\d{2})(?::?(\d{2}))?)?)?$/
function fixedZone(name: string): Zone | undefined {
  const match = FIXED.exec(name)
  if (!match || name === '') return undefined
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = match
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  if (size > 18 * 3600 || Number(minutes) > 59 || Number(seconds) > 59) return undefined
  const fixed = sign === '-' ? -size : size
  return { fixed, offsetAt: () => fixed }
}
function regionZone(name: string): Zone {
  const clock = wallClock(name), buckets = new Map<number, Bucket>()
  const bucketOf = (n: number): Bucket => {
    let bucket = buckets.get(n)
    if (!bucket) buckets.set(n, bucket = findChange(clock, n * BUCKET, (n + 1) * BUCKET))
    return bucket
  }
  return {
    fixed: undefined,
    offsetAt(second) {
      const bucket = bucketOf(Math.floor(second / BUCKET))
      return second < bucket.change ? bucket.before : bucket.after
    },
  }
}
function findChange(offsetAt: (second: number) => Offset, from: number, to: number): Bucket {
  const before = offsetAt(from), after = offsetAt(to)
  if (before === after) return { before, change: Infinity, after }
  let low = from, high = to
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(middle) === before) low = middle
    else high = middle
  }
  return { before, change: high, after }
}
/** The last second whose wall-clock time a `Date` can hold in every zone, and the first but for the sign: beyond, offsets stay. */
const LAST_SECOND = 8.64e12 - 2 * 86_400

/** The offset by what `Intl` shows for an instant. */
function wallClock(name: string): (second: number) => Offset {
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name, calendar: 'gregory', hourCycle: 'h23', era: 'short',
      year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    })
  } catch (cause) {
    return raise('INVALID_TIMEZONE', { name }, { cause })
  }
  return instant => {
    const part: Record<string, string> = {}, second = Math.max(-LAST_SECOND, Math.min(LAST_SECOND, instant))
    for (const p of format.formatToParts(second * 1000)) part[p.type] = p.value
    const year = part['era']?.startsWith('B') ? 1 - Number(part['year']) : Number(part['year'])
    const local = new Date(0)
    local.setUTCFullYear(year, Number(part['month']) - 1, Number(part['day']))
    local.setUTCHours(Number(part['hour']), Number(part['minute']), Number(part['second']))
    return local.getTime() / 1000 - second
  }
}

const secondOf = (micros: bigint): number => Number((micros - floorMod(micros, MICROS)) / MICROS)
const floorMod = (a: bigint, b: bigint): bigint => ((a % b) + b) % b

/** The wall-clock time of an instant. */
export function toLocal(micros: bigint, timeZone: string): bigint {
  const zone = zoneOf(timeZone)
  return micros + BigInt(zone.fixed ?? zone.offsetAt(secondOf(micros))) * MICROS
}
/**
 * The instant of a wall-clock time. A time that a change skips moves on by the length of the gap; of a time that
 * happens twice the earlier instant is taken.
 */
export function toInstant(local: bigint, timeZone: string): bigint {
  const zone = zoneOf(timeZone)
  if (zone.fixed !== undefined) return local - BigInt(zone.fixed) * MICROS
  const second = secondOf(local)
  // a day before and after, the offset is what it was before a change and will be after it
  const before = zone.offsetAt(second - 86_400), after = zone.offsetAt(second + 86_400)
  const early = zone.offsetAt(second - before) === before   // valid by the offset before
  const late = zone.offsetAt(second - after) === after
  const offset = early ? before : late ? after : before
  return local - BigInt(offset) * MICROS
}
