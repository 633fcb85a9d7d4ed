/** The calendar in compiled code, and what `evaluate` needs of it beyond `conversion/time-text.ts`. */
import { kernel } from '../../codegen/code/builder.js'
import type { Code } from '../../codegen/code/builder.js'
import type { I32, I64 } from '../../codegen/code/value.js'
import { civil, dayNumber, isLeap } from '../conversion/time-text.js'

export const MICROS_PER_DAY = 86_400_000_000n

export const calendarKernels = {
  dayOfYear: kernel('dateDayOfYear', ['i32'], 'i32'),
  weekOfYear: kernel('dateWeekOfYear', ['i32'], 'i32'),
  /** May not fit 32 bits. */
  addMonths: kernel('dateAddMonths', ['i32', 'i32'], 'i64'),
  lastDay: kernel('dateLastDay', ['i32'], 'i32'),
  trunc: kernel('dateTrunc', ['i32', 'i32'], 'i32'),
  /** Does not fit 32 bits where there is no such day. */
  make: kernel('dateMake', ['i32', 'i32', 'i32'], 'i64'),
} as const

// --- compiled

const ERA = 146_097   // days of 400 years
/** Eras from the one in which counting begins to the one of 1970, and the days by which it begins before the year −5 877 641. */
const ERAS = 14_695, SPARE = 131_235
/** 2³² days are so many eras, and so many days. */
const WRAP_ERAS = 29_398, WRAP_DAYS = 7_690

interface CivilCode { readonly year: I32; readonly month: I32; readonly day: I32 }
/**
 * Year, month and day, for every i32. Years begin in March inside, so that the leap day is the last one. Divisions by
 * constants only, which the engine turns into multiplications (after Neri and Schneider, Euclidean affine functions).
 */
export function civilCode(code: Code, days: I32): CivilCode {
  const { i32, i64 } = code
  return code.memo(`civil ${days.word.id}`, () => {
    const unsigned = i32.xor(days, i32.const(-(2 ** 31))), shifted = i32.add(unsigned, i32.const(SPARE))
    const wrapped = i32.fromBool(i32.ltu(shifted, unsigned))
    const counted = i32.add(shifted, i32.mul(wrapped, i32.const(WRAP_DAYS)))
    const eraLow = i32.divu(counted, i32.const(ERA)), era = i32.add(eraLow, i32.mul(wrapped, i32.const(WRAP_ERAS)))
    const quarters = i32.add(i32.shl(i32.sub(counted, i32.mul(eraLow, i32.const(ERA))), 2), i32.const(3))
    const century = i32.divu(quarters, i32.const(ERA))
    const ofCentury = i32.or(i32.sub(quarters, i32.mul(century, i32.const(ERA))), i32.const(3))
    const product = i64.mul(i64.extendU(ofCentury), i64.const(2_939_745)), yearOfCentury = i32.wrap(i64.shru(product, 32))
    const dayOfYear = i32.shru(i32.divu(i32.wrap(product), i32.const(2_939_745)), 2)
    const months = i32.add(i32.mul(dayOfYear, i32.const(2141)), i32.const(197_913)), month = i32.shru(months, 16)
    const nextYear = i32.fromBool(i32.geu(dayOfYear, i32.const(306)))
    const year = i32.add(i32.add(i32.mul(century, i32.const(100)), yearOfCentury), i32.mul(i32.sub(era, i32.const(ERAS)), i32.const(400)))
    return {
      year: i32.add(year, nextYear),
      month: i32.sub(month, i32.mul(nextYear, i32.const(12))),
      day: i32.add(i32.divu(i32.and(months, i32.const(0xFFFF)), i32.const(2141)), i32.const(1)),
    }
  })
}
/** Days since the Monday before: 0 is Monday. */
export function weekdayCode({ i32 }: Code, days: I32): I32 {
  // 2³¹ is 2 modulo 7, and 1970-01-01 was a Thursday
  const rest = i32.remu(i32.xor(days, i32.const(-(2 ** 31))), i32.const(7))
  return i32.remu(i32.add(rest, i32.const(1)), i32.const(7))
}
/** Powers of two are shifted out first, so that the rest is exact as a double: 86 400 s are 2¹³ · 10 546 875 µs. */
export function dayOfMicros({ i32, i64, f64 }: Code, micros: I64): I32 {
  return i32.truncSat(f64.floor(f64.div(f64.from(i64.shr(micros, 13)), f64.const(10_546_875))))
}
export const microsOfDay = ({ i64 }: Code, day: I32): I64 => i64.mul(i64.extend(day), i64.const(MICROS_PER_DAY))
/** Microseconds since midnight. */
export const timeOfDay = (code: Code, micros: I64): I64 => code.i64.sub(micros, microsOfDay(code, dayOfMicros(code, micros)))

// --- evaluated

export const monthLength = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : 30 + ((month + (month >> 3)) & 1)
export const firstOfYear = (year: number): number => dayNumber(year, 1, 1)!
const floorMod = (n: number, by: number): number => ((n % by) + by) % by
/** 0 is Monday. */
export const weekday = (day: number): number => floorMod(day + 3, 7)
export const saturated = (day: number): number => Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, day))
/** May not fit 32 bits. */
export function plusMonths(day: number, months: number): number {
  const from = civil(day), index = from.year * 12 + from.month - 1 + months, year = Math.floor(index / 12), month = floorMod(index, 12) + 1
  return dayNumber(year, month, Math.min(from.day, monthLength(year, month)))!
}
