// Sorting. Keys are written as bytes that memcmp orders, one after the other, all bits turned over when descending:
//   a null byte if the column may hold nulls, then unless null
//   bool 1 byte · 32-bit kinds 4, 64-bit kinds 8, long decimals 16: sign bit turned over, big-endian
//   f64: one NaN (largest), −0 as +0, ordered as its bits, big-endian
//   text: its bytes, 00 as 01 01 and 01 as 01 02, ended by 00
//
// entry   0 u64 key bytes d…d+8 as a big-endian number   8 u32 bytes d+8…d+12   12 u32 row
// Where a key lies is told by `keyAt`, the offset in the row of a text word: u32 offset and length, or 7 bytes inline. Keys of a
// known width of at most 12 bytes ("fixed") lie at `keyAt` themselves.
import { BOOL, DEC, F64, I32, I64, INLINE, isNull, rowSize, TEXT } from './rows'
import { PAGE_HEAD } from './pages'

const SIGN: u64 = 0x8000000000000000
const WIDTH: u32 = 12

// ---- writing keys ----

/** Is any of the 8 bytes 00 or 01? May say yes wrongly, never no. */
// @ts-ignore: decorator
@inline
function hasEscape(w: u64): bool { return ((w - 0x0202020202020202) & ~w & 0x8080808080808080) != 0 }

function escapes(p: usize, n: u32): u32 {
  let e: u32 = 0, i: u32 = 0
  for (; i + 8 <= n; i += 8) if (hasEscape(load<u64>(p + i))) break
  for (; i < n; i++) e += <u32>(load<u8>(p + i) <= 1)
  return e
}

// @ts-ignore: decorator
@inline
function orderedDouble(v: f64): u64 {
  v += 0.0
  const w: u64 = v != v ? 0x7FF8000000000000 : reinterpret<u64>(v)
  return w ^ (<u64>(<i64>w >> 63) | SIGN)
}

/** Adds the key bytes of one text column (with its null byte, if nullable) to the lengths. */
export function addTextKeyLengths(n: i32, views: usize, validity: usize, nullable: u32, lengths: usize): void {
  for (let i: usize = 0; i < <usize>n; i++) {
    let length = nullable
    if (validity == 0 || !isNull(validity, i)) {
      const bytes = load<u32>(views + (i << 3), 4)
      length += bytes + 1 + escapes(<usize>load<u32>(views + (i << 3)), bytes)
    }
    store<u32>(lengths + (i << 2), load<u32>(lengths + (i << 2)) + length)
  }
}

/** Turns lengths into views (u32 address, u32 length) of places one behind the other from `at` on. Returns bytes used. */
export function placeKeys(n: i32, lengths: usize, at: usize, views: usize, cursors: usize): u32 {
  let p = at
  for (let i: usize = 0; i < <usize>n; i++) {
    const length = load<u32>(lengths + (i << 2))
    store<u32>(views + (i << 3), <u32>p)
    store<u32>(views + (i << 3), length, 4)
    store<u32>(cursors + (i << 2), <u32>p)
    p += <usize>length
  }
  return <u32>(p - at)
}

/** Sets the lengths of keys to what their cursors have come to. */
export function endKeys(n: i32, views: usize, cursors: usize): void {
  for (let i: usize = 0; i < <usize>n; i++) store<u32>(views + (i << 3), load<u32>(cursors + (i << 2)) - load<u32>(views + (i << 3)), 4)
}

