// CSV: bytes → views of fields, column by column. One call reads whole rows until the block ends, `maxRows` is reached or
// something is wrong; a row that the block cuts off is left for the next call, which starts at its first byte again.
//
// The state, u32 words. In and out: what lies before "error" is set by the caller, `at`, `line` and what follows are left behind.
//
// | word | content                                                                                  |
// |------|------------------------------------------------------------------------------------------|
// | 0    | at: address of the next row's first byte          | 1  | end of the block's bytes        |
// | 2    | 1: nothing follows the block                      | 3  | delimiter                       |
// | 4    | quote, or 256                                     | 5  | escape; the quote: it is doubled |
// | 6    | comment, or 256                                   | 7  | fields of a row                 |
// | 8    | u32 per field: address of its views, or 0         | 9  | u32 per field: its validity bitmap, all ones |
// | 10   | maxRows                                           | 11 | u32 per row: line of its first byte |
// | 12   | address of the text that means null               | 13 | its length                      |
// | 14   | line of `at`, counted from 1                      | 15 | error: 0, or one of those below |
// | 16   | fields of the row in error                        | 17 | address in error                |

const AT: usize = 0, END: usize = 4, LAST: usize = 8, DELIMITER: usize = 12, QUOTE: usize = 16, ESCAPE: usize = 20, COMMENT: usize = 24
const FIELDS: usize = 28, VIEWS: usize = 32, VALIDITY: usize = 36, MAX_ROWS: usize = 40, LINES: usize = 44
const NULL_AT: usize = 48, NULL_BYTES: usize = 52
const LINE: usize = 56, ERROR: usize = 60, ERROR_FIELDS: usize = 64, ERROR_AT: usize = 68

/** A row has more or fewer fields; text follows a closing quote; a quote is never closed. */
const FIELD_COUNT: u32 = 1, AFTER_QUOTE: u32 = 2, OPEN_QUOTE: u32 = 3
const LF: u32 = 10, CR: u32 = 13
/** In a length: the field holds escapes. */
const ESCAPED: u32 = 0x80000000

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

/** Lines that end within (from, to). */
function newlines(from: usize, to: usize): u32 {
  let count: u32 = 0
  for (let p = from; p < to; p++) if (load<u8>(p) == LF) count++
  return count
}

/** Address of the quote that closes the field whose text begins at p; 0 when the block ends before; | 1 << 32 with escapes. */
function closing(p: usize, end: usize, last: bool, quote: u32, escape: u32): u64 {
  const q = i8x16.splat(<i8>quote), e = i8x16.splat(<i8>escape)
  let escaped: u64 = 0
  while (p < end) {
    const mask = anyOf(p, q, e, e)
    if (mask == 0) {
      p += 16
      continue
    }
    p += ctz(mask)
    if (p >= end) break
    const next: u32 = p + 1 < end ? <u32>load<u8>(p + 1) : 256
    if (next == 256 && !last) return 0
    if (escape == quote ? next != quote : load<u8>(p) == quote) return <u64>p | escaped
    if (escape == quote || next == quote || next == escape) {
      escaped = <u64>1 << 32
      p += 2
    } else p++
  }
  return 0
}

/** Removes escapes where the text lies, and ends it with spaces; gives its new length. */
function unescape(at: usize, bytes: u32, quote: u32, escape: u32): u32 {
  const end = at + bytes
  let to = at
  for (let p = at; p < end; p++) {
    if (<u32>load<u8>(p) == escape && p + 1 < end) {
      const next = <u32>load<u8>(p + 1)
      if (next == quote || next == escape) p++
    }
    store<u8>(to++, load<u8>(p))
  }
  // what is left behind may be the second half of a character, and the block is checked for UTF-8 afterwards
  memory.fill(to, 32, end - to)
  return <u32>(to - at)
}

