// Parquet pages to cells. Sources are decompressed pages, whose sizes were checked by the caller; every kernel that follows
// lengths or indices found in a page checks them itself and gives -1 or 0 where they lead outside.
//
// The RLE/bit-packed hybrid is read in steps; between them its state lies in 32 bytes of memory, words of 4 bytes:
// | 0    | 4   | 8     | 12             | 16             | 20            | 24                          | 28                  |
// | next | end | width | left in run    | packed: 1      | value of run  | bit of `next` (packed run)  | end of a packed run |

/** Begins a hybrid of values `width` bits wide (0 to 32) at [from, end). */
export function hybridOpen(state: usize, from: usize, end: usize, width: u32): void {
  store<u32>(state, <u32>from)
  store<u32>(state, <u32>end, 4)
  store<u32>(state, width, 8)
  store<u32>(state, 0, 12)
}

/** Reads the head of the next run. False at the end of the input or where it is damaged. */
function hybridNextRun(state: usize): bool {
  let p = <usize>load<u32>(state)
  const end = <usize>load<u32>(state, 4), width = load<u32>(state, 8)
  let head: u32 = 0, shift: u32 = 0
  while (true) {
    if (p >= end || shift > 28) return false
    const b = <u32>load<u8>(p++)
    head |= (b & 127) << shift
    if (b < 128) break
    shift += 7
  }
  const room = <u64>(end - p)
  if (head & 1) {
    const groups = <u64>(head >>> 1)
    // Some writers cut the last group short: what is not there is not read.
    const bytes = min(groups * width, room)
    if (groups > 0 && width > 0 && bytes * 8 < width) return false
    store<u32>(state, width == 0 ? <u32>min(groups * 8, 0x7FFFFFFF) : <u32>min(bytes * 8 / width, 0x7FFFFFFF), 12)
    store<u32>(state, 1, 16)
    store<u32>(state, 0, 24)
    store<u32>(state, <u32>(p + <usize>bytes), 28)
  } else {
    const bytes = (width + 7) >>> 3
    if (<u64>bytes > room) return false
    store<u32>(state, head >>> 1, 12)
    store<u32>(state, 0, 16)
    store<u32>(state, bytes == 0 ? 0 : load<u32>(p) & (0xFFFFFFFF >>> ((4 - bytes) << 3)), 20)
    p += bytes
  }
  store<u32>(state, <u32>p)
  return true
}

/** The next n values as u32. Gives n, or -1 when the input ends before or a value is not below `limit`. */
export function hybridRead(state: usize, n: i32, limit: u32, to: usize): i32 {
  let left: u32 = n
  while (left > 0) {
    let run = load<u32>(state, 12)
    if (run == 0) {
      if (!hybridNextRun(state)) return -1
      continue
    }
    if (run > left) run = left
    if (load<u32>(state, 16)) {
      if (unpack(state, run, to) >= limit) return -1
    } else {
      const value = load<u32>(state, 20)
      if (value >= limit) return -1
      for (let p = to, end = to + (<usize>run << 2); p < end; p += 4) store<u32>(p, value)
    }
    store<u32>(state, load<u32>(state, 12) - run, 12)
    to += <usize>run << 2
    left -= run
    if (load<u32>(state, 16) && load<u32>(state, 12) == 0) store<u32>(state, load<u32>(state, 28))
  }
  return n
}

