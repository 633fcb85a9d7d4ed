// CSV fields → cells. Each kernel begins at row `from` and takes the plain forms of its type; it stops at a row that it
// does not know (or that is wrong) and gives its number, or n at the end: the caller deals with that row and calls again.
import { dateMake } from './calendar'

const ZERO: u32 = 48
const POWERS = memory.data<f64>([
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
])
const WHOLE_POWERS = memory.data<i64>([
  1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000, 100000000000, 1000000000000,
  10000000000000, 100000000000000, 1000000000000000, 10000000000000000, 100000000000000000, 1000000000000000000,
])

// @ts-ignore: decorator
@inline
function isNull(validity: usize, row: i32): bool {
  return (load<u8>(validity + (row >> 3)) >>> (row & 7) & 1) == 0
}
// @ts-ignore: decorator
@inline
function digit(p: usize): u32 {
  return <u32>load<u8>(p) - ZERO
}

/** Whole numbers from `low` to `high`, as i64 cells (`wide`) or i32 cells. */
export function csvIntegers(from: i32, n: i32, views: usize, validity: usize, out: usize, low: i64, high: i64, wide: i32): i32 {
  for (let row = from; row < n; row++) {
    let value: i64 = 0
    if (!isNull(validity, row)) {
      let p = <usize>load<u32>(views + (<usize>row << 3))
      const end = p + <usize>load<u32>(views + (<usize>row << 3), 4), negative = p < end && load<u8>(p) == 45
      if (negative) p++
      if (p >= end || end - p > 18) return row
      for (; p < end; p++) {
        const d = digit(p)
        if (d > 9) return row
        value = value * 10 + d
      }
      if (negative) value = -value
      if (value < low || value > high) return row
    }
    if (wide) store<i64>(out + (<usize>row << 3), value)
    else store<i32>(out + (<usize>row << 2), <i32>value)
  }
  return n
}

/** Numbers whose digits fit 53 bits and whose power of ten is exact: then one multiplication or division rounds correctly. */
export function csvDoubles(from: i32, n: i32, views: usize, validity: usize, out: usize): i32 {
  for (let row = from; row < n; row++) {
    let value: f64 = 0
    if (!isNull(validity, row)) {
      let p = <usize>load<u32>(views + (<usize>row << 3)), digits: i64 = 0, behind: i32 = 0, count: u32 = 0, exponent: i32 = 0
      const end = p + <usize>load<u32>(views + (<usize>row << 3), 4), negative = p < end && load<u8>(p) == 45
      if (negative) p++
      let point = false
      for (; p < end; p++) {
        const d = digit(p)
        if (d <= 9) {
          digits = digits * 10 + d
          if (++count > 18) return row
          if (point) behind++
        } else if (load<u8>(p) == 46 && !point) point = true
        else break
      }
      if (count == 0) return row
      if (p < end) {
        if ((load<u8>(p++) | 32) != 101 || p >= end) return row
        const sign = load<u8>(p), minus = sign == 45
        if (minus || sign == 43) p++
        if (p >= end || end - p > 3) return row
        for (; p < end; p++) {
          const d = digit(p)
          if (d > 9) return row
          exponent = exponent * 10 + d
        }
        if (minus) exponent = -exponent
      }
      exponent -= behind
      if (digits > 9007199254740992 || exponent < -22 || exponent > 22) return row
      const power = load<f64>(POWERS + (<usize>(exponent < 0 ? -exponent : exponent) << 3))
      value = exponent < 0 ? <f64>digits / power : <f64>digits * power
      if (negative) value = -value
    }
    store<f64>(out + (<usize>row << 3), value)
  }
  return n
}

/** Decimals of at most 18 digits, `scale` of them behind the point and `whole` before it. */
export function csvDecimals(from: i32, n: i32, views: usize, validity: usize, out: usize, whole: i32, scale: i32): i32 {
  for (let row = from; row < n; row++) {
    let value: i64 = 0
    if (!isNull(validity, row)) {
      let p = <usize>load<u32>(views + (<usize>row << 3)), before: i32 = 0, behind: i32 = 0
      const end = p + <usize>load<u32>(views + (<usize>row << 3), 4), negative = p < end && load<u8>(p) == 45
      if (negative) p++
      for (; p < end && digit(p) <= 9; p++, before++) value = value * 10 + digit(p)
      if (p < end) {
        if (load<u8>(p++) != 46) return row
        for (; p < end && digit(p) <= 9; p++, behind++) value = value * 10 + digit(p)
      }
      if (p < end || before + behind == 0 || before > whole || behind > scale) return row
      value *= load<i64>(WHOLE_POWERS + (<usize>(scale - behind) << 3))
      if (negative) value = -value
    }
    store<i64>(out + (<usize>row << 3), value)
  }
  return n
}

