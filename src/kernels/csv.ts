// CSV: bytes → views of fields, column by column. One call reads whole rows until the block ends, `maxRows` is reached or
// something is wrong; a row that the block cuts off is left for the next call, which starts at its first byte again.
//
// The state, u32 words. All is set by the caller; `at`, `line` and what follows "error" are left behind.
//
// | word | content                                                                                  |
// |------|------------------------------------------------------------------------------------------|
// | 0    | at: address of the next row's first byte          | 1  | end of the block's bytes        |
// | 2    | 1: nothing follows the block                      | 3  | address of the delimiter        |
// | 4    | quote, or 256                                     | 5  | escape; the quote: it is doubled |
// | 6    | comment, or 256                                   | 7  | fields of a row                 |
// | 8    | u32 per field: address of its views, or 0         | 9  | u32 per field: its validity bitmap, all ones |
// | 10   | maxRows                                           | 11 | u32 per row: line of its first byte |
// | 12   | views (address, length) of the texts that mean null | 13 | how many they are             |
// | 14   | line of `at`, counted from 1                      | 15 | error: 0, or one of those below |
// | 16   | fields of the last row                            | 17 | address in error                |
// | 18   | bytes of the delimiter                            | 19 | what ends a line                |
// | 20   | 13: may stand before it or for it; or 256         | 21 | flags, see below                |
// | 22   | address of what an empty field in quotes means    | 23 | its length                      |
// | 24   | bitmap of malformed rows, all zero; 0: they are errors | 25 | views of the rows' texts |
// | 26   | where fields go whose escapes are removed, or 0: they change where they lie |

const AT: usize = 0, END: usize = 4, LAST: usize = 8, DELIMITER: usize = 12, QUOTE: usize = 16, ESCAPE: usize = 20, COMMENT: usize = 24
const FIELDS: usize = 28, VIEWS: usize = 32, VALIDITY: usize = 36, MAX_ROWS: usize = 40, LINES: usize = 44
const NULLS_AT: usize = 48, NULLS: usize = 52
const LINE: usize = 56, ERROR: usize = 60, FIELDS_FOUND: usize = 64, ERROR_AT: usize = 68
const DELIMITER_BYTES: usize = 72, LINE_END: usize = 76, RETURN: usize = 80, FLAGS: usize = 84, EMPTY_AT: usize = 88, EMPTY_BYTES: usize = 92
const BAD: usize = 96, TEXTS: usize = 100, SIDE: usize = 104
/** Spaces and tabs before a field, or behind it, are not part of it; a quoted field ends on its line; rows may have fewer fields or more. */
const TRIM_LEFT: u32 = 1, TRIM_RIGHT: u32 = 2, ONE_LINE: u32 = 4, ANY_COUNT: u32 = 8

/** A row has more or fewer fields; text follows a closing quote; a quote is never closed. */
const FIELD_COUNT: u32 = 1, AFTER_QUOTE: u32 = 2, OPEN_QUOTE: u32 = 3
/** In a length: the field holds escapes. */
const ESCAPED: u32 = 0x80000000
/** What `closing` gives when the block, or the line, ends before the quote is closed. */
const BLOCK_ENDS: u64 = 0, LINE_ENDS: u64 = 1

// @ts-ignore: decorator
@inline
function word(state: usize, at: usize): u32 { return load<u32>(state + at) }

/** Of 16 bytes, those equal to one of three, as bits. */
// @ts-ignore: decorator
@inline
function anyOf(p: usize, a: v128, b: v128, c: v128): u32 {
  const bytes = v128.load(p)
  return <u32>i8x16.bitmask(v128.or(v128.or(i8x16.eq(bytes, a), i8x16.eq(bytes, b)), i8x16.eq(bytes, c)))
}
// @ts-ignore: decorator
@inline
function isBlank(byte: u32): bool { return byte == 32 || byte == 9 }

