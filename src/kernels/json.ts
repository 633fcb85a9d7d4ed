// JSON objects, one a row → views of their members, column by column: one object a line, or (`many lines`) one object or a
// list of them over many lines. One call reads whole rows until the block ends, `maxRows` is reached or something is wrong;
// a row that the block cuts off is left for the next call.
//
// The state, u32 words. All is set by the caller; `at`, `line`, `phase` and what follows "error" are left behind.
//
// | word | content                                                                                  |
// |------|------------------------------------------------------------------------------------------|
// | 0    | at: address of the next row's first byte          | 1  | end of the block's bytes        |
// | 2    | 1: nothing follows the block                      | 3  | columns                         |
// | 4    | views of their names                              | 5  | u32 per column: address of its views |
// | 6    | u32 per column: its validity bitmap, all zero     | 7  | u32 per column: kinds that it takes, ODD_NAME |
// | 8    | maxRows                                           | 9  | u32 per row: line of its first byte |
// | 10   | line of `at`, counted from 1                      | 11 | error: 0, or one of json-text.ts or below |
// | 12   | address in error                                  | 13 | column in error                 |
// | 14   | bitmap of malformed rows, all zero; 0: they are errors | 15 | views of the rows' texts |
// | 16   | where strings go whose escapes are removed, or 0: they change where they lie |
// | 17   | 1: many lines                                     | 18 | phase of many lines, see below  |
// | 19   | 1: NaN and infinities are numbers                 | 20 | room for a name without escapes |
// | 21   | its bytes                                         | 22 | bytes of the value in error     |
import {
  ENDED, NOTHING, SPECIAL, STRING, UNEXPECTED, bytes as valueBytes, colonEnd, escaped as valueEscaped, from as valueFrom, isSpecialName,
  kind as valueKind, problem as textProblem, problemAt as textProblemAt, skipSpace, stringEnd, unescapeJson, valueEnd,
} from './json-text'

const AT: usize = 0, END: usize = 4, LAST: usize = 8, COLUMNS: usize = 12, NAMES: usize = 16, VIEWS: usize = 20, VALIDITY: usize = 24
const KINDS: usize = 28, MAX_ROWS: usize = 32, LINES: usize = 36, LINE: usize = 40, ERROR: usize = 44, ERROR_AT: usize = 48
const ERROR_COLUMN: usize = 52, BAD: usize = 56, TEXTS: usize = 60, SIDE: usize = 64, MANY_LINES: usize = 68, PHASE: usize = 72
const SPECIALS: usize = 76, NAME_ROOM: usize = 80, NAME_BYTES: usize = 84, ERROR_BYTES: usize = 88

/** The value is of a kind that its column does not take; the row is no object. */
const WRONG_KIND: u32 = 6, NO_OBJECT: u32 = 7
/** At the beginning; among objects, one behind the other; in a list before an object, or behind one; behind the list. */
const BEGINNING: u32 = 0, LOOSE: u32 = 1, BEFORE: u32 = 2, BEHIND: u32 = 3, CLOSED: u32 = 4
/** Among the kinds of a column: its name is not written as it is, but with escapes. */
const ODD_NAME: u32 = 0x80000000
/** In a length: the string holds escapes. */
const ESCAPED: u32 = 0x80000000

// @ts-ignore: decorator
@inline
function word(state: usize, at: usize): u32 { return load<u32>(state + at) }
// @ts-ignore: decorator
@inline
function sameBytes(a: usize, b: usize, length: u32): bool {
  while (length >= 8) {
    if (load<u64>(a) != load<u64>(b)) return false
    a += 8
    b += 8
    length -= 8
  }
  // both may be read beyond their ends
  return length == 0 || ((load<u64>(a) ^ load<u64>(b)) << (<u64>(8 - length) << 3)) == 0
}

/** Which column has the name, looked for from `next` on; or `columns`. */
function columnOf(s: usize, p: usize, length: u32, escapes: bool, next: u32): u32 {
  const columns = word(s, COLUMNS), names = <usize>word(s, NAMES)
  if (escapes) {
    if (length > word(s, NAME_BYTES)) return columns
    const room = <usize>word(s, NAME_ROOM)
    length = unescapeJson(p, length, room)
    p = room
  }
  for (let n: u32 = 0; n < columns; n++) {
    let column = next + n
    if (column >= columns) column -= columns
    const name = names + (<usize>column << 3)
    if (load<u32>(name, 4) == length && sameBytes(<usize>load<u32>(name), p, length)) return column
  }
  return columns
}
/** Column `next`, if its name stands at p and a quote behind it; or `columns`. */
// @ts-ignore: decorator
@inline
function expected(s: usize, p: usize, end: usize, next: u32): u32 {
  const columns = word(s, COLUMNS)
  if (next >= columns || load<u32>(<usize>word(s, KINDS) + (<usize>next << 2)) & ODD_NAME) return columns
  const name = <usize>word(s, NAMES) + (<usize>next << 3), length = load<u32>(name, 4), quote = p + length
  return quote < end && load<u8>(quote) == 34 && sameBytes(<usize>load<u32>(name), p, length) ? next : columns
}
function lineEnd(p: usize, end: usize): usize {
  const lf = i8x16.splat(10)
  while (p < end) {
    const mask = <u32>i8x16.bitmask(i8x16.eq(v128.load(p), lf))
    if (mask != 0) {
      p += ctz(mask)
      break
    }
    p += 16
  }
  return p < end ? p : end
}
function newlines(from: usize, to: usize): u32 {
  let count: u32 = 0
  for (let p = from; p < to; p++) if (load<u8>(p) == 10) count++
  return count
}

