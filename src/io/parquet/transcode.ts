import type { Encoding } from 'hyparquet'
import { deltaBinaryUnpack, deltaByteArray, deltaLengthByteArray } from 'hyparquet/src/delta.js'
import { byteStreamSplit } from 'hyparquet/src/encoding.js'
import { Damaged } from './decoder.js'
import type { Leaf } from './schema.js'

/** Values in an encoding that has no kernel, as PLAIN bytes: slower, but the same from there on. undefined: an encoding nobody knows. */
export function toPlain(encoding: Encoding | undefined, { element }: Leaf, view: DataView, n: number): Uint8Array | undefined {
  const reader = { view, offset: 0 }
  const fixed = element.type === 'FIXED_LEN_BYTE_ARRAY'
  switch (encoding) {
    case 'DELTA_BINARY_PACKED': {
      const values = element.type === 'INT32' ? new Int32Array(n) : new BigInt64Array(n)
      unpack(() => deltaBinaryUnpack(reader, n, values))
      return new Uint8Array(values.buffer)
    }
    case 'DELTA_LENGTH_BYTE_ARRAY': case 'DELTA_BYTE_ARRAY': {
      const values = new Array<Uint8Array>(n)
      unpack(() => (encoding === 'DELTA_BYTE_ARRAY' ? deltaByteArray : deltaLengthByteArray)(reader, n, values))
      return joined(values, fixed)
    }
    case 'BYTE_STREAM_SPLIT': {
      const values = unpack(() => byteStreamSplit(reader, n, element.type!, element.type_length))
      return ArrayBuffer.isView(values) ? new Uint8Array(values.buffer) : joined(values as Uint8Array[], fixed)
    }
    default: return undefined
  }
}

function unpack<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw new Damaged('its values cannot be decoded', { cause })
  }
}

/** Values one behind the other, each with its length before it unless all have the same. */
function joined(values: readonly Uint8Array[], fixed: boolean): Uint8Array {
  const head = fixed ? 0 : 4
  const bytes = new Uint8Array(values.reduce((sum, v) => sum + head + v.length, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const value of values) {
    if (!fixed) view.setUint32(at, value.length, true)
    bytes.set(value, at + head)
    at += head + value.length
  }
  return bytes
}
