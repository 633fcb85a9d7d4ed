// Gathering: columns out of rows, columns through an index, bitmaps, selections, and deep copies of text.
import { BOOL, DEC, F64, I32, I64, INLINE, isNull, TEXT } from './rows'

// ---- out of rows; row 0 gives rubbish that gatherRowValidity marks null ----

// @ts-ignore: decorator
@inline
function gatherWords<T>(n: usize, rows: usize, word: usize, out: usize): void {
  for (let i: usize = 0; i < n; i++) store<T>(out + i * sizeof<T>(), load<T>(<usize>load<u32>(rows + (i << 2)) + word))
}

export function gatherRows(kind: i32, n: i32, rows: usize, word: u32, out: usize): void {
  switch (kind) {
    case BOOL: gatherWords<u8>(n, rows, word, out); break
    case I32: gatherWords<u32>(n, rows, word, out); break
    case I64:
    case F64: gatherWords<u64>(n, rows, word, out); break
    case DEC: gatherWords<v128>(n, rows, word, out); break
    case TEXT: gatherViews(n, rows, word, out); break
    default: unreachable()
  }
}

/** Text as views into the rows; no bytes move. */
function gatherViews(n: usize, rows: usize, at: usize, out: usize): void {
  for (let i: usize = 0; i < n; i++) {
    const row = <usize>load<u32>(rows + (i << 2))
    const w = row ? load<u64>(row + at) : 0
    const short = (w & INLINE) != 0
    const length = select<u32>(<u32>(w >>> 56) & 0x7F, <u32>(w >>> 32), short)
    const address = select<u32>(<u32>(row + at), <u32>row + <u32>w, short)
    store<u64>(out + (i << 3), <u64>address | (<u64>length << 32))
  }
}

/** Validity bits of a column of rows (row 0 is null). Returns how many are null. */
export function gatherRowValidity(n: i32, rows: usize, nullAt: u32, bit: u32, out: usize): i32 {
  let nulls = 0
  for (let i: usize = 0; i < <usize>n; i += 64) {
    const end = min<usize>(64, <usize>n - i)
    let bits: u64 = 0
    for (let k: usize = 0; k < end; k++) {
      const row = <usize>load<u32>(rows + ((i + k) << 2))
      const valid = <u64>(row != 0) & ~(load<u64>(row + <usize>nullAt) >>> bit) & 1
      bits |= valid << k
    }
    nulls += <i32>end - <i32>popcnt(bits)
    store<u64>(out + (i >> 3), bits)
  }
  return nulls
}

/** Which rows are not 0, as bits. Returns how many are. */
export function presentRows(n: i32, rows: usize, out: usize): i32 {
  let missing = 0
  for (let i: usize = 0; i < <usize>n; i += 64) {
    const end = min<usize>(64, <usize>n - i)
    let bits: u64 = 0
    for (let k: usize = 0; k < end; k++) bits |= <u64>(load<u32>(rows + ((i + k) << 2)) != 0) << k
    missing += <i32>end - <i32>popcnt(bits)
    store<u64>(out + (i >> 3), bits)
  }
  return missing
}

// ---- through an index ----

// @ts-ignore: decorator
@inline
function gather<T>(n: usize, cells: usize, index: usize, out: usize): void {
  for (let i: usize = 0; i < n; i++) store<T>(out + i * sizeof<T>(), load<T>(cells + <usize>load<u32>(index + (i << 2)) * sizeof<T>()))
}

/** out[i] = cells[index[i]], cells of 1, 4, 8 or 16 bytes. */
export function gatherCells(cellBytes: i32, n: i32, cells: usize, index: usize, out: usize): void {
  switch (cellBytes) {
    case 1: gather<u8>(n, cells, index, out); break
    case 4: gather<u32>(n, cells, index, out); break
    case 8: gather<u64>(n, cells, index, out); break
    case 16: gather<v128>(n, cells, index, out); break
    default: unreachable()
  }
}

/** Bits through an index. Returns how many are 0. */
export function gatherBits(n: i32, bitmap: usize, index: usize, out: usize): i32 {
  let zeros = 0
  for (let i: usize = 0; i < <usize>n; i += 64) {
    const end = min<usize>(64, <usize>n - i)
    let bits: u64 = 0
    for (let k: usize = 0; k < end; k++) {
      const at = <usize>load<u32>(index + ((i + k) << 2))
      bits |= <u64>((load<u8>(bitmap + (at >> 3)) >> <u8>(at & 7)) & 1) << k
    }
    zeros += <i32>end - <i32>popcnt(bits)
    store<u64>(out + (i >> 3), bits)
  }
  return zeros
}

/** Indexes of the rows whose byte is 1 and not null: a filter's selection. Returns how many. */
export function selectTrue(n: i32, bytes: usize, validity: usize, out: usize): i32 {
  let k: usize = 0
  if (validity) {
    for (let i: usize = 0; i < <usize>n; i++) {
      store<u32>(out + (k << 2), <u32>i)
      k += <usize>(load<u8>(bytes + i) != 0 && !isNull(validity, i))
    }
  } else {
    for (let i: usize = 0; i < <usize>n; i++) {
      store<u32>(out + (k << 2), <u32>i)
      k += <usize>(load<u8>(bytes + i) != 0)
    }
  }
  return <i32>k
}

/** Copies n bits from bit `from` of one bitmap to bit `to` of another; no other bits change. */
export function copyBits(n: i32, source: usize, from: u32, target: usize, to: u32): void {
  let done: u32 = 0
  if (((from | to) & 7) == 0) {
    memory.copy(target + <usize>(to >>> 3), source + <usize>(from >>> 3), <usize>(n >>> 3))
    done = <u32>n & ~7
  }
  for (let i = done; i < <u32>n; i++) {
    const s = from + i, t = to + i
    const bit = (load<u8>(source + <usize>(s >>> 3)) >>> <u8>(s & 7)) & 1
    const p = target + <usize>(t >>> 3), mask = <u8>1 << <u8>(t & 7)
    store<u8>(p, bit ? load<u8>(p) | mask : load<u8>(p) & ~mask)
  }
}

// ---- text ----

/** Bytes that copyViews needs: every text on a multiple of 8, nulls have none. */
export function viewBytes(n: i32, views: usize): f64 {
  let bytes: u64 = 0
  for (let i: usize = 0; i < <usize>n; i++) bytes += <u64>((load<u32>(views + (i << 3), 4) + 7) & ~7)
  return <f64>bytes
}

/** Copies the bytes behind views (to `bytes`) and makes views of the copies. */
export function copyViews(n: i32, views: usize, out: usize, bytes: usize): void {
  let at = bytes
  for (let i: usize = 0; i < <usize>n; i++) {
    const length = <usize>load<u32>(views + (i << 3), 4)
    let from = <usize>load<u32>(views + (i << 3))
    store<u32>(out + (i << 3), <u32>at)
    store<u32>(out + (i << 3), <u32>length, 4)
    const next = at + ((length + 7) & ~7)
    // a copy of its own costs more than a few words
    if (length > 64) memory.copy(at, from, length)
    else for (; at < next; at += 8, from += 8) store<u64>(at, load<u64>(from))
    at = next
  }
}
