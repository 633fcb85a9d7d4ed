import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { date, int32, timestamp, timestampNtz } from '../../types/data-type.js'
import { argument, call, compileCode, readResult, typed, writeArgument, writeResult, type Typed } from '../call.fixture.js'
import { civil, dayNumber, parseDate, parseTime } from '../conversion/time-text.js'
import type { I32 } from '../../codegen/code/value.js'
import { civilCode, plusMonths, weekday } from './calendar.js'
import * as f from './index.js'
import { toInstant } from './zone.js'

const D = (text: string): Typed => typed(date, parseDate(text)!)
const N = (text: string): Typed => typed(timestampNtz, parseTime(text)!.local)
const T = (text: string, zone = 'UTC'): Typed => typed(timestamp, toInstant(parseTime(text)!.local, zone))

/** Expected values are Spark 4's. */
const expected = [
  [f.year, [D('2024-02-29')], 2024], [f.year, [D('0001-01-01')], 1], [f.year, [T('1969-12-31 23:59:59.999999')], 1969],
  [f.quarter, [D('2024-12-31')], 4], [f.month, [N('2024-02-29 12:00:00')], 2],
  [f.day, ['2024-02-29'], 29], [f.dayOfWeek, [D('2024-02-29')], 5], [f.dayOfWeek, [D('1969-12-28')], 1], [f.weekDay, [D('2024-02-29')], 3],
  [f.dayOfYear, [D('2024-12-31')], 366],
  [f.weekOfYear, [D('2021-01-03')], 53], [f.weekOfYear, [D('2024-12-30')], 1], [f.weekOfYear, [D('2008-02-20')], 8],
  [f.hour, [N('2024-02-29 12:34:56')], 12], [f.minute, [N('1969-12-31 23:59:58.5')], 59], [f.second, [N('1969-12-31 23:59:58.5')], 58],
  [f.hour, [D('2024-02-29')], 0],
  [f.addDays, [D('2024-02-28'), 2], D('2024-03-01')], [f.subDays, [D('2024-03-01'), 1], D('2024-02-29')],
  [f.dateDiff, [D('2024-03-01'), D('2024-02-28')], 2], [f.dateDiff, [T('2024-03-01 23:00:00'), D('2024-03-02')], -1],
  [f.addMonths, [D('2024-01-31'), 1], D('2024-02-29')], [f.addMonths, [D('2024-02-29'), -12], D('2023-02-28')],
  [f.addMonths, [D('2024-12-31'), 2 ** 31 - 1], 'ARITHMETIC_OVERFLOW'],
  [f.lastDay, [D('2023-02-10')], D('2023-02-28')], [f.lastDay, [D('1900-02-10')], D('1900-02-28')],
  [f.makeDate, [2024, 2, 29], D('2024-02-29')], [f.makeDate, [2023, 2, 29], 'DATETIME_FIELD_OUT_OF_BOUNDS'],
  [f.makeDate, [2 ** 31 - 1, 1, 1], 'DATETIME_FIELD_OUT_OF_BOUNDS'], [f.makeDate, [-1, 3, 1], typed(date, dayNumber(-1, 3, 1)!)],
  [f.monthsBetween, [T('1997-02-28 10:30:00'), T('1996-10-30 00:00:00')], 3.94959677],
  [f.monthsBetween, [T('1997-02-28 10:30:00'), T('1996-10-30 00:00:00'), false], 3.9495967741935485],
  [f.monthsBetween, [D('2024-02-29'), D('2024-01-31')], 1],
  [f.trunc, [D('2024-08-31'), 'YEAR'], D('2024-01-01')], [f.trunc, [D('2024-08-31'), 'quarter'], D('2024-07-01')],
  [f.trunc, [D('2024-08-31'), 'mm'], D('2024-08-01')], [f.trunc, [D('2024-02-29'), 'week'], D('2024-02-26')],
  [f.trunc, [N('1969-12-31 23:59:59.999999'), 'month'], N('1969-12-01 00:00:00')],
  [f.trunc, [N('2024-02-29 12:34:56.789'), 'day'], N('2024-02-29 00:00:00')],
  [f.trunc, [N('2024-02-29 12:34:56.789'), 'hour'], N('2024-02-29 12:00:00')],
  [f.trunc, [N('1969-12-31 23:59:59.999999'), 'minute'], N('1969-12-31 23:59:00')],
  [f.trunc, [T('2024-02-29 12:34:56.789123'), 'millisecond'], T('2024-02-29 12:34:56.789')],
  [f.dateFormat, [N('2024-02-29 13:05:07.123456'), "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"], '2024-02-29T13:05:07.123Z'],
  [f.dateFormat, [D('2024-02-09'), "EEEE, d MMMM yy 'o''clock' D QQQ"], "Friday, 9 February 24 o'clock 40 Q1"],
  [f.dateFormat, [N('2024-02-29 00:05:00'), 'hh:mm a K k H'], '12:05 AM 0 24 0'],
  [f.dateFormat, [D('2024-02-29'), 'YYYY'], 'INVALID_DATETIME_PATTERN'],
  [f.toDate, ['29.02.2024', 'dd.MM.yyyy'], D('2024-02-29')], [f.toDate, ['30.02.2024', 'dd.MM.yyyy'], 'CANNOT_PARSE_TIMESTAMP'],
  [f.toDate, ['2024-02-29'], D('2024-02-29')], [f.toDate, [T('2024-02-29 10:00:00')], D('2024-02-29')],
  [f.toTimestamp, ['29 Feb 2024 1:05 PM', 'd MMM yyyy h:mm a'], T('2024-02-29 13:05:00')],
  [f.toTimestamp, ['20240229T13+0200', "yyyyMMdd'T'HHZ"], T('2024-02-29 11:00:00')],
  [f.unixMicros, [T('1970-01-01 00:00:01.5')], 1_500_000n], [f.timestampMicros, [1_500_000n], T('1970-01-01 00:00:01.5')],
  [f.unixDate, [D('1970-01-02')], 1], [f.dateFromUnixDate, [-1], D('1969-12-31')],
  [f.unixMillis, [T('1969-12-31 23:59:59.9999')], -1n], [f.unixSeconds, [T('1970-01-01 00:00:01.5')], 1n],
  [f.timestampMillis, [1000n], T('1970-01-01 00:00:01')], [f.timestampSeconds, [2n ** 62n], 'ARITHMETIC_OVERFLOW'],
  [f.fromUtcTimestamp, [T('2016-08-31 00:00:00'), 'Asia/Seoul'], T('2016-08-31 09:00:00')],
  [f.toUtcTimestamp, [T('2016-08-31 00:00:00'), 'Asia/Seoul'], T('2016-08-30 15:00:00')],
] as const
test.each(expected.map(([fn, args, result]) => [fn.name, fn, args, result] as const))('%s', (_, fn, args, result) => {
  expect(call(fn, args)).toEqual(typeof result === 'object' ? result.value : result)
})

