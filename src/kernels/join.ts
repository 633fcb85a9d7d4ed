// Hash join. Build rows whose keys are equal are chained from the one in the slot, so a match walks exactly its duplicates.
// Row word 8 is the link. Table and slots as in aggregate.ts.
//
// reject   one u64 for each null word of the keys: a row with any of these bits null matches nothing
import { INLINE, isKeyOf, rowSize, sameLongText } from './rows'
import { touchRow } from './aggregate'
import { PAGE_HEAD } from './pages'

// @ts-ignore: decorator
@inline
function hasNullKey(nulls: usize, words: usize, reject: usize): bool {
  for (let k: usize = 0; k < words; k++) if (load<u64>(nulls + (k << 3)) & load<u64>(reject + (k << 3))) return true
  return false
}

/** Are the keys of two rows of one shape equal? */
// @ts-ignore: decorator
@inline
function sameKeys(a: usize, b: usize, shape: usize): bool {
  const nullWords = <usize>load<u32>(shape), words = <usize>load<u32>(shape, 4)
  const nullsAt = <usize>load<u32>(shape, 16), wordsAt = <usize>load<u32>(shape, 20)
  let k: usize = 0
  for (; k + 1 < nullWords; k++) if (load<u64>(a + nullsAt + (k << 3)) != load<u64>(b + nullsAt + (k << 3))) return false
  if (nullWords && ((load<u64>(a + nullsAt + (k << 3)) ^ load<u64>(b + nullsAt + (k << 3))) & load<u64>(shape, 8))) return false
  for (let w: usize = 0; w < words; w++) if (load<u64>(a + wordsAt + (w << 3)) != load<u64>(b + wordsAt + (w << 3))) return false
  const texts = <usize>load<u32>(shape, 28)
  for (let t: usize = 0; t < texts; t++) {
    const w = load<u64>(a + wordsAt + (<usize>load<u32>(shape + (t << 2), 32) << 3))
    if (w == 0 || (w & INLINE) != 0) continue
    if (!sameLongText(a + <usize><u32>w, b + <usize><u32>w, <u32>(w >>> 32))) return false
  }
  return true
}

/** Which bit of the filter a hash has, in a table of that shift. */
// @ts-ignore: decorator
@inline
function filterBit(h: u32, skip: u32, shift: u32): u32 { return (h << skip) >>> (shift - 2) }
// @ts-ignore: decorator
@inline
function passes(filter: usize, bit: u32): bool { return ((<u32>load<u8>(filter + (bit >>> 3)) >>> (bit & 7)) & 1) != 0 }

/** Links all rows of a page into the table. Returns how many keys are new. */
export function linkPage(page: usize, shape: usize, reject: usize, table: usize): u32 {
  const used = load<u32>(page), nullWords = <usize>load<u32>(shape), nullsAt = <usize>load<u32>(shape, 16)
  const slots = <usize>load<u32>(table), shift = load<u32>(table, 4), skip = load<u32>(table, 16), mask = <u32>0xFFFFFFFF >>> shift
  const filter = <usize>load<u32>(table, 20)
  let fresh: u32 = 0, offset = PAGE_HEAD
  while (offset < used) {
    const row = page + <usize>offset, h = load<u32>(row, 4)
    offset += rowSize(row)
    store<u32>(row, 0, 8)
    if (hasNullKey(row + nullsAt, nullWords, reject)) continue
    let at = (h << skip) >>> shift
    while (true) {
      const slot = load<u64>(slots + (<usize>at << 3))
      if (!slot) {
        store<u64>(slots + (<usize>at << 3), <u64>row | (<u64>h << 32))
        fresh++
        if (filter) {
          const bit = filterBit(h, skip, shift), p = filter + (bit >>> 3)
          store<u8>(p, load<u8>(p) | (<u8>1 << <u8>(bit & 7)))
        }
        break
      }
      const head = <usize><u32>slot
      if (<u32>(slot >>> 32) == h && sameKeys(row, head, shape)) {
        store<u32>(row, load<u32>(head, 8), 8)
        store<u32>(head, <u32>row, 8)
        break
      }
      at = (at + 1) & mask
    }
  }
  return fresh
}

