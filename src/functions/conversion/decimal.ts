/** Arithmetic on unscaled decimals. */
import { MAX_PRECISION } from '../../types/data-type.js'

const powers: readonly bigint[] = Array.from({ length: 2 * MAX_PRECISION + 2 }, (_, n) => 10n ** BigInt(n))
export const tenTo = (n: number): bigint => powers[n] ?? 10n ** BigInt(n)
export const magnitude = (n: bigint): bigint => n < 0n ? -n : n
/** Whether the digits of an unscaled value fit a precision. */
export const fitsPrecision = (unscaled: bigint, precision: number): boolean => magnitude(unscaled) < tenTo(precision)

/** Quotient rounded half up (away from zero). */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor, rest = dividend % divisor
  if (2n * magnitude(rest) < magnitude(divisor)) return quotient
  return (dividend < 0n) === (divisor < 0n) ? quotient + 1n : quotient - 1n
}
/** The same number with another scale, rounded half up. */
export function rescale(unscaled: bigint, from: number, to: number): bigint {
  return to >= from ? unscaled * tenTo(to - from) : divideHalfUp(unscaled, tenTo(from - to))
}
