// JSON's values as text: where they end, and whether they are what RFC 8259 says. What is found lies in the globals below
// (each thread has its own).

/** Kinds of values, as bits. SPECIAL: NaN and the infinities, which are no JSON. */
export const STRING: u32 = 1, NUMBER: u32 = 2, TRUTH: u32 = 4, OBJECT: u32 = 8, ARRAY: u32 = 16, SPECIAL: u32 = 32, NOTHING: u32 = 64
/** What is wrong: a character that cannot stand here, an end, an escape, a control character, too many values inside values. */
export const UNEXPECTED: u32 = 1, ENDED: u32 = 2, BAD_ESCAPE: u32 = 3, CONTROL: u32 = 4, TOO_DEEP: u32 = 5

export let kind: u32 = 0
/** The value's text: of a string what stands between the quotes. */
export let from: usize = 0, bytes: u32 = 0, escaped: bool = false
export let problem: u32 = 0, problemAt: usize = 0

const QUOTE: u32 = 34, BACKSLASH: u32 = 92, MOST_DEPTH: u32 = 1000

function fail(what: u32, at: usize): usize {
  problem = what
  problemAt = at
  return 0
}
// @ts-ignore: decorator
@inline
function isDigit(p: usize): bool { return <u32>load<u8>(p) - 48 <= 9 }
/** 0 to 15, or more. */
function hex(p: usize): u32 {
  const c = <u32>load<u8>(p)
  if (c - 48 <= 9) return c - 48
  const letter = (c | 32) - 97
  return letter <= 5 ? letter + 10 : 99
}

// @ts-ignore: decorator
@inline
export function skipSpace(p: usize, end: usize): usize {
  while (p < end) {
    const c = <u32>load<u8>(p)
    if (c != 32 && c != 10 && c != 13 && c != 9) break
    p++
  }
  return p
}

/** Where the quote stands that closes the string whose text begins at p; 0: there is none. */
export function stringEnd(p: usize, end: usize): usize {
  const quote = i8x16.splat(34), backslash = i8x16.splat(92), space = i8x16.splat(32)
  escaped = false
  while (p < end) {
    const text = v128.load(p)
    const mask = <u32>i8x16.bitmask(v128.or(v128.or(i8x16.eq(text, quote), i8x16.eq(text, backslash)), i8x16.lt_u(text, space)))
    if (mask == 0) {
      p += 16
      continue
    }
    p += ctz(mask)
    if (p >= end) break
    const c = <u32>load<u8>(p)
    if (c == QUOTE) return p
    if (c != BACKSLASH) return fail(CONTROL, p)
    escaped = true
    if (p + 1 >= end) break
    const e = <u32>load<u8>(p + 1)
    if (e == 117) {
      for (let k: usize = 2; k < 6; k++) {
        if (p + k >= end) return fail(ENDED, end)
        if (hex(p + k) > 15) return fail(BAD_ESCAPE, p)
      }
      p += 6
    } else if (e == 34 || e == 92 || e == 47 || e == 98 || e == 102 || e == 110 || e == 114 || e == 116) p += 2
    else return fail(BAD_ESCAPE, p)
  }
  return fail(ENDED, end)
}

// @ts-ignore: decorator
@inline
function hex4(p: usize): u32 { return hex(p) << 12 | hex(p + 1) << 8 | hex(p + 2) << 4 | hex(p + 3) }

/** Writes a checked string without its escapes; `to` may be where it lies. Half a surrogate pair becomes U+FFFD. Gives the new length. */
export function unescapeJson(p: usize, length: u32, to: usize): u32 {
  const end = p + length, start = to
  while (p < end) {
    const c = <u32>load<u8>(p)
    if (c != BACKSLASH) {
      store<u8>(to++, c)
      p++
      continue
    }
    const e = <u32>load<u8>(p + 1)
    if (e != 117) {
      store<u8>(to++, e == 110 ? 10 : e == 116 ? 9 : e == 114 ? 13 : e == 98 ? 8 : e == 102 ? 12 : e)
      p += 2
      continue
    }
    let code = hex4(p + 2)
    p += 6
    if ((code & 0xF800) == 0xD800) {
      const second: u32 = code < 0xDC00 && p + 6 <= end && load<u16>(p) == 0x755C ? hex4(p + 2) : 0
      if ((second & 0xFC00) == 0xDC00) {
        code = 0x10000 + ((code & 0x3FF) << 10) + (second & 0x3FF)
        p += 6
      } else code = 0xFFFD
    }
    if (code < 0x80) store<u8>(to++, code)
    else {
      if (code < 0x800) store<u8>(to++, 0xC0 | code >>> 6)
      else {
        if (code < 0x10000) store<u8>(to++, 0xE0 | code >>> 12)
        else {
          store<u8>(to++, 0xF0 | code >>> 18)
          store<u8>(to++, 0x80 | (code >>> 12 & 63))
        }
        store<u8>(to++, 0x80 | (code >>> 6 & 63))
      }
      store<u8>(to++, 0x80 | (code & 63))
    }
  }
  return <u32>(to - start)
}

