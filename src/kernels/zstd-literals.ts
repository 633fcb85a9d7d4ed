// Literals of a Zstandard block: raw, one byte repeated, or in Huffman codes.
import {
  BLOCK_MOST, CODES, HUFFMAN_BITS, LITERALS, LITERAL_AT, LITERAL_COUNT, POSITION, WEIGHTS, WEIGHT_TABLE,
  bitsBelow, highBit, readTable, streamBits,
} from './zstd-tables'

/** Longest Huffman code. */
const MOST_BITS: u32 = 11

/** Leaves LITERAL_COUNT and LITERAL_AT; gives where the sequences begin, or 0. */
export function literals(from: usize, end: usize, scratch: usize): usize {
  if (from >= end) return 0
  const head = load<u64>(from), kind = <u32>head & 3, format = (<u32>head >>> 2) & 3
  return kind < 2 ? plainLiterals(<u32>head, kind, format, from, end, scratch) : codedLiterals(head, kind, format, from, end, scratch)
}

function plainLiterals(head: u32, kind: u32, format: u32, from: usize, end: usize, scratch: usize): usize {
  const headBytes: u32 = format == 1 ? 2 : format == 3 ? 3 : 1
  const count = format == 1 ? (head & 0xFFFF) >>> 4 : format == 3 ? (head & 0xFFFFFF) >>> 4 : (head & 0xFF) >>> 3
  const room = <u32>(end - from), bytes: u32 = kind == 0 ? count : 1
  if (count > BLOCK_MOST || headBytes > room || bytes > room - headBytes) return 0
  from += headBytes
  store<u32>(scratch + LITERAL_COUNT, count)
  store<u32>(scratch + LITERAL_AT, kind == 0 ? <u32>from : <u32>(scratch + LITERALS))
  if (kind == 1) memory.fill(scratch + LITERALS, load<u8>(from), count)
  return from + bytes
}

function codedLiterals(head: u64, kind: u32, format: u32, from: usize, end: usize, scratch: usize): usize {
  const sizeBits: u32 = format < 2 ? 10 : format == 2 ? 14 : 18, headBytes: u32 = format < 2 ? 3 : format == 2 ? 4 : 5
  const mask = (1 << sizeBits) - 1
  const count = <u32>(head >>> 4) & mask, bytes = <u32>(head >>> (4 + sizeBits)) & mask
  const room = <u32>(end - from)
  if (count > BLOCK_MOST || headBytes > room || bytes > room - headBytes) return 0
  from += headBytes
  const next = from + bytes, to = scratch + LITERALS
  if (kind == 2) {
    from = readCodes(from, next, scratch)
    if (from == 0) return 0
  }
  const bits = load<u32>(scratch + HUFFMAN_BITS)
  if (bits == 0) return 0
  store<u32>(scratch + LITERAL_COUNT, count)
  store<u32>(scratch + LITERAL_AT, <u32>to)
  if (format == 0) return decode(from, next, to, count, scratch, bits) ? next : 0
  // Four streams, of which all but the last have their size before them.
  if (<u32>(next - from) < 6) return 0
  const first = from + 6, second = first + <usize>load<u16>(from)
  const third = second + <usize>load<u16>(from, 2), fourth = third + <usize>load<u16>(from, 4)
  const quarter = (count + 3) >>> 2
  if (fourth > next || quarter * 3 > count) return 0
  return decodeFour(first, second, third, fourth, next, to, quarter, count - 3 * quarter, scratch, bits) ? next : 0
}

/** n bytes of a stream of codes, which must be used up by them. */
function decode(from: usize, end: usize, to: usize, n: u32, scratch: usize, bits: u32): bool {
  const at = streamBits(from, end)
  return at >= 0 && finish(from, at, to, to + n, scratch + CODES, bits)
}

/** The bytes up to `outEnd` from the codes below bit `at`, one by one. */
function finish(from: usize, at: i32, to: usize, outEnd: usize, codes: usize, bits: u32): bool {
  while (to < outEnd) {
    const code = <u32>load<u16>(codes + (<usize>bitsBelow(from, at, bits) << 1))
    store<u8>(to++, <u8>code)
    at -= code >>> 8
    if (at < 0) return false
  }
  return at == 0
}

/** The 56 bits and more below bit `at` ≥ 64, at the top of a word. */
// @ts-ignore: decorator
@inline
function topBits(from: usize, at: i32): u64 { return load<u64>(from + (at >>> 3) - 7) << (8 - (at & 7)) }

/**
 * Four streams, `quarter` bytes each and `last` of the fourth. They are read side by side: each code must be known before
 * the next of its stream is, so one stream alone would leave the processor waiting.
 */
