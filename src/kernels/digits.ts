// Natural numbers as runs of 32-bit digits, the lowest first, in memory.

/** How many digits there are without leading zeros. */
export function digitsOf(p: usize, n: i32): i32 {
  while (n > 0 && load<u32>(p + (<usize>(n - 1) << 2)) == 0) n--
  return n
}
// @ts-ignore: decorator
@inline
export function clearDigits(p: usize, n: i32): void {
  memory.fill(p, 0, <usize>n << 2)
}
export function compareDigits(a: usize, b: usize, n: i32): i32 {
  for (let k = n - 1; k >= 0; k--) {
    const x = load<u32>(a + (<usize>k << 2)), y = load<u32>(b + (<usize>k << 2))
    if (x != y) return x < y ? -1 : 1
  }
  return 0
}
function multiplySmall(p: usize, n: i32, factor: u32): void {
  let carry: u64 = 0
  for (const end = p + (<usize>n << 2); p < end; p += 4) {
    carry += <u64>load<u32>(p) * <u64>factor
    store<u32>(p, <u32>carry)
    carry >>>= 32
  }
}
/** In place; returns the remainder. */
function divideSmall(p: usize, n: i32, divisor: u32): u32 {
  let rest: u64 = 0
  for (let k = n - 1; k >= 0; k--) {
    const at = p + (<usize>k << 2)
    rest = (rest << 32) | <u64>load<u32>(at)
    store<u32>(at, <u32>(rest / divisor))
    rest %= divisor
  }
  return <u32>rest
}
function smallPowerOf10(n: i32): u32 {
  let p: u32 = 1
  for (let k = 0; k < n; k++) p *= 10
  return p
}
/** Room of n digits must hold the product. */
export function multiplyPowerOf10(p: usize, n: i32, power: i32): void {
  for (; power >= 9; power -= 9) multiplySmall(p, n, 1000000000)
  if (power > 0) multiplySmall(p, n, smallPowerOf10(power))
}
/** In place, cut, or rounded half up. Returns whether nothing was cut off (meaningless when rounded). */
export function dividePowerOf10(p: usize, n: i32, power: i32, round: bool): bool {
  let exact = true, rest = round ? power - 1 : power
  for (; rest >= 9; rest -= 9) {
    n = digitsOf(p, n)
    if (divideSmall(p, n, 1000000000)) exact = false
  }
  if (rest > 0 && divideSmall(p, n, smallPowerOf10(rest))) exact = false
  // what is left of the fraction begins with this digit, which decides alone
  if (round && divideSmall(p, n, 10) >= 5) increment(p)
  return exact
}
/** Adds 1; the number is not all ones. */
function increment(p: usize): void {
  for (;; p += 4) {
    const next = load<u32>(p) + 1
    store<u32>(p, next)
    if (next) return
  }
}
/** 128 × 128 bits to 8 digits at p. */
export function multiplyWords(aLow: u64, aHigh: u64, bLow: u64, bHigh: u64, p: usize): void {
  multiplyWide(aLow, bLow, p)
  if ((aHigh | bHigh) == 0) return
  multiplyWide(aHigh, bHigh, p + 16)
  addProduct(aLow, bHigh, p + 8)
  addProduct(aHigh, bLow, p + 8)
}
/** 64 × 64 bits to 4 digits at p. */
function multiplyWide(a: u64, b: u64, p: usize): void {
  store<u64>(p, a * b)
  store<u64>(p, highProduct(a, b), 8)
}
/** The upper half of a · b. */
// @ts-ignore: decorator
@inline
export function highProduct(a: u64, b: u64): u64 {
  const al = a & 0xFFFFFFFF, ah = a >>> 32, bl = b & 0xFFFFFFFF, bh = b >>> 32
  const low = al * bl, cross = ah * bl + (low >>> 32)
  const other = al * bh + (cross & 0xFFFFFFFF)
  return ah * bh + (cross >>> 32) + (other >>> 32)
}
/** Adds a · b to the three 64-bit words at p. */
function addProduct(a: u64, b: u64, p: usize): void {
  const low = a * b, before = load<u64>(p), sum = before + low
  store<u64>(p, sum)
  const high = highProduct(a, b) + u64(sum < low), middle = load<u64>(p, 8), next = middle + high
  store<u64>(p, next, 8)
  if (next < high) store<u64>(p, load<u64>(p, 16) + 1, 16)
}
/** In place, by any number of bits; room of n digits must hold it. */
export function shiftLeft(p: usize, n: i32, bits: i32): void {
  const words = bits >> 5, rest = bits & 31
  for (let k = n - 1; k >= 0; k--) {
    const from = k - words
    const high = from >= 0 ? load<u32>(p + (<usize>from << 2)) : 0
    const low = from >= 1 ? load<u32>(p + (<usize>(from - 1) << 2)) : 0
    store<u32>(p + (<usize>k << 2), rest ? (high << rest) | (low >>> (32 - rest)) : high)
  }
}
function shiftRight(p: usize, n: i32, bits: i32): void {
  if (bits == 0) return
  for (let k = 0; k < n; k++) {
    const high = k + 1 < n ? load<u32>(p + (<usize>(k + 1) << 2)) : 0
    store<u32>(p + (<usize>k << 2), (load<u32>(p + (<usize>k << 2)) >>> bits) | (high << (32 - bits)))
  }
}
/** The highest 64 bits to out (u64) and whether any below are set (u32); returns how many are below. At least 64 bits must be there. */
export function topBits(p: usize, n: i32, out: usize): i32 {
  const digits = digitsOf(p, n), bits = digits * 32 - <i32>clz(load<u32>(p + (<usize>(digits - 1) << 2)))
  const below = bits - 64
  const words = below >> 5, rest = below & 31
  let sticky: u32 = 0
  for (let k = 0; k < words; k++) sticky |= load<u32>(p + (<usize>k << 2))
  if (rest) sticky |= load<u32>(p + (<usize>words << 2)) << (32 - rest)
  const at = p + (<usize>words << 2)
  const low = load<u64>(at), high = <u64>load<u32>(at, 8)
  store<u64>(out, rest ? (low >>> rest) | (high << (64 - rest)) : low)
  store<u32>(out, sticky, 8)
  return below
}

