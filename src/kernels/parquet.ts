// Levels, dictionary indices and validity of Parquet pages. Sources are decompressed pages; a kernel that follows lengths found
// in a page checks them and gives -1 where they lead outside.
//
// The RLE/bit-packed hybrid is read in steps; between them its state lies in 32 bytes of memory, words of 4 bytes:
// | 0    | 4   | 8     | 12             | 16             | 20            | 24                          | 28                  |
// | next | end | width | left in run    | packed: 1      | value of run  | bit of `next` (packed run)  | end of a packed run |

/** Begins a hybrid of values `width` bits wide (0 to 32) at [from, end). */
export function hybridOpen(state: usize, from: usize, end: usize, width: u32): void {
  store<u32>(state, <u32>from)
  store<u32>(state, <u32>end, 4)
  store<u32>(state, width, 8)
  store<u32>(state, 0, 12)
}

/** Reads the head of the next run. False at the end of the input or where it is damaged. */
function hybridNextRun(state: usize): bool {
  let p = <usize>load<u32>(state)
  const end = <usize>load<u32>(state, 4), width = load<u32>(state, 8)
  let head: u32 = 0, shift: u32 = 0
  while (true) {
    if (p >= end || shift > 28) return false
    const b = <u32>load<u8>(p++)
    head |= (b & 127) << shift
    if (b < 128) break
    shift += 7
  }
  const room = <u64>(end - p)
  if (head & 1) {
    const groups = <u64>(head >>> 1)
    // Some writers cut the last group short: what is not there is not read.
    const bytes = min(groups * width, room)
    if (groups > 0 && width > 0 && bytes * 8 < width) return false
    store<u32>(state, width == 0 ? <u32>min(groups * 8, 0x7FFFFFFF) : <u32>min(bytes * 8 / width, 0x7FFFFFFF), 12)
    store<u32>(state, 1, 16)
    store<u32>(state, 0, 24)
    store<u32>(state, <u32>(p + <usize>bytes), 28)
  } else {
    const bytes = (width + 7) >>> 3
    if (<u64>bytes > room) return false
    store<u32>(state, head >>> 1, 12)
    store<u32>(state, 0, 16)
    store<u32>(state, bytes == 0 ? 0 : load<u32>(p) & (0xFFFFFFFF >>> ((4 - bytes) << 3)), 20)
    p += bytes
  }
  store<u32>(state, <u32>p)
  return true
}

/** The next n values as u32. Gives n, or -1 when the input ends before or a value is not below `limit`. */
export function hybridRead(state: usize, n: i32, limit: u32, to: usize): i32 {
  let left: u32 = n
  while (left > 0) {
    let run = load<u32>(state, 12)
    if (run == 0) {
      if (!hybridNextRun(state)) return -1
      continue
    }
    if (run > left) run = left
    if (load<u32>(state, 16)) {
      if (unpack(state, run, to) >= limit) return -1
    } else {
      const value = load<u32>(state, 20)
      if (value >= limit) return -1
      for (let p = to, end = to + (<usize>run << 2); p < end; p += 4) store<u32>(p, value)
    }
    store<u32>(state, load<u32>(state, 12) - run, 12)
    to += <usize>run << 2
    left -= run
    if (load<u32>(state, 16) && load<u32>(state, 12) == 0) store<u32>(state, load<u32>(state, 28))
  }
  return n
}

/** How many of the next n values are `wanted`; -1 as `hybridRead`. `scratch`: 16 Ki values. */
export function hybridCount(state: usize, n: i32, wanted: u32, limit: u32, scratch: usize): i32 {
  let count: i32 = 0
  for (let left: u32 = n; left > 0;) {
    const run = min(load<u32>(state, 12), left)
    if (run > 0 && load<u32>(state, 16) == 0) {
      const value = load<u32>(state, 20)
      if (value >= limit) return -1
      if (value == wanted) count += run
      store<u32>(state, load<u32>(state, 12) - run, 12)
      left -= run
      continue
    }
    if (run == 0) {
      if (!hybridNextRun(state)) return -1
      continue
    }
    const step = min(run, 16384)
    if (hybridRead(state, step, limit, scratch) < 0) return -1
    for (let p = scratch, end = scratch + (<usize>step << 2); p < end; p += 4) count += i32(load<u32>(p) == wanted)
    left -= step
  }
  return count
}

/** Passes over n values. Gives n, or -1 when the input ends before. */
export function hybridSkip(state: usize, n: i32): i32 {
  let left: u32 = n
  while (left > 0) {
    const run = min(load<u32>(state, 12), left)
    if (run == 0) {
      if (!hybridNextRun(state)) return -1
      continue
    }
    if (load<u32>(state, 16)) {
      const bit = <u64>load<u32>(state, 24) + <u64>run * load<u32>(state, 8)
      store<u32>(state, load<u32>(state) + <u32>(bit >>> 3))
      store<u32>(state, <u32>bit & 7, 24)
    }
    store<u32>(state, load<u32>(state, 12) - run, 12)
    left -= run
    if (load<u32>(state, 16) && load<u32>(state, 12) == 0) store<u32>(state, load<u32>(state, 28))
  }
  return n
}

