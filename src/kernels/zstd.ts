// Zstandard (RFC 8878), decompression: frames, blocks and sequences. `zstd-tables.ts` draws the scratch.
import { copyWide, repeat } from './copy'
import { literals } from './zstd-literals'
import {
  LENGTHS, LITERAL_AT, LITERAL_COUNT, MATCHES, OFFSETS, POSITION, RECENT, STATE, bitsBelow, buildTable, copyCounts, readTable, streamBits,
} from './zstd-tables'

const MAGIC: u32 = 0xFD2FB528, SKIPPABLE: u32 = 0x184D2A50

// Codes of literal lengths, match lengths and offsets: usual counts, and what each code stands for.
const LENGTH_DEFAULT = memory.data<i16>([
  4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1,
])
const MATCH_DEFAULT = memory.data<i16>([
  1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1,
])
const OFFSET_DEFAULT = memory.data<i16>([1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1])
const LENGTH_CODES: u32 = 36, MATCH_CODES: u32 = 53, OFFSET_CODES: u32 = 32
const LENGTH_BASE = memory.data<u32>([
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28, 32, 40, 48, 64, 128, 256, 512, 1024, 2048, 4096,
  8192, 16384, 32768, 65536,
])
const LENGTH_BITS = memory.data<u8>([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
])
const MATCH_BASE = memory.data<u32>([
  3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34,
  35, 37, 39, 41, 43, 47, 51, 59, 67, 83, 99, 131, 259, 515, 1027, 2051, 4099, 8195, 16387, 32771, 65539,
])
const MATCH_BITS = memory.data<u8>([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
])

/** Decompresses exactly `bytes` bytes to `to`; 16 more behind them may be overwritten. Gives `bytes`, or -1 when the input is damaged. */
export function zstdDecompress(from: usize, compressed: u32, to: usize, bytes: u32, scratch: usize): i32 {
  const end = from + compressed, outEnd = to + bytes
  while (<u32>(end - from) >= 8) {
    const magic = load<u32>(from)
    if ((magic & 0xFFFFFFF0) == SKIPPABLE) {
      const skipped = load<u32>(from, 4)
      if (skipped > <u32>(end - from) - 8) return -1
      from += skipped + 8
      continue
    }
    if (magic != MAGIC) return -1
    to = frame(from + 4, end, to, outEnd, scratch)
    if (to == 0) return -1
    from = <usize>load<u32>(scratch + POSITION)
  }
  return from == end && to == outEnd ? <i32>bytes : -1
}

/** Before the first block of a frame that is read block by block. */
export function zstdBegin(scratch: usize): void {
  memory.fill(scratch + STATE, 0, 64)
  store<u32>(scratch + RECENT, 1)
  store<u32>(scratch + RECENT, 4, 4)
  store<u32>(scratch + RECENT, 8, 8)
}
/** One compressed block; what came before it lies from `start` on. Gives where its output ends, or 0 when it is damaged. */
export function zstdBlock(from: usize, size: u32, start: usize, to: usize, outEnd: usize, scratch: usize): usize {
  return block(from, from + size, start, to, outEnd, scratch)
}

/** A frame behind its magic number. Gives where its output ends, or 0. */
function frame(from: usize, end: usize, to: usize, outEnd: usize, scratch: usize): usize {
  const start = to, head = <u32>load<u8>(from++)
  const single = (head >>> 5) & 1, sizeFlag = head >>> 6
  if (head & 8 || head & 3) return 0
  from += 1 - single
  from += sizeFlag == 0 ? single : 1 << sizeFlag
  zstdBegin(scratch)
  while (true) {
    if (from > end || <u32>(end - from) < 3) return 0
    const header = load<u32>(from) & 0xFFFFFF, size = header >>> 3, kind = (header >>> 1) & 3
    from += 3
    if (kind == 1) {
      if (from >= end || size > <u32>(outEnd - to)) return 0
      memory.fill(to, load<u8>(from++), size)
      to += size
    } else {
      if (size > <u32>(end - from)) return 0
      if (kind == 0) {
        if (size > <u32>(outEnd - to)) return 0
        memory.copy(to, from, size)
        to += size
      } else if (kind == 2) {
        to = block(from, from + size, start, to, outEnd, scratch)
        if (to == 0) return 0
      } else return 0
      from += size
    }
    if (header & 1) break
  }
  if (head & 4) from += 4
  if (from > end) return 0
  store<u32>(scratch + POSITION, <u32>from)
  return to
}