// @ts-ignore: decorator
@inline
function twoDigits(p: usize): u32 {
  const tens = digit(p), ones = digit(p + 1)
  return tens > 9 || ones > 9 ? 100 : tens * 10 + ones
}
/** What dateMake gives where there is no such day. */
const NO_DAY: i64 = i64.MIN_VALUE
/** Days of the ten bytes `2024-02-29`. */
function isoDay(p: usize): i64 {
  const century = twoDigits(p), year = twoDigits(p + 2), month = twoDigits(p + 5), day = twoDigits(p + 8)
  if (century > 99 || year > 99 || month > 12 || day > 31 || load<u8>(p + 4) != 45 || load<u8>(p + 7) != 45) return NO_DAY
  return dateMake(<i32>(century * 100 + year), <i32>month, <i32>day)
}

/** Days written `2024-02-29`. */
export function csvDates(from: i32, n: i32, views: usize, validity: usize, out: usize): i32 {
  for (let row = from; row < n; row++) {
    let value: i64 = 0
    if (!isNull(validity, row)) {
      if (load<u32>(views + (<usize>row << 3), 4) != 10) return row
      value = isoDay(<usize>load<u32>(views + (<usize>row << 3)))
      if (value == NO_DAY) return row
    }
    store<i32>(out + (<usize>row << 2), <i32>value)
  }
  return n
}

/** Microseconds of `2024-02-29 12:00[:00[.000000]]` (or with T). A Z behind: there is one when `zoned` is 1, none when 0, either when 2. */
export function csvTimes(from: i32, n: i32, views: usize, validity: usize, out: usize, zoned: i32): i32 {
  for (let row = from; row < n; row++) {
    let value: i64 = 0
    if (!isNull(validity, row)) {
      let p = <usize>load<u32>(views + (<usize>row << 3))
      let end = p + <usize>load<u32>(views + (<usize>row << 3), 4)
      if (end - p < 16) return row
      const z = load<u8>(end - 1) == 90
      if (z) {
        if (zoned == 0) return row
        end--
      } else if (zoned == 1) return row
      const day = isoDay(p), separator = load<u8>(p + 10), hour = twoDigits(p + 11), minute = twoDigits(p + 14)
      if (day == NO_DAY || (separator != 32 && separator != 84) || hour > 23 || load<u8>(p + 13) != 58 || minute > 59) return row
      p += 16
      let second: u32 = 0, fraction: i64 = 0
      if (p < end) {
        if (end - p < 3 || load<u8>(p) != 58) return row
        second = twoDigits(p + 1)
        if (second > 59) return row
        p += 3
        if (p < end) {
          const places = end - p - 1
          if (load<u8>(p) != 46 || places < 1 || places > 6) return row
          for (p++; p < end; p++) {
            if (digit(p) > 9) return row
            fraction = fraction * 10 + digit(p)
          }
          fraction *= load<i64>(WHOLE_POWERS + (<usize>(6 - places) << 3))
        }
      }
      value = (day * 86400 + hour * 3600 + minute * 60 + second) * 1000000 + fraction
    }
    store<i64>(out + (<usize>row << 3), value)
  }
  return n
}

/** `true` and `false`, in any case. */
export function csvBooleans(from: i32, n: i32, views: usize, validity: usize, out: usize): i32 {
  for (let row = from; row < n; row++) {
    let value: u32 = 0
    if (!isNull(validity, row)) {
      const p = <usize>load<u32>(views + (<usize>row << 3)), bytes = load<u32>(views + (<usize>row << 3), 4)
      const head = bytes >= 4 ? load<u32>(p) | 0x20202020 : 0
      if (bytes == 4 && head == 0x65757274) value = 1
      else if (bytes != 5 || head != 0x736c6166 || (load<u8>(p + 4) | 32) != 101) return row
    }
    store<u8>(out + <usize>row, <u8>value)
  }
  return n
}
