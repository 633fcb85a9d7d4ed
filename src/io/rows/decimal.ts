/** Exact numbers as text. */
const PLAIN = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/

/** What `parseDecimal` gives for text that is not a number, has too many digits before the point, or behind it. */
export type DecimalProblem = 'syntax' | 'range' | 'scale'

/**
 * Decimal text (`-1.50`, `2e3`) as an unscaled whole number. Digits behind the scale: an error unless they are zero, or
 * rounded half away from zero with `round`.
 */
export function parseDecimal(text: string, precision: number, scale: number, round = false): bigint | DecimalProblem {
  const parts = PLAIN.exec(text.trim())
  if (!parts || (!parts[2] && !parts[3])) return 'syntax'
  const fraction = parts[3] ?? '', digits = (parts[2] ?? '') + fraction
  /** How many zeros the digits lack (or digits they have too many) to be in units of the scale. */
  const shift = scale - fraction.length + Number(parts[4] ?? 0)
  if (shift > precision) return /^0*$/.test(digits) ? 0n : 'range'
  let unscaled: bigint
  if (shift >= 0) unscaled = BigInt(digits + '0'.repeat(shift))
  else {
    const cut = digits.padStart(-shift + 1, '0'), behind = cut.slice(shift)
    if (!round && /[^0]/.test(behind)) return 'scale'
    unscaled = BigInt(cut.slice(0, shift)) + (behind.charCodeAt(0) >= 53 ? 1n : 0n)
  }
  if (unscaled >= 10n ** BigInt(precision)) return 'range'
  return parts[1] === '-' ? -unscaled : unscaled
}
/** A whole number below 2^53 in units of the scale, with its point: `decimalOfNumber(-105, 2)` is `-1.05`. */
export function decimalOfNumber(unscaled: number, scale: number): string {
  const digits = String(Math.abs(unscaled))
  const text = scale === 0 ? digits
    : digits.length > scale ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
    : `0.${digits.padStart(scale, '0')}`
  return unscaled < 0 ? `-${text}` : text
}