/** Appends one column to the keys at their cursors. nullByte: what a null sorts as (0 first, 2 last; a value is 1). */
export function appendKeys(
  kind: i32, n: i32, data: usize, validity: usize, nullable: i32, nullByte: i32, descending: i32, cursors: usize,
): void {
  const turn: u64 = descending ? 0xFFFFFFFFFFFFFFFF : 0
  for (let i: usize = 0; i < <usize>n; i++) {
    let p = <usize>load<u32>(cursors + (i << 2))
    const missing = validity != 0 && isNull(validity, i)
    if (nullable) {
      store<u8>(p, <u8>(missing ? nullByte : 1))
      p++
    }
    if (!missing) {
      switch (kind) {
        case BOOL: store<u8>(p, load<u8>(data + i) ^ <u8>turn); p += 1; break
        case I32: store<u32>(p, bswap<u32>(load<u32>(data + (i << 2)) ^ 0x80000000 ^ <u32>turn)); p += 4; break
        case I64: store<u64>(p, bswap<u64>(load<u64>(data + (i << 3)) ^ SIGN ^ turn)); p += 8; break
        case F64: store<u64>(p, bswap<u64>(orderedDouble(load<f64>(data + (i << 3))) ^ turn)); p += 8; break
        case DEC:
          store<u64>(p, bswap<u64>(load<u64>(data + (i << 4), 8) ^ SIGN ^ turn))
          store<u64>(p, bswap<u64>(load<u64>(data + (i << 4)) ^ turn), 8)
          p += 16
          break
        case TEXT: p = appendText(p, <usize>load<u32>(data + (i << 3)), load<u32>(data + (i << 3), 4), turn); break
        default: unreachable()
      }
    }
    store<u32>(cursors + (i << 2), <u32>p)
  }
}

function appendText(to: usize, from: usize, length: u32, turn: u64): usize {
  let i: u32 = 0
  for (; i + 8 <= length; i += 8) {
    const w = load<u64>(from + i)
    if (hasEscape(w)) break
    store<u64>(to, w ^ turn)
    to += 8
  }
  for (; i < length; i++) {
    const b = load<u8>(from + i)
    if (b <= 1) {
      store<u8>(to, <u8>(1 ^ turn))
      store<u8>(to, <u8>((b + 1) ^ <u8>turn), 1)
      to += 2
    } else {
      store<u8>(to, b ^ <u8>turn)
      to++
    }
  }
  store<u8>(to, <u8>turn)
  return to + 1
}

// ---- reading keys of rows ----

// @ts-ignore: decorator
@inline
function keyAddress(row: usize, keyAt: usize): usize {
  const w = load<u64>(row + keyAt)
  return (w & INLINE) != 0 ? row + keyAt : row + <usize><u32>w
}
// @ts-ignore: decorator
@inline
function keyLength(row: usize, keyAt: usize): u32 {
  const w = load<u64>(row + keyAt)
  return (w & INLINE) != 0 ? <u32>(w >>> 56) & 0x7F : <u32>(w >>> 32)
}
/** Up to 8 bytes at p + d of n, big-endian, zeros behind the end. */
// @ts-ignore: decorator
@inline
function bytesAt(p: usize, n: u32, d: u32): u64 {
  if (d >= n) return 0
  const w = bswap<u64>(load<u64>(p + <usize>d)), left = n - d
  return left >= 8 ? w : (w >>> (<u64>(8 - left) << 3)) << (<u64>(8 - left) << 3)
}
function compareKeys(p: usize, n: u32, q: usize, m: u32, d: u32): i32 {
  const shorter = min(n, m)
  for (; d < shorter; d += 8) {
    const x = bytesAt(p, n, d), y = bytesAt(q, m, d)
    if (x != y) return x < y ? -1 : 1
  }
  return n == m ? 0 : n < m ? -1 : 1
}
// @ts-ignore: decorator
@inline
export function compareRows(a: usize, b: usize, keyAt: usize, d: u32): i32 {
  return compareKeys(keyAddress(a, keyAt), keyLength(a, keyAt), keyAddress(b, keyAt), keyLength(b, keyAt), d)
}
// @ts-ignore: decorator
@inline
function fillEntry(entry: usize, row: usize, keyAt: usize, d: u32): void {
  const p = keyAddress(row, keyAt), n = keyLength(row, keyAt)
  store<u64>(entry, bytesAt(p, n, d))
  store<u32>(entry, <u32>(bytesAt(p, n, d + 8) >>> 32), 8)
}
/** The whole entry of a row. fixed: 8 or 16 bytes at keyAt are the key (0: it is a text word). */
// @ts-ignore: decorator
@inline
export function makeEntry(entry: usize, row: usize, fixed: i32, keyAt: usize, depth: u32): void {
  if (fixed) {
    store<u64>(entry, bswap<u64>(load<u64>(row + keyAt)))
    store<u32>(entry, fixed > 8 ? bswap<u32>(load<u32>(row + keyAt, 8)) : 0, 8)
  } else fillEntry(entry, row, keyAt, depth)
  store<u32>(entry, <u32>row, 12)
}

