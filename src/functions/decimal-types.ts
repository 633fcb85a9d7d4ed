/** Precision and scale of decimal results, as Spark computes them (after SQL Server's rules). */
import { decimal, decimalOf, isInteger, MAX_PRECISION, type DataType, type DecimalType, type IntegerKind } from '../types/data-type.js'

/** Fractional digits that survive when integral digits push a result beyond 38 digits. */
const MIN_SCALE = 6

/** Beyond 38 digits fractional digits are given up, but not below 6. */
function adjusted(precision: number, scale: number): DecimalType {
  if (precision <= MAX_PRECISION) return decimal(precision, scale)
  const integral = precision - scale
  return decimal(MAX_PRECISION, Math.max(MAX_PRECISION - integral, Math.min(scale, MIN_SCALE)))
}
/** Both cut at 38 digits: the type of a sum that widens by ten digits. */
export const bounded =
  (precision: number, scale: number): DecimalType => decimal(Math.min(precision, MAX_PRECISION), Math.min(scale, MAX_PRECISION))

/** The decimal that holds both; beyond 38 digits integral digits go first. */
export function widerDecimal(a: DecimalType, b: DecimalType): DecimalType {
  const scale = Math.max(a.scale, b.scale), precision = Math.max(integral(a), integral(b)) + scale
  return precision <= MAX_PRECISION ? decimal(precision, scale) : decimal(MAX_PRECISION, Math.max(0, scale - (precision - MAX_PRECISION)))
}
const integral = (d: DecimalType): number => d.precision - d.scale

export const decimalResult = {
  add(a: DecimalType, b: DecimalType): DecimalType {
    const scale = Math.max(a.scale, b.scale)
    return adjusted(Math.max(integral(a), integral(b)) + scale + 1, scale)
  },
  mul: (a: DecimalType, b: DecimalType): DecimalType => adjusted(a.precision + b.precision + 1, a.scale + b.scale),
  div(a: DecimalType, b: DecimalType): DecimalType {
    const scale = Math.max(MIN_SCALE, a.scale + b.precision + 1)
    return adjusted(integral(a) + b.scale + scale, scale)
  },
  mod(a: DecimalType, b: DecimalType): DecimalType {
    const scale = Math.max(a.scale, b.scale)
    return adjusted(Math.max(Math.min(integral(a), integral(b)) + scale, 1), scale)
  },
} as const

/** The decimal that an integer or decimal is taken for; undefined for anything else. */
export function asDecimal(t: DataType): DecimalType | undefined {
  if (t.kind === 'decimal') return t
  return isInteger(t) ? decimalOf(t.kind as IntegerKind) : undefined
}
