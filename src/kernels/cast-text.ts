// Numbers and dates as text and back: the casts that compiled code makes itself. Text is trimmed of white space and
// control characters (bytes up to 32, and 127).
import { civil, dateMake } from './calendar'

const ROOM: usize = 48   // the most bytes that a text written here has

// @ts-ignore: decorator
@inline
function isSpace(c: u32): bool {
  return c <= 32 || c == 127
}
// @ts-ignore: decorator
@inline
function isDigit(c: u32): bool {
  return c - 48 <= 9
}
/** Digits of `value` before `end`, at least `least` of them; where they begin. */
function writeDigits(value: u64, least: i32, end: usize): usize {
  while (value > 0 || least > 0) {
    store<u8>(--end, 48 + <u32>(value % 10))
    value /= 10
    least--
  }
  return end
}
// @ts-ignore: decorator
@inline
function moveDown(from: usize, end: usize, out: usize): u32 {
  memory.copy(out, from, end - from)
  return <u32>(end - from)
}

export function castLongText(value: i64, out: usize): u32 {
  const end = out + ROOM
  let at = writeDigits(value < 0 ? <u64>0 - <u64>value : <u64>value, 1, end)
  if (value < 0) store<u8>(--at, 45)
  return moveDown(at, end, out)
}
/** Divides the 128 bits at `p` by 10¹⁸ (in two steps of 10⁹, by words of 32 bits) and returns the rest. */
function divide18(p: usize): u64 {
  const low = divide9(p)
  return divide9(p) * 1000000000 + low
}
function divide9(p: usize): u64 {
  let rest: u64 = 0
  for (let n = 12; n >= 0; n -= 4) {
    const part = rest << 32 | <u64>load<u32>(p + n)
    store<u32>(p + n, <u32>(part / 1000000000))
    rest = part % 1000000000
  }
  return rest
}
export function castDecimalText(low: u64, high: u64, scale: i32, out: usize): u32 {
  const negative = <i64>high < 0, end = out + ROOM
  // the words lie behind the text; up to 16 bytes there may be written
  const words = end
  store<u64>(words, negative ? 0 - low : low)
  store<u64>(words, negative ? ~high + u64(low == 0) : high, 8)
  let at = end
  while (load<u64>(words) | load<u64>(words, 8)) {
    const more = load<u64>(words, 8) != 0 || load<u64>(words) >= 1000000000000000000
    at = writeDigits(divide18(words), more ? 18 : 1, at)
  }
  while (<i32>(end - at) <= scale) store<u8>(--at, 48)
  if (scale > 0) {
    const whole = end - scale - at
    memory.copy(at - 1, at, whole)
    at--
    store<u8>(end - scale - 1, 46)
  }
  if (negative) store<u8>(--at, 45)
  return moveDown(at, end, out)
}
/** `2024-02-29` before `end`; where it begins. */
function writeDate(days: i32, end: usize): usize {
  const c = civil(days), year = c >> 16
  let at = writeDigits(<u64>(c & 0xFF), 2, end)
  store<u8>(--at, 45)
  at = writeDigits(<u64>(c >>> 8 & 0xFF), 2, at)
  store<u8>(--at, 45)
  at = writeDigits(<u64>(year < 0 ? -year : year), 4, at)
  if (year < 0) store<u8>(--at, 45)
  else if (year > 9999) store<u8>(--at, 43)
  return at
}
export function castDateText(days: i32, out: usize): u32 {
  return moveDown(writeDate(days, out + ROOM), out + ROOM, out)
}
const DAY: i64 = 86400000000
/** `2024-02-29 12:00:00.5` of wall-clock microseconds. */
export function castTimeText(micros: i64, out: usize): u32 {
  const end = out + ROOM, towardsZero = micros / DAY, days = towardsZero - i64(micros < towardsZero * DAY), rest = <u64>(micros - days * DAY)
  let fraction = rest % 1000000, digits = 6, at = end
  if (fraction) {
    for (; fraction % 10 == 0; digits--) fraction /= 10
    at = writeDigits(fraction, digits, at)
    store<u8>(--at, 46)
  }
  const seconds = rest / 1000000
  at = writeDigits(seconds % 60, 2, at)
  store<u8>(--at, 58)
  at = writeDigits(seconds / 60 % 60, 2, at)
  store<u8>(--at, 58)
  at = writeDigits(seconds / 3600, 2, at)
  store<u8>(--at, 32)
  return moveDown(writeDate(<i32>days, at), end, out)
}

/** A whole number in 16 bytes at `out`. 1: it does not parse, or does not fit 64 bits. */
export function castTextLong(p: usize, n: u32, out: usize): i32 {
  let end = p + n
  while (p < end && isSpace(load<u8>(p))) p++
  while (p < end && isSpace(load<u8>(end - 1))) end--
  const sign = p < end ? <u32>load<u8>(p) : 0, negative = sign == 45
  if (negative || sign == 43) p++
  if (p >= end) return 1
  let value: u64 = 0
  for (; p < end; p++) {
    const c = <u32>load<u8>(p)
    if (!isDigit(c) || value > 922337203685477580) return 1
    value = value * 10 + <u64>(c - 48)
  }
  if (value > <u64>i64.MAX_VALUE + u64(negative)) return 1
  const result = negative ? <i64>(0 - value) : <i64>value
  store<i64>(out, result)
  store<i64>(out, result >> 63, 8)
  return 0
}