/** Sets to 0 the sizes of rows whose key (a view) does not sort before `bound`. Returns how many remain. */
export function keepBelow(n: i32, views: usize, bound: usize, boundLength: u32, sizes: usize): i32 {
  let kept = 0
  for (let i: usize = 0; i < <usize>n; i++) {
    if (compareKeys(<usize>load<u32>(views + (i << 3)), load<u32>(views + (i << 3), 4), bound, boundLength, 0) < 0) kept++
    else store<u32>(sizes + (i << 2), 0)
  }
  return kept
}

/** Bytes that all keys of a page share with the key of `first`, at most `sofar`. */
export function sharedPrefix(page: usize, first: usize, keyAt: u32, sofar: u32): u32 {
  const used = load<u32>(page), f = keyAddress(first, keyAt)
  let at = PAGE_HEAD
  while (at < used && sofar) {
    const row = page + <usize>at, p = keyAddress(row, keyAt), n = min(sofar, keyLength(row, keyAt))
    let i: u32 = 0
    while (i + 8 <= n && load<u64>(p + i) == load<u64>(f + i)) i += 8
    while (i < n && load<u8>(p + i) == load<u8>(f + i)) i++
    sofar = i
    at += rowSize(row)
  }
  return sofar
}

/** The longest key of a page. */
export function longestKey(page: usize, keyAt: u32): u32 {
  const used = load<u32>(page)
  let at = PAGE_HEAD, longest: u32 = 0
  while (at < used) {
    longest = max(longest, keyLength(page + <usize>at, keyAt))
    at += rowSize(page + <usize>at)
  }
  return longest
}

/** Entries for the rows of a page, from key byte `depth` on. Returns how many. */
export function fillEntries(page: usize, fixed: i32, keyAt: u32, depth: u32, out: usize): u32 {
  const used = load<u32>(page)
  let at = PAGE_HEAD, n: u32 = 0
  while (at < used) {
    const row = page + <usize>at
    makeEntry(out, row, fixed, keyAt, depth)
    out += 16
    n++
    at += rowSize(row)
  }
  return n
}

// ---- sorting entries ----

/** Is entry (k, v) after the one at e? Entries alike to the end count as equal, so order of arrival is kept. */
// @ts-ignore: decorator
@inline
function isAfter(e: usize, k: u64, v: u64, keyAt: usize, depth: u32, exact: bool): bool {
  const other = load<u64>(e)
  if (other != k) return other > k
  const tail = load<u32>(e, 8)
  if (tail != <u32>v) return tail > <u32>v
  return !exact && compareRows(<usize>load<u32>(e, 12), <usize>(v >>> 32), keyAt, depth + WIDTH) > 0
}

function insertionSort(a: usize, n: u32, keyAt: usize, depth: u32, exact: bool): void {
  for (let i: u32 = 1; i < n; i++) {
    const e = a + (<usize>i << 4), k = load<u64>(e), v = load<u64>(e, 8)
    let j = e
    while (j > a && isAfter(j - 16, k, v, keyAt, depth, exact)) {
      v128.store(j, v128.load(j - 16))
      j -= 16
    }
    store<u64>(j, k)
    store<u64>(j, v, 8)
  }
}

/** Byte b of an entry's 12. */
// @ts-ignore: decorator
@inline
function entryByte(e: usize, b: u32): usize {
  return b < 8 ? <usize>(load<u64>(e) >>> (56 - (<u64>b << 3))) & 255 : <usize>(load<u32>(e, 8) >>> (24 - ((b - 8) << 3))) & 255
}

// Radix sort, highest byte first; ties of 12 bytes go on with the next 12, unless `exact` (no key is longer).
// spare: 16 bytes an entry. counts: 1 KiB for each level, `levels` of them; deeper than that, a merge sort ends it.
// The steps of a level are there for callers that do it piece by piece.

