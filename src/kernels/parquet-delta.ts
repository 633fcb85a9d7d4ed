// Parquet's delta encodings and split bytes as PLAIN values. All sizes found in the input are checked; bytes up to 16 behind `end` may
// be read, never used.

/** Where a reader of this file stands: behind what it read last. 0: the input is damaged. */
let at: usize = 0

/** An unsigned integer in groups of 7 bits, the lowest first. */
function varint(end: usize): u64 {
  let value: u64 = 0, shift: u64 = 0
  while (at != 0) {
    if (at >= end || shift > 63) {
      at = 0
      break
    }
    const b = <u64>load<u8>(at++)
    value |= (b & 127) << shift
    if (b < 128) break
    shift += 7
  }
  return value
}
function zigzag(end: usize): i64 {
  const value = varint(end)
  return <i64>(value >>> 1) ^ -(<i64>value & 1)
}

/** DELTA_BINARY_PACKED: n > 0 integers of `width` 4 or 8 bytes. Gives the address behind them, or 0. */
export function deltaIntegers(from: usize, end: usize, n: u32, width: u32, to: usize): usize {
  at = from
  const block = varint(end), minis = varint(end), total = varint(end)
  let value = zigzag(end)
  if (at == 0 || total != <u64>n || minis == 0 || minis > 1024 || block > 0x1000000 || block % (minis << 3) != 0 || block == 0) return 0
  const size = <u32>(block / minis)
  const long = width == 8
  if (long) store<i64>(to, value)
  else store<i32>(to, <i32>value)
  to += width
  let left = n - 1
  while (left > 0) {
    const least = zigzag(end)
    if (at == 0 || <u64>(end - at) < minis) return 0
    const widths = at
    let body = at + <usize>minis
    for (let m: u32 = 0; m < <u32>minis && left > 0; m++) {
      const bits = <u32>load<u8>(widths + m), count = min(size, left)
      if (bits > 64 || <u64>(end - body) < ((<u64>bits * count + 7) >>> 3)) return 0
      const mask: u64 = bits == 64 ? ~0 : (<u64>1 << bits) - 1
      let bit: u32 = 0
      for (let k: u32 = 0; k < count; k++) {
        const p = body + (bit >>> 3), shift = bit & 7
        let delta = load<u64>(p) >>> shift
        if (shift + bits > 64) delta |= <u64>load<u8>(p, 8) << (64 - shift)
        value += least + <i64>(delta & mask)
        if (long) store<i64>(to, value)
        else store<i32>(to, <i32>value)
        to += width
        bit += bits
      }
      left -= count
      // The last miniblock may be cut short.
      body = min(end, body + ((size * bits) >>> 3))
    }
    at = body
  }
  return at
}

/** The bytes of n texts as PLAIN has them, or -1 where a length is negative or there are too many bytes for one page. */
export function deltaTextBytes(prefixes: usize, lengths: usize, n: u32): i32 {
  let sum = <u64>n << 2
  for (let k: u32 = 0; k < n; k++) {
    const length = load<i32>(lengths + (<usize>k << 2)), prefix = prefixes == 0 ? 0 : load<i32>(prefixes + (<usize>k << 2))
    if (length < 0 || prefix < 0) return -1
    sum += <u64>length + <u64>prefix
    if (sum > 0x7FFFFFFF) return -1
  }
  return <i32>sum
}

/**
 * n texts, each the first `prefixes[k]` bytes of the one before (0 everywhere where there are no `prefixes`) and then `lengths[k]` of
 * the bytes at `from`. `width`: of all of them, or 0: then each gets its length before it. Gives the address behind what it read, or 0.
 */
export function deltaTexts(prefixes: usize, lengths: usize, n: u32, from: usize, end: usize, width: u32, to: usize): usize {
  let before: usize = 0
  let beforeLength: u32 = 0
  for (let k: u32 = 0; k < n; k++) {
    const length = load<u32>(lengths + (<usize>k << 2)), prefix: u32 = prefixes == 0 ? 0 : load<u32>(prefixes + (<usize>k << 2))
    if (length > <u32>(end - from) || prefix > beforeLength) return 0
    if (width == 0) {
      store<u32>(to, prefix + length)
      to += 4
    } else if (prefix + length != width) return 0
    memory.copy(to, before, prefix)
    memory.copy(to + prefix, from, length)
    from += length
    before = to
    beforeLength = prefix + length
    to += beforeLength
  }
  return from
}

/** BYTE_STREAM_SPLIT: the first bytes of n values of `width` bytes, then all second ones, and so on. */
export function joinBytes(from: usize, n: u32, width: u32, to: usize): void {
  for (let b: u32 = 0; b < width; b++) {
    let p = to + b
    for (const last = from + n; from < last; from++) {
      store<u8>(p, load<u8>(from))
      p += width
    }
  }
}

/** BIT_PACKED levels (the highest bit first) of `width` bits as u32. */
export function unpackLevels(from: usize, n: u32, width: u32, to: usize): void {
  let bit: u32 = 0
  for (let k: u32 = 0; k < n; k++) {
    let level: u32 = 0
    for (let b: u32 = 0; b < width; b++, bit++) level = (level << 1) | ((<u32>load<u8>(from + (bit >>> 3)) >>> (7 - (bit & 7))) & 1)
    store<u32>(to, level)
    to += 4
  }
}
