import type { EngineValue } from '../../types/representation.js'
import { isUnsigned, unitsPerSecond } from './leaf-type.js'
import type { RawStatistics } from './metadata.js'
import type { Leaf } from './schema.js'

/** Bounds of a chunk's values, not always values of it; text as its bytes. Of floats: of those that are not NaN. */
export type Bound = boolean | number | bigint | Uint8Array
export interface Bounds { readonly min: Bound; readonly max: Bound }

export function boundsOf(leaf: Leaf, { min, max, oldMin, oldMax }: RawStatistics): Bounds | undefined {
  const signed = !isUnsigned(leaf.element) && leaf.element.type !== 'BYTE_ARRAY' && leaf.element.type !== 'FIXED_LEN_BYTE_ARRAY'
  const low = min ?? (signed ? oldMin : undefined), high = max ?? (signed ? oldMax : undefined)
  if (low === undefined || high === undefined) return undefined
  const bounds = { min: bound(leaf, low), max: bound(leaf, high) }
  if (bounds.min === undefined || bounds.max === undefined || Number.isNaN(bounds.min) || Number.isNaN(bounds.max)) return undefined
  return bounds as Bounds
}

function bound({ element, type }: Leaf, bytes: Uint8Array): Bound | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const sized = (width: number): boolean => bytes.length === width
  switch (element.type) {
    case 'BOOLEAN': return sized(1) ? bytes[0] !== 0 : undefined
    case 'INT32': {
      if (!sized(4)) return undefined
      const value = isUnsigned(element) ? view.getUint32(0, true) : view.getInt32(0, true)
      return type.kind === 'int64' || type.kind === 'decimal' ? BigInt(value) : value
    }
    case 'INT64': return sized(8) ? longBound(element, type.kind, view) : undefined
    case 'FLOAT': return sized(4) ? view.getFloat32(0, true) : undefined
    case 'DOUBLE': return sized(8) ? view.getFloat64(0, true) : undefined
    case 'BYTE_ARRAY': return type.kind === 'decimal' ? bigEndian(bytes) : bytes
    case 'FIXED_LEN_BYTE_ARRAY': return type.kind === 'decimal' ? bigEndian(bytes) : type.kind === 'binary' ? bytes : undefined
    default: return undefined
  }
}
function longBound(element: Leaf['element'], kind: string, view: DataView): bigint | undefined {
  if (isUnsigned(element)) return view.getBigUint64(0, true)
  const value = view.getBigInt64(0, true)
  if (kind !== 'timestamp' && kind !== 'timestampNtz') return value
  const per = unitsPerSecond(element)
  return per === 1_000 ? value * 1_000n : per === 1_000_000 ? value : (value - (value % 1_000n + 1_000n) % 1_000n) / 1_000n
}
function bigEndian(bytes: Uint8Array): bigint | undefined {
  if (bytes.length === 0) return undefined
  let value = 0n
  for (const byte of bytes) value = value << 8n | BigInt(byte)
  return BigInt.asIntN(8 * bytes.length, value)
}

/** Below 0, 0, above 0. Both are bounds of one column, or a literal of its type; bytes compare unsigned, as text does. */
export function compareBounds(a: Bound, b: Bound): number {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return compareBytes(a, b)
  return a < b ? -1 : a > b ? 1 : 0
}
function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length)
  for (let n = 0; n < shorter; n++) if (a[n] !== b[n]) return a[n]! - b[n]!
  return a.length - b.length
}

const exactUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
/** A bound as a value of the column's type; undefined where it was cut so that it is no text. */
export function boundValue(bound: Bound, kind: string): EngineValue | undefined {
  if (!(bound instanceof Uint8Array) || kind !== 'utf8') return bound
  try {
    return exactUtf8.decode(bound)
  } catch {
    return undefined
  }
}
