// Hash table of groups over encoded keys (rows.ts). Slots point to rows in pages; rows never move.
//
// table   0 u32 address of the slots   4 u32 shift: slot = (hash << skip) >>> shift   8 u32 most rows it may hold
//         12 u32 rows it holds   16 u32 skip: leading bits that all hashes have in common (a partition that was read back)
//         20 u32 address of the filter (joins), or 0: four bits a slot, set for the hashes that are there by their next two bits
// slot    u32 row (0: empty), u32 hash
import { isKeyOf, writeKey } from './rows'
import { placeRow } from './pages'

/**
 * Finds or inserts the groups of encoded keys from..n; new rows get zeroed states. `fresh` (or 0): a byte a row, 1 where the
 * group is new. Returns the first key not done: the page is full (writer says how much is needed) or else the table is.
 */
export function findGroups(
  from: i32, n: i32, shape: usize, chunk: usize, table: usize, stateWords: u32, writer: usize, rows: usize, fresh: usize,
): i32 {
  const keys = <usize>load<u32>(chunk), hashes = <usize>load<u32>(chunk, 4)
  const ends = <usize>load<u32>(chunk, 8), sources = <usize>load<u32>(chunk, 12)
  const stride = <usize>load<u32>(shape, 24)
  const states = <usize>load<u32>(shape, 20) + (<usize>load<u32>(shape, 4) << 3)
  const slots = <usize>load<u32>(table), shift = load<u32>(table, 4), limit = load<u32>(table, 8), skip = load<u32>(table, 16)
  const mask = <u32>0xFFFFFFFF >>> shift
  let count = load<u32>(table, 12)
  let last: usize = 0, lastHash: u32 = 0
  store<u32>(writer, 0, 8)
  for (let i = <usize>from; i < <usize>n; i++) {
    const key = keys + i * stride, h = load<u32>(hashes + (i << 3), 4)
    let row = last, isNew = false
    if (!last || h != lastHash || !isKeyOf(last, key, i, shape, sources)) {
      let at = (h << skip) >>> shift
      while (true) {
        const slot = load<u64>(slots + (<usize>at << 3))
        if (!slot) {
          const size = load<u32>(ends + (i << 2))
          row = count < limit ? placeRow(writer, size) : 0
          if (!row) {
            store<u32>(table, count, 12)
            return <i32>i
          }
          store<u32>(row, size)
          store<u32>(row, h, 4)
          writeKey(row, key, i, shape, sources)
          for (let k: usize = 0; k < <usize>stateWords; k++) store<u64>(row + states + (k << 3), 0)
          store<u64>(slots + (<usize>at << 3), <u64>row | (<u64>h << 32))
          count++
          isNew = true
          break
        }
        row = <usize><u32>slot
        if (<u32>(slot >>> 32) == h && isKeyOf(row, key, i, shape, sources)) break
        at = (at + 1) & mask
      }
      last = row
      lastHash = h
    }
    store<u32>(rows + (i << 2), <u32>row)
    if (fresh) store<u8>(fresh + i, <u8>isNew)
  }
  store<u32>(table, count, 12)
  return n
}

/** Fills the larger, empty table from the slots of the old one: keys are not looked at again. */
export function growTable(slots: usize, count: u32, table: usize): void {
  const to = <usize>load<u32>(table), shift = load<u32>(table, 4), skip = load<u32>(table, 16), mask = <u32>0xFFFFFFFF >>> shift
  const end = slots + (<usize>count << 3)
  for (let p = slots; p < end; p += 8) {
    const slot = load<u64>(p)
    if (!slot) continue
    let at = (<u32>(slot >>> 32) << skip) >>> shift
    while (load<u64>(to + (<usize>at << 3))) at = (at + 1) & mask
    store<u64>(to + (<usize>at << 3), slot)
  }
}

/**
 * Loads the slots, then the rows that keys from..n will need, in two loops without branches, so that the cache misses overlap:
 * WASM has no prefetch. A key equal to the one before is passed over. The value returned only keeps the loads alive.
 */
export function touchTable(from: i32, n: i32, hashes: usize, table: usize, scratch: usize): u32 {
  const slots = <usize>load<u32>(table), shift = load<u32>(table, 4), skip = load<u32>(table, 16)
  let k: usize = 0, last: u32 = 0
  for (let i = <usize>from; i < <usize>n; i++) {
    const h = load<u32>(hashes + (i << 3), 4)
    store<u32>(scratch + (k << 2), load<u32>(slots + (<usize>((h << skip) >>> shift) << 3)))
    k += <usize>(h != last)
    last = h
  }
  let sum: u32 = 0
  for (let i: usize = 0; i < k; i++) {
    const row = <usize>load<u32>(scratch + (i << 2))
    sum ^= touchRow(row)
  }
  return sum
}
/** Loads the beginning of a row and the cache line behind, as far as it is of the same page: the next one may be nobody's. */
// @ts-ignore: decorator
@inline
export function touchRow(row: usize): u32 { return load<u32>(row) ^ load<u32>(row + min<usize>(56, 0xFFFC - (row & 0xFFFF))) }