/** Where a number ends; 0: it is none. */
function numberEnd(p: usize, end: usize): usize {
  if (p < end && load<u8>(p) == 45) p++
  if (p >= end) return fail(ENDED, end)
  if (!isDigit(p)) return fail(UNEXPECTED, p)
  if (load<u8>(p) == 48) {
    p++
    if (p < end && isDigit(p)) return fail(UNEXPECTED, p)
  } else while (p < end && isDigit(p)) p++
  if (p < end && load<u8>(p) == 46) {
    p++
    if (p >= end) return fail(ENDED, end)
    if (!isDigit(p)) return fail(UNEXPECTED, p)
    while (p < end && isDigit(p)) p++
  }
  if (p < end && (<u32>load<u8>(p) | 32) == 101) {
    p++
    if (p < end && (load<u8>(p) == 43 || load<u8>(p) == 45)) p++
    if (p >= end) return fail(ENDED, end)
    if (!isDigit(p)) return fail(UNEXPECTED, p)
    while (p < end && isDigit(p)) p++
  }
  return p
}

/** Behind the word, of which the first letter fits already. */
function wordEnd(p: usize, end: usize, word: usize, length: usize): usize {
  for (let n: usize = 0; n < length; n++, p++) {
    if (p >= end) return fail(ENDED, end)
    if (load<u8>(p) != load<u8>(word + n)) return fail(UNEXPECTED, p)
  }
  return p
}
const WORDS = memory.data<u8>([
  116, 114, 117, 101, 102, 97, 108, 115, 101, 110, 117, 108, 108, 78, 97, 78, 73, 110, 102, 105, 110, 105, 116, 121,
])
const TRUE = WORDS, FALSE = WORDS + 4, NULL = WORDS + 9, NAN = WORDS + 13, INFINITY = WORDS + 16

/** Behind the value that begins at p, with its kind and text; 0: something is wrong. */
export function valueEnd(p: usize, end: usize, specials: bool, depth: u32): usize {
  if (p >= end) return fail(ENDED, end)
  const c = <u32>load<u8>(p)
  from = p
  let q: usize
  if (c == QUOTE) {
    q = stringEnd(p + 1, end)
    if (q == 0) return 0
    kind = STRING
    from = p + 1
    bytes = <u32>(q - from)
    return q + 1
  }
  if (c == 123 || c == 91) {
    q = c == 123 ? objectEnd(p + 1, end, specials, depth + 1) : arrayEnd(p + 1, end, specials, depth + 1)
    kind = c == 123 ? OBJECT : ARRAY
    from = p
    escaped = false
  } else if (c - 48 <= 9 || (c == 45 && !(specials && p + 1 < end && load<u8>(p + 1) == 73))) {
    q = numberEnd(p, end)
    kind = NUMBER
  } else if (c == 116) {
    q = wordEnd(p, end, TRUE, 4)
    kind = TRUTH
  } else if (c == 102) {
    q = wordEnd(p, end, FALSE, 5)
    kind = TRUTH
  } else if (c == 110) {
    q = wordEnd(p, end, NULL, 4)
    kind = NOTHING
  } else if (specials && (c == 78 || c == 73 || c == 45 || c == 43)) {
    q = c == 78 ? wordEnd(p, end, NAN, 3) : wordEnd(p + usize(c != 73), end, INFINITY, 8)
    kind = SPECIAL
  } else return fail(UNEXPECTED, p)
  bytes = <u32>(q - p)
  return q
}
function objectEnd(p: usize, end: usize, specials: bool, depth: u32): usize {
  if (depth > MOST_DEPTH) return fail(TOO_DEEP, p)
  p = skipSpace(p, end)
  if (p < end && load<u8>(p) == 125) return p + 1
  while (true) {
    p = memberEnd(p, end)
    if (p == 0) return 0
    p = valueEnd(p, end, specials, depth)
    if (p == 0) return 0
    p = skipSpace(p, end)
    if (p >= end) return fail(ENDED, end)
    const c = <u32>load<u8>(p++)
    if (c == 125) return p
    if (c != 44) return fail(UNEXPECTED, p - 1)
    p = skipSpace(p, end)
  }
}
/** Behind the name of a member and its colon, at the value. */
function memberEnd(p: usize, end: usize): usize {
  if (p >= end) return fail(ENDED, end)
  if (load<u8>(p) != QUOTE) return fail(UNEXPECTED, p)
  p = stringEnd(p + 1, end)
  return p == 0 ? 0 : colonEnd(p + 1, end)
}
/** Behind the colon, at the value. */
export function colonEnd(p: usize, end: usize): usize {
  p = skipSpace(p, end)
  if (p >= end) return fail(ENDED, end)
  if (load<u8>(p) != 58) return fail(UNEXPECTED, p)
  return skipSpace(p + 1, end)
}
function arrayEnd(p: usize, end: usize, specials: bool, depth: u32): usize {
  if (depth > MOST_DEPTH) return fail(TOO_DEEP, p)
  p = skipSpace(p, end)
  if (p < end && load<u8>(p) == 93) return p + 1
  while (true) {
    p = valueEnd(p, end, specials, depth)
    if (p == 0) return 0
    p = skipSpace(p, end)
    if (p >= end) return fail(ENDED, end)
    const c = <u32>load<u8>(p++)
    if (c == 93) return p
    if (c != 44) return fail(UNEXPECTED, p - 1)
    p = skipSpace(p, end)
  }
}

/** Whether a string's text is one of the names that a double may have. */
export function isSpecialName(p: usize, length: u32): bool {
  const sign = length > 0 ? <u32>load<u8>(p) : 0, signed: u32 = sign == 43 || sign == 45 ? 1 : 0
  p += signed
  length -= signed
  if (length == 3) return (signed == 0 && memory.compare(p, NAN, 3) == 0) || (load<u16>(p) == 0x4E49 && load<u8>(p + 2) == 70)
  return length == 8 && memory.compare(p, INFINITY, 8) == 0
}
