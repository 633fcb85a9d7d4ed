// Literals of a Zstandard block: raw, one byte repeated, or in Huffman codes.
import {
  BLOCK_MOST, CODES, HUFFMAN_BITS, LITERALS, LITERAL_AT, LITERAL_COUNT, POSITION, WEIGHTS, WEIGHT_TABLE, bitsBelow, highBit, readTable, streamBits,
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
  const first = from + 6, second = first + <usize>load<u16>(from), third = second + <usize>load<u16>(from, 2), fourth = third + <usize>load<u16>(from, 4)
  const quarter = (count + 3) >>> 2
  if (fourth > next || quarter * 3 > count) return 0
  const ok = decode(first, second, to, quarter, scratch, bits) && decode(second, third, to + quarter, quarter, scratch, bits) &&
    decode(third, fourth, to + 2 * quarter, quarter, scratch, bits) && decode(fourth, next, to + 3 * quarter, count - 3 * quarter, scratch, bits)
  return ok ? next : 0
}

/** n bytes of a stream of codes, which must be used up by them. */
function decode(from: usize, end: usize, to: usize, n: u32, scratch: usize, bits: u32): bool {
  let at = streamBits(from, end)
  if (at < 0) return false
  const codes = scratch + CODES, shift = 64 - <u64>bits, outEnd = to + n
  // 56 bits hold five codes of at most 11.
  while (at >= 64 && <u32>(outEnd - to) >= 5) {
    let word = load<u64>(from + (at >>> 3) - 7) << (8 - (at & 7))
    let used: u32 = 0
    for (let k = 0; k < 5; k++) {
      const code = <u32>load<u16>(codes + (<usize>(word >>> shift) << 1)), length = code >>> 8
      store<u8>(to++, <u8>code)
      word <<= length
      used += length
    }
    at -= used
  }
  while (to < outEnd) {
    const code = <u32>load<u16>(codes + (<usize>bitsBelow(from, at, bits) << 1))
    store<u8>(to++, <u8>code)
    at -= code >>> 8
    if (at < 0) return false
  }
  return at == 0
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
