// The proleptic Gregorian calendar. A date is days since 1970-01-01; all i32 values are valid. Divisions are unsigned, of 32
// bits and by constants, which the engine turns into multiplications; 64-bit ones would cost ten times as much.

/** Days of 400 years. */
const ERA: u32 = 146097
/** Eras from the beginning of counting, before the year -5 877 641, to the one of 1970; the days by which it is before. */
const ERAS: u32 = 14695, SPARE: u32 = 131235
/** 2^32 days are so many eras, and so many days. */
const WRAP_ERAS: u32 = 29398, WRAP_DAYS: u32 = 7690
/** Years are counted from here where they become days: a multiple of 400, before all years that months can lead to. */
const FAR: i32 = 400000000
const EPOCH: i64 = 719468   // days from 0000-03-01 to 1970-01-01

/** Year << 16 | month << 8 | day. Years begin in March inside, so that leap days come last. */
export function civil(days: i32): i64 {
  const unsigned = <u32>days ^ 0x80000000, shifted = unsigned + SPARE, wrapped = u32(shifted < unsigned)
  const counted = shifted + wrapped * WRAP_DAYS, era = counted / ERA, dayOfEra = counted - era * ERA
  const yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
  const dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100), march = (5 * dayOfYear + 2) / 153
  const day = dayOfYear - (153 * march + 2) / 5 + 1, nextYear = u32(march >= 10), month = march + 3 - 12 * nextYear
  const year = <i32>(yearOfEra + nextYear) + (<i32>(era + wrapped * WRAP_ERAS) - <i32>ERAS) * 400
  return <i64>year << 16 | <i64>(month << 8 | day)
}
// @ts-ignore: decorator
@inline
function yearOf(packed: i64): i32 {
  return <i32>(packed >> 16)
}
// @ts-ignore: decorator
@inline
function monthOf(packed: i64): u32 {
  return <u32>packed >>> 8 & 0xFF
}
// @ts-ignore: decorator
@inline
function dayOf(packed: i64): u32 {
  return <u32>packed & 0xFF
}
/** Days of a civil date: month 1…12, day 1…31. */
function daysOf(year: i32, month: u32, day: u32): i64 {
  const early = u32(month <= 2), far = <u32>(year + FAR) - early, era = far / 400, yearOfEra = far - era * 400
  const dayOfYear = (153 * (month + 12 * early - 3) + 2) / 5 + day - 1
  return <i64>(<i32>era - FAR / 400) * <i64>ERA + <i64>(yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear) - EPOCH
}
// @ts-ignore: decorator
@inline
function isLeap(year: i32): bool {
  return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0)
}
// @ts-ignore: decorator
@inline
function daysInMonth(year: i32, month: u32): u32 {
  return month == 2 ? 28 + u32(isLeap(year)) : 30 + ((month + (month >>> 3)) & 1)
}
/** Days since the Monday before. 2^31 is 2 modulo 7, and 1970-01-01 was a Thursday. */
// @ts-ignore: decorator
@inline
function weekday(days: i32): u32 {
  return ((<u32>days ^ 0x80000000) % 7 + 1) % 7
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
  const thursday = <i64>days - <i64>weekday(days) + 3, year = yearOf(civil(saturated(thursday)))
  return <i32>(<u32>(thursday - daysOf(year, 1, 1)) / 7) + 1
}
/** The same day some months later, or the last day of that month. May lie beyond 32 bits. */
export function dateAddMonths(days: i32, months: i32): i64 {
  const c = civil(days), index = <i64>yearOf(c) * 12 + <i64>(monthOf(c) - 1) + <i64>months
  const shifted = <u32>(index + 12 * <i64>(FAR / 2)), year = <i32>(shifted / 12) - FAR / 2, month = shifted % 12 + 1
  return daysOf(year, month, min(dayOf(c), daysInMonth(year, month)))
}
export function dateLastDay(days: i32): i32 {
  const c = civil(days)
  return saturated(<i64>days - <i64>dayOf(c) + <i64>daysInMonth(yearOf(c), monthOf(c)))
}
/** The first day of the year (0), quarter (1), month (2) or week (3, from Monday). */
export function dateTrunc(days: i32, unit: i32): i32 {
  if (unit == 3) return saturated(<i64>days - <i64>weekday(days))
  const c = civil(days)
  if (unit == 2) return saturated(<i64>days - <i64>dayOf(c) + 1)
  return saturated(daysOf(yearOf(c), unit == 0 ? 1 : monthOf(c) - (monthOf(c) - 1) % 3, 1))
}
/** The day of a date; the least i64 where there is none. May lie beyond 32 bits. */
export function dateMake(year: i32, month: i32, day: i32): i64 {
  const isNear = year > -FAR / 2 && year < FAR / 2
  const exists = isNear && month >= 1 && month <= 12 && day >= 1 && <u32>day <= daysInMonth(year, month)
  return exists ? daysOf(year, month, day) : i64.MIN_VALUE
}
