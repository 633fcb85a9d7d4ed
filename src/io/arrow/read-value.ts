/** One Arrow value as an engine value: for nested types and rarely met ones. Data's own accessors would round timestamps. */
import { DataType as ArrowType, DateUnit, Precision, TimeUnit, Type, Vector, type Data } from 'apache-arrow'
import { raise } from '../../errors/raise.js'
import type { EngineValue } from '../../types/representation.js'

const MILLIS_PER_DAY = 86_400_000

/** Null where the value is missing. */
export function readArrow(data: Data, index: number): EngineValue {
  return data.type.typeId === Type.Null || !data.getValid(index) ? null : readValid(data, index)
}
function readValid(data: Data, index: number): EngineValue {
  const type = data.type as ArrowType
  if (ArrowType.isInt(type)) return readInteger(data, index, type.bitWidth, type.isSigned)
  if (ArrowType.isFloat(type)) {
    const value = (data.values as Uint16Array | Float64Array)[index]!
    return type.precision === Precision.HALF ? halfToNumber(value) : value
  }
  if (ArrowType.isDecimal(type)) return readDecimal(data.values as Uint32Array, index)
  if (ArrowType.isTimestamp(type)) return toMicros((data.values as BigInt64Array)[index]!, type.unit)
  if (ArrowType.isDate(type)) {
    const value = Number((data.values as Int32Array | BigInt64Array)[index]!)
    return type.unit === DateUnit.DAY ? value : Math.floor(value / MILLIS_PER_DAY)
  }
  if (ArrowType.isDictionary(type)) return readVector(data.dictionary!, Number((data.values as Int32Array)[index]!))
  if (ArrowType.isStruct(type)) return data.children.map(child => readArrow(child, index))
  if (ArrowType.isMap(type)) {
    const entries = data.children[0]!, [key, value] = entries.children
    return range(data, index).map(n => [readArrow(key!, n), readArrow(value!, n)])
  }
  if (ArrowType.isFixedSizeList(type)) {
    return Array.from({ length: type.listSize }, (_, n) => readArrow(data.children[0]!, index * type.listSize + n))
  }
  switch (type.typeId) {
    case Type.Bool: return ((data.values as Uint8Array)[(data.offset + index) >>> 3]! >>> ((data.offset + index) & 7) & 1) === 1
    case Type.List: case Type.LargeList: return range(data, index).map(n => readArrow(data.children[0]!, n))
    case Type.Utf8: case Type.LargeUtf8: case Type.Utf8View:
    case Type.Binary: case Type.LargeBinary: case Type.BinaryView: case Type.FixedSizeBinary:
      return new Vector([data]).get(index) as string | Uint8Array
    default: return raise('INTERNAL_ERROR', { message: `There is no reader for Arrow's ${String(type)}.` })
  }
}
function readVector(vector: Vector, index: number): EngineValue {
  let at = index
  for (const data of vector.data) {
    if (at < data.length) return readArrow(data, at)
    at -= data.length
  }
  return null
}
const range = (data: Data, index: number): number[] => {
  const offsets = data.valueOffsets as Int32Array, from = Number(offsets[index]!)
  return Array.from({ length: Number(offsets[index + 1]!) - from }, (_, n) => from + n)
}
function readInteger(data: Data, index: number, bits: number, signed: boolean): number | bigint {
  const value = (data.values as Int32Array | BigInt64Array)[index]!
  return bits === 64 || (bits === 32 && !signed) ? BigInt(value) : Number(value)
}
function readDecimal(words: Uint32Array, index: number): bigint {
  const word = (n: number): bigint => BigInt(words[4 * index + n]!)
  return BigInt.asIntN(128, word(0) | word(1) << 32n | word(2) << 64n | word(3) << 96n)
}
/** Nanoseconds lose what is below a microsecond. */
function toMicros(value: bigint, unit: TimeUnit): bigint {
  switch (unit) {
    case TimeUnit.SECOND: return value * 1_000_000n
    case TimeUnit.MILLISECOND: return value * 1000n
    case TimeUnit.MICROSECOND: return value
    case TimeUnit.NANOSECOND: return (value - ((value % 1000n) + 1000n) % 1000n) / 1000n
  }
}
/** A 16-bit float: sign, 5 bits of exponent, 10 of fraction. */
function halfToNumber(bits: number): number {
  const exponent = bits >>> 10 & 31, fraction = bits & 1023, sign = bits & 0x8000 ? -1 : 1
  if (exponent === 31) return fraction ? NaN : sign * Infinity
  return sign * (exponent ? 2 ** (exponent - 15) * (1 + fraction / 1024) : 2 ** -14 * fraction / 1024)
}