/**
 * Long division (Knuth's algorithm D): quotient to q (n digits, zero before), remainder left in a. b has m digits, the highest
 * of them not 0; the two highest digits of a (n digits) must be 0.
 */
export function divideDigits(a: usize, n: i32, b: usize, m: i32, q: usize): void {
  if (m == 1) {
    const used = digitsOf(a, n)
    memory.copy(q, a, <usize>n << 2)
    const rest = divideSmall(q, used, load<u32>(b))
    clearDigits(a, n)
    store<u32>(a, rest)
    return
  }
  const shift = <i32>clz(load<u32>(b + (<usize>(m - 1) << 2)))
  shiftLeft(b, m, shift)
  shiftLeft(a, n, shift)
  const top = <u64>load<u32>(b + (<usize>(m - 1) << 2)), second = <u64>load<u32>(b + (<usize>(m - 2) << 2))
  for (let j = digitsOf(a, n) - m; j >= 0; j--) {
    const at = a + (<usize>(j + m) << 2)
    const head = (<u64>load<u32>(at) << 32) | <u64>load<u32>(at - 4)
    let guess = head / top, rest = head % top
    while (guess >> 32 || guess * second > ((rest << 32) | <u64>load<u32>(at - 8))) {
      guess--
      rest += top
      if (rest >> 32) break
    }
    if (subtractProduct(a + (<usize>j << 2), b, m, guess)) {
      guess--
      addBack(a + (<usize>j << 2), b, m)
    }
    store<u32>(q + (<usize>j << 2), <u32>guess)
  }
  shiftRight(a, n, shift)
  shiftRight(b, m, shift)
}
/** a −= b · factor over m + 1 digits; whether it went below zero. */
function subtractProduct(a: usize, b: usize, m: i32, factor: u64): bool {
  let borrow: i64 = 0, carry: u64 = 0
  for (let k = 0; k < m; k++) {
    const p = a + (<usize>k << 2)
    carry += factor * <u64>load<u32>(b + (<usize>k << 2))
    const t = <i64>load<u32>(p) - borrow - <i64>(carry & 0xFFFFFFFF)
    store<u32>(p, <u32>t)
    borrow = t < 0 ? 1 : 0
    carry >>>= 32
  }
  const p = a + (<usize>m << 2), t = <i64>load<u32>(p) - borrow - <i64>carry
  store<u32>(p, <u32>t)
  return t < 0
}
function addBack(a: usize, b: usize, m: i32): void {
  let carry: u64 = 0
  for (let k = 0; k < m; k++) {
    const p = a + (<usize>k << 2)
    carry += <u64>load<u32>(p) + <u64>load<u32>(b + (<usize>k << 2))
    store<u32>(p, <u32>carry)
    carry >>>= 32
  }
  const p = a + (<usize>m << 2)
  store<u32>(p, load<u32>(p) + <u32>carry)
}
