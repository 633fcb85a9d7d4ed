/** LZ4 frames: what other libraries compress Arrow's buffers with. Checksums are passed over. */
import { raise } from '../../errors/raise.js'

const MAGIC = 0x184d2204
/** Bits of the frame's descriptor. */
const BLOCK_CHECKSUM = 0x10, CONTENT_SIZE = 0x08, CONTENT_CHECKSUM = 0x04, DICTIONARY = 0x01
/** In the length of a block: it is not compressed. */
const STORED = 0x8000_0000
const SHORTEST_MATCH = 4, LONG = 15

const broken = (): never => raise('FAILED_READ_FILE', { path: 'Arrow data', reason: 'an LZ4 frame is damaged' })

/** All frames of `input`, one behind the other. */
export function decompressLz4Frame(input: Uint8Array): Uint8Array {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength), out = new Output()
  for (let at = 0; at < input.length;) {
    if (at + 7 > input.length || view.getUint32(at, true) !== MAGIC) return broken()
    const flags = input[at + 4]!
    at += 6 + (flags & CONTENT_SIZE ? 8 : 0) + (flags & DICTIONARY ? 4 : 0) + 1
    for (;;) {
      if (at + 4 > input.length) return broken()
      const word = view.getUint32(at, true), bytes = word & ~STORED
      at += 4
      if (word === 0) break
      if (at + bytes > input.length) return broken()
      if (word & STORED) out.literals(input, at, bytes)
      else block(input, at, at + bytes, out)
      at += bytes + (flags & BLOCK_CHECKSUM ? 4 : 0)
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
        if (at >= end) return broken()
        byte = input[at++]!
        sum += byte
      } while (byte === 255)
    }
    return sum
  }
  while (at < end) {
    const token = input[at++]!, literals = length(token >>> 4)
    if (at + literals > end) return broken()
    out.literals(input, at, literals)
    at += literals
    if (at === end) return
    if (at + 2 > end) return broken()
    const offset = input[at]! | input[at + 1]! << 8
    at += 2
    out.match(offset, length(token & LONG) + SHORTEST_MATCH)
  }
}
class Output {
  bytes = new Uint8Array(1 << 16)
  length = 0
  literals(from: Uint8Array, at: number, count: number): void {
    this.room(count)
    this.bytes.set(from.subarray(at, at + count), this.length)
    this.length += count
  }
  /** May overlap what it writes: then it repeats. */
  match(offset: number, count: number): void {
    if (offset === 0 || offset > this.length) return broken()
    this.room(count)
    const { bytes } = this, end = this.length + count
    for (let to = this.length; to < end; to++) bytes[to] = bytes[to - offset]!
    this.length = end
  }
  private room(more: number): void {
    if (this.length + more <= this.bytes.length) return
    const wider = new Uint8Array(2 * (this.length + more))
    wider.set(this.bytes.subarray(0, this.length))
    this.bytes = wider
  }
}