/** First build row of each encoded key from..n or 0, and the row linked to it or 0. Returns how many keys have one. */
export function findMatches(from: i32, n: i32, shape: usize, chunk: usize, reject: usize, table: usize, heads: usize, links: usize): i32 {
  const keys = <usize>load<u32>(chunk), hashes = <usize>load<u32>(chunk, 4), sources = <usize>load<u32>(chunk, 12)
  const stride = <usize>load<u32>(shape, 24), nullWords = <usize>load<u32>(shape)
  const slots = <usize>load<u32>(table), shift = load<u32>(table, 4), skip = load<u32>(table, 16), mask = <u32>0xFFFFFFFF >>> shift
  const filter = <usize>load<u32>(table, 20)
  let hits = 0
  for (let i = <usize>from; i < <usize>n; i++) {
    const key = keys + i * stride, h = load<u32>(hashes + (i << 3), 4)
    let row: usize = 0, link: u32 = 0
    if ((!filter || passes(filter, filterBit(h, skip, shift))) && !hasNullKey(key, nullWords, reject)) {
      let at = (h << skip) >>> shift
      while (true) {
        const slot = load<u64>(slots + (<usize>at << 3))
        if (!slot) break
        if (<u32>(slot >>> 32) == h && isKeyOf(<usize><u32>slot, key, i, shape, sources)) {
          row = <usize><u32>slot
          link = load<u32>(row, 8)
          hits++
          break
        }
        at = (at + 1) & mask
      }
    }
    store<u32>(heads + (i << 2), <u32>row)
    store<u32>(links + (i << 2), link)
  }
  return hits
}

/** As `touchTable`, of a table with a filter: slots and rows of hashes that pass it, each only where it is not that of the key before. */
export function touchPassing(from: i32, n: i32, hashes: usize, table: usize, scratch: usize): u32 {
  const slots = <usize>load<u32>(table), shift = load<u32>(table, 4), skip = load<u32>(table, 16), filter = <usize>load<u32>(table, 20)
  let k: usize = 0, last: u32 = 0, sum: u32 = 0
  for (let i = <usize>from; i < <usize>n; i++) {
    const h = load<u32>(hashes + (i << 3), 4), bit = filterBit(h, skip, shift)
    store<u32>(scratch + (k << 2), <u32>slots + ((bit >>> 2) << 3))
    k += <usize>((h != last) & passes(filter, bit))
    last = h
  }
  for (let i: usize = 0; i < k; i++) store<u32>(scratch + (i << 2), load<u32>(<usize>load<u32>(scratch + (i << 2))))
  for (let i: usize = 0; i < k; i++) {
    const row = <usize>load<u32>(scratch + (i << 2))
    sum ^= touchRow(row)
  }
  return sum
}

/**
 * Pairs of probe index and build row, at most `most`; only chains of several rows are looked up. state: 0 u32 probe index,
 * 4 u32 next build row; done when the index is n. `outer`: a probe row without a match pairs with 0. `mark`: build rows get flag 1.
 */
export function nextPairs(
  n: i32, heads: usize, links: usize, state: usize, most: i32, probes: usize, builds: usize, outer: i32, mark: i32,
): i32 {
  let i = load<u32>(state), row = <usize>load<u32>(state, 4), k: usize = 0
  const end = <u32>n, full = <usize>most
  while (i < end && k < full) {
    let next: u32
    if (row) next = load<u32>(row, 8)
    else {
      row = <usize>load<u32>(heads + (<usize>i << 2))
      next = load<u32>(links + (<usize>i << 2))
      if (!row && !outer) {
        i++
        continue
      }
    }
    store<u32>(probes + (k << 2), i)
    store<u32>(builds + (k << 2), <u32>row)
    k++
    if (mark && row) store<u32>(row, load<u32>(row) | 1)
    row = <usize>next
    i += <u32>(next == 0)
  }
  store<u32>(state, i)
  store<u32>(state, <u32>row, 4)
  return <i32>k
}

/** Indexes of probe rows with (want 1) or without (want 0) a match. Returns how many. */
export function selectMatches(n: i32, heads: usize, want: i32, out: usize): i32 {
  let k: usize = 0
  for (let i: usize = 0; i < <usize>n; i++) {
    store<u32>(out + (k << 2), <u32>i)
    k += <usize>((load<u32>(heads + (i << 2)) != 0) == (want != 0))
  }
  return <i32>k
}

/** Flags build rows as matched (0 is passed over). */
export function markRows(n: i32, rows: usize): void {
  for (let i: usize = 0; i < <usize>n; i++) {
    const row = <usize>load<u32>(rows + (i << 2))
    if (row) store<u32>(row, load<u32>(row) | 1)
  }
}

/** Rows of a page that were never matched (want 0) or were (want 1), as scanPage gives all. */
export function scanMatched(page: usize, state: usize, most: i32, want: u32, out: usize): i32 {
  const used = load<u32>(page)
  let at = load<u32>(state), n: usize = 0
  while (at < used && n < <usize>most) {
    const row = page + <usize>at
    store<u32>(out + (n << 2), <u32>row)
    n += <usize>((load<u32>(row) & 1) == want)
    at += rowSize(row)
  }
  store<u32>(state, at)
  return <i32>n
}
