// PLAIN values of Parquet pages as cells: each kernel reads n values at `from` and writes n cells at `to`. Callers have checked
// that fixed-width values lie inside their page; where a kernel follows lengths, it checks them itself.

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

/** Passes over n values of length and bytes. Gives the address behind them, or 0 where a length leads outside. */
export function plainSkip(from: usize, end: usize, n: i32): usize {
  for (; n > 0; n--) {
    if (<u32>(end - from) < 4) return 0
    const length = load<u32>(from)
    from += 4
    if (length > <u32>(end - from)) return 0
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
