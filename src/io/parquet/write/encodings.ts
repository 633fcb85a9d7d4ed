import { ByteBuffer } from './byte-buffer.js'
import { appendDeltas } from './delta.js'
import { appendHybrid } from './hybrid.js'
import type { Physical } from './elements.js'
import type { PlainValues } from './plain-values.js'

/** Parquet's encodings, by their numbers. */
export const encodings = {
  PLAIN: 0, RLE: 3, DELTA_BINARY_PACKED: 5, DELTA_LENGTH_BYTE_ARRAY: 6, DELTA_BYTE_ARRAY: 7, RLE_DICTIONARY: 8, BYTE_STREAM_SPLIT: 9,
} as const
export type Encoding = keyof typeof encodings
/** Those without a dictionary. */
export type ValueEncoding = Exclude<Encoding, 'RLE_DICTIONARY'>

/** What each can write. */
const writable: Readonly<Record<ValueEncoding, readonly Physical[]>> = {
  PLAIN: ['bool', 'int32', 'int64', 'float', 'double', 'bytes', 'fixed'],
  RLE: ['bool'],
  DELTA_BINARY_PACKED: ['int32', 'int64'],
  DELTA_LENGTH_BYTE_ARRAY: ['bytes'],
  DELTA_BYTE_ARRAY: ['bytes'],
  // Of integers and decimals, too, says the format; DuckDB does not read them.
  BYTE_STREAM_SPLIT: ['float', 'double'],
}
export const encodingsFor = (physical: Physical): readonly ValueEncoding[] =>
  (Object.keys(writable) as ValueEncoding[]).filter(encoding => writable[encoding].includes(physical))

/** The bytes of a page's values. They may be those of `values` itself. */
export function encode(values: PlainValues, encoding: ValueEncoding): Uint8Array {
  const { storage: { physical, bytes: width }, buffer } = values
  if (encoding === 'PLAIN') return physical === 'bool' ? packBits(buffer.content) : buffer.content
  const out = new ByteBuffer(buffer.length / 2 + 64)
  switch (encoding) {
    case 'RLE': {
      out.appendU32(0)
      appendHybrid(out, buffer.bytes, values.count, 1)
      out.view.setUint32(0, out.length - 4, true)
      break
    }
    case 'DELTA_BINARY_PACKED':
      if (physical === 'int32') appendDeltas(out, buffer.words, 32)
      else appendDeltas(out, new BigInt64Array(buffer.bytes.buffer, 0, values.count), 64)
      break
    case 'DELTA_LENGTH_BYTE_ARRAY': appendTexts(out, values); break
    case 'DELTA_BYTE_ARRAY': appendIncremental(out, values); break
    case 'BYTE_STREAM_SPLIT': {
      const { count } = values, { bytes } = buffer
      const at = out.grow(count * width), split = out.bytes
      for (let b = 0; b < width; b++) for (let n = 0; n < count; n++) split[at + b * count + n] = bytes[n * width + b]!
    }
  }
  return out.content
}

function packBits(bytes: Uint8Array): Uint8Array {
  const bits = new Uint8Array(Math.ceil(bytes.length / 8))
  bytes.forEach((byte, n) => { bits[n >>> 3]! |= byte << (n & 7) })
  return bits
}

/** All lengths, then all bytes. */
function appendTexts(out: ByteBuffer, values: PlainValues): void {
  const { bytes, view } = values.buffer, starts = values.starts()
  const lengths = Int32Array.from(starts, start => view.getUint32(start - 4, true))
  appendDeltas(out, lengths, 32)
  starts.forEach((start, n) => out.append(bytes.subarray(start, start + lengths[n]!)))
}

/** How many bytes each text shares with the one before it, then the rest of each. */
function appendIncremental(out: ByteBuffer, values: PlainValues): void {
  const { bytes, view } = values.buffer, starts = values.starts()
  const shared = new Int32Array(starts.length), rest = new Int32Array(starts.length)
  starts.forEach((start, n) => {
    const length = view.getUint32(start - 4, true), last = n > 0 ? starts[n - 1]! : start
    const most = n > 0 ? Math.min(length, view.getUint32(last - 4, true)) : 0
    let same = 0
    while (same < most && bytes[last + same] === bytes[start + same]) same++
    shared[n] = same
    rest[n] = length - same
  })
  appendDeltas(out, shared, 32)
  appendDeltas(out, rest, 32)
  starts.forEach((start, n) => out.append(bytes.subarray(start + shared[n]!, start + shared[n]! + rest[n]!)))
}