/** Sorts n entries that are alike before byte `byte`. */
export function sortEntries(entries: usize, n: u32, spare: usize, counts: usize, levels: u32, keyAt: u32, depth: u32, byte: u32, exact: i32): void {
  radixSort(entries, n, spare, counts, levels, keyAt, depth, byte, exact != 0)
}

/** How many of the entries have each byte, added to what is there. */
export function countEntries(a: usize, end: usize, byte: u32, counts: usize): void {
  for (let e = a; e < end; e += 16) {
    const c = counts + (entryByte(e, byte) << 2)
    store<u32>(c, load<u32>(c) + 1)
  }
}
/** Counts become places. */
export function countsToPlaces(counts: usize): void {
  let at: u32 = 0
  for (let c = counts; c < counts + 1024; c += 4) {
    const count = load<u32>(c)
    store<u32>(c, at)
    at += count
  }
}
/** Entries to their places, which become the next. */
export function placeEntries(a: usize, end: usize, byte: u32, places: usize, spare: usize): void {
  for (let e = a; e < end; e += 16) {
    const c = places + (entryByte(e, byte) << 2), to = load<u32>(c)
    store<u32>(c, to + 1)
    v128.store(spare + (<usize>to << 4), v128.load(e))
  }
}
/** Entries alike so far get their next 12 key bytes. False when no key is that long: they are equal. */
export function refillEntries(a: usize, end: usize, keyAt: u32, depth: u32): bool {
  let longer = false
  for (let e = a; e < end; e += 16) {
    const row = <usize>load<u32>(e, 12)
    longer = longer || keyLength(row, keyAt) > depth
    fillEntry(e, row, keyAt, depth)
  }
  return longer
}

function radixSort(a: usize, n: u32, spare: usize, counts: usize, levels: u32, keyAt: usize, depth: u32, byte: u32, exact: bool): void {
  const end = a + (<usize>n << 4)
  while (n > 40 && levels) {
    if (byte == WIDTH) {
      if (exact || !refillEntries(a, end, <u32>keyAt, depth + WIDTH)) return
      depth += WIDTH
      byte = 0
    }
    memory.fill(counts, 0, 1024)
    countEntries(a, end, byte, counts)
    if (load<u32>(counts + (entryByte(a, byte) << 2)) == n) {
      byte++
      continue
    }
    countsToPlaces(counts)
    placeEntries(a, end, byte, counts, spare)
    memory.copy(a, spare, <usize>n << 4)
    let from: u32 = 0 // each count is now the end of its bucket
    for (let c = counts; c < counts + 1024; c += 4) {
      const to = load<u32>(c)
      if (to > from + 1) {
        radixSort(a + (<usize>from << 4), to - from, spare + (<usize>from << 4), counts + 1024, levels - 1, keyAt, depth, byte + 1, exact)
      }
      from = to
    }
    return
  }
  if (n > 40) mergeSort(a, n, spare, keyAt, depth, exact)
  else if (n > 1) insertionSort(a, n, keyAt, depth, exact)
}

/** Where the levels of the radix sort are used up (long keys that part late, again and again). */
function mergeSort(a: usize, n: u32, spare: usize, keyAt: usize, depth: u32, exact: bool): void {
  const end = a + (<usize>n << 4)
  for (let run = a; run < end; run += 512) insertionSort(run, <u32>(min<usize>(512, end - run) >> 4), keyAt, depth, exact)
  for (let width: usize = 512; width < end - a; width <<= 1) {
    for (let run = a; run < end; run += width << 1) {
      const middle = min(run + width, end), stop = min(run + (width << 1), end)
      let left = run, right = middle, to = spare + (run - a)
      while (left < middle || right < stop) {
        const takeRight = left == middle || (right < stop && isAfter(left, load<u64>(right), load<u64>(right, 8), keyAt, depth, exact))
        v128.store(to, v128.load(takeRight ? right : left))
        if (takeRight) right += 16
        else left += 16
        to += 16
      }
    }
    memory.copy(a, spare, end - a)
  }
}

/** Rows of n entries. */
export function entryRows(n: u32, entries: usize, out: usize): void {
  for (let i: usize = 0; i < <usize>n; i++) store<u32>(out + (i << 2), load<u32>(entries + (i << 4), 12))
}