let error: u32 = 0, errorAt: usize = 0, errorColumn: u32 = 0, errorBytes: u32 = 0, bad: bool = false, escapes: bool = false

function fail(what: u32, at: usize): usize {
  error = what
  errorAt = at
  return 0
}
/** The object whose brace stands at p, as row `row`; gives where it ends, or 0. */
function object(s: usize, p: usize, end: usize, row: u32): usize {
  const columns = word(s, COLUMNS), views = <usize>word(s, VIEWS), validity = <usize>word(s, VALIDITY), kinds = <usize>word(s, KINDS)
  const specials = word(s, SPECIALS) != 0, lenient = word(s, BAD) != 0, names = <usize>word(s, NAMES)
  let next: u32 = 0
  p = skipSpace(p + 1, end)
  if (p < end && load<u8>(p) == 125) return p + 1
  while (true) {
    if (p >= end) return fail(ENDED, end)
    if (load<u8>(p) != 34) return fail(UNEXPECTED, p)
    const name = p + 1
    let column = expected(s, name, end, next)
    if (column < columns) p = name + <usize>load<u32>(names + (<usize>column << 3), 4)
    else {
      p = stringEnd(name, end)
      if (p == 0) return fail(textProblem, textProblemAt)
      column = columnOf(s, name, <u32>(p - name), valueEscaped, next)
    }
    p = p + 1 < end && load<u8>(p + 1) == 58 && load<u8>(p + 2) > 32 ? p + 2 : colonEnd(p + 1, end)
    if (p != 0) p = valueEnd(p, end, specials, 1)
    if (p == 0) return fail(textProblem, textProblemAt)
    if (column < columns) {
      next = column + 1
      if (next == columns) next = 0
      let kind = valueKind
      const takes = load<u32>(kinds + (<usize>column << 2)), cell = <usize>load<u32>(views + (<usize>column << 2)) + (<usize>row << 3)
      const bits = <usize>load<u32>(validity + (<usize>column << 2)) + (row >> 3), bit: u32 = 1 << (row & 7)
      if (kind == STRING && (takes & (SPECIAL | STRING)) == SPECIAL && isSpecialName(valueFrom, valueBytes)) kind = SPECIAL
      if (kind == NOTHING || (takes & kind) == 0) {
        // the last of several members of one name counts
        store<u64>(cell, 0)
        store<u8>(bits, <u8>(<u32>load<u8>(bits) & ~bit))
        if (kind != NOTHING) {
          if (!lenient) {
            errorColumn = column
            errorBytes = valueBytes
            return fail(WRONG_KIND, valueFrom)
          }
          bad = true
        }
      } else {
        store<u32>(cell, <u32>valueFrom)
        store<u32>(cell, valueBytes | (kind == STRING && valueEscaped ? ESCAPED : 0), 4)
        store<u8>(bits, <u8>(<u32>load<u8>(bits) | bit))
        if (kind == STRING && valueEscaped) escapes = true
      }
    }
    p = skipSpace(p, end)
    if (p >= end) return fail(ENDED, end)
    const c = <u32>load<u8>(p++)
    if (c == 125) return p
    if (c != 44) return fail(UNEXPECTED, p - 1)
    p = skipSpace(p, end)
  }
}
function clearRow(s: usize, row: u32): void {
  const columns = word(s, COLUMNS), views = <usize>word(s, VIEWS), validity = <usize>word(s, VALIDITY)
  for (let n: usize = 0; n < <usize>columns; n++) {
    store<u64>(<usize>load<u32>(views + (n << 2)) + (<usize>row << 3), 0)
    const bits = <usize>load<u32>(validity + (n << 2)) + (row >> 3)
    store<u8>(bits, <u8>(<u32>load<u8>(bits) & ~(1 << (row & 7))))
  }
}
function removeEscapes(s: usize, row: u32): void {
  const columns = word(s, COLUMNS), views = <usize>word(s, VIEWS)
  for (let n: usize = 0; n < <usize>columns; n++) {
    const cell = <usize>load<u32>(views + (n << 2)) + (<usize>row << 3), length = load<u32>(cell, 4)
    if ((length & ESCAPED) == 0) continue
    const at = <usize>load<u32>(cell), side = <usize>word(s, SIDE), to = side == 0 ? at : side
    const left = unescapeJson(at, length & ~ESCAPED, to)
    store<u32>(cell, <u32>to)
    store<u32>(cell, left, 4)
    if (side != 0) store<u32>(s + SIDE, <u32>side + left)
    else memory.fill(at + left, 32, (length & ~ESCAPED) - left)
  }
}
function keepRow(s: usize, row: u32, at: usize, end: usize, line: u32): void {
  const badRows = <usize>word(s, BAD), texts = <usize>word(s, TEXTS)
  if (escapes) removeEscapes(s, row)
  if (bad) store<u8>(badRows + (row >> 3), <u8>(<u32>load<u8>(badRows + (row >> 3)) | (1 << (row & 7))))
  store<u32>(texts + (<usize>row << 3), <u32>at)
  store<u32>(texts + (<usize>row << 3), <u32>(end - at), 4)
  store<u32>(<usize>word(s, LINES) + (<usize>row << 2), line)
}
function begin(s: usize, row: u32): void {
  clearRow(s, row)
  error = 0
  bad = false
  escapes = false
}

