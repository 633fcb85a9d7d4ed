import { raise } from '../../errors/raise.js'
import { asDate, asTimestamp, boolean, integer, optional } from '../arguments.js'
import { civil, dayNumber, dayOf, midnight } from '../conversion/time-text.js'
import { date, float64, int32 } from '../rules.js'
import { strict } from '../scalar.js'
import { calendarKernels, monthLength, plusMonths, saturated } from './calendar.js'
import { toInstant, toLocal } from './zone.js'

export const addDays = /*#__PURE__*/ strict('addDays', {
  summary: 'The date so many days later.',
  sparkName: 'date_add',
  aliases: ['dateAdd', 'dateadd'],
  args: { date: asDate, days: integer },
  returns: date,
  evaluate: args => (args.date + args.days) | 0,
  emit: (code, args) => code.i32.add(args.date, args.days),
  examples: [{ sql: "date_add(DATE '2024-02-28', 2)", result: '2024-03-01' }],
})

export const subDays = /*#__PURE__*/ strict('subDays', {
  summary: 'The date so many days earlier.',
  sparkName: 'date_sub',
  aliases: ['dateSub'],
  args: { date: asDate, days: integer },
  returns: date,
  evaluate: args => (args.date - args.days) | 0,
  emit: (code, args) => code.i32.sub(args.date, args.days),
  examples: [{ sql: "date_sub(DATE '2024-03-01', 1)", result: '2024-02-29' }],
})

export const dateDiff = /*#__PURE__*/ strict('dateDiff', {
  summary: 'How many days this date is later than another.',
  sparkName: 'datediff',
  aliases: ['date_diff'],
  args: { end: asDate, start: asDate },
  returns: int32,
  evaluate: ({ end, start }) => (end - start) | 0,
  emit: (code, { end, start }) => code.i32.sub(end, start),
  examples: [{ sql: "datediff(DATE '2024-03-01', DATE '2024-02-28')", result: 2 }],
})

export const addMonths = /*#__PURE__*/ strict('addMonths', {
  summary: 'The same day so many months later, or the last day of that month if it is shorter.',
  args: { date: asDate, months: integer },
  returns: date,
  raises: true,
  evaluate: ({ date: from, months }) => {
    const day = plusMonths(from, months)
    return day === (day | 0) ? day : raise('ARITHMETIC_OVERFLOW', { message: `addMonths by ${months}`, type: 'date' })
  },
  emit: (code, { date: from, months }) => code.i32.narrow(code.call(calendarKernels.addMonths, from, months)),
  examples: [
    { sql: "add_months(DATE '2024-01-31', 1)", result: '2024-02-29' },
    { sql: "add_months(DATE '2024-02-29', -12)", result: '2023-02-28' },
  ],
})

export const lastDay = /*#__PURE__*/ strict('lastDay', {
  summary: 'The last day of the month.',
  args: { date: asDate },
  returns: date,
  evaluate: ({ date: from }) => {
    const { year, month, day } = civil(from)
    return saturated(from - day + monthLength(year, month))
  },
  emit: (code, { date: from }) => code.call(calendarKernels.lastDay, from),
  examples: [{ sql: "last_day(DATE '2024-02-10')", result: '2024-02-29' }],
})

export const makeDate = /*#__PURE__*/ strict('makeDate', {
  summary: 'The date of a year, month and day.',
  args: { year: integer, month: integer, day: integer },
  returns: date,
  raises: true,
  evaluate: ({ year, month, day }) => {
    const made = dayNumber(year, month, day)
    return made !== undefined && made === (made | 0) ? made : raise('DATETIME_FIELD_OUT_OF_BOUNDS', { value: `${year}-${month}-${day}` })
  },
  emit: (code, { year, month, day }) => code.i32.narrow(code.call(calendarKernels.make, year, month, day), 'DATETIME_FIELD_OUT_OF_BOUNDS'),
  examples: [{ sql: 'make_date(2024, 2, 29)', result: '2024-02-29' }],
})

const SECONDS_PER_DAY = 86_400
export const monthsBetween = /*#__PURE__*/ strict('monthsBetween', {
  summary: 'How many months this time is later than another, in months of 31 days; rounded to 8 digits unless the last argument is false.',
  args: { end: asTimestamp, start: asTimestamp, round: optional(boolean) },
  returns: float64,
  timeZoneAware: true,
  implement: ({ timeZone }) => ({
    evaluate: ({ end, start, round = true }: { readonly end: bigint; readonly start: bigint; readonly round?: boolean }) => {
      const a = local(end, timeZone!), b = local(start, timeZone!), months = (a.year - b.year) * 12 + a.month - b.month
      if (a.day === b.day || (a.isLast && b.isLast)) return months
      const difference = months + ((a.day - b.day) * SECONDS_PER_DAY + a.second - b.second) / (31 * SECONDS_PER_DAY)
      return round ? Math.round(difference * 1e8) / 1e8 : difference
    },
  }),
  examples: [{ sql: "months_between(TIMESTAMP '1997-02-28 10:30:00', TIMESTAMP '1996-10-30 00:00:00')", result: 3.94959677 }],
})
function local(micros: bigint, timeZone: string) {
  const day = dayOf(toLocal(micros, timeZone)), parts = civil(day)
  // since midnight, not by the clock: they differ on days when it is set forward or back
  const second = Math.floor(Number(micros - toInstant(midnight(day), timeZone)) / 1e6)
  return { ...parts, second, isLast: parts.day === monthLength(parts.year, parts.month) }
}
