// Pages of rows. A kernel never calls out: when a page is full it returns how far it came, and is called again.
//
// page     0 u32 bytes used, with this header   4 u32 rows   8 u32 zero   12 u32 size in bytes   16 rows, back to back
// writer   0 u32 page (0: none yet)   4 u32 rows in all   8 u32 bytes that the row needs that found no room (0: enough room)
import { rowSize } from './rows'

export const PAGE_HEAD: u32 = 16

/** Room for a row of `size` bytes, or 0. */
// @ts-ignore: decorator
@inline
export function placeRow(writer: usize, size: u32): usize {
  const page = <usize>load<u32>(writer)
  if (!page || size > load<u32>(page, 12) - load<u32>(page)) {
    store<u32>(writer, size, 8)
    return 0
  }
  const used = load<u32>(page)
  store<u32>(page, used + size)
  store<u32>(page, load<u32>(page, 4) + 1, 4)
  store<u32>(writer, load<u32>(writer, 4) + 1, 4)
  return page + <usize>used
}

/** An empty page for the writer. */
export function openPage(writer: usize, page: usize, size: u32): void {
  store<u32>(page, PAGE_HEAD)
  store<u32>(page, 0, 4)
  store<u32>(page, 0, 8)
  store<u32>(page, size, 12)
  store<u32>(writer, <u32>page)
  store<u32>(writer, 0, 8)
}

/**
 * Places rows from..n of `sizes` bytes (0: no row, address 0) and writes their heads: size, hash (0: none kept) and zeros up to
 * `fixed`. Returns the first row that found no room.
 */
export function placeRows(from: i32, n: i32, sizes: usize, hashes: usize, zeroTo: u32, writer: usize, rows: usize): i32 {
  store<u32>(writer, 0, 8)
  for (let i = <usize>from; i < <usize>n; i++) {
    const size = load<u32>(sizes + (i << 2))
    let row: usize = 0
    if (size) {
      row = placeRow(writer, size)
      if (!row) return <i32>i
      store<u32>(row, size)
      store<u32>(row, hashes ? load<u32>(hashes + (i << 3), 4) : 0, 4)
      for (let k: usize = 8; k < <usize>zeroTo; k += 8) store<u64>(row + k, 0)
    }
    store<u32>(rows + (i << 2), <u32>row)
  }
  return n
}

/** Addresses of up to `most` rows of a page, from byte `state` on, which moves. Returns how many: less than most at the page's end. */
export function scanPage(page: usize, state: usize, most: i32, out: usize): i32 {
  const used = load<u32>(page)
  let at = load<u32>(state), n: usize = 0
  while (at < used && n < <usize>most) {
    const row = page + <usize>at
    store<u32>(out + (n << 2), <u32>row)
    n++
    at += rowSize(row)
  }
  store<u32>(state, at)
  return <i32>n
}

/** Copies the rows at `rows` from..n behind the writer's; new addresses replace the old. Returns the first that found no room. */
export function copyRows(from: i32, n: i32, rows: usize, writer: usize): i32 {
  store<u32>(writer, 0, 8)
  for (let i = <usize>from; i < <usize>n; i++) {
    const row = <usize>load<u32>(rows + (i << 2)), size = rowSize(row)
    const to = placeRow(writer, size)
    if (!to) return <i32>i
    for (let k: usize = 0; k < <usize>size; k += 8) store<u64>(to + k, load<u64>(row + k))
    store<u32>(rows + (i << 2), <u32>to)
  }
  return n
}
