// LZ4 blocks.
import { copyWide, repeat } from './copy'

/** A length of which the token holds the first 4 bits; the rest follows at `lengthAt`, which moves behind it. -1: damaged. */
let lengthAt: usize = 0
function length(first: u32, end: usize): i32 {
  let sum = first
  if (first == 15) {
    let b: u32 = 255
    while (b == 255) {
      if (lengthAt >= end || sum > 0x7FFFFF00) return -1
      b = <u32>load<u8>(lengthAt++)
      sum += b
    }
  }
  return <i32>sum
}

/** Decompresses exactly `bytes` bytes to `to`; 16 more behind them may be overwritten. Gives `bytes`, or -1 when the input is damaged. */
export function lz4Decompress(from: usize, compressed: u32, to: usize, bytes: u32): i32 {
  const end = from + compressed, start = to, outEnd = to + bytes
  while (from < end) {
    const token = <u32>load<u8>(from)
    lengthAt = from + 1
    const literals = length(token >>> 4, end)
    from = lengthAt
    if (literals < 0 || <u32>literals > <u32>(end - from) || <u32>literals > <u32>(outEnd - to)) return -1
    memory.copy(to, from, literals)
    from += literals
    to += literals
    // The last sequence has no match.
    if (from == end) break
    if (<u32>(end - from) < 2) return -1
    const distance = <u32>load<u16>(from)
    lengthAt = from + 2
    const more = length(token & 15, end)
    from = lengthAt
    if (more < 0 || distance == 0 || distance > <u32>(to - start) || <u32>more + 4 > <u32>(outEnd - to)) return -1
    const n = <u32>more + 4
    if (distance >= 16) copyWide(to, to - distance, n)
    else repeat(to, distance, n)
    to += n
  }
  return to == outEnd ? <i32>bytes : -1
}
