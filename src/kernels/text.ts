// Text: (address, bytes) of UTF-8. Up to 16 bytes behind a text may be read, never used. Parts of a text come back as a
// view, address | bytes << 32; new text is written to `out`, where there is room, and its length in bytes comes back.

// @ts-ignore: decorator
@inline
export function view(p: usize, n: u32): u64 {
  return <u64>n << 32 | <u64>p
}

/** Of 16 bytes, those that begin a character, as bits. */
// @ts-ignore: decorator
@inline
function heads(p: usize): u32 {
  return <u32>i8x16.bitmask(i8x16.gt_s(v128.load(p), i8x16.splat(-65)))
}

/** Whether n bytes are equal. */
// @ts-ignore: decorator
@inline
export function sameBytes(p: usize, q: usize, n: u32): bool {
  while (n >= 8) {
    if (load<u64>(p) != load<u64>(q)) return false
    p += 8
    q += 8
    n -= 8
  }
  return n == 0 || (load<u64>(p) ^ load<u64>(q)) << (64 - (<u64>n << 3)) == 0
}

/** Characters. Up to 32 bytes are counted at once, without a jump that depends on how many they are. */
export function textLength(p: usize, n: u32): u32 {
  let count: u32 = 0
  for (; n > 32; n -= 16, p += 16) count += popcnt(heads(p))
  const bits = <u64>heads(p) | <u64>heads(p + min(n, 16)) << 16
  return count + <u32>popcnt(bits & ((<u64>1 << n) - 1))
}

/** Address of character k (from 0); the end where there are fewer. */
export function textCharacter(p: usize, end: usize, k: u32): usize {
  for (; p < end; p += 16) {
    let bits = heads(p)
    if (end - p < 16) bits &= (1 << <u32>(end - p)) - 1
    const found = <u32>popcnt(bits)
    if (k < found) {
      for (; k > 0; k--) bits &= bits - 1
      return p + ctz(bits)
    }
    k -= found
  }
  return end
}

// @ts-ignore: decorator
@inline
export function isHead(p: usize): bool {
  return (load<u8>(p) & 0xC0) != 0x80
}

/** Address of the k-th character from the end (k > 0); `p` where there are fewer. */
export function textCharacterFromEnd(p: usize, end: usize, k: u32): usize {
  while (end > p && k > 0) if (isHead(--end)) k--
  return end
}

/** `count` characters from `start`: 1 is the first, −1 the last, 0 counts as 1. A start before the text uses up characters. */
export function textSubstring(p: usize, n: u32, start: i32, count: i32): u64 {
  if (count <= 0) return view(p, 0)
  const end = p + n
  let from = p, left = <u32>count
  if (start > 0) from = textCharacter(p, end, start - 1)
  else if (start < 0) {
    let k = <u32>0 - <u32>start
    for (from = end; from > p && k > 0;) if (isHead(--from)) k--
    if (left <= k) return view(p, 0)
    left -= k
  }
  const until = left >= <u32>(end - from) ? end : textCharacter(from, end, left)
  return view(from, <u32>(until - from))
}

/** The last `count` characters. */
export function textRight(p: usize, n: u32, count: i32): u64 {
  if (count <= 0) return view(p, 0)
  const end = p + n, from = <u32>count >= n ? p : textCharacterFromEnd(p, end, count)
  return view(from, <u32>(end - from))
}

/** Without spaces at its ends: bit 0 of `sides` the left one, bit 1 the right one. */
export function textTrim(p: usize, n: u32, sides: u32): u64 {
  let end = p + n
  if (sides & 1) while (p < end && load<u8>(p) == 0x20) p++
  if (sides & 2) while (p < end && load<u8>(end - 1) == 0x20) end--
  return view(p, <u32>(end - p))
}

/** The same for all characters that occur in q. */
export function textTrimSet(p: usize, n: u32, q: usize, m: u32, sides: u32): u64 {
  let end = p + n
  if (sides & 1) {
    while (p < end) {
      const next = textCharacter(p, end, 1)
      if (textFind(q, q + m, p, <u32>(next - p)) == 0) break
      p = next
    }
  }
  if (sides & 2) {
    while (p < end) {
      const last = textCharacterFromEnd(p, end, 1)
      if (textFind(q, q + m, last, <u32>(end - last)) == 0) break
      end = last
    }
  }
  return view(p, <u32>(end - p))
}

export function textStartsWith(p: usize, n: u32, q: usize, m: u32): bool {
  return m <= n && sameBytes(p, q, m)
}
export function textEndsWith(p: usize, n: u32, q: usize, m: u32): bool {
  return m <= n && sameBytes(p + (n - m), q, m)
}
export function textContains(p: usize, n: u32, q: usize, m: u32): bool {
  return m == 0 || textFind(p, p + n, q, m) != 0
}

/** Of 16 places, those where the first byte of a text and its last one, `ahead` bytes further on, are as wanted. */
// @ts-ignore: decorator
@inline
function candidates(p: usize, ahead: u32, first: v128, final: v128): u64 {
  return <u64>i8x16.bitmask(v128.and(i8x16.eq(v128.load(p), first), i8x16.eq(v128.load(p + ahead), final)))
}
/** Address of the first occurrence of q (not empty) at or behind p, 0 where there is none. Looks at 32 places at once. */
export function textFind(p: usize, end: usize, q: usize, m: u32): usize {
  if (<usize>m > end - p) return 0
  const last = end - m, ahead = m - 1, first = i8x16.splat(load<i8>(q)), final = i8x16.splat(load<i8>(q + ahead))
  for (; p <= last; p += 32) {
    const second = min(p + 16, last)   // not more than 16 bytes behind the text
    let bits = candidates(p, ahead, first, final) | candidates(second, ahead, first, final) << (second - p)
    while (bits != 0) {
      const at = p + <usize>ctz(bits)
      if (at > last) return 0
      if (m < 3 || sameBytes(at + 1, q + 1, m - 2)) return at
      bits &= bits - 1
    }
  }
  return 0
}

/** Position in characters, from 1, of the first occurrence of q at or behind character `from` (from 1); 0 where there is none. */
export function textPosition(p: usize, n: u32, q: usize, m: u32, from: i32): i32 {
  if (from < 1) return 0
  if (m == 0) return 1
  const end = p + n, at = textFind(textCharacter(p, end, from - 1), end, q, m)
  return at == 0 ? 0 : <i32>textLength(p, <u32>(at - p)) + 1
}
