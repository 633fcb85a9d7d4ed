/** Parts of a date. Timestamps are cast to the date that it is in the session's time zone. */
import type { Code } from '../../codegen/code/builder.js'
import type { I32 } from '../../codegen/code/value.js'
import { civil } from '../conversion/time-text.js'
import { asDate } from '../arguments.js'
import type { Example } from '../declare.js'
import { int32 } from '../rules.js'
import { strict } from '../scalar.js'
import { calendarKernels, civilCode, firstOfYear, weekday, weekdayCode } from './calendar.js'

interface Part {
  readonly summary: string
  readonly sparkName?: string
  readonly aliases?: readonly string[]
  readonly examples: readonly Example[]
}
const part = (name: string, about: Part, evaluate: (day: number) => number, emit: (code: Code, day: I32) => I32) => strict(name, {
  ...about, args: { date: asDate }, returns: int32,
  evaluate: ({ date }) => evaluate(date),
  emit: (code, { date }) => emit(code, date),
})

export const year = /*#__PURE__*/ part('year', {
  summary: 'The year.',
  examples: [{ sql: "year(DATE '2024-02-29')", result: 2024 }],
}, day => civil(day).year, (code, day) => civilCode(code, day).year)

export const quarter = /*#__PURE__*/ part('quarter', {
  summary: 'The quarter of the year, 1 to 4.',
  examples: [{ sql: "quarter(DATE '2024-08-31')", result: 3 }],
}, day => Math.ceil(civil(day).month / 3), (code, day) => {
  const { i32 } = code
  return i32.divu(i32.add(civilCode(code, day).month, i32.const(2)), i32.const(3))
})

export const month = /*#__PURE__*/ part('month', {
  summary: 'The month, 1 to 12.',
  examples: [{ sql: "month(DATE '2024-02-29')", result: 2 }],
}, day => civil(day).month, (code, day) => civilCode(code, day).month)

export const day = /*#__PURE__*/ part('day', {
  summary: 'The day of the month, 1 to 31.',
  aliases: ['dayOfMonth', 'dayofmonth'],
  examples: [{ sql: "day(DATE '2024-02-29')", result: 29 }],
}, day => civil(day).day, (code, day) => civilCode(code, day).day)

export const dayOfWeek = /*#__PURE__*/ part('dayOfWeek', {
  summary: 'The day of the week: 1 is Sunday, 7 is Saturday.',
  sparkName: 'dayofweek',
  examples: [{ sql: "dayofweek(DATE '2024-02-29')", result: 5 }],
}, day => (weekday(day) + 1) % 7 + 1, (code, day) => {
  const { i32 } = code
  return i32.add(i32.remu(i32.add(weekdayCode(code, day), i32.const(1)), i32.const(7)), i32.const(1))
})

export const weekDay = /*#__PURE__*/ part('weekDay', {
  summary: 'The day of the week: 0 is Monday, 6 is Sunday.',
  sparkName: 'weekday',
  examples: [{ sql: "weekday(DATE '2024-02-29')", result: 3 }],
}, weekday, weekdayCode)

export const dayOfYear = /*#__PURE__*/ part('dayOfYear', {
  summary: 'The day of the year, 1 to 366.',
  sparkName: 'dayofyear',
  examples: [{ sql: "dayofyear(DATE '2024-03-01')", result: 61 }],
}, day => day - firstOfYear(civil(day).year) + 1, (code, day) => code.call(calendarKernels.dayOfYear, day))

export const weekOfYear = /*#__PURE__*/ part('weekOfYear', {
  summary: 'The ISO week of the year: weeks begin on Monday, the first one holds the first Thursday.',
  sparkName: 'weekofyear',
  examples: [{ sql: "weekofyear(DATE '2021-01-03')", result: 53 }],
}, day => {
  const thursday = day - weekday(day) + 3
  return Math.floor((thursday - firstOfYear(civil(thursday).year)) / 7) + 1
}, (code, day) => code.call(calendarKernels.weekOfYear, day))
