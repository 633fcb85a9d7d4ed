/** LZ4 frames: what Arrow's buffers are compressed with. Checksums are passed over when reading, and not written. */
import { lz4Compress } from '../parquet/write/lz4.js'
import type { Fail } from './array.js'

const MAGIC = 0x184d2204
/** Bits of the frame's descriptor. */
const VERSION = 0x40, INDEPENDENT = 0x20, BLOCK_CHECKSUM = 0x10, CONTENT_SIZE = 0x08, CONTENT_CHECKSUM = 0x04, DICTIONARY = 0x01
/** In the length of a block: it is not compressed. */
const STORED = 0x8000_0000
const SHORTEST_MATCH = 4, LONG = 15

/** All frames of `input`, one behind the other, which make so many bytes. */
export function decompressLz4Frame(input: Uint8Array, bytes: number, fail: Fail): Uint8Array {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength),
    out = new Output(bytes, () => fail('an LZ4 frame is damaged'))
  for (let at = 0; at < input.length;) {
    if (at + 7 > input.length || view.getUint32(at, true) !== MAGIC) return out.broken()
    const flags = input[at + 4]!
    at += 6 + (flags & CONTENT_SIZE ? 8 : 0) + (flags & DICTIONARY ? 4 : 0) + 1
    for (;;) {
      if (at + 4 > input.length) return out.broken()
      const word = view.getUint32(at, true), length = word & ~STORED
      at += 4
      if (word === 0) break
      if (at + length > input.length) return out.broken()
      if (word & STORED) out.literals(input, at, length)
      else block(input, at, at + length, out)
      at += length + (flags & BLOCK_CHECKSUM ? 4 : 0)
    }
    at += flags & CONTENT_CHECKSUM ? 4 : 0
  }
  return out.bytes.subarray(0, out.length)
}
/** Sequences of literals and a match that lies `offset` bytes back; the last one has no match. */
function block(input: Uint8Array, from: number, end: number, out: Output): void {
  let at = from
  /** A length of which the token holds `first`: 15 says that more bytes follow, until one is not 255. */
  const length = (first: number): number => {
    let sum = first
    if (first === LONG) {
      let byte: number
      do {
        if (at >= end) return out.broken()
        byte = input[at++]!
        sum += byte
      } while (byte === 255)
    }
    return sum
  }
  while (at < end) {
    const token = input[at++]!, literals = length(token >>> 4)
    if (at + literals > end) return out.broken()
    out.literals(input, at, literals)
    at += literals
    if (at === end) return
    if (at + 2 > end) return out.broken()
    const offset = input[at]! | input[at + 1]! << 8
    at += 2
    out.match(offset, length(token & LONG) + SHORTEST_MATCH)
  }
}
class Output {
  readonly bytes: Uint8Array
  length = 0
  constructor(size: number, readonly broken: () => never) { this.bytes = new Uint8Array(size) }
  literals(from: Uint8Array, at: number, count: number): void {
    if (this.length + count > this.bytes.length) this.broken()
    this.bytes.set(from.subarray(at, at + count), this.length)
    this.length += count
  }
  /** May overlap what it writes: then it repeats. */
  match(offset: number, count: number): void {
    const { bytes } = this, end = this.length + count
    if (offset === 0 || offset > this.length || end > bytes.length) return this.broken()
    if (offset >= count) bytes.copyWithin(this.length, this.length - offset, this.length - offset + count)
    else for (let to = this.length; to < end; to++) bytes[to] = bytes[to - offset]!
    this.length = end
  }
}

/** The most bytes of a block, and the descriptor's number for it. */
const BLOCK_BYTES = 4 << 20, BLOCK_CODE = 0x70
/** The second byte of xxHash32 over the two bytes of the descriptor that is always written. */
const DESCRIPTOR_HASH = 0x73

/** One frame of independent blocks. */
export function compressLz4Frame(input: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x04, 0x22, 0x4d, 0x18, VERSION | INDEPENDENT, BLOCK_CODE, DESCRIPTOR_HASH)]
  for (let at = 0; at < input.length; at += BLOCK_BYTES) {
    const plain = input.subarray(at, at + BLOCK_BYTES), packed = lz4Compress(plain), shorter = packed.length < plain.length
    parts.push(word(shorter ? packed.length : plain.length | STORED), shorter ? packed : plain)
  }
  parts.push(word(0))
  const all = new Uint8Array(parts.reduce((sum, p) => sum + p.length, 0))
  parts.reduce((at, p) => (all.set(p, at), at + p.length), 0)
  return all
}
const word = (value: number): Uint8Array => Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24)