/** n values of the packed run; gives the largest. */
function unpack(state: usize, n: u32, to: usize): u32 {
  const width = load<u32>(state, 8), from = <usize>load<u32>(state)
  if (width == 0) {
    memory.fill(to, 0, <usize>n << 2)
    return 0
  }
  const mask = (<u64>1 << width) - 1
  let bit = load<u32>(state, 24), largest: u32 = 0
  const end = to + (<usize>n << 2)
  let p = to
  // Four values of at most 14 bits, and up to 7 bits before them, fit one load.
  if (width <= 14) {
    const step = width * 4, two = width * 2, three = width * 3
    for (const last = to + (<usize>(n & ~3) << 2); p < last; p += 16) {
      const word = load<u64>(from + (bit >>> 3)) >>> (bit & 7)
      const a = <u32>(word & mask), b = <u32>((word >>> width) & mask), c = <u32>((word >>> two) & mask), d = <u32>((word >>> three) & mask)
      store<u32>(p, a)
      store<u32>(p, b, 4)
      store<u32>(p, c, 8)
      store<u32>(p, d, 12)
      largest = max(largest, max(max(a, b), max(c, d)))
      bit += step
    }
  }
  for (; p < end; p += 4) {
    const value = <u32>((load<u64>(from + (bit >>> 3)) >>> (bit & 7)) & mask)
    largest = max(largest, value)
    store<u32>(p, value)
    bit += width
  }
  store<u32>(state, <u32>(from + (bit >>> 3)))
  store<u32>(state, bit & 7, 24)
  return largest
}

/** Sets n bits from bit `at` of a zeroed bitmap on. */
export function bitsFill(bitmap: usize, at: u32, n: u32): void {
  while (n > 0) {
    const step = min(n, 32)
    const p = bitmap + (at >>> 3)
    store<u64>(p, load<u64>(p) | (((<u64>1 << step) - 1) << (at & 7)))
    at += step
    n -= step
  }
}

/** Copies n bits to bits that are zero; gives how many of them are set. */
export function bitsCopy(from: usize, fromBit: u32, to: usize, toBit: u32, n: u32): i32 {
  let set: i32 = 0
  while (n > 0) {
    const step = min(n, 32)
    const bits = (load<u64>(from + (fromBit >>> 3)) >>> (fromBit & 7)) & ((<u64>1 << step) - 1)
    const p = to + (toBit >>> 3)
    store<u64>(p, load<u64>(p) | (bits << (toBit & 7)))
    set += <i32>popcnt(bits)
    fromBit += step
    toBit += step
    n -= step
  }
  return set
}

/** How many of n bits are set. */
export function bitsCount(bitmap: usize, at: u32, n: u32): i32 {
  let set: i32 = 0
  while (n > 0) {
    const step = min(n, 32)
    set += <i32>popcnt((load<u64>(bitmap + (at >>> 3)) >>> (at & 7)) & ((<u64>1 << step) - 1))
    at += step
    n -= step
  }
  return set
}

/**
 * Definition levels 0 and 1 of n rows to a zeroed validity bitmap with 8 bytes to spare. Gives how many rows have a value,
 * or -1 when the input is damaged. `state` is scratch for the hybrid.
 */
export function levelsToValidity(state: usize, from: usize, end: usize, n: i32, bitmap: usize): i32 {
  hybridOpen(state, from, end, 1)
  let row: u32 = 0, set: i32 = 0
  const rows: u32 = n
  while (row < rows) {
    if (!hybridNextRun(state)) return -1
    const run = min(load<u32>(state, 12), rows - row)
    if (load<u32>(state, 16)) {
      set += bitsCopy(load<u32>(state), 0, bitmap, row, run)
      store<u32>(state, load<u32>(state, 28))
    } else if (load<u32>(state, 20) & 1) {
      bitsFill(bitmap, row, run)
      set += run
    }
    row += run
  }
  return set
}

/** Moves `present` packed cells, in place, to the rows whose bit is set; the other rows become 0. */
export function spread(cellBytes: u32, cells: usize, validity: usize, n: i32, present: i32): void {
  let i = n - 1, j = present - 1
  if (cellBytes == 8) {
    for (; i > j; i--) store<u64>(cells + (<usize>i << 3), bit(validity, i) ? load<u64>(cells + (<usize>(j--) << 3)) : 0)
  } else if (cellBytes == 4) {
    for (; i > j; i--) store<u32>(cells + (<usize>i << 2), bit(validity, i) ? load<u32>(cells + (<usize>(j--) << 2)) : 0)
  } else if (cellBytes == 1) {
    for (; i > j; i--) store<u8>(cells + i, bit(validity, i) ? load<u8>(cells + <usize>(j--)) : 0)
  } else {
    for (; i > j; i--) v128.store(cells + (<usize>i << 4), bit(validity, i) ? v128.load(cells + (<usize>(j--) << 4)) : i64x2.splat(0))
  }
}
// @ts-ignore: decorator
@inline
function bit(bitmap: usize, n: i32): u32 {
  return (<u32>load<u8>(bitmap + (n >>> 3)) >>> (n & 7)) & 1
}

