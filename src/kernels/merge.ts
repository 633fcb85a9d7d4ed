// Merging sorted runs that are read back page by page. A heap holds the runs by their next rows; of equal rows that of the run
// written first comes first.
//
// heap      0 u32 runs in it   4 u32 the run whose page ended last   8… u32 run, the one with the least row first
// cursor    0 entry of the next row (sort.ts)   16 u32 where the row behind it is   20 u32 where the page ends   24 u64 free
import { PAGE_HEAD } from './pages'
import { rowSize } from './rows'
import { compareRows, makeEntry } from './sort'

/** Bytes of a key that an entry holds. */
const WIDTH: u32 = 12

// @ts-ignore: decorator
@inline
function seek(cursor: usize, row: usize, fixed: i32, keyAt: usize): void {
  makeEntry(cursor, row, fixed, keyAt, 0)
  store<u32>(cursor, <u32>row + rowSize(row), 16)
}

// @ts-ignore: decorator
@inline
function isBefore(cursors: usize, a: u32, b: u32, fixed: i32, keyAt: usize): bool {
  const x = cursors + (<usize>a << 5), y = cursors + (<usize>b << 5)
  const p = load<u64>(x), q = load<u64>(y)
  if (p != q) return p < q
  const s = load<u32>(x, 8), t = load<u32>(y, 8)
  if (s != t) return s < t
  if (!fixed) {
    const order = compareRows(<usize>load<u32>(x, 12), <usize>load<u32>(y, 12), keyAt, WIDTH)
    if (order != 0) return order < 0
  }
  return a < b
}

/** A page (not empty) of a run that is not in the heap: from now on it is. */
export function addToMerge(heap: usize, cursors: usize, run: u32, page: usize, fixed: i32, keyAt: u32): void {
  const cursor = cursors + (<usize>run << 5)
  seek(cursor, page + <usize>PAGE_HEAD, fixed, keyAt)
  store<u32>(cursor, <u32>page + load<u32>(page), 20)
  let at = load<u32>(heap)
  store<u32>(heap, at + 1)
  while (at > 0) {
    const above = (at - 1) >>> 1, other = load<u32>(heap + (<usize>above << 2), 8)
    if (!isBefore(cursors, run, other, fixed, keyAt)) break
    store<u32>(heap + (<usize>at << 2), other, 8)
    at = above
  }
  store<u32>(heap + (<usize>at << 2), run, 8)
}

/** Addresses of the next rows, at most `most`; fewer when a page has ended, whose run is then out of the heap. */
export function mergeRows(heap: usize, cursors: usize, most: i32, out: usize, fixed: i32, keyAt: u32): i32 {
  let n: usize = 0
  while (n < <usize>most && load<u32>(heap)) {
    const run = load<u32>(heap, 8), cursor = cursors + (<usize>run << 5), next = load<u32>(cursor, 16)
    store<u32>(out + (n << 2), load<u32>(cursor, 12))
    n++
    if (next < load<u32>(cursor, 20)) {
      seek(cursor, <usize>next, fixed, keyAt)
      sink(heap, cursors, load<u32>(heap), run, fixed, keyAt)
      continue
    }
    const left = load<u32>(heap) - 1
    store<u32>(heap, left)
    store<u32>(heap, run, 4)
    if (left) sink(heap, cursors, left, load<u32>(heap + (<usize>left << 2), 8), fixed, keyAt)
    break
  }
  return <i32>n
}

/** Puts the run at the top and lets it go down to its place. */
// @ts-ignore: decorator
@inline
function sink(heap: usize, cursors: usize, count: u32, run: u32, fixed: i32, keyAt: usize): void {
  let at: u32 = 0
  for (let below: u32 = 1; below < count; below = 2 * at + 1) {
    let child = load<u32>(heap + (<usize>below << 2), 8)
    if (below + 1 < count) {
      const other = load<u32>(heap + (<usize>below << 2), 12)
      if (isBefore(cursors, other, child, fixed, keyAt)) {
        child = other
        below++
      }
    }
    if (!isBefore(cursors, child, run, fixed, keyAt)) break
    store<u32>(heap + (<usize>at << 2), child, 8)
    at = below
  }
  store<u32>(heap + (<usize>at << 2), run, 8)
}
