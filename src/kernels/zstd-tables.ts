// Bits and tables of Zstandard. Everything lies in scratch of 143 424 bytes:
// | at    | bytes   | content                                                                               |
// |-------|---------|---------------------------------------------------------------------------------------|
// | 0     | 2 048   | FSE table of literal lengths: u32 entries, symbol, bits << 8, baseline << 16          |
// | 2048  | 2 048   | of match lengths                                                                      |
// | 4096  | 1 024   | of offsets                                                                            |
// | 5120  | 256     | of Huffman weights                                                                    |
// | 5376  | 4 096   | Huffman codes: u16 entries, symbol, bits << 8                                         |
// | 9472  | 256     | Huffman weights                                                                       |
// | 9728  | 512     | how often each symbol of a table occurs, i16; −1: less than once                      |
// | 10240 | 512     | the next state of each symbol while a table is built, u16                             |
// | 10752 | 64      | state: words of 4 bytes, below                                                        |
// | 12288 | 131 136 | literals of a block                                                                   |

export const LENGTHS: usize = 0, MATCHES: usize = 2048, OFFSETS: usize = 4096, WEIGHT_TABLE: usize = 5120, CODES: usize = 5376
export const WEIGHTS: usize = 9472, COUNTS: usize = 9728, NEXT: usize = 10240, STATE: usize = 10752, LITERALS: usize = 12288
// The state begins with the accuracies of the three tables plus 1 (0: there is none), then:
/** Bits of the longest Huffman code, 0: there are none. */
export const HUFFMAN_BITS: usize = STATE + 12
/** The three recent offsets. */
export const RECENT: usize = STATE + 16
/** What a step leaves for the next: how many literals, where they lie, and a place in the input or an accuracy. */
export const LITERAL_COUNT: usize = STATE + 32, LITERAL_AT: usize = STATE + 36, POSITION: usize = STATE + 40
/** The most bytes of a block. */
export const BLOCK_MOST: u32 = 131072

// @ts-ignore: decorator
@inline
export function highBit(n: u32): u32 { return 31 - clz(n) }

/** n ≤ 32 bits that end below bit `at` of what begins at `from`, read backwards; bits before its start are 0. */
// @ts-ignore: decorator
@inline
export function bitsBelow(from: usize, at: i32, n: u32): u32 {
  const first = at - <i32>n
  if (first >= 0) return <u32>((load<u64>(from + (first >>> 3)) >>> (first & 7)) & ((<u64>1 << n) - 1))
  return at <= 0 ? 0 : <u32>((load<u64>(from) & ((<u64>1 << at) - 1)) << -first)
}

/** Bits of a stream that is read backwards: all below the highest one of its last byte. -1 when there is none. */
export function streamBits(from: usize, end: usize): i32 {
  if (end <= from || <u32>(end - from) > BLOCK_MOST) return -1
  const last = <u32>load<u8>(end - 1)
  return last == 0 ? -1 : <i32>(((<u32>(end - from) - 1) << 3) + highBit(last))
}

export function copyCounts(scratch: usize, counts: usize, codes: u32): void {
  memory.copy(scratch + COUNTS, counts, <usize>codes << 1)
}

/** Reads how often each symbol occurs and builds the table; leaves its accuracy in POSITION. Gives where the description ends, or 0. */
export function readTable(from: usize, end: usize, scratch: usize, table: usize, codes: u32, mostBits: u32): usize {
  if (from >= end) return 0
  const accuracy = (<u32>load<u8>(from) & 15) + 5
  if (accuracy > mostBits) return 0
  let bit: u32 = 4, left: i32 = 1 << accuracy, symbol: u32 = 0
  const bits = <u32>min(end - from, 4096) << 3
  while (left > 0) {
    if (symbol >= codes || bit > bits) return 0
    // Values up to `left + 1`: the smaller ones take a bit less.
    const width = highBit(left + 1) + 1, low: u32 = (1 << (width - 1)) - 1, short: u32 = (1 << width) - 1 - (left + 1)
    let value = forward(from, bit, width)
    bit += width
    if ((value & low) < short) {
      value &= low
      bit -= 1
    } else if (value > low) value -= short
    const count = <i32>value - 1
    left -= count < 0 ? 1 : count
    store<i16>(scratch + COUNTS + (<usize>(symbol++) << 1), <i16>count)
    if (count != 0) continue
    let zeros: u32 = 3
    while (zeros == 3) {
      zeros = forward(from, bit, 2)
      bit += 2
      if (symbol + zeros > codes || bit > bits) return 0
      for (let n: u32 = 0; n < zeros; n++) store<i16>(scratch + COUNTS + (<usize>(symbol++) << 1), 0)
    }
  }
  if (left != 0 || bit > bits) return 0
  buildTable(scratch, table, symbol, accuracy)
  store<u32>(scratch + POSITION, accuracy)
  return from + ((bit + 7) >>> 3)
}
// @ts-ignore: decorator
@inline
function forward(from: usize, bit: u32, n: u32): u32 {
  return (load<u32>(from + (bit >>> 3)) >>> (bit & 7)) & ((1 << n) - 1)
}

/** A table of 2^accuracy entries for symbols 0 … codes − 1 that occur as COUNTS says (together 2^accuracy times). */
export function buildTable(scratch: usize, table: usize, codes: u32, accuracy: u32): void {
  const size: u32 = 1 << accuracy, mask = size - 1, step = (size >>> 1) + (size >>> 3) + 3
  let high = size, at: u32 = 0
  for (let s: u32 = 0; s < codes; s++) {
    const count = <i32>load<i16>(scratch + COUNTS + (<usize>s << 1))
    store<u16>(scratch + NEXT + (<usize>s << 1), <u16>(count < 0 ? 1 : count))
    if (count < 0) store<u32>(table + (<usize>(--high) << 2), s)
  }
  for (let s: u32 = 0; s < codes; s++) {
    for (let n = <i32>load<i16>(scratch + COUNTS + (<usize>s << 1)); n > 0; n--) {
      store<u32>(table + (<usize>at << 2), s)
      do at = (at + step) & mask
      while (at >= high)
    }
  }
  for (let n: u32 = 0; n < size; n++) {
    const entry = table + (<usize>n << 2), symbol = load<u32>(entry), next = scratch + NEXT + (<usize>symbol << 1)
    const state = <u32>load<u16>(next), bits = accuracy - highBit(state)
    store<u16>(next, <u16>(state + 1))
    store<u32>(entry, symbol | (bits << 8) | (((state << bits) - size) << 16))
  }
}
