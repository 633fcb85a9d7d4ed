// Pages of rows. A kernel never calls out: when a page is full it returns how far it came, and is called again.
//
// page     0 u32 bytes used, with this header   4 u32 rows   8 u32 zero   12 u32 size in bytes   16 rows, back to back
// writer   0 u32 page (0: none yet)   4 u32 rows in all   8 u32 bytes that the row needs that found no room (0: enough room)
//
// A page is written to disk with its rows in order of partition: `bits` bits of the hash behind the first `skip`, which chose the
// partition that all of them are of already.
import { pad8, rowSize } from './rows'

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

// @ts-ignore: decorator
@inline
function partitionOf(row: usize, skip: u32, bits: u32): usize { return <usize>((load<u32>(row, 4) << skip) >>> (32 - bits)) }

/** Bytes of long text that states of a row point to. texts: u32 count, then the offset in the row of each word. */
// @ts-ignore: decorator
@inline
function stateTextBytes(row: usize, texts: usize): u32 {
  let bytes: u32 = 0
  for (let t: usize = 1; t <= <usize>load<u32>(texts); t++) {
    const word = row + <usize>load<u32>(texts + (t << 2))
    if (load<u32>(word)) bytes += max(8, pad8(load<u32>(word, 4)))
  }
  return bytes
}

/**
 * Copies rows of a page from byte `from` on to `out` (of `room` bytes), those of one partition behind each other, texts of states
 * behind their rows. counts: for each partition u32 where its rows begin in `out`, u32 their bytes, u32 how many. Returns the byte
 * reached: less than the page's end where the rest has no room.
 */
export function partitionPage(page: usize, from: u32, skip: u32, bits: u32, texts: usize, counts: usize, out: usize, room: u32): u32 {
  const used = load<u32>(page), partitions: usize = 1 << bits
  memory.fill(counts, 0, 12 * partitions)
  let end = from, total: u32 = 0
  while (end < used) {
    const row = page + <usize>end, bytes = rowSize(row) + stateTextBytes(row, texts)
    if (total + bytes > room) break
    total += bytes
    const c = counts + 12 * (bits ? partitionOf(row, skip, bits) : 0)
    store<u32>(c, load<u32>(c, 4) + bytes, 4)
    store<u32>(c, load<u32>(c, 8) + 1, 8)
    end += rowSize(row)
  }
  let at: u32 = 0
  for (let p: usize = 0; p < partitions; p++) {
    const c = counts + 12 * p
    store<u32>(c, at)
    at += load<u32>(c, 4)
  }
  for (let offset = from; offset < end;) {
    const row = page + <usize>offset, c = counts + 12 * (bits ? partitionOf(row, skip, bits) : 0)
    store<u32>(c, load<u32>(c) + copyWithTexts(row, texts, out + <usize>load<u32>(c)))
    offset += rowSize(row)
  }
  at = 0
  for (let p: usize = 0; p < partitions; p++) {
    const c = counts + 12 * p
    store<u32>(c, at)
    at += load<u32>(c, 4)
  }
  return end
}

/** One row with the texts of its states behind it, told by their offsets. Returns its size. */
function copyWithTexts(row: usize, texts: usize, to: usize): u32 {
  const size = rowSize(row), count = <usize>load<u32>(texts)
  for (let k: usize = 0; k < <usize>size; k += 8) store<u64>(to + k, load<u64>(row + k))
  let end = size
  for (let t: usize = 1; t <= count; t++) {
    const word = to + <usize>load<u32>(texts + (t << 2)), source = <usize>load<u32>(word), length = load<u32>(word, 4)
    if (!source) continue
    const room = max<u32>(8, pad8(length))
    memory.copy(to + <usize>end, source, <usize>length)
    store<u32>(word, end)
    store<u32>(word, room, 8)
    end += room
  }
  if (end != size) store<u32>(to, end | (load<u32>(to) & 7))
  return end
}

/** Makes addresses again of the offsets of texts of states, in all rows of a page that was read back. */
export function restoreStateTexts(page: usize, texts: usize): void {
  const used = load<u32>(page), count = <usize>load<u32>(texts)
  for (let offset = PAGE_HEAD; offset < used;) {
    const row = page + <usize>offset
    for (let t: usize = 1; t <= count; t++) {
      const word = row + <usize>load<u32>(texts + (t << 2))
      if (load<u32>(word)) store<u32>(word, load<u32>(word) + <u32>row)
    }
    offset += rowSize(row)
  }
}
