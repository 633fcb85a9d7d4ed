import { decimalOf, isInteger, type DataType, type IntegerKind } from '../types/data-type.js'
import { representation, type EngineValue } from '../types/representation.js'
import type { Kernels } from '../memory/memory.js'

/**
 * From a file's type to a declared one that holds all its values. `cells` works in place: the cells of the file's type lie at
 * the start of the room for the declared ones.
 */
export interface Widening {
  /** The first of n values that does not fit, or -1. */
  cells(kernels: Kernels, at: number, n: number): number
  value(value: EngineValue): EngineValue
}

const DAY_MICROS = 86_400_000_000n
const same: Widening = { cells: () => -1, value: v => v }

/**
 * What Spark's reader widens too: integers, float to double, integers and decimals to decimals, date to timestamp without zone;
 * text and binary are the same bytes.
 */
export function widening(from: DataType, to: DataType): Widening | undefined {
  if (from.kind === to.kind && from.kind !== 'decimal') return same
  if ((from.kind === 'utf8' && to.kind === 'binary') || (from.kind === 'binary' && to.kind === 'utf8')) return same
  if (from.kind === 'float32' && to.kind === 'float64') return same
  if (from.kind === 'date' && to.kind === 'timestampNtz') return scaled('i32', 'i64', DAY_MICROS)
  if (to.kind === 'decimal') return toDecimal(from, to.precision, to.scale, representation(to) === 'dec')
  if (!isInteger(from)) return undefined
  if (isInteger(to)) return bits(from) > bits(to) ? undefined : representation(to) === 'i32' ? same : scaled('i32', 'i64', 1n)
  if (to.kind !== 'float64' || from.kind === 'int64') return undefined
  return { cells: (kernels, at, n) => (kernels.intsToDoubles(at, n, at), -1), value: v => v }
}
const bits = (type: DataType): number => Number(type.kind.slice(3))

function toDecimal(from: DataType, precision: number, scale: number, wide: boolean): Widening | undefined {
  const given = isInteger(from) ? decimalOf(from.kind as IntegerKind) : from
  if (given.kind !== 'decimal') return undefined
  const power = scale - given.scale
  if (power < 0 || precision - scale < given.precision - given.scale) return undefined
  return scaled(representation(from) as 'i32' | 'i64' | 'dec', wide ? 'dec' : 'i64', 10n ** BigInt(power), power)
}

function scaled(from: 'i32' | 'i64' | 'dec', to: 'i64' | 'dec', factor: bigint, power = 0): Widening {
  if (from === to && factor === 1n) return same
  return {
    value: v => v === null ? null : BigInt(v as number | bigint) * factor,
    cells(kernels, at, n) {
      if (to === 'i64') return from === 'i32' ? kernels.widenInts(at, n, factor, at) : kernels.scaleLongs(at, n, factor, at)
      if (from === 'i32') kernels.widenInts(at, n, 1n, at)
      if (from !== 'dec') kernels.longsToDecimals(at, n, at)
      if (power > 0) kernels.scaleDecimals(at, n, power)
      return -1
    },
  }
}
