// Order and equality of bytes. Up to 8 bytes behind either text may be read.
import { headBytes } from './hash'

/** Whether n bytes at a and b are the same. */
export function equalBytes(a: usize, b: usize, n: u32): bool {
  const words = a + <usize>(n & ~7)
  while (a < words) {
    if (load<u64>(a) != load<u64>(b)) return false
    a += 8
    b += 8
  }
  return headBytes(a, n & 7) == headBytes(b, n & 7)
}

/** Negative, 0 or positive: order by bytes, a beginning before what it begins. */
export function compareBytes(a: usize, aLength: u32, b: usize, bLength: u32): i32 {
  const common = min(aLength, bLength)
  let n: u32 = 0
  while (n < common) {
    const x = load<u64>(a + n), y = load<u64>(b + n)
    if (x != y) {
      const at = n + <u32>(ctz(x ^ y) >>> 3)
      return at < common ? <i32>load<u8>(a + at) - <i32>load<u8>(b + at) : order(aLength, bLength)
    }
    n += 8
  }
  return order(aLength, bLength)
}

// @ts-ignore: decorator
@inline
function order(a: u32, b: u32): i32 {
  return <i32>(a > b) - <i32>(a < b)
}
