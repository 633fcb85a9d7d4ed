// Snappy.
import { copyWide, repeat } from './copy'

/**
 * Decompresses exactly `bytes` bytes to `to`; 16 more behind them may be overwritten.
 * Gives `bytes`, or -1 when the input is damaged or holds another number of bytes.
 */
export function snappyDecompress(from: usize, compressed: u32, to: usize, bytes: u32): i32 {
  const end = from + compressed, start = to, outEnd = to + bytes
  let length: u32 = 0, shift: u32 = 0
  while (true) {
    if (from >= end || shift > 28) return -1
    const b = <u32>load<u8>(from++)
    length |= (b & 127) << shift
    if (b < 128) break
    shift += 7
  }
  if (length != bytes) return -1
  // Up to there 17 bytes may be read, and 64 written, whatever comes.
  const readable = compressed > 17 ? end - 17 : 0, writable = bytes > 64 ? outEnd - 64 : 0
  while (from < end) {
    while (from <= readable && to <= writable) {
      const tag = <u32>load<u8>(from), kind = tag & 3
      let n: u32 = (tag >>> 2) + 1
      if (kind == 0) {
        if (n > 16) break
        v128.store(to, v128.load(from, 1))
        from += n + 1
        to += n
        continue
      }
      if (kind == 3) break
      // Nothing foretells how long the distance is: no branch on it.
      const short = kind == 1
      n = select<u32>(((tag >>> 2) & 7) + 4, n, short)
      const distance = select<u32>(((tag >>> 5) << 8) | <u32>load<u8>(from, 1), <u32>load<u16>(from, 1), short)
      if (distance - 1 >= <u32>(to - start)) return -1
      from += kind + 1
      if (distance >= 16) copyWide(to, to - distance, n)
      else repeat(to, distance, n)
      to += n
    }
    if (from >= end) break
    const tag = <u32>load<u8>(from++)
    let n: u32 = (tag >>> 2) + 1
    if ((tag & 3) == 0) {
      if (n > 60) {
        const extra = n - 60
        if (extra > <u32>(end - from)) return -1
        n = (load<u32>(from) & (0xFFFFFFFF >>> ((4 - extra) << 3))) + 1
        from += extra
        if (n == 0) return -1
      }
      if (n > <u32>(end - from) || n > <u32>(outEnd - to)) return -1
      if (n <= 64) copyWide(to, from, n)
      else memory.copy(to, from, n)
      from += n
      to += n
      continue
    }
    let distance: u32
    if ((tag & 3) == 1) {
      if (from >= end) return -1
      n = ((tag >>> 2) & 7) + 4
      distance = ((tag >>> 5) << 8) | <u32>load<u8>(from)
      from += 1
    } else if ((tag & 3) == 2) {
      if (<u32>(end - from) < 2) return -1
      distance = <u32>load<u16>(from)
      from += 2
    } else {
      if (<u32>(end - from) < 4) return -1
      distance = load<u32>(from)
      from += 4
    }
    if (distance == 0 || distance > <u32>(to - start) || n > <u32>(outEnd - to)) return -1
    if (distance >= 16) copyWide(to, to - distance, n)
    else repeat(to, distance, n)
    to += n
  }
  return to == outEnd ? <i32>bytes : -1
}