/** Rows read. */
export function csvRows(s: usize): i32 {
  const end = <usize>word(s, END), last = word(s, LAST) != 0
  const quote = word(s, QUOTE), escape = word(s, ESCAPE), comment = word(s, COMMENT)
  const delimiter = word(s, DELIMITER), fields = word(s, FIELDS), views = <usize>word(s, VIEWS), validity = <usize>word(s, VALIDITY)
  const maxRows = word(s, MAX_ROWS), lines = <usize>word(s, LINES), nullAt = <usize>word(s, NULL_AT), nullBytes = word(s, NULL_BYTES)
  const d = i8x16.splat(<i8>delimiter), lf = i8x16.splat(10), cr = i8x16.splat(13)
  let p = <usize>word(s, AT), row: u32 = 0, line = word(s, LINE)
  // The 16 bytes looked at, and which of them beyond p are special.
  let block = p, mask: u32 = p < end ? anyOf(p, d, lf, cr) : 0
  store<u32>(s + ERROR, 0)

  while (row < maxRows && p < end) {
    const first = <u32>load<u8>(p)
    if (first == comment || (fields > 1 && (first == LF || first == CR))) {
      // A line without a row: on to its end.
      let q = p
      while (q < end && load<u8>(q) != LF && load<u8>(q) != CR) q++
      if (q >= end && !last) break
      if (q < end && load<u8>(q) == CR) {
        if (q + 1 >= end && !last) break
        if (q + 1 < end && load<u8>(q + 1) == LF) q++
      }
      p = q + 1
      line++
      block = p
      mask = p < end ? anyOf(p, d, lf, cr) : 0
      continue
    }
    const rowAt = p, rowLine = line
    let field: u32 = 0, escapes = false, stopped: u32 = LF, partial = false
    while (true) {
      let from = p, to: usize, flag: u32 = 0, quoted = false
      if (p < end && <u32>load<u8>(p) == quote) {
        const found = closing(p + 1, end, last, quote, escape)
        if (found == 0) {
          if (last) {
            store<u32>(s + ERROR, OPEN_QUOTE)
            store<u32>(s + ERROR_AT, <u32>p)
          }
          partial = true
          break
        }
        quoted = true
        from = p + 1
        to = <usize><u32>found
        line += newlines(from, to)
        if (found >> 32) {
          flag = ESCAPED
          escapes = true
        }
        p = to + 1
        stopped = p < end ? <u32>load<u8>(p) : LF
        if (p >= end && !last) {
          partial = true
          break
        }
        if (stopped != delimiter && stopped != LF && stopped != CR) {
          store<u32>(s + ERROR, AFTER_QUOTE)
          store<u32>(s + ERROR_AT, <u32>p)
          partial = true
          break
        }
        block = p + 1
        mask = block < end ? anyOf(block, d, lf, cr) : 0
      } else {
        while (mask == 0) {
          block += 16
          if (block >= end) break
          mask = anyOf(block, d, lf, cr)
        }
        to = mask == 0 ? end : block + ctz(mask)
        if (to >= end) {
          if (!last) {
            partial = true
            break
          }
          to = end
          stopped = LF
        } else {
          stopped = <u32>load<u8>(to)
          mask &= mask - 1
        }
        p = to
      }
      if (field < fields) {
        const column = <usize>load<u32>(views + (<usize>field << 2))
        if (column != 0) {
          let bytes = <u32>(to - from)
          if (!quoted && (bytes == 0 || (bytes == nullBytes && memory.compare(from, nullAt, bytes) == 0))) {
            bytes = 0
            const bit = <usize>load<u32>(validity + (<usize>field << 2)) + (row >> 3)
            store<u8>(bit, <u8>(<u32>load<u8>(bit) & ~(1 << (row & 7))))
          }
          store<u32>(column + (<usize>row << 3), <u32>from)
          store<u32>(column + (<usize>row << 3), bytes | flag, 4)
        }
      }
      field++
      p++
      if (stopped != delimiter) break
    }
    if (partial || (stopped == CR && p >= end && !last)) {
      p = rowAt
      line = rowLine
      break
    }
    if (stopped == CR && p < end && <u32>load<u8>(p) == LF) {
      p++
      block = p
      mask = p < end ? anyOf(p, d, lf, cr) : 0
    }
    if (field != fields) {
      store<u32>(s + ERROR, FIELD_COUNT)
      store<u32>(s + ERROR_FIELDS, field)
      store<u32>(s + ERROR_AT, <u32>rowAt)
      p = rowAt
      line = rowLine
      break
    }
    if (escapes) {
      for (let f: u32 = 0; f < fields; f++) {
        const column = <usize>load<u32>(views + (<usize>f << 2))
        if (column == 0) continue
        const cell = column + (<usize>row << 3), bytes = load<u32>(cell, 4)
        if (bytes & ESCAPED) store<u32>(cell, unescape(<usize>load<u32>(cell), bytes & ~ESCAPED, quote, escape), 4)
      }
    }
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