/** Lines that end within (from, to). */
function newlines(from: usize, to: usize, lineEnd: u32): u32 {
  let count: u32 = 0
  for (let p = from; p < to; p++) if (<u32>load<u8>(p) == lineEnd) count++
  return count
}

/** Address of the quote that closes the field whose text begins at p, | 1 << 32 with escapes; or BLOCK_ENDS, LINE_ENDS (`lineEnd`: the quote if lines do not matter). */
function closing(p: usize, end: usize, last: bool, quote: u32, escape: u32, lineEnd: u32): u64 {
  const q = i8x16.splat(<i8>quote), e = i8x16.splat(<i8>escape), l = i8x16.splat(<i8>lineEnd)
  let escaped: u64 = 0
  while (p < end) {
    const mask = anyOf(p, q, e, l)
    if (mask == 0) {
      p += 16
      continue
    }
    p += ctz(mask)
    if (p >= end) break
    const byte = <u32>load<u8>(p), next: u32 = p + 1 < end ? <u32>load<u8>(p + 1) : 256
    if (byte != quote && byte != escape) return LINE_ENDS
    if (next == 256 && !last) return BLOCK_ENDS
    if (escape == quote ? next != quote : byte == quote) return <u64>p | escaped
    if (escape == quote || next == quote || next == escape) {
      escaped = <u64>1 << 32
      p += 2
    } else p++
  }
  return BLOCK_ENDS
}

/** Removes escapes; gives the new length. Where the text changes in place it is ended with spaces. */
function unescape(at: usize, bytes: u32, to: usize, quote: u32, escape: u32): u32 {
  const end = at + bytes, start = to
  for (let p = at; p < end; p++) {
    if (<u32>load<u8>(p) == escape && p + 1 < end) {
      const next = <u32>load<u8>(p + 1)
      if (next == quote || next == escape) p++
    }
    store<u8>(to++, load<u8>(p))
  }
  // what is left behind may be the second half of a character, and the block is checked for UTF-8 afterwards
  if (start == at) memory.fill(to, 32, end - to)
  return <u32>(to - start)
}

// @ts-ignore: decorator
@inline
function setNull(column: usize, validity: usize, row: u32): void {
  const bit = validity + (row >> 3)
  store<u8>(bit, <u8>(<u32>load<u8>(bit) & ~(1 << (row & 7))))
  store<u64>(column + (<usize>row << 3), 0)
}

/** Whether the text is one of those in a list of views. */
function isOneOf(from: usize, bytes: u32, views: usize, count: u32): bool {
  for (let view = views, end = views + (<usize>count << 3); view < end; view += 8) {
    if (bytes == load<u32>(view, 4) && memory.compare(from, <usize>load<u32>(view), bytes) == 0) return true
  }
  return false
}