/** Rows read. */
export function jsonRows(s: usize): i32 {
  error = 0
  const rows = word(s, MANY_LINES) != 0 ? manyLines(s) : rowPerLine(s)
  store<u32>(s + ERROR, error)
  store<u32>(s + ERROR_AT, <u32>errorAt)
  store<u32>(s + ERROR_COLUMN, errorColumn)
  store<u32>(s + ERROR_BYTES, errorBytes)
  return rows
}
function rowPerLine(s: usize): u32 {
  const end = <usize>word(s, END), last = word(s, LAST) != 0, maxRows = word(s, MAX_ROWS), lenient = word(s, BAD) != 0
  let at = <usize>word(s, AT), line = word(s, LINE), row: u32 = 0
  while (row < maxRows && at < end) {
    let stop = lineEnd(at, end)
    if (stop == end && !last) break
    const next = stop < end ? stop + 1 : end
    if (stop > at && load<u8>(stop - 1) == 13) stop--
    let p = skipSpace(at, stop)
    if (p < stop) {
      begin(s, row)
      p = load<u8>(p) == 123 ? object(s, p, stop, row) : fail(NO_OBJECT, p)
      if (p != 0) {
        p = skipSpace(p, stop)
        if (p < stop) fail(UNEXPECTED, p)
      }
      if (error != 0) {
        if (!lenient) break
        error = 0
        bad = true
        escapes = false
        clearRow(s, row)
      }
      keepRow(s, row, at, stop, line)
      row++
    }
    at = next
    line++
  }
  store<u32>(s + AT, <u32>at)
  store<u32>(s + LINE, line)
  return row
}
function manyLines(s: usize): u32 {
  const end = <usize>word(s, END), last = word(s, LAST) != 0, maxRows = word(s, MAX_ROWS)
  let at = <usize>word(s, AT), line = word(s, LINE), phase = word(s, PHASE), row: u32 = 0
  while (row < maxRows) {
    let p = skipSpace(at, end)
    line += newlines(at, p)
    at = p
    if (p >= end) {
      if (last && phase != CLOSED && phase != LOOSE && phase != BEGINNING) fail(ENDED, end)
      break
    }
    const c = <u32>load<u8>(p)
    if (phase == BEHIND && (c == 44 || c == 93)) {
      phase = c == 44 ? BEFORE : CLOSED
      at++
      continue
    }
    if (phase == BEGINNING && c == 91) {
      const first = skipSpace(p + 1, end)
      // whether the list is empty may show in the next block only
      if (first >= end && !last) break
      line += newlines(p, first)
      at = first
      phase = first < end && load<u8>(first) == 93 ? BEHIND : BEFORE
      continue
    }
    if (phase == BEHIND || phase == CLOSED || c != 123) {
      fail(phase == BEHIND || phase == CLOSED ? UNEXPECTED : NO_OBJECT, p)
      break
    }
    begin(s, row)
    p = object(s, p, end, row)
    if (p == 0) {
      if (error == ENDED && !last) error = 0
      break
    }
    keepRow(s, row, at, p, line)
    line += newlines(at, p)
    at = p
    phase = phase == BEFORE ? BEHIND : LOOSE
    row++
  }
  store<u32>(s + AT, <u32>at)
  store<u32>(s + LINE, line)
  store<u32>(s + PHASE, phase)
  return row
}
