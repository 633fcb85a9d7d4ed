/**
 * Implicit casts in Spark's ANSI mode: the common type of two types, and what a JavaScript literal becomes beside a column.
 * A flexible literal gives way: `2` beside an int8 column is an int8, `'2024-01-01'` beside a date column is a date.
 */
import {
  decimal, float64, int16, int32, int64, int8, isFloat, isInteger, isNumeric, isTemporal, MAX_PRECISION, sameType, sqlName, timestamp, utf8,
  voidType, type DataType,
} from '../types/data-type.js'
import { raise } from '../errors/raise.js'
import type { EngineValue } from '../types/representation.js'
import { mergeNested } from '../types/merge-nested.js'
import { castImplementation } from './conversion/cast.js'
import { exactDecimal } from './conversion/number-text.js'
import { asDecimal, widerDecimal } from './decimal-types.js'
import type { Argument } from './declare.js'

/** The type that both are cast to, where they stand in one column or are compared; undefined: there is none. */
export function commonType(a: DataType, b: DataType): DataType | undefined {
  if (sameType(a, b)) return a
  if (a.kind === 'void') return b
  if (b.kind === 'void') return a
  if (isNumeric(a) && isNumeric(b)) return commonNumber(a, b)
  if (isTemporal(a) && isTemporal(b)) return a.kind === 'date' ? b : b.kind === 'date' ? a : timestamp
  if (a.kind === 'utf8') return besideText(b)
  if (b.kind === 'utf8') return besideText(a)
  return mergeNested(a, b, commonType)
}
const integers: readonly DataType[] = [int8, int16, int32, int64]
const rank = (t: DataType): number => integers.findIndex(i => i.kind === t.kind)

function commonNumber(a: DataType, b: DataType): DataType {
  if (isInteger(a) && isInteger(b)) return rank(a) >= rank(b) ? a : b
  if (isFloat(a) || isFloat(b)) return a.kind === 'float32' && b.kind === 'float32' ? a : float64
  return widerDecimal(asDecimal(a)!, asDecimal(b)!)
}
/** Text beside another atomic type is read as that type: as int64 or float64 beside numbers. */
function besideText(other: DataType): DataType | undefined {
  if (isInteger(other)) return int64
  if (isNumeric(other)) return float64
  return other.kind === 'list' || other.kind === 'map' || other.kind === 'struct' ? undefined : other
}

/**
 * exact: a number beside another is compared as it is. arithmetic: a fraction beside a decimal is a double. kept: the result
 * takes the literal in, and the compiler knows its digits only, so whole numbers must fit an integer column and fractions be
 * exact beside a decimal.
 */
type Use = 'exact' | 'arithmetic' | 'kept'

/**
 * The type a literal takes beside `type`: one that holds its value exactly.
 * @throws CAST_INVALID_INPUT when a text does not parse as what it stands beside; NUMERIC_VALUE_OUT_OF_RANGE when the result
 * would take its type from a literal that is wider than the column.
 */
function literalBeside(a: Argument, type: DataType, use: Use): DataType {
  const value = a.literal
  if (value === null || value === undefined) return a.type
  if (typeof value === 'string') return textBeside(value, type)
  if (a.type.kind === 'timestamp') return type.kind === 'timestampNtz' ? type : a.type
  if (!isNumeric(a.type) || !isNumeric(type)) return a.type
  if (isInteger(a.type)) return integerBeside(BigInt(value as number | bigint), type, use)
  if (type.kind !== 'decimal' || use === 'arithmetic') return a.type
  return exactDecimal(value as number)?.type ?? (use === 'kept' ? refuse(value, type) : a.type)
}
/** The compiler takes the result for the column's type: so does the plan, or it says so. */
const refuse = (value: EngineValue, type: DataType): never => raise('NUMERIC_VALUE_OUT_OF_RANGE', { value, type: sqlName(type) })

function integerBeside(value: bigint, type: DataType, use: Use): DataType {
  if (type.kind === 'decimal') return decimal(digits(value), 0)
  if (isFloat(type)) return float64
  if (use !== 'exact' && !fitsInteger(value, type)) return refuse(value, type)
  return integers.slice(rank(type)).find(t => fitsInteger(value, t)) ?? int64
}
function textBeside(text: string, type: DataType): DataType {
  if (type.kind === 'decimal') {
    const exact = exactDecimal(text)
    if (exact) return exact.type
  }
  const target = type.kind === 'decimal' ? type : besideText(type)
  if (target === undefined || target.kind === 'utf8' || target.kind === 'void') return utf8
  castImplementation({ from: utf8, to: target, attempt: false, timeZone: 'UTC' }).evaluate({ value: text })
  return target
}
const digits = (value: bigint): number => Math.min(String(value < 0n ? -value : value).length, MAX_PRECISION)
const widths: Readonly<Record<string, number>> = { int8: 8, int16: 16, int32: 32, int64: 64 }
/** Whether an integer fits an integer type. */
export const fitsInteger = (value: bigint, type: DataType): boolean => BigInt.asIntN(widths[type.kind] ?? 64, value) === value

/** The arguments' types after literals have given way, in arithmetic: decimals keep their own precision, all else its own type. */
export function settled(args: readonly Argument[], use: Use): readonly DataType[] {
  const firm = args.filter(a => !a.flexible).map(a => a.type)
  const beside = firm.reduce<DataType | undefined>((a, b) => a && commonType(a, b), firm[0])
  return args.map(a => a.flexible && beside ? literalBeside(a, beside, use) : a.type)
}
/** All to their common type: comparison and isIn (`exact`); what gives one of the values: coalesce, when, greatest (`kept`). */
export function together(args: readonly Argument[], use: 'exact' | 'kept' = 'exact'): readonly DataType[] | undefined {
  const common = settled(args, use).reduce<DataType | undefined>((a, b) => a && commonType(a, b), voidType)
  return common && args.map(() => common)
}
/** Two numbers of an operator: decimals with decimals (each with its own precision), everything else to the wider type. */
export function arithmetic(args: readonly Argument[]): readonly DataType[] | undefined {
  const types = settled(args, 'arithmetic')
  const common = types.reduce<DataType | undefined>((a, b) => a && commonType(a, b), voidType)
  if (common?.kind === 'void') return args.map(() => float64)
  if (!common || !isNumeric(common)) return undefined
  return common.kind === 'decimal' ? types.map(t => asDecimal(t) ?? common) : types.map(() => common)
}