/** n values of the packed run; gives the largest. */
function unpack(state: usize, n: u32, to: usize): u32 {
  const width = load<u32>(state, 8), from = <usize>load<u32>(state)
  if (width == 0) {
    memory.fill(to, 0, <usize>n << 2)
    return 0
  }
  const mask = (<u64>1 << width) - 1
  let bit = load<u32>(state, 24), largest: u32 = 0
  const end = to + (<usize>n << 2)
  let p = to
  // Four values of at most 14 bits, and up to 7 bits before them, fit one load.
  if (width <= 14) {
    const step = width * 4, two = width * 2, three = width * 3
    for (const last = to + (<usize>(n & ~3) << 2); p < last; p += 16) {
      const word = load<u64>(from + (bit >>> 3)) >>> (bit & 7)
      const a = <u32>(word & mask), b = <u32>((word >>> width) & mask), c = <u32>((word >>> two) & mask), d = <u32>((word >>> three) & mask)
      store<u32>(p, a)
      store<u32>(p, b, 4)
      store<u32>(p, c, 8)
      store<u32>(p, d, 12)
      largest = max(largest, max(max(a, b), max(c, d)))
      bit += step
    }
  }
  for (; p < end; p += 4) {
    const value = <u32>((load<u64>(from + (bit >>> 3)) >>> (bit & 7)) & mask)
    largest = max(largest, value)
    store<u32>(p, value)
    bit += width
  }
  store<u32>(state, <u32>(from + (bit >>> 3)))
  store<u32>(state, bit & 7, 24)
  return largest
}

/** Sets n bits from bit `at` of a zeroed bitmap on. */
export function bitsFill(bitmap: usize, at: u32, n: u32): void {
  while (n > 0) {
    const step = min(n, 32)
    const p = bitmap + (at >>> 3)
    store<u64>(p, load<u64>(p) | (((<u64>1 << step) - 1) << (at & 7)))
    at += step
    n -= step
  }
}

/** Copies n bits to bits that are zero; gives how many of them are set. */
export function bitsCopy(from: usize, fromBit: u32, to: usize, toBit: u32, n: u32): i32 {
  let set: i32 = 0
  while (n > 0) {
    const step = min(n, 32)
    const bits = (load<u64>(from + (fromBit >>> 3)) >>> (fromBit & 7)) & ((<u64>1 << step) - 1)
    const p = to + (toBit >>> 3)
    store<u64>(p, load<u64>(p) | (bits << (toBit & 7)))
    set += <i32>popcnt(bits)
    fromBit += step
    toBit += step
    n -= step
  }
  return set
}

/**
 * Definition levels 0 and 1 of n rows to a zeroed validity bitmap with 8 bytes to spare. Gives how many rows have a value,
 * or -1 when the input is damaged. `state` is scratch for the hybrid.
 */
export function levelsToValidity(state: usize, from: usize, end: usize, n: i32, bitmap: usize): i32 {
  hybridOpen(state, from, end, 1)
  let row: u32 = 0, set: i32 = 0
  const rows: u32 = n
  while (row < rows) {
    if (!hybridNextRun(state)) return -1
    const run = min(load<u32>(state, 12), rows - row)
    if (load<u32>(state, 16)) {
      set += bitsCopy(load<u32>(state), 0, bitmap, row, run)
      store<u32>(state, load<u32>(state, 28))
    } else if (load<u32>(state, 20) & 1) {
      bitsFill(bitmap, row, run)
      set += run
    }
    row += run
  }
  return set
}

/** Moves `present` packed cells, in place, to the rows whose bit is set; the other rows become 0. */
export function spread(cellBytes: u32, cells: usize, validity: usize, n: i32, present: i32): void {
  let i = n - 1, j = present - 1
  if (cellBytes == 8) {
    for (; i > j; i--) store<u64>(cells + (<usize>i << 3), bit(validity, i) ? load<u64>(cells + (<usize>(j--) << 3)) : 0)
  } else if (cellBytes == 4) {
    for (; i > j; i--) store<u32>(cells + (<usize>i << 2), bit(validity, i) ? load<u32>(cells + (<usize>(j--) << 2)) : 0)
  } else if (cellBytes == 1) {
    for (; i > j; i--) store<u8>(cells + i, bit(validity, i) ? load<u8>(cells + <usize>(j--)) : 0)
  } else {
    for (; i > j; i--) v128.store(cells + (<usize>i << 4), bit(validity, i) ? v128.load(cells + (<usize>(j--) << 4)) : i64x2.splat(0))
  }
}
// @ts-ignore: decorator
@inline
function bit(bitmap: usize, n: i32): u32 {
  return (<u32>load<u8>(bitmap + (n >>> 3)) >>> (n & 7)) & 1
}

