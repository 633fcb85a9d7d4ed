// Decimals of up to 38 digits: unscaled signed integers in two words. Every function of a decimal result writes it to `out`
// and returns 0, or 1 where it is beyond 38 digits (or the divisor is 0). The 256 bytes at `out` are working memory.
import {
  clearDigits, compareDigits, digitsOf, divideDigits, dividePowerOf10, highProduct, multiplyPowerOf10, multiplyWords, shiftLeft, topBits,
} from './digits'

const A: usize = 16    // 16 digits of 32 bits: numerator, product
const B: usize = 80    // 12 digits: divisor
const Q: usize = 128   // 16 digits: quotient
/** No pair of decimal types asks for more; 14 digits hold a number raised so. */
const MOST = 76
const BOUND_HIGH: u64 = 0x4B3B4CA85A86C47A
const BOUND_LOW: u64 = 0x098A224000000000

// @ts-ignore: decorator
@inline
function magnitudeLow(lo: u64, hi: u64): u64 {
  return <i64>hi < 0 ? 0 - lo : lo
}
// @ts-ignore: decorator
@inline
function magnitudeHigh(lo: u64, hi: u64): u64 {
  return <i64>hi < 0 ? ~hi + u64(lo == 0) : hi
}
/** Stores a magnitude with its sign; 1 where it is not below 10^38. */
function settle(lo: u64, hi: u64, negative: bool, out: usize): i32 {
  if (hi > BOUND_HIGH || (hi == BOUND_HIGH && lo >= BOUND_LOW)) return 1
  store<u64>(out, negative ? 0 - lo : lo)
  store<u64>(out, negative ? ~hi + u64(lo == 0) : hi, 8)
  return 0
}
/** The same from digits. */
function settleDigits(p: usize, n: i32, negative: bool, out: usize): i32 {
  if (digitsOf(p, n) > 4) return 1
  return settle(load<u64>(p), load<u64>(p, 8), negative, out)
}
/** Magnitude of a number as 16 digits at p. */
function spread(lo: u64, hi: u64, p: usize): void {
  clearDigits(p, 16)
  store<u64>(p, magnitudeLow(lo, hi))
  store<u64>(p, magnitudeHigh(lo, hi), 8)
}

/** a · b / 10^drop, rounded half away from zero. */
export function decimalMultiply(aLow: u64, aHigh: u64, bLow: u64, bHigh: u64, drop: i32, out: usize): i32 {
  const negative = <i64>(aHigh ^ bHigh) < 0
  const al = magnitudeLow(aLow, aHigh), ah = magnitudeHigh(aLow, aHigh), bl = magnitudeLow(bLow, bHigh), bh = magnitudeHigh(bLow, bHigh)
  if (drop == 0 && (ah | bh) == 0) return settle(al * bl, highProduct(al, bl), negative, out)
  const x = out + A
  clearDigits(x, 16)
  multiplyWords(al, ah, bl, bh, x)
  if (drop > 0) dividePowerOf10(x, 16, drop, true)
  return settleDigits(x, 16, negative, out)
}

/** Quotient digits to out + Q, remainder digits to out + A. False where b is 0. */
function divideScaled(aLow: u64, aHigh: u64, bLow: u64, bHigh: u64, raiseA: i32, raiseB: i32, out: usize): bool {
  if ((bLow | bHigh) == 0 || raiseA > MOST || raiseB > MOST) return false
  // B has room for 12 digits and the quotient overwrites what clearing B touches behind it
  spread(bLow, bHigh, out + B)
  multiplyPowerOf10(out + B, 12, raiseB)
  spread(aLow, aHigh, out + A)
  multiplyPowerOf10(out + A, 15, raiseA)
  clearDigits(out + Q, 16)
  // spreading A cleared nothing of B: A ends where B begins
  divideDigits(out + A, 16, out + B, digitsOf(out + B, 12), out + Q)
  return true
}

/** a · 10^raise / b, rounded half away from zero. */
export function decimalDivide(aLow: u64, aHigh: u64, bLow: u64, bHigh: u64, raise: i32, out: usize): i32 {
  const negative = <i64>(aHigh ^ bHigh) < 0
  if (raise <= 19) {
    // numerator and divisor of one word: the common case
    const al = magnitudeLow(aLow, aHigh), bl = magnitudeLow(bLow, bHigh), power = powerWord(raise)
    const short = (magnitudeHigh(aLow, aHigh) | magnitudeHigh(bLow, bHigh) | highProduct(al, power)) == 0
    if (short && bl != 0) {
      const n = al * power, q = n / bl, rest = n - q * bl
      return settle(q + u64(rest >= bl - rest), 0, negative, out)
    }
  }
  if (!divideScaled(aLow, aHigh, bLow, bHigh, raise, 0, out)) return 1
  // twice the remainder against the divisor
  shiftLeft(out + A, 13, 1)
  const up = compareDigits(out + A, out + B, 12) >= 0
  if (digitsOf(out + Q, 16) > 4) return 1
  const q = load<u64>(out + Q), low = q + u64(up)
  return settle(low, load<u64>(out + Q, 8) + u64(low < q), negative, out)
}