/**
 * The cells in a dictionary of `count` that the next n values of a hybrid are the indices of. There must be room for 2^width cells, which
 * may be read before an index is known to be wrong. Gives n, or -1 when the input ends before or an index is not below `count`.
 */
export function hybridCells(state: usize, n: i32, cellBytes: u32, dictionary: usize, count: u32, to: usize): i32 {
  switch (cellBytes) {
    case 1: return cellsOf<u8>(state, n, dictionary, count, to)
    case 4: return cellsOf<u32>(state, n, dictionary, count, to)
    case 8: return cellsOf<u64>(state, n, dictionary, count, to)
    default: return cellsOf<v128>(state, n, dictionary, count, to)
  }
}

function cellsOf<T>(state: usize, n: i32, dictionary: usize, count: u32, to: usize): i32 {
  for (let left: u32 = n; left > 0;) {
    const run = min(load<u32>(state, 12), left), end = to + <usize>run * sizeof<T>()
    if (run == 0) {
      if (!hybridNextRun(state)) return -1
      continue
    }
    if (load<u32>(state, 16)) {
      if (!unpackCells<T>(state, run, dictionary, count, to)) return -1
    } else {
      const index = load<u32>(state, 20)
      if (index >= count) return -1
      const value = load<T>(dictionary + <usize>index * sizeof<T>())
      for (; to < end; to += sizeof<T>()) store<T>(to, value)
    }
    store<u32>(state, load<u32>(state, 12) - run, 12)
    left -= run
    to = end
    if (load<u32>(state, 16) && load<u32>(state, 12) == 0) store<u32>(state, load<u32>(state, 28))
  }
  return n
}

/** Stores the cell of an index. Gives a number below 0 where the index is above `last`. */
// @ts-ignore: decorator
@inline
function cell<T>(dictionary: usize, index: u64, last: i32, to: usize): i32 {
  store<T>(to, load<T>(dictionary + <usize>index * sizeof<T>()))
  return last - <i32>index
}

/** Cells of n values of the packed run; false where an index is not below `count`. */
function unpackCells<T>(state: usize, n: u32, dictionary: usize, count: u32, to: usize): bool {
  const width = load<u32>(state, 8), size = sizeof<T>(), end = to + <usize>n * size, last = <i32>count - 1
  // Eight values begin and end with a byte, and four fit a word.
  const mask = (<u64>1 << width) - 1, half = width >>> 1, odd = <u64>(width & 1) << 2, one = <u64>width, two = one * 2, three = one * 3
  let from = <usize>load<u32>(state), bit = load<u32>(state, 24), wrong: i32 = last
  while (to < end) {
    if (bit == 0 && width <= 16) {
      for (; to + 8 * size <= end; to += 8 * size) {
        const low = load<u64>(from), high = load<u64>(from + half) >>> odd
        wrong |= cell<T>(dictionary, low & mask, last, to)
        wrong |= cell<T>(dictionary, (low >>> one) & mask, last, to + size)
        wrong |= cell<T>(dictionary, (low >>> two) & mask, last, to + 2 * size)
        wrong |= cell<T>(dictionary, (low >>> three) & mask, last, to + 3 * size)
        wrong |= cell<T>(dictionary, high & mask, last, to + 4 * size)
        wrong |= cell<T>(dictionary, (high >>> one) & mask, last, to + 5 * size)
        wrong |= cell<T>(dictionary, (high >>> two) & mask, last, to + 6 * size)
        wrong |= cell<T>(dictionary, (high >>> three) & mask, last, to + 7 * size)
        from += width
      }
      if (to >= end) break
    }
    wrong |= cell<T>(dictionary, (load<u64>(from) >>> bit) & mask, last, to)
    to += size
    bit += width
    from += bit >>> 3
    bit &= 7
  }
  store<u32>(state, <u32>from)
  store<u32>(state, bit, 24)
  return wrong >= 0
}

/** to[k] = dictionary[indices[k]]: the indices are already known to be inside. */
export function dictionaryCells(cellBytes: u32, dictionary: usize, indices: usize, n: i32, to: usize): void {
  const end = indices + (<usize>n << 2)
  if (cellBytes == 8) {
    for (; indices < end; indices += 4, to += 8) store<u64>(to, load<u64>(dictionary + (<usize>load<u32>(indices) << 3)))
  } else if (cellBytes == 4) {
    for (; indices < end; indices += 4, to += 4) store<u32>(to, load<u32>(dictionary + (<usize>load<u32>(indices) << 2)))
  } else if (cellBytes == 1) {
    for (; indices < end; indices += 4, to += 1) store<u8>(to, load<u8>(dictionary + <usize>load<u32>(indices)))
  } else {
    for (; indices < end; indices += 4, to += 16) v128.store(to, v128.load(dictionary + (<usize>load<u32>(indices) << 4)))
  }
}

export function copyBytes(from: usize, n: u32, to: usize): void {
  memory.copy(to, from, n)
}