/** to[k] = dictionary[indices[k]]: the indices are already known to be inside. */
export function dictionaryCells(cellBytes: u32, dictionary: usize, indices: usize, n: i32, to: usize): void {
  const end = indices + (<usize>n << 2)
  if (cellBytes == 8) {
    for (; indices < end; indices += 4, to += 8) store<u64>(to, load<u64>(dictionary + (<usize>load<u32>(indices) << 3)))
  } else if (cellBytes == 4) {
    for (; indices < end; indices += 4, to += 4) store<u32>(to, load<u32>(dictionary + (<usize>load<u32>(indices) << 2)))
  } else if (cellBytes == 1) {
    for (; indices < end; indices += 4, to += 1) store<u8>(to, load<u8>(dictionary + <usize>load<u32>(indices)))
  } else {
    for (; indices < end; indices += 4, to += 16) v128.store(to, v128.load(dictionary + (<usize>load<u32>(indices) << 4)))
  }
}

export function copyBytes(from: usize, n: u32, to: usize): void {
  memory.copy(to, from, n)
}

/** n values of length and bytes as views of where they lie. Gives the address behind them, or 0 where a length leads outside. */
export function plainViews(from: usize, end: usize, n: i32, to: usize): usize {
  for (const last = to + (<usize>n << 3); to < last; to += 8) {
    if (<u32>(end - from) < 4) return 0
    const length = load<u32>(from)
    from += 4
    if (length > <u32>(end - from)) return 0
    store<u32>(to, <u32>from)
    store<u32>(to, length, 4)
    from += length
  }
  return from
}

/** Views of n values of `width` bytes each. */
export function fixedViews(from: usize, width: u32, n: i32, to: usize): void {
  for (const last = to + (<usize>n << 3); to < last; to += 8) {
    store<u32>(to, <u32>from)
    store<u32>(to, width, 4)
    from += width
  }
}

/** Packed bits, from bit `at` on, as bytes 0 and 1. */
export function unpackBools(from: usize, at: u32, n: i32, to: usize): void {
  for (const last = to + n; to < last; to++) {
    store<u8>(to, (<u32>load<u8>(from + (at >>> 3)) >>> (at & 7)) & 1)
    at++
  }
}

/** The low byte of each u32. */
export function narrowToBytes(from: usize, n: i32, to: usize): void {
  for (const last = to + n; to < last; to++) {
    store<u8>(to, load<u8>(from))
    from += 4
  }
}

export function floatsToDoubles(from: usize, n: i32, to: usize): void {
  for (const last = to + (<usize>n << 3); to < last; to += 8) {
    store<f64>(to, <f64>load<f32>(from))
    from += 4
  }
}

/** 32-bit integers as doubles; from and to may be the same. */
export function intsToDoubles(from: usize, n: i32, to: usize): void {
  for (let k = n - 1; k >= 0; k--) store<f64>(to + (<usize>k << 3), <f64>load<i32>(from + (<usize>k << 2)))
}

/** Half floats (2 bytes each). */
export function halvesToDoubles(from: usize, n: i32, to: usize): void {
  for (const last = to + (<usize>n << 3); to < last; to += 8) {
    const half = <u32>load<u16>(from), exponent = (half >>> 10) & 31, fraction = half & 1023
    let value: f64
    if (exponent == 0) value = <f64>fraction * 5.9604644775390625e-8
    else if (exponent == 31) value = fraction ? NaN : Infinity
    else value = <f64>reinterpret<f32>(((exponent + 112) << 23) | (fraction << 13))
    store<f64>(to, half & 0x8000 ? -value : value)
    from += 2
  }
}

/** 32-bit integers × factor as 64-bit ones; from and to may be the same. Gives -1, or the first that does not fit. */
export function widenInts(from: usize, n: i32, factor: i64, to: usize): i32 {
  const most = i64.MAX_VALUE / factor
  let outside: i32 = -1
  for (let k = n - 1; k >= 0; k--) {
    const value = <i64>load<i32>(from + (<usize>k << 2))
    if (value > most || value < -most) outside = k
    store<i64>(to + (<usize>k << 3), value * factor)
  }
  return outside
}

