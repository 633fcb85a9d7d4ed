/** LZ4, one block without a frame: repeats are found through a hash of four bytes. */
const HASH_BITS = 14
const MOST_DISTANCE = 65_535
/** A block ends with this many literals at least, and no match begins in its last 12 bytes. */
const LAST_LITERALS = 5, MARGIN = 12
/** Where each hash was seen last, + 1. */
const seen = new Int32Array(1 << HASH_BITS)

export function lz4Compress(input: Uint8Array): Uint8Array {
  const out = new Uint8Array(input.length + Math.ceil(input.length / 255) + 16)
  const view = new DataView(input.buffer, input.byteOffset, input.length)
  const last = input.length - MARGIN, matchEnd = input.length - LAST_LITERALS
  seen.fill(0)
  let at = 0, literal = 0, position = 0
  /** Grows while nothing is found: data that does not repeat is passed over faster and faster. */
  let misses = 64
  while (position < last) {
    const word = view.getUint32(position, true), slot = Math.imul(word, 0x9E3779B1) >>> 32 - HASH_BITS
    const candidate = seen[slot]! - 1
    seen[slot] = position + 1
    if (candidate < 0 || position - candidate > MOST_DISTANCE || view.getUint32(candidate, true) !== word) {
      position += misses++ >>> 6
      continue
    }
    let length = 4
    while (position + length < matchEnd && input[candidate + length] === input[position + length]) length++
    at = writeLiterals(input, literal, position, out, at, length - 4)
    out[at++] = position - candidate & 255
    out[at++] = position - candidate >>> 8
    at = writeMore(length - 4, out, at)
    position += length
    literal = position
    misses = 64
  }
  return out.slice(0, writeLiterals(input, literal, input.length, out, at, 0))
}

/** The token of a sequence and its literals; `match`: its length beyond four. */
function writeLiterals(input: Uint8Array, from: number, to: number, out: Uint8Array, at: number, match: number): number {
  out[at++] = Math.min(to - from, 15) << 4 | Math.min(match, 15)
  at = writeMore(to - from, out, at)
  out.set(input.subarray(from, to), at)
  return at + to - from
}
/** What a length has beyond 15. */
function writeMore(length: number, out: Uint8Array, at: number): number {
  if (length < 15) return at
  let rest = length - 15
  for (; rest >= 255; rest -= 255) out[at++] = 255
  out[at++] = rest
  return at
}