/** Rows read. */
export function csvRows(s: usize): i32 {
  const end = <usize>word(s, END), last = word(s, LAST) != 0
  const quote = word(s, QUOTE), escape = word(s, ESCAPE), comment = word(s, COMMENT)
  const delimiterAt = <usize>word(s, DELIMITER), delimiterBytes = <usize>word(s, DELIMITER_BYTES), delimiter = <u32>load<u8>(delimiterAt)
  const fields = word(s, FIELDS), views = <usize>word(s, VIEWS), validity = <usize>word(s, VALIDITY)
  const maxRows = word(s, MAX_ROWS), lines = <usize>word(s, LINES), nullsAt = <usize>word(s, NULLS_AT), nulls = word(s, NULLS)
  const lineEnd = word(s, LINE_END), cr = word(s, RETURN), flags = word(s, FLAGS)
  const trimLeft = (flags & TRIM_LEFT) != 0, trimRight = (flags & TRIM_RIGHT) != 0, oneLine = (flags & ONE_LINE) != 0
  const badRows = <usize>word(s, BAD), texts = <usize>word(s, TEXTS), lenient = badRows != 0
  const d = i8x16.splat(<i8>delimiter), lf = i8x16.splat(<i8>lineEnd), ret = i8x16.splat(<i8>(cr == 256 ? lineEnd : cr))
  // What ends a field in quotes besides a quote: nothing more than a quote unless it ends on its line.
  const quoteLine = oneLine ? lineEnd : quote
  let side = <usize>word(s, SIDE)
  let p = <usize>word(s, AT), row: u32 = 0, line = word(s, LINE)
  // The 16 bytes looked at, and which of them beyond p are special.
  let block = p, mask: u32 = p < end ? anyOf(p, d, lf, ret) : 0
  store<u32>(s + ERROR, 0)

  while (row < maxRows && p < end) {
    const first = <u32>load<u8>(p)
    if (first == comment || (fields != 1 && (first == lineEnd || first == cr))) {
      // A line without a row: on to its end.
      let q = p
      while (q < end && <u32>load<u8>(q) != lineEnd && <u32>load<u8>(q) != cr) q++
      if (q >= end && !last) break
      if (q < end && <u32>load<u8>(q) == cr) {
        if (q + 1 >= end && !last) break
        if (q + 1 < end && <u32>load<u8>(q + 1) == lineEnd) q++
      }
      p = q + 1
      line++
      block = p
      mask = p < end ? anyOf(p, d, lf, ret) : 0
      continue
    }
    const rowAt = p, rowLine = line
    let field: u32 = 0, escapes = false, more = false, partial = false, bad = false
    while (true) {
      let from = p, to: usize = 0, flag: u32 = 0, quoted = false
      if (trimLeft) {
        while (from < end && isBlank(<u32>load<u8>(from)) && <u32>load<u8>(from) != delimiter) from++
        if (from >= end && !last) {
          partial = true
          break
        }
      }
      if (from < end && <u32>load<u8>(from) == quote) {
        const found = closing(from + 1, end, last, quote, escape, quoteLine)
        if (found == BLOCK_ENDS && !last) {
          partial = true
          break
        }
        let problem: u32 = 0, next = from
        if (found <= LINE_ENDS) problem = OPEN_QUOTE
        else {
          to = <usize><u32>found
          next = to + 1
          if (trimRight) while (next < end && isBlank(<u32>load<u8>(next)) && <u32>load<u8>(next) != delimiter) next++
          if (next + delimiterBytes > end && !last) {
            partial = true
            break
          }
          if (next < end) {
            const stopped = <u32>load<u8>(next)
            if (stopped == delimiter && next + delimiterBytes <= end && memory.compare(next, delimiterAt, delimiterBytes) == 0) more = true
            else if (stopped == lineEnd || stopped == cr) more = false
            else problem = AFTER_QUOTE
          } else more = false
        }
        if (problem == 0) {
          quoted = true
          from++
          line += newlines(from, to, lineEnd)
          if (found >> 32) {
            flag = ESCAPED
            escapes = true
          }
          p = more ? next + delimiterBytes : next
          block = more ? p : p + 1
          mask = block < end ? anyOf(block, d, lf, ret) : 0
        } else if (lenient) bad = true
        else {
          store<u32>(s + ERROR, problem)
          store<u32>(s + ERROR_AT, <u32>next)
          partial = true
          break
        }
      }
      if (!quoted) {
        while (true) {
          while (mask == 0) {
            block += 16
            if (block >= end) break
            mask = anyOf(block, d, lf, ret)
          }
          to = mask == 0 ? end : block + ctz(mask)
          if (to >= end) {
            if (!last) partial = true
            to = end
            more = false
            break
          }
          mask &= mask - 1
          more = <u32>load<u8>(to) == delimiter
          if (!more || delimiterBytes == 1) break
          if (to + delimiterBytes > end && !last) {
            partial = true
            break
          }
          if (to + delimiterBytes <= end && memory.compare(to, delimiterAt, delimiterBytes) == 0) break
        }
        if (partial) break
        p = more ? to + delimiterBytes : to
        if (more && delimiterBytes > 1) {
          block = p
          mask = p < end ? anyOf(p, d, lf, ret) : 0
        }
        if (trimRight) while (to > from && isBlank(<u32>load<u8>(to - 1))) to--
      }
      if (field < fields) {
        const column = <usize>load<u32>(views + (<usize>field << 2))
        if (column != 0) {
          let bytes = <u32>(to - from)
          if (!quoted && (bytes == 0 || (nulls != 0 && isOneOf(from, bytes, nullsAt, nulls)))) {
            setNull(column, <usize>load<u32>(validity + (<usize>field << 2)), row)
          } else {
            if (bytes == 0) {
              from = <usize>word(s, EMPTY_AT)
              bytes = word(s, EMPTY_BYTES)
            }
            store<u32>(column + (<usize>row << 3), <u32>from)
            store<u32>(column + (<usize>row << 3), bytes | flag, 4)
          }
        }
      }
      field++
      if (!more) break
    }
    // p is where the row ends
    const rowEnd = p, returned = p < end && <u32>load<u8>(p) == cr
    if (partial || (returned && p + 1 >= end && !last)) {
      p = rowAt
      line = rowLine
      break
    }
    p++
    if (returned && p < end && <u32>load<u8>(p) == lineEnd) {
      p++
      block = p
      mask = p < end ? anyOf(p, d, lf, ret) : 0
    }
    store<u32>(s + FIELDS_FOUND, field)
    if (field != fields) {
      const anyCount = (flags & ANY_COUNT) != 0
      if (!lenient && !anyCount) {
        store<u32>(s + ERROR, FIELD_COUNT)
        store<u32>(s + ERROR_AT, <u32>rowAt)
        p = rowAt
        line = rowLine
        break
      }
      bad = bad || !anyCount
      for (let f = field; f < fields; f++) {
        const column = <usize>load<u32>(views + (<usize>f << 2))
        if (column != 0) setNull(column, <usize>load<u32>(validity + (<usize>f << 2)), row)
      }
    }
    if (escapes) {
      for (let f: u32 = 0; f < fields; f++) {
        const column = <usize>load<u32>(views + (<usize>f << 2))
        if (column == 0) continue
        const cell = column + (<usize>row << 3), bytes = load<u32>(cell, 4)
        if ((bytes & ESCAPED) == 0) continue
        const from = <usize>load<u32>(cell), to = side == 0 ? from : side, length = unescape(from, bytes & ~ESCAPED, to, quote, escape)
        store<u32>(cell, <u32>to)
        store<u32>(cell, length, 4)
        if (side != 0) side += length
      }
    }
    if (bad && lenient) store<u8>(badRows + (row >> 3), <u8>(<u32>load<u8>(badRows + (row >> 3)) | (1 << (row & 7))))
    store<u32>(texts + (<usize>row << 3), <u32>rowAt)
    store<u32>(texts + (<usize>row << 3), <u32>(rowEnd - rowAt), 4)
    store<u32>(lines + (<usize>row << 2), rowLine)
    line++
    row++
  }
  store<u32>(s + AT, <u32>(p < end ? p : end))
  store<u32>(s + LINE, line)
  return row
}

/** Address of the first byte that is not UTF-8, or 0. */
export function utf8Problem(p: usize, end: usize): usize {
  const high = i8x16.splat(-128)
  while (p < end) {
    while (p + 16 <= end && !v128.any_true(v128.and(v128.load(p), high))) p += 16
    if (p >= end) return 0
    const b = <u32>load<u8>(p)
    if (b < 0x80) {
      p++
      continue
    }
    const more: usize = b >= 0xF0 ? 3 : b >= 0xE0 ? 2 : 1
    if (b < 0xC2 || b > 0xF4 || p + more >= end) return p
    const second = <u32>load<u8>(p + 1)
    const least: u32 = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80, most: u32 = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF
    if (second < least || second > most) return p
    for (let k: usize = 2; k <= more; k++) if ((load<u8>(p + k) & 0xC0) != 0x80) return p
    p += more + 1
  }
  return 0
}