/** Unsigned 32-bit integers as 64-bit ones. */
export function widenUnsigned(from: usize, n: i32, to: usize): void {
  for (const last = to + (<usize>n << 3); to < last; to += 8) {
    store<u64>(to, <u64>load<u32>(from))
    from += 4
  }
}

/** 64-bit integers × factor; from and to may be the same. Gives -1, or the first that does not fit. */
export function scaleLongs(from: usize, n: i32, factor: i64, to: usize): i32 {
  const most = i64.MAX_VALUE / factor
  let outside: i32 = -1
  for (let k = n - 1; k >= 0; k--) {
    const value = load<i64>(from + (<usize>k << 3))
    if (value > most || value < -most) outside = k
    store<i64>(to + (<usize>k << 3), value * factor)
  }
  return outside
}

/** 64-bit integers ÷ divisor, rounded down. */
export function floorLongs(from: usize, n: i32, divisor: i64, to: usize): void {
  for (const last = to + (<usize>n << 3); to < last; to += 8) {
    const value = load<i64>(from), quotient = value / divisor
    store<i64>(to, quotient * divisor > value ? quotient - 1 : quotient)
    from += 8
  }
}

const JULIAN_EPOCH: i64 = 2440588
const DAY_MICROS: i64 = 86400000000

/** INT96 (nanoseconds of the day, Julian day) as microseconds since 1970. */
export function julianToMicros(from: usize, n: i32, to: usize): void {
  for (const last = to + (<usize>n << 3); to < last; to += 8) {
    const day = <i64>load<u32>(from, 8) - JULIAN_EPOCH
    store<i64>(to, day * DAY_MICROS + load<i64>(from) / 1000)
    from += 12
  }
}

/** Unsigned 64-bit integers as 16-byte decimals. */
export function unsignedToDecimals(from: usize, n: i32, to: usize): void {
  for (const last = to + (<usize>n << 4); to < last; to += 16) {
    store<u64>(to, load<u64>(from))
    store<u64>(to, 0, 8)
    from += 8
  }
}

/** Signed 64-bit integers as 16-byte decimals; from and to may be the same. */
export function longsToDecimals(from: usize, n: i32, to: usize): void {
  for (let k = n - 1; k >= 0; k--) {
    const value = load<i64>(from + (<usize>k << 3)), p = to + (<usize>k << 4)
    store<i64>(p, value)
    store<i64>(p, value >> 63, 8)
  }
}

/** Multiplies 16-byte decimals by a power of ten, in place. */
export function scaleDecimals(cells: usize, n: i32, power: i32): void {
  for (const last = cells + (<usize>n << 4); cells < last; cells += 16) {
    let low = load<u64>(cells), high = load<u64>(cells, 8)
    for (let k = 0; k < power; k++) {
      // x · 10 = 8x + 2x, with what leaves the low half and the carry of the sum
      const eight = low << 3, two = low << 1, sum = eight + two
      high = (high << 3) + (high << 1) + (low >>> 61) + (low >>> 63) + u64(sum < eight)
      low = sum
    }
    store<u64>(cells, low)
    store<u64>(cells, high, 8)
  }
}

/**
 * Big-endian two's complement numbers, given as views, as cells of 8 or 16 bytes. `to` may begin where the views do (8), or
 * 8n bytes before them (16). Gives -1, or the first number that is wider than its cell.
 */
export function viewsToDecimals(views: usize, n: i32, cellBytes: u32, to: usize): i32 {
  for (let k = 0; k < n; k++) {
    let p = <usize>load<u32>(views)
    const end = p + load<u32>(views, 4)
    const sign: u64 = p < end && <i32>load<i8>(p) < 0 ? 0xFFFFFFFFFFFFFFFF : 0
    let low = sign, high = sign
    for (; p < end; p++) {
      if (<u32>(end - p) > 16 && <u64>load<u8>(p) != (sign & 255)) return k
      high = (high << 8) | (low >>> 56)
      low = (low << 8) | <u64>load<u8>(p)
    }
    store<u64>(to, low)
    if (cellBytes == 16) store<u64>(to, high, 8)
    else if (<i64>high != <i64>low >> 63) return k
    to += cellBytes
    views += 8
  }
  return -1
}
