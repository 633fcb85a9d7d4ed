// Upper and lower case by Unicode's full mappings, as JavaScript has them: ß becomes SS, a final Σ becomes ς. A character
// may take three times its bytes, so `out` has room for 3 n.
import {
  CASE_IGNORABLE, CASE_IGNORABLE_COUNT, CASED, CASED_COUNT, TO_LOWER, TO_LOWER_COUNT, TO_UPPER, TO_UPPER_COUNT, UPPER_EXPANSIONS,
  UPPER_EXPANSIONS_COUNT,
} from './case-tables'
import { isHead } from './text'

const SIGMA: u32 = 0x3A3, FINAL_SIGMA: u32 = 0x3C2, DOTTED_I: u32 = 0x130, DOT_ABOVE: u32 = 0x307

/** Bytes of the character that begins with this byte. */
// @ts-ignore: decorator
@inline
function width(head: u32): u32 {
  return head < 0xE0 ? head < 0x80 ? 1 : 2 : head < 0xF0 ? 3 : 4
}
// @ts-ignore: decorator
@inline
function decode(p: usize, bytes: u32): u32 {
  const a: u32 = load<u8>(p), b: u32 = load<u8>(p, 1) & 0x3F, c: u32 = load<u8>(p, 2) & 0x3F, d: u32 = load<u8>(p, 3) & 0x3F
  if (bytes == 1) return a
  if (bytes == 2) return (a & 0x1F) << 6 | b
  if (bytes == 3) return (a & 0x0F) << 12 | b << 6 | c
  return (a & 0x07) << 18 | b << 12 | c << 6 | d
}
/** Returns the address behind what it wrote. */
function encode(c: u32, out: usize): usize {
  if (c < 0x80) {
    store<u8>(out, c)
    return out + 1
  }
  if (c < 0x800) {
    store<u8>(out, 0xC0 | c >>> 6)
    store<u8>(out, 0x80 | c & 0x3F, 1)
    return out + 2
  }
  if (c < 0x10000) {
    store<u8>(out, 0xE0 | c >>> 12)
    store<u8>(out, 0x80 | c >>> 6 & 0x3F, 1)
    store<u8>(out, 0x80 | c & 0x3F, 2)
    return out + 3
  }
  store<u8>(out, 0xF0 | c >>> 18)
  store<u8>(out, 0x80 | c >>> 12 & 0x3F, 1)
  store<u8>(out, 0x80 | c >>> 6 & 0x3F, 2)
  store<u8>(out, 0x80 | c & 0x3F, 3)
  return out + 4
}

/** The code point moved by the run it lies in. A run: u32 first (top bit: every second one), u32 last, i32 distance. */
function move(c: u32, table: usize, count: i32): u32 {
  let low = 0, high = count
  while (low < high) {
    const mid = (low + high) >>> 1
    if (load<u32>(table + <usize>mid * 12, 4) < c) low = mid + 1
    else high = mid
  }
  if (low == count) return c
  const run = table + <usize>low * 12, word = load<u32>(run), first = word & 0x7FFFFFFF
  return c < first || (c - first & word >>> 31) != 0 ? c : c + load<i32>(run, 8)
}
/** Whether a table of ranges (u32 first, u32 last) holds a code point. */
function within(c: u32, table: usize, count: i32): bool {
  let low = 0, high = count
  while (low < high) {
    const mid = (low + high) >>> 1
    if (load<u32>(table + <usize>(mid << 3), 4) < c) low = mid + 1
    else high = mid
  }
  return low < count && c >= load<u32>(table + <usize>(low << 3))
}
/** The expansion of a code point (u16 from, then up to three), or 0. */
function expansion(c: u32): usize {
  let low = 0, high = UPPER_EXPANSIONS_COUNT
  while (low < high) {
    const mid = (low + high) >>> 1
    if (load<u16>(UPPER_EXPANSIONS + <usize>(mid << 3)) < c) low = mid + 1
    else high = mid
  }
  const found = UPPER_EXPANSIONS + <usize>(low << 3)
  return low < UPPER_EXPANSIONS_COUNT && load<u16>(found) == c ? found : 0
}

function encodeUpper(c: u32, out: usize): usize {
  const several = c < 0x10000 ? expansion(c) : 0
  if (several == 0) return encode(move(c, TO_UPPER, TO_UPPER_COUNT), out)
  out = encode(load<u16>(several, 4), encode(load<u16>(several, 2), out))
  const third: u32 = load<u16>(several, 6)
  return third == 0 ? out : encode(third, out)
}

/** Whether the Σ at p ends a word: letters before it and none behind, signs that go unnoticed aside. */
function isFinal(start: usize, p: usize, end: usize): bool {
  let cased = false
  for (let at = p; at > start;) {
    do at--; while (at > start && !isHead(at))
    const c = decode(at, width(load<u8>(at)))
    if (within(c, CASE_IGNORABLE, CASE_IGNORABLE_COUNT)) continue
    cased = within(c, CASED, CASED_COUNT)
    break
  }
  if (!cased) return false
  for (let at = p + 2; at < end;) {
    const bytes = width(load<u8>(at)), c = decode(at, bytes)
    if (!within(c, CASE_IGNORABLE, CASE_IGNORABLE_COUNT)) return !within(c, CASED, CASED_COUNT)
    at += bytes
  }
  return true
}
function encodeLower(c: u32, start: usize, p: usize, end: usize, out: usize): usize {
  if (c == SIGMA && isFinal(start, p, end)) return encode(FINAL_SIGMA, out)
  if (c == DOTTED_I) return encode(DOT_ABOVE, encode(0x69, out))
  return encode(move(c, TO_LOWER, TO_LOWER_COUNT), out)
}

/** The letters between `first` and `first` + 25 with their case bit turned. */
// @ts-ignore: decorator
@inline
function turn(bytes: v128, first: i32): v128 {
  const letters = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(<i8>first)), i8x16.splat(26))
  return v128.xor(bytes, v128.and(letters, i8x16.splat(0x20)))
}
// @ts-ignore: decorator
@inline
function convert(p: usize, n: u32, out: usize, upper: bool): u32 {
  const start = p, end = p + n, from = out, first: u32 = upper ? 0x61 : 0x41
  while (p < end) {
    if (end - p >= 16) {
      const bytes = v128.load(p)
      if (i8x16.bitmask(bytes) == 0) {
        v128.store(out, turn(bytes, first))
        p += 16
        out += 16
        continue
      }
    }
    const byte: u32 = load<u8>(p)
    if (byte < 0x80) {
      store<u8>(out++, byte - first < 26 ? byte ^ 0x20 : byte)
      p++
      continue
    }
    const bytes = width(byte)
    if (<usize>bytes > end - p) {   // cut off: as it is
      while (p < end) store<u8>(out++, load<u8>(p++))
      break
    }
    const c = decode(p, bytes)
    out = upper ? encodeUpper(c, out) : encodeLower(c, start, p, end, out)
    p += bytes
  }
  return <u32>(out - from)
}
export function textUpper(p: usize, n: u32, out: usize): u32 {
  return convert(p, n, out, true)
}
export function textLower(p: usize, n: u32, out: usize): u32 {
  return convert(p, n, out, false)
}
