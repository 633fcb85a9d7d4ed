import type { DataType } from '../../types/data-type.js'
import { sameType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { isUnsigned, unitsPerSecond } from './leaf-type.js'
import type { Leaf } from './schema.js'

/**
 * A value of a column declared `declared` as the bytes of a PLAIN value in the file. 'absent': the file's type has no such value;
 * undefined: there may be several such bytes, or it is not known which.
 */
export function plainBytes(leaf: Leaf, declared: DataType, value: EngineValue): Uint8Array | 'absent' | undefined {
  const { element, type } = leaf
  const wideInteger = declared.kind === 'int64' && (type.kind === 'int8' || type.kind === 'int16' || type.kind === 'int32')
  const wideFloat = declared.kind === 'float64' && type.kind === 'float32'
  if (!sameType(type, declared) && !wideInteger && !wideFloat) return undefined
  switch (element.type) {
    case 'INT32': return integer(4, value, isUnsigned(element))
    case 'INT64': return type.kind === 'timestamp' || type.kind === 'timestampNtz' ? instant(element, value) : integer(8, value, isUnsigned(element))
    case 'FLOAT': return float(4, value)
    case 'DOUBLE': return float(8, value)
    case 'BYTE_ARRAY': return typeof value === 'string' ? new TextEncoder().encode(value) : value instanceof Uint8Array ? value : undefined
    case 'FIXED_LEN_BYTE_ARRAY': {
      const width = element.type_length ?? 0
      if (value instanceof Uint8Array) return value.length === width ? value : 'absent'
      return type.kind === 'decimal' && typeof value === 'bigint' ? bigEndian(value, width) : undefined
    }
    default: return undefined
  }
}

function integer(width: 4 | 8, value: EngineValue, unsigned: boolean): Uint8Array | 'absent' | undefined {
  if (typeof value !== 'number' && typeof value !== 'bigint') return undefined
  const whole = BigInt(value), bits = 8 * width
  if ((unsigned ? BigInt.asUintN(bits, whole) : BigInt.asIntN(bits, whole)) !== whole) return 'absent'
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigInt64(0, BigInt.asIntN(64, whole), true)
  return bytes.subarray(0, width)
}
function instant(element: Leaf['element'], value: EngineValue): Uint8Array | 'absent' | undefined {
  const per = unitsPerSecond(element)
  if (typeof value !== 'bigint' || per === 1_000_000_000) return undefined
  if (per === 1_000_000) return integer(8, value, false)
  return value % 1_000n === 0n ? integer(8, value / 1_000n, false) : 'absent'
}
/** Zeros have two signs, NaN has many bits. */
function float(width: 4 | 8, value: EngineValue): Uint8Array | 'absent' | undefined {
  if (typeof value !== 'number' || value === 0 || Number.isNaN(value)) return undefined
  if (width === 4 && Math.fround(value) !== value) return 'absent'
  const bytes = new Uint8Array(width), view = new DataView(bytes.buffer)
  if (width === 4) view.setFloat32(0, value, true)
  else view.setFloat64(0, value, true)
  return bytes
}
function bigEndian(value: bigint, width: number): Uint8Array | 'absent' {
  if (BigInt.asIntN(8 * width, value) !== value) return 'absent'
  return Uint8Array.from({ length: width }, (_, n) => Number(value >> BigInt(8 * (width - 1 - n)) & 255n))
}