/** A compressed block: literals, then sequences of "so many literals, then a match". Gives where its output ends, or 0. */
function block(from: usize, end: usize, start: usize, to: usize, outEnd: usize, scratch: usize): usize {
  from = literals(from, end, scratch)
  if (from == 0 || from >= end) return 0
  let literal = <usize>load<u32>(scratch + LITERAL_AT), left = load<u32>(scratch + LITERAL_COUNT)
  let count = <u32>load<u8>(from++)
  if (count >= 128) {
    if (<u32>(end - from) < 2) return 0
    if (count < 255) count = ((count - 128) << 8) + <u32>load<u8>(from++)
    else {
      count = <u32>load<u16>(from) + 0x7F00
      from += 2
    }
  }
  if (count > 0) {
    if (from >= end) return 0
    const modes = <u32>load<u8>(from++)
    from = sequenceTable(modes >>> 6, from, end, scratch, LENGTHS, 0, LENGTH_DEFAULT, 6, LENGTH_CODES, LENGTH_CODES, 9)
    if (from == 0) return 0
    from = sequenceTable((modes >>> 4) & 3, from, end, scratch, OFFSETS, 8, OFFSET_DEFAULT, 5, 29, OFFSET_CODES, 8)
    if (from == 0) return 0
    from = sequenceTable((modes >>> 2) & 3, from, end, scratch, MATCHES, 4, MATCH_DEFAULT, 6, MATCH_CODES, MATCH_CODES, 9)
    if (from == 0) return 0
    let at = streamBits(from, end)
    if (at < 0) return 0
    const lengthBits = load<u32>(scratch + STATE) - 1, matchBits = load<u32>(scratch + STATE, 4) - 1
    const offsetBits = load<u32>(scratch + STATE, 8) - 1
    let lengthState = bitsBelow(from, at, lengthBits)
    at -= lengthBits
    let offsetState = bitsBelow(from, at, offsetBits)
    at -= offsetBits
    let matchState = bitsBelow(from, at, matchBits)
    at -= matchBits
    let recent1 = load<u32>(scratch + RECENT), recent2 = load<u32>(scratch + RECENT, 4), recent3 = load<u32>(scratch + RECENT, 8)
    while (count-- > 0) {
      const offsetEntry = load<u32>(scratch + OFFSETS + (<usize>offsetState << 2))
      const matchEntry = load<u32>(scratch + MATCHES + (<usize>matchState << 2))
      const lengthEntry = load<u32>(scratch + LENGTHS + (<usize>lengthState << 2))
      const offsetCode = offsetEntry & 255, matchCode = matchEntry & 255, lengthCode = lengthEntry & 255
      const value = (1 << offsetCode) + bitsBelow(from, at, offsetCode)
      at -= offsetCode
      const matchExtra = <u32>load<u8>(MATCH_BITS + matchCode)
      const match = load<u32>(MATCH_BASE + (<usize>matchCode << 2)) + bitsBelow(from, at, matchExtra)
      at -= matchExtra
      const lengthExtra = <u32>load<u8>(LENGTH_BITS + lengthCode)
      const length = load<u32>(LENGTH_BASE + (<usize>lengthCode << 2)) + bitsBelow(from, at, lengthExtra)
      at -= lengthExtra
      let distance: u32
      if (value > 3) {
        distance = value - 3
        recent3 = recent2
        recent2 = recent1
        recent1 = distance
      } else {
        const which = value + u32(length == 0)
        if (which == 1) distance = recent1
        else {
          distance = which == 2 ? recent2 : which == 3 ? recent3 : recent1 - 1
          if (which != 2) recent3 = recent2
          recent2 = recent1
          recent1 = distance
        }
      }
      if (count > 0) {
        let bits = (lengthEntry >>> 8) & 255
        lengthState = (lengthEntry >>> 16) + bitsBelow(from, at, bits)
        at -= bits
        bits = (matchEntry >>> 8) & 255
        matchState = (matchEntry >>> 16) + bitsBelow(from, at, bits)
        at -= bits
        bits = (offsetEntry >>> 8) & 255
        offsetState = (offsetEntry >>> 16) + bitsBelow(from, at, bits)
        at -= bits
      }
      if (at < 0 || length > left || length > <u32>(outEnd - to)) return 0
      if (length > 0) {
        copyWide(to, literal, length)
        to += length
        literal += length
        left -= length
      }
      if (distance == 0 || distance > <u32>(to - start) || match > <u32>(outEnd - to)) return 0
      if (distance >= 16) copyWide(to, to - distance, match)
      else repeat(to, distance, match)
      to += match
    }
    if (at != 0) return 0
    store<u32>(scratch + RECENT, recent1)
    store<u32>(scratch + RECENT, recent2, 4)
    store<u32>(scratch + RECENT, recent3, 8)
  } else if (from != end) return 0
  if (left > <u32>(outEnd - to)) return 0
  memory.copy(to, literal, left)
  return to + left
}

/**
 * One of the three tables of a block; gives where its description ends, or 0. `slot`: of its accuracy, plus 1, in the state.
 */
function sequenceTable(
  mode: u32, from: usize, end: usize, scratch: usize, table: usize, slot: usize,
  usual: usize, usualBits: u32, usualCodes: u32, codes: u32, mostBits: u32,
): usize {
  const accuracy = scratch + STATE + slot
  if (mode == 0) {
    copyCounts(scratch, usual, usualCodes)
    buildTable(scratch, scratch + table, usualCodes, usualBits)
    store<u32>(accuracy, usualBits + 1)
    return from
  }
  if (mode == 1) {
    if (from >= end) return 0
    const symbol = <u32>load<u8>(from)
    if (symbol >= codes) return 0
    store<u32>(scratch + table, symbol)
    store<u32>(accuracy, 1)
    return from + 1
  }
  if (mode == 2) {
    const next = readTable(from, end, scratch, scratch + table, codes, mostBits)
    store<u32>(accuracy, load<u32>(scratch + POSITION) + 1)
    return next
  }
  return load<u32>(accuracy) == 0 ? 0 : from
}
