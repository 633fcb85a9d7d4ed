/** Integers within the bounds of their type: what all arithmetic on them shares. */
import { raise } from '../../errors/raise.js'
import { sqlName, type DataType } from '../../types/data-type.js'

const bits: Readonly<Record<string, 8 | 16 | 32>> = { int8: 8, int16: 16, int32: 32 }
/** Bits of an integer type that lies in 32. */
export const bitsOf = (type: DataType): 8 | 16 | 32 => bits[type.kind]!

type Overflow = 'ARITHMETIC_OVERFLOW' | 'BINARY_ARITHMETIC_OVERFLOW'
/** Of + − × on an integer type; Spark has another name for it where the type is small. */
export const operatorOverflow = (type: DataType): Overflow =>
  type.kind === 'int8' || type.kind === 'int16' ? 'BINARY_ARITHMETIC_OVERFLOW' : 'ARITHMETIC_OVERFLOW'

/** @throws ARITHMETIC_OVERFLOW; `what` says what was computed. */
export const overflow = (what: string, type: DataType, condition: Overflow = 'ARITHMETIC_OVERFLOW'): never =>
  raise(condition, { message: what, type: sqlName(type) })

/** A result in int8, int16 or int32. */
export function fitInt(value: number, type: DataType, what: () => string, condition?: Overflow): number {
  const shift = 32 - bitsOf(type)
  return value === (value << shift >> shift) ? value + 0 : overflow(what(), type, condition)
}
/** A result in int64. */
export function fitLong(value: bigint, type: DataType, what: () => string): bigint {
  return BigInt.asIntN(64, value) === value ? value : overflow(what(), type)
}
