// LIKE: `%` stands for any characters, `_` for one, `escape` (ASCII) before one of them or itself for that character.
import { isHead, sameBytes, textCharacter, textFind } from './text'

const PERCENT: u32 = 0x25, UNDERSCORE: u32 = 0x5F

/** End of the segment at q: the next `%` that is not escaped, or the pattern's end. */
// @ts-ignore: decorator
@inline
function segmentEnd(q: usize, end: usize, escape: u32): usize {
  const percent = i8x16.splat(<i8>PERCENT), special = i8x16.splat(<i8>escape)
  while (q < end) {
    const bytes = v128.load(q), bits = i8x16.bitmask(v128.or(i8x16.eq(bytes, percent), i8x16.eq(bytes, special)))
    if (bits == 0) q += 16
    else {
      q += ctz(bits)
      if (q >= end) return end
      if (load<u8>(q) == escape) q += 2   // the escape goes first: it may be `%` itself
      else return q
    }
  }
  return end
}

/** Whether a segment stands for itself: no `_`, nothing escaped. */
// @ts-ignore: decorator
@inline
function isPlain(q: usize, end: usize, escape: u32): bool {
  const one = i8x16.splat(<i8>UNDERSCORE), special = i8x16.splat(<i8>escape)
  for (; q < end; q += 16) {
    const bytes = v128.load(q)
    let bits = i8x16.bitmask(v128.or(i8x16.eq(bytes, one), i8x16.eq(bytes, special)))
    if (end - q < 16) bits &= (1 << <u32>(end - q)) - 1
    if (bits != 0) return false
  }
  return true
}

/** Matches a segment at p: the address behind the match, or 0. */
function matchSegment(p: usize, end: usize, q: usize, stop: usize, escape: u32): usize {
  while (q < stop) {
    if (p >= end) return 0
    let c: u32 = load<u8>(q)
    if (c == escape) {
      if (++q >= stop) return 0
      c = load<u8>(q)
    } else if (c == UNDERSCORE) {
      p = textCharacter(p, end, 1)
      q++
      continue
    }
    if (load<u8>(p) != c) return 0
    p++
    q++
  }
  return p
}

/** Finds a segment at or behind p: the address behind its first match, or 0. */
function findSegment(p: usize, end: usize, q: usize, stop: usize, escape: u32): usize {
  const first: u32 = load<u8>(q), isText = first != UNDERSCORE && first != escape
  while (true) {
    if (isText) {
      p = textFind(p, end, q, 1)
      if (p == 0) return 0
    }
    const behind = matchSegment(p, end, q, stop, escape)
    if (behind != 0) return behind
    if (p >= end) return 0
    p = textCharacter(p, end, 1)
  }
}

/** Characters that a segment stands for. */
function segmentLength(q: usize, stop: usize, escape: u32): u32 {
  let count: u32 = 0
  for (; q < stop; q = textCharacter(q, stop, 1)) {
    if (load<u8>(q) == escape && q + 1 < stop) q++
    count++
  }
  return count
}

/** Matches a segment at the end of the text, not before p. */
function matchEnd(p: usize, end: usize, q: usize, stop: usize, escape: u32): bool {
  let k = segmentLength(q, stop, escape), from = end
  while (k > 0 && from > p) if (isHead(--from)) k--
  return k == 0 && matchSegment(from, end, q, stop, escape) == end
}

/** Bits of a pattern of at most 64 bytes where it holds `byte`. */
// @ts-ignore: decorator
@inline
function places(q: usize, m: u32, byte: u32): u64 {
  const wanted = i8x16.splat(<i8>byte)
  let bits = <u64>i8x16.bitmask(i8x16.eq(v128.load(q), wanted))
  for (let k: u32 = 16; k < m; k += 16) bits |= <u64>i8x16.bitmask(i8x16.eq(v128.load(q + k), wanted)) << k
  return bits & (<u64>-1 >>> (64 - m))
}
/** Nothing but texts between `%`, at the places that `percents` says: beginning and end first, then each where it first occurs. */
function likeParts(p: usize, n: u32, q: usize, m: u32, percents: u64): bool {
  if (percents == 0) return n == m && sameBytes(p, q, n)
  const head = <u32>ctz(percents), tail = m - 64 + <u32>clz(percents)
  if (n < head + tail || !sameBytes(p, q, head)) return false
  const end = p + n - tail
  if (!sameBytes(end, q + m - tail, tail)) return false
  p += head
  let from = head + 1
  for (percents &= percents - 1; percents != 0; percents &= percents - 1) {
    const at = <u32>ctz(percents), bytes = at - from
    if (bytes > 0) {
      p = textFind(p, end, q + from, bytes)
      if (p == 0) return false
      p += bytes
    }
    from = at + 1
  }
  return true
}

export function textLike(p: usize, n: u32, q: usize, m: u32, escape: u32): bool {
  if (m == 0) return n == 0
  if (m <= 64 && (places(q, m, UNDERSCORE) | places(q, m, escape)) == 0) return likeParts(p, n, q, m, places(q, m, PERCENT))
  return likeSegments(p, n, q, m, escape)
}

/**
 * The first segment is anchored at the beginning, the last one at the end, each one between is taken where it first
 * occurs. The pattern is read as it goes.
 */
function likeSegments(p: usize, n: u32, q: usize, m: u32, escape: u32): bool {
  const end = p + n, patternEnd = q + m
  let anchored = true
  while (true) {
    const stop = segmentEnd(q, patternEnd, escape), plain = isPlain(q, stop, escape), bytes = <u32>(stop - q)
    const last = stop >= patternEnd
    if (anchored) {
      if (plain) {
        if (<usize>bytes > end - p || !sameBytes(p, q, bytes)) return false
        p += bytes
      } else {
        p = matchSegment(p, end, q, stop, escape)
        if (p == 0) return false
      }
      if (last) return p == end
    } else if (last) {
      if (plain) return <usize>bytes <= end - p && sameBytes(end - bytes, q, bytes)
      return matchEnd(p, end, q, stop, escape)
    } else {
      if (!plain) p = findSegment(p, end, q, stop, escape)
      else if (bytes > 0) p = textFind(p, end, q, bytes)
      if (bytes > 0 && p == 0) return false
      if (plain) p += bytes
    }
    q = stop + 1
    anchored = false
  }
}

/** Whether every escape stands before `%`, `_` or itself. */
export function likeIsValid(q: usize, m: u32, escape: u32): bool {
  const end = q + m
  for (; q < end; q++) {
    if (load<u8>(q) != escape) continue
    if (++q >= end) return false
    const c: u32 = load<u8>(q)
    if (c != PERCENT && c != UNDERSCORE && c != escape) return false
  }
  return true
}