test('a unit that is none', () => {
  expect(() => call(f.trunc, [D('2024-02-29'), 'hour'])).toThrow('of a date it is one of year, quarter')
  expect(() => call(f.trunc, [N('2024-02-29 00:00:00'), 'fortnight'])).toThrow('INVALID_PARAMETER_VALUE')
})

describe('time zones', () => {
  const berlin = 'Europe/Berlin'
  test.each([
    [f.hour, [T('2024-07-01 10:00:00')], 12], [f.day, [T('2024-06-30 22:30:00')], 1],
    [f.trunc, [T('2024-06-30 22:30:00'), 'month'], T('2024-07-01 00:00:00', berlin)],
    // 02:30 happens twice; each stays in its hour
    [f.trunc, [T('2024-10-27 00:30:00'), 'hour'], T('2024-10-27 00:00:00')],
    [f.trunc, [T('2024-10-27 01:30:00'), 'hour'], T('2024-10-27 01:00:00')],
    [f.trunc, [T('2024-10-27 12:30:00'), 'day'], T('2024-10-26 22:00:00')],
    [f.dateFormat, [T('2024-07-01 10:00:00'), 'HH:mm xxx VV'], '12:00 +02:00 Europe/Berlin'],
    [f.toTimestamp, ['2024-03-31 02:30', 'yyyy-MM-dd HH:mm'], T('2024-03-31 01:30:00')],
  ] as const)('%o', (fn, args, result) => expect(call(fn, args, berlin)).toEqual(typeof result === 'object' ? result.value : result))
})