function decodeFour(
  from0: usize, from1: usize, from2: usize, from3: usize, end: usize, to: usize, quarter: u32, last: u32, scratch: usize, bits: u32,
): bool {
  let at0 = streamBits(from0, from1), at1 = streamBits(from1, from2), at2 = streamBits(from2, from3), at3 = streamBits(from3, end)
  if ((at0 | at1 | at2 | at3) < 0) return false
  const codes = scratch + CODES, shift = 64 - <u64>bits
  let to0 = to, to1 = to + quarter, to2 = to1 + quarter, to3 = to2 + quarter
  const end3 = to3 + last
  // 56 bits hold five codes of at most 11.
  for (let left: i32 = last; left >= 5 && at0 >= 64 && at1 >= 64 && at2 >= 64 && at3 >= 64; left -= 5) {
    let word0 = topBits(from0, at0), word1 = topBits(from1, at1), word2 = topBits(from2, at2), word3 = topBits(from3, at3)
    for (let k = 0; k < 5; k++) {
      const code0 = <u32>load<u16>(codes + (<usize>(word0 >>> shift) << 1)), code1 = <u32>load<u16>(codes + (<usize>(word1 >>> shift) << 1))
      const code2 = <u32>load<u16>(codes + (<usize>(word2 >>> shift) << 1)), code3 = <u32>load<u16>(codes + (<usize>(word3 >>> shift) << 1))
      store<u8>(to0++, <u8>code0)
      store<u8>(to1++, <u8>code1)
      store<u8>(to2++, <u8>code2)
      store<u8>(to3++, <u8>code3)
      word0 <<= code0 >>> 8
      word1 <<= code1 >>> 8
      word2 <<= code2 >>> 8
      word3 <<= code3 >>> 8
      at0 -= code0 >>> 8
      at1 -= code1 >>> 8
      at2 -= code2 >>> 8
      at3 -= code3 >>> 8
    }
  }
  return finish(from0, at0, to0, to + quarter, codes, bits) && finish(from1, at1, to1, to + 2 * quarter, codes, bits) &&
    finish(from2, at2, to2, to + 3 * quarter, codes, bits) && finish(from3, at3, to3, end3, codes, bits)
}

/** Reads the description of the codes and builds their table; gives where it ends, or 0. */
function readCodes(from: usize, end: usize, scratch: usize): usize {
  if (from >= end) return 0
  const head = <u32>load<u8>(from++)
  const bytes = head < 128 ? head : (head - 126) >>> 1
  if (bytes > <u32>(end - from)) return 0
  let count: i32
  if (head < 128) count = codedWeights(from, from + bytes, scratch)
  else {
    count = head - 127
    for (let n = 0; n < count; n++) {
      const pair = <u32>load<u8>(from + (n >>> 1))
      store<u8>(scratch + WEIGHTS + n, <u8>(n & 1 ? pair & 15 : pair >>> 4))
    }
  }
  return count > 0 && buildCodes(count, scratch) ? from + bytes : 0
}

/** Weights in an FSE stream of two states that take turns. Gives how many, or -1. */
function codedWeights(from: usize, end: usize, scratch: usize): i32 {
  const table = scratch + WEIGHT_TABLE
  from = readTable(from, end, scratch, table, 13, 6)
  if (from == 0) return -1
  const accuracy = load<u32>(scratch + POSITION)
  let at = streamBits(from, end)
  if (at < 0) return -1
  let state = bitsBelow(from, at, accuracy)
  at -= accuracy
  let other = bitsBelow(from, at, accuracy)
  at -= accuracy
  for (let n = 0; n < 254; n++) {
    const entry = load<u32>(table + (<usize>state << 2)), bits = (entry >>> 8) & 255
    store<u8>(scratch + WEIGHTS + n, <u8>entry)
    const next = (entry >>> 16) + bitsBelow(from, at, bits)
    at -= bits
    if (at < 0) {
      store<u8>(scratch + WEIGHTS + n + 1, <u8>load<u32>(table + (<usize>other << 2)))
      return n + 2
    }
    state = other
    other = next
  }
  return -1
}

/** The table of codes. The last weight is not written: it fills the sum of 2^(weight − 1) up to a power of two. */
function buildCodes(count: i32, scratch: usize): bool {
  const weights = scratch + WEIGHTS, codes = scratch + CODES
  let sum: u32 = 0
  for (let n = 0; n < count; n++) {
    const weight = <u32>load<u8>(weights + n)
    if (weight > MOST_BITS + 1) return false
    if (weight > 0) sum += 1 << (weight - 1)
  }
  if (sum == 0) return false
  const bits = highBit(sum) + 1, rest = (1 << bits) - sum
  if (bits > MOST_BITS || (rest & (rest - 1)) != 0) return false
  store<u8>(weights + count, <u8>(highBit(rest) + 1))
  // The longest codes, of the smallest weight, come first.
  let entry: u32 = 0
  for (let weight: u32 = 1; weight <= bits; weight++) {
    for (let n = 0; n <= count; n++) {
      if (<u32>load<u8>(weights + n) != weight) continue
      const code = <u16>(n | ((bits + 1 - weight) << 8))
      for (const last = entry + (1 << (weight - 1)); entry < last; entry++) store<u16>(codes + (<usize>entry << 1), code)
    }
  }
  store<u32>(scratch + HUFFMAN_BITS, bits)
  return entry == <u32>(1 << bits)
}