/** (a · 10^raiseA) / (b · 10^raiseB), cut towards zero. */
export function decimalQuotient(aLow: u64, aHigh: u64, bLow: u64, bHigh: u64, raiseA: i32, raiseB: i32, out: usize): i32 {
  if (!divideScaled(aLow, aHigh, bLow, bHigh, raiseA, raiseB, out)) return 1
  return settleDigits(out + Q, 16, <i64>(aHigh ^ bHigh) < 0, out)
}

/** Remainder of a · 10^raiseA by b · 10^raiseB; it has the sign of a. */
export function decimalRemainder(aLow: u64, aHigh: u64, bLow: u64, bHigh: u64, raiseA: i32, raiseB: i32, out: usize): i32 {
  if (!divideScaled(aLow, aHigh, bLow, bHigh, raiseA, raiseB, out)) return 1
  return settleDigits(out + A, 16, <i64>aHigh < 0, out)
}

/** a · 10^digits; negative digits divide, rounding half away from zero. */
export function decimalRescale(low: u64, high: u64, digits: i32, out: usize): i32 {
  if (magnitudeHigh(low, high) == 0 && digits <= 19 && digits >= -19) {
    const n = magnitudeLow(low, high), power = powerWord(digits < 0 ? -digits : digits)
    if (digits >= 0) return settle(n * power, highProduct(n, power), <i64>high < 0, out)
    const q = n / power, rest = n - q * power
    return settle(q + u64(rest >= power - rest), 0, <i64>high < 0, out)
  }
  spread(low, high, out + A)
  if (digits >= 0) multiplyPowerOf10(out + A, 16, digits)
  else dividePowerOf10(out + A, 16, -digits, true)
  return settleDigits(out + A, 16, <i64>high < 0, out)
}

/** a / 10^-digits, cut towards minus infinity (direction −1), zero (0) or plus infinity (1). */
export function decimalCut(low: u64, high: u64, digits: i32, direction: i32, out: usize): i32 {
  const negative = <i64>high < 0
  spread(low, high, out + A)
  const exact = dividePowerOf10(out + A, 16, digits, false)
  const away = !exact && (negative ? direction < 0 : direction > 0)
  const q = load<u64>(out + A), cut = q + u64(away)
  return settle(cut, load<u64>(out + A, 8) + u64(cut < q), negative, out)
}

/** The double nearest to a / 10^scale. `work`: 256 bytes. */
export function decimalToDouble(low: u64, high: u64, scale: i32, work: usize): f64 {
  const negative = <i64>high < 0, lo = magnitudeLow(low, high), hi = magnitudeHigh(low, high)
  const bits = hi ? 128 - <i32>clz(hi) : 64 - <i32>clz(lo)
  if (bits == 0) return 0
  let value: f64
  if (bits <= 53 && scale <= 22) {
    value = <f64>lo / powerOf10(scale)   // both exact: one rounding
  } else {
    clearDigits(work + B, 16)
    store<u32>(work + B, 1)
    multiplyPowerOf10(work + B, 12, scale)
    const divisor = digitsOf(work + B, 12)
    const divisorBits = divisor * 32 - <i32>clz(load<u32>(work + B + (<usize>(divisor - 1) << 2)))
    // so many bits that the quotient has at least 64
    const shift = max(0, 65 + divisorBits - bits)
    spread(low, high, work + A)
    shiftLeft(work + A, 15, shift)
    clearDigits(work + Q, 16)
    divideDigits(work + A, 16, work + B, divisor, work + Q)
    const rest = digitsOf(work + A, 16) > 0
    const dropped = topBits(work + Q, 16, work)
    // the lowest of 64 bits says whether anything is below: rounding to 53 then is right
    const top = load<u64>(work) | u64(rest || load<u32>(work, 8) != 0)
    value = <f64>top * powerOf2(dropped - shift)
  }
  return negative ? -value : value
}
/** 10^n for n up to 19, which is all that a word holds. */
function powerWord(n: i32): u64 {
  return load<u64>(POWERS + (<usize>n << 3))
}
const POWERS = memory.data<u64>([
  1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000, 100000000000, 1000000000000,
  10000000000000, 100000000000000, 1000000000000000, 10000000000000000, 100000000000000000, 1000000000000000000, 10000000000000000000,
])
// @ts-ignore: decorator
@inline
function powerOf2(n: i32): f64 {
  return reinterpret<f64>(<u64>(n + 1023) << 52)
}
/** 10^n, exact for n up to 22. */
function powerOf10(n: i32): f64 {
  let p: f64 = 1
  for (let k = 0; k < n; k++) p *= 10
  return p
}