describe('the calendar', () => {
  const parts = (['year', 'month', 'day'] as const).map(part => compileCode((code, control) => {
    const from = argument(code, control, date, 0).value as I32
    writeResult(code, control, { value: civilCode(code, from)[part], isNull: undefined })
  }))
  const compiled = (day: number): unknown => {
    writeArgument(day, date, 0)
    return parts.map(run => { run(); return readResult(int32) })
  }
  const check = (day: number): void => {
    const { year, month, day: ofMonth } = civil(day)
    expect(compiled(day)).toEqual([year, month, ofMonth])
  }
  test('every day of an era', () => {
    let wrong = 0
    for (let day = -150_000; day < 150_000; day++) {
      writeArgument(day, date, 0)
      const { year, month, day: ofMonth } = civil(day)
      for (const [n, want] of [year, month, ofMonth].entries()) { parts[n]!(); if (readResult(int32) !== want) wrong++ }
    }
    expect(wrong).toBe(0)
  })
  const edges = fc.constantFrom(-(2 ** 31), 2 ** 31 - 1, -(2 ** 31) + 14_861, 2 ** 31 - 131_236)
  const anyDay = fc.oneof(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), fc.integer({ min: -1_000_000, max: 3_000_000 }), edges)
  test('any day', () => fc.assert(fc.property(anyDay, check), { numRuns: 1000 }))
  test('both tiers agree', () => {
    const far = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), near = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n })
    const day = anyDay.map(d => typed(date, d)), micros = fc.oneof(far, near).map(t => typed(timestampNtz, t))
    fc.assert(fc.property(day, fc.integer(), (d, n) => {
      for (const fn of [f.year, f.quarter, f.month, f.day, f.dayOfWeek, f.weekDay, f.dayOfYear, f.weekOfYear, f.lastDay]) call(fn, [d])
      for (const fn of [f.addDays, f.subDays, f.addMonths]) call(fn, [d, n])
      for (const unit of ['year', 'quarter', 'month', 'week', 'day']) call(f.trunc, [d, unit])
    }), { numRuns: 60 })
    fc.assert(fc.property(micros, t => {
      for (const fn of [f.hour, f.minute, f.second, f.year]) call(fn, [t])
      const units = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond', 'microsecond']
      for (const unit of units) call(f.trunc, [t, unit])
    }), { numRuns: 100 })
    const between = (min: number, max: number) => fc.integer({ min, max })
    fc.assert(fc.property(between(-10_000, 10_000), between(-1, 14), between(-1, 33), (y, m, d) => { call(f.makeDate, [y, m, d]) }))
  })
  const days = fc.integer({ min: -100_000, max: 100_000 })
  test('months and weekdays by another way', () => fc.assert(fc.property(days, fc.integer({ min: -100, max: 100 }), (day, n) => {
    const from = new Date(day * 864e5), first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + n, 1))
    const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
    expect(plusMonths(day, n)).toBe(first.getTime() / 864e5 + Math.min(from.getUTCDate(), length) - 1)
    expect(weekday(day)).toBe((from.getUTCDay() + 6) % 7)
  })))
})
