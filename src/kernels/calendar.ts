// The proleptic Gregorian calendar. A date is days since 1970-01-01; all i32 values are valid.

const ERA: i64 = 146097, SHIFT: i64 = 719468   // days of 400 years; days from 0000-03-01 to 1970-01-01

/** Year, month and day packed: year << 16 | month << 8 | day. Years begin in March inside, so that leap days come last. */
// @ts-ignore: decorator
@inline
export function civil(days: i32): i64 {
  const z = <i64>days + SHIFT, era = (z >= 0 ? z : z - (ERA - 1)) / ERA, dayOfEra = <u32>(z - era * ERA)
  const yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
  const dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100), shifted = (5 * dayOfYear + 2) / 153
  const day = dayOfYear - (153 * shifted + 2) / 5 + 1, month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = <i64>yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return year << 16 | <i64>(month << 8 | day)
}
// @ts-ignore: decorator
@inline
function yearOf(packed: i64): i64 {
  return packed >> 16
}
// @ts-ignore: decorator
@inline
function monthOf(packed: i64): i32 {
  return <i32>packed >>> 8 & 0xFF
}
// @ts-ignore: decorator
@inline
function dayOf(packed: i64): i32 {
  return <i32>packed & 0xFF
}
/** Days of a civil date: month 1…12, day 1…31. */
// @ts-ignore: decorator
@inline
function daysOf(year: i64, month: i32, day: i32): i64 {
  const y = month <= 2 ? year - 1 : year, era = (y >= 0 ? y : y - 399) / 400, yearOfEra = y - era * 400
  const dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
  return era * ERA + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - SHIFT
}
function isLeap(year: i64): bool {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}
function daysInMonth(year: i64, month: i32): i32 {
  return month == 2 ? isLeap(year) ? 29 : 28 : 30 + ((month + (month >>> 3)) & 1)
}
// @ts-ignore: decorator
@inline
function saturated(days: i64): i32 {
  return <i32>(days < <i64>i32.MIN_VALUE ? i32.MIN_VALUE : days > <i64>i32.MAX_VALUE ? i32.MAX_VALUE : days)
}

export function dateDayOfYear(days: i32): i32 {
  return <i32>(<i64>days - daysOf(yearOf(civil(days)), 1, 1)) + 1
}
/** ISO week: weeks begin on Monday, the first one holds the year's first Thursday. */
export function dateWeekOfYear(days: i32): i32 {
  const weekday = <i32>(((<i64>days + 3) % 7 + 7) % 7), thursday = <i64>days - weekday + 3
  const year = yearOf(civil(saturated(thursday)))
  return <i32>((thursday - daysOf(year, 1, 1)) / 7) + 1
}
/** The same day some months later, or the last day of that month. May lie beyond 32 bits. */
export function dateAddMonths(days: i32, months: i32): i64 {
  const c = civil(days), index = yearOf(c) * 12 + <i64>(monthOf(c) - 1) + <i64>months
  const year = (index >= 0 ? index : index - 11) / 12, month = <i32>(index - year * 12) + 1
  return daysOf(year, month, min(dayOf(c), daysInMonth(year, month)))
}
export function dateLastDay(days: i32): i32 {
  const c = civil(days)
  return saturated(<i64>days - <i64>dayOf(c) + <i64>daysInMonth(yearOf(c), monthOf(c)))
}
/** The first day of the year (0), quarter (1), month (2) or week (3, from Monday). */
export function dateTrunc(days: i32, unit: i32): i32 {
  if (unit == 3) return saturated(<i64>days - ((<i64>days + 3) % 7 + 7) % 7)
  const c = civil(days)
  const month = unit == 0 ? 1 : unit == 1 ? monthOf(c) - (monthOf(c) - 1) % 3 : monthOf(c)
  return saturated(daysOf(yearOf(c), month, 1))
}
/** The day of a date; the least i64 where there is none. May lie beyond 32 bits. */
export function dateMake(year: i32, month: i32, day: i32): i64 {
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  return exists ? daysOf(year, month, day) : i64.MIN_VALUE
}
