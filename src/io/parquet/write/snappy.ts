/** Snappy, compression: repeats are found through a hash of four bytes, within blocks of 64 KiB. */
const BLOCK = 1 << 16
const HASH_BITS = 14
/** The last bytes of a block are literals: no four bytes to hash need be looked for beyond them. */
const MARGIN = 15
/** Where each hash was seen last, from the start of its block. */
const seen = new Uint16Array(1 << HASH_BITS)

/** Pages are of one size mostly: where they were compressed is used again. */
let room = new Uint8Array(0)
const MOST_ROOM = 4 << 20

export function snappyCompress(input: Uint8Array): Uint8Array {
  const most = 16 + input.length + Math.ceil(input.length / 6), out = most <= room.length ? room : new Uint8Array(most)
  if (most <= MOST_ROOM) room = out
  let at = 0
  for (let left = input.length; ; left >>>= 7) {
    out[at++] = left > 127 ? left & 127 | 128 : left
    if (left <= 127) break
  }
  const view = new DataView(input.buffer, input.byteOffset, input.length)
  for (let from = 0; from < input.length; from += BLOCK) {
    at = compressBlock(input, view, from, Math.min(from + BLOCK, input.length), out, at)
  }
  return out.slice(0, at)
}

const hash = (word: number): number => Math.imul(word, 0x1E35A7BD) >>> 32 - HASH_BITS

function compressBlock(input: Uint8Array, view: DataView, start: number, end: number, out: Uint8Array, at: number): number {
  seen.fill(0)
  const last = end - MARGIN
  let literal = start, position = start + 1
  /** Grows while nothing is found: data that does not repeat is passed over faster and faster. */
  let misses = 32
  while (position < last) {
    const word = view.getUint32(position, true), slot = hash(word), candidate = start + seen[slot]!
    seen[slot] = position - start
    if (view.getUint32(candidate, true) !== word || candidate >= position) {
      position += misses++ >>> 5
      continue
    }
    at = writeLiteral(input, literal, position, out, at)
    let length = 4
    while (position + length + 4 <= end && view.getUint32(candidate + length, true) === view.getUint32(position + length, true)) length += 4
    while (position + length < end && input[candidate + length] === input[position + length]) length++
    at = writeCopy(position - candidate, length, out, at)
    position += length
    literal = position
    misses = 32
    if (position < last) seen[hash(view.getUint32(position - 1, true))] = position - 1 - start
  }
  return writeLiteral(input, literal, end, out, at)
}

function writeLiteral(input: Uint8Array, from: number, to: number, out: Uint8Array, at: number): number {
  const more = to - from - 1
  if (more < 0) return at
  if (more < 60) out[at++] = more << 2
  else if (more < 256) {
    out[at++] = 60 << 2
    out[at++] = more
  } else {
    out[at++] = 61 << 2
    out[at++] = more & 255
    out[at++] = more >>> 8
  }
  if (more < 32) for (let n = from; n < to; n++) out[at++] = input[n]!
  else {
    out.set(input.subarray(from, to), at)
    at += to - from
  }
  return at
}

/** Copies of at most 64 bytes; what is left must not be shorter than 4. */
function writeCopy(distance: number, length: number, out: Uint8Array, at: number): number {
  while (length >= 68) {
    at = writeLongCopy(distance, 64, out, at)
    length -= 64
  }
  if (length > 64) {
    at = writeLongCopy(distance, 60, out, at)
    length -= 60
  }
  if (length >= 12 || distance >= 2048) return writeLongCopy(distance, length, out, at)
  out[at++] = distance >>> 8 << 5 | length - 4 << 2 | 1
  out[at++] = distance & 255
  return at
}
function writeLongCopy(distance: number, length: number, out: Uint8Array, at: number): number {
  out[at] = length - 1 << 2 | 2
  out[at + 1] = distance & 255
  out[at + 2] = distance >>> 8
  return at + 3
}
