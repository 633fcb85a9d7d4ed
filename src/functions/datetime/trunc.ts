import type { Code } from '../../codegen/code/builder.js'
import type { I32, I64 } from '../../codegen/code/value.js'
import { raise } from '../../errors/raise.js'
import { constant, temporal } from '../arguments.js'
import { civil, dayNumber, dayOf, floorDiv, midnight } from '../conversion/time-text.js'
import { first } from '../rules.js'
import { strict } from '../scalar.js'
import { calendarKernels, civilCode, dayOfMicros, microsOfDay, saturated, timeOfDay, weekday } from './calendar.js'
import { isPlain } from './clock.js'
import { toInstant, toLocal } from './zone.js'

/** Days are cut by the calendar, smaller units by their length in microseconds. */
const calendarUnits = { year: 0, quarter: 1, month: 2, week: 3, day: 4 } as const
const clockUnits = { hour: 3_600_000_000n, minute: 60_000_000n, second: 1_000_000n, millisecond: 1000n, microsecond: 1n } as const
type CalendarUnit = keyof typeof calendarUnits
type ClockUnit = keyof typeof clockUnits
const synonyms: Readonly<Record<string, CalendarUnit>> = { yyyy: 'year', yy: 'year', mon: 'month', mm: 'month', dd: 'day' }
const isCalendar = (unit: string): unit is CalendarUnit => unit in calendarUnits
const isClock = (unit: string): unit is ClockUnit => unit in clockUnits

function unitOf(given: unknown, isDate: boolean): CalendarUnit | ClockUnit {
  const unit = String(given).toLowerCase(), known = synonyms[unit] ?? unit
  if (isCalendar(known) || (isClock(known) && !isDate)) return known
  const units = [...Object.keys(calendarUnits), ...(isDate ? [] : Object.keys(clockUnits))].join(', ')
  const reason = `of a ${isDate ? 'date' : 'timestamp'} it is one of ${units}`
  return raise('INVALID_PARAMETER_VALUE', { parameter: 'unit', function: 'trunc', value: `'${String(given)}'`, reason })
}

function truncDay(day: number, unit: CalendarUnit): number {
  if (unit === 'day') return day
  if (unit === 'week') return saturated(day - weekday(day))
  const { year, month, day: ofMonth } = civil(day)
  if (unit === 'month') return saturated(day - ofMonth + 1)
  return saturated(dayNumber(year, unit === 'year' ? 1 : month - (month - 1) % 3, 1)!)
}
function truncDayCode(code: Code, day: I32, unit: CalendarUnit): I32 {
  const { i32 } = code
  if (unit === 'day') return day
  if (unit !== 'month') return code.call(calendarKernels.trunc, day, i32.const(calendarUnits[unit]))
  const first = i32.sub(day, i32.sub(civilCode(code, day).day, i32.const(1)))
  return code.select(i32.gt(first, day), i32.const(-(2 ** 31)), first)   // before all days
}
/** Times that do not fit 64 bits wrap around: they are 290 000 years away. */
function truncLocal(local: bigint, unit: CalendarUnit | ClockUnit): bigint {
  return BigInt.asIntN(64, isCalendar(unit) ? midnight(truncDay(dayOf(local), unit)) : floorDiv(local, clockUnits[unit]) * clockUnits[unit])
}
function truncLocalCode(code: Code, local: I64, unit: CalendarUnit | ClockUnit): I64 {
  const { i64 } = code
  if (unit === 'microsecond') return local
  if (isCalendar(unit)) return microsOfDay(code, truncDayCode(code, dayOfMicros(code, local), unit))
  return i64.sub(local, i64.remu(timeOfDay(code, local), i64.const(clockUnits[unit])))
}
/** In a zone; an hour that happens twice stays the one it was. */
function truncInstant(instant: bigint, unit: CalendarUnit | ClockUnit, timeZone: string): bigint {
  const local = toLocal(instant, timeZone), cut = truncLocal(local, unit), offset = local - instant
  return isClock(unit) && toLocal(cut - offset, timeZone) === cut ? cut - offset : toInstant(cut, timeZone)
}

const unit = constant({
  family: 'String', accepts: 'Utf8', literal: 'Utf8', expects: 'the name of a unit',
  js: [...Object.keys(calendarUnits), ...Object.keys(clockUnits)].map(u => `'${u}'`).join(' | '),
}, t => t.kind === 'utf8' ? t : undefined)
export const trunc = /*#__PURE__*/ strict('trunc', {
  summary: 'The beginning of the year, quarter, month, week or day that holds the time; of a timestamp also of the hour and smaller units.',
  args: { time: temporal, unit },
  returns: first,
  timeZoneAware: true,
  implement(signature) {
    const isDate = signature.args[0]!.kind === 'date', by = unitOf(signature.constants[1], isDate), zone = signature.timeZone!
    if (isDate && isCalendar(by)) {
      return {
        evaluate: ({ time }: { readonly time: number }) => truncDay(time, by),
        emit: (code: Code, { time }: { readonly time: I32 }) => truncDayCode(code, time, by),
      }
    }
    const plain = isPlain(signature) || by === 'second' || by === 'millisecond' || by === 'microsecond'
    return {
      evaluate: ({ time }: { readonly time: bigint }) => plain ? truncLocal(time, by) : truncInstant(time, by, zone),
      emit: plain ? (code: Code, { time }: { readonly time: I64 }) => truncLocalCode(code, time, by) : undefined,
    }
  },
  examples: [
    { sql: "trunc(DATE '2024-02-29', 'month')", result: '2024-02-01' },
    { sql: "trunc(DATE '2024-02-29', 'week')", result: '2024-02-26' },
  ],
})