/**
 * A number with `scale` digits behind the point, half up, in 16 bytes at `out`. 1: it does not parse. 2: more than 38 digits.
 * 3: more than 38 digits before the point.
 */
export function castTextDecimal(p: usize, n: u32, scale: i32, out: usize): i32 {
  let end = p + n
  while (p < end && isSpace(load<u8>(p))) p++
  while (p < end && isSpace(load<u8>(end - 1))) end--
  const sign = p < end ? <u32>load<u8>(p) : 0, negative = sign == 45
  if (negative || sign == 43) p++
  // where the mantissa ends, where its point stands, and the exponent
  const start = p
  let whole = -1, digits = 0, zeros = 0, exponent = 0
  for (; p < end; p++) {
    const c = <u32>load<u8>(p)
    if (c == 46 && whole < 0) whole = digits
    else if (isDigit(c)) {
      if (c == 48 && zeros == digits) zeros++
      digits++
    } else break
  }
  if (digits == 0 || digits > 4096) return 1
  const mantissa = p
  if (whole < 0) whole = digits
  if (p < end) {
    if ((load<u8>(p) | 32) != 101) return 1
    const mark = ++p < end ? <u32>load<u8>(p) : 0, minus = mark == 45
    if (minus || mark == 43) p++
    if (p >= end || end - p > 9) return 1
    for (; p < end; p++) {
      if (!isDigit(load<u8>(p))) return 1
      exponent = exponent * 10 + <i32>(load<u8>(p) - 48)
    }
    if (minus) exponent = -exponent
  }
  if (zeros < digits && whole + exponent - zeros > 38) return 3
  return placeDigits(start, mantissa, <i64>whole + exponent + scale, negative, out)
}
/** The first `keep` digits between two addresses, passing over a point, rounded by the next one; zeros where there are fewer. */
function placeDigits(p: usize, end: usize, keep: i64, negative: bool, out: usize): i32 {
  let low: u64 = 0, high: u64 = 0, significant = 0, seen: i64 = 0, up = false
  for (; p < end; p++) {
    const c = <u32>load<u8>(p)
    if (c == 46) continue
    if (seen == keep) up = c >= 53
    if (seen++ >= keep) continue
    if (significant || c != 48) {
      if (++significant > 38) return 2
      store<u64>(out, low)
      store<u64>(out, high, 8)
      append(out, c - 48)
      low = load<u64>(out)
      high = load<u64>(out, 8)
    }
  }
  if (significant) {
    for (; seen < keep; seen++) {
      if (++significant > 38) return 2
      store<u64>(out, low)
      store<u64>(out, high, 8)
      append(out, 0)
      low = load<u64>(out)
      high = load<u64>(out, 8)
    }
  }
  if (up) {
    low++
    high += u64(low == 0)
  }
  store<u64>(out, negative ? 0 - low : low)
  store<u64>(out, negative ? ~high + u64(low == 0) : high, 8)
  return 0
}
/** The 128 bits at `p` times ten plus a digit. */
// @ts-ignore: decorator
@inline
function append(p: usize, digit: u32): void {
  let carry = <u64>digit
  for (let n = 0; n < 16; n += 4) {
    const part = <u64>load<u32>(p + n) * 10 + carry
    store<u32>(p + n, <u32>part)
    carry = part >> 32
  }
}

/** Up to `most` digits, `least` at least, read from `p`; the number and how many there were: count << 32 | number, or 0. */
function readDigits(p: usize, end: usize, least: i32, most: i32): u64 {
  let value: u64 = 0, count = 0
  for (; p < end && isDigit(load<u8>(p)); p++) {
    if (++count > most) return 0
    value = value * 10 + <u64>(load<u8>(p) - 48)
  }
  return count < least ? 0 : <u64>count << 32 | value
}
/** Days of `2024`, `2024-2` or `2024-2-29`, whatever follows the day after a space or T; the least i64 where it does not parse. */
export function castTextDate(p: usize, n: u32): i64 {
  let end = p + n
  while (p < end && isSpace(load<u8>(p))) p++
  while (p < end && isSpace(load<u8>(end - 1))) end--
  const sign = p < end ? <u32>load<u8>(p) : 0
  if (sign == 45 || sign == 43) p++
  const year = readDigits(p, end, 4, 7)
  let month: u64 = 1, day: u64 = 1
  if (year == 0) return i64.MIN_VALUE
  p += <usize>(year >> 32)
  if (p < end) {
    if (load<u8>(p) != 45) return i64.MIN_VALUE
    month = readDigits(++p, end, 1, 2)
    if (month == 0) return i64.MIN_VALUE
    p += <usize>(month >> 32)
  }
  if (p < end) {
    if (load<u8>(p) != 45) return i64.MIN_VALUE
    day = readDigits(++p, end, 1, 2)
    if (day == 0) return i64.MIN_VALUE
    p += <usize>(day >> 32)
  }
  if (p < end && load<u8>(p) != 32 && load<u8>(p) != 84) return i64.MIN_VALUE
  const y = <i32>year
  const days = dateMake(sign == 45 ? -y : y, <i32>month, <i32>day)
  return days == <i64><i32>days ? days : i64.MIN_VALUE
}
