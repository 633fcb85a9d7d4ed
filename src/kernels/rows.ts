// Binary rows: how one is laid out, how key columns become comparable words, how columns are written into rows.
//
// row (see also memory/row.ts)
//   0            u32 size, a multiple of 8; low 3 bits are flags: 1 matched (joins)
//   4            u32 high half of the hash of the keys
//   8            rows of a join only: u32 next row with an equal key, u32 zero
//   nullsAt      u64 null bits, one word for each 64 fields, bit set: null; keys first
//   then         key words, then payload words or state words (decimals beyond 18 digits take two)
//   then         text of 8 bytes and more, in the order it was written, each on a multiple of 8
// text word      up to 7 bytes: the bytes, and 0x80 | length in the last; longer: u32 offset from the row, u32 length
//
// shape (of the keys; constant for a table)
//   0 u32 null words of the keys   4 u32 key words   8 u64 mask of key bits in the last of these null words
//   16 u32 nullsAt in the row   20 u32 offset of the key words in the row   24 u32 stride of an encoded key
//   28 u32 text keys   32… u32 word of each text key
//
// chunk (keys of up to 2048 rows, encoded)
//   0 u32 encoded keys, each [null words][key words]   4 u32 hashes, u64 each
//   8 u32 ends, u32 each: size of the row so far       12 u32 addresses of key texts, 2048 × u32 for each text key
import { absorb, hashBytes, headBytes, NULL_HASH, SEED } from './hash'

export const INLINE: u64 = 0x8000000000000000
export const CHUNK: usize = 2048
const NAN: u64 = 0x7FF8000000000000

// Kinds of cells, as memory/row.ts numbers them.
export const BOOL = 0
export const I32 = 1
export const I64 = 2
export const F64 = 3
export const DEC = 4
export const TEXT = 5

// @ts-ignore: decorator
@inline
export function pad8(n: u32): u32 { return (n + 7) & ~7 }
// @ts-ignore: decorator
@inline
export function rowSize(row: usize): u32 { return load<u32>(row) & ~7 }
// @ts-ignore: decorator
@inline
export function isNull(validity: usize, i: usize): bool { return ((load<u8>(validity + (i >> 3)) >> <u8>(i & 7)) & 1) == 0 }
// @ts-ignore: decorator
@inline
export function inlineWord(p: usize, n: u32): u64 { return headBytes(p, n) | INLINE | (<u64>n << 56) }

/** n ≥ 8 bytes equal; the last word may overlap the one before. */
// @ts-ignore: decorator
@inline
export function sameLongText(a: usize, b: usize, n: u32): bool {
  const last = <usize>n - 8
  for (let i: usize = 0; i < last; i += 8) if (load<u64>(a + i) != load<u64>(b + i)) return false
  return load<u64>(a + last) == load<u64>(b + last)
}

/** Copies n ≥ 8 bytes in words; writes nothing beyond n. */
// @ts-ignore: decorator
@inline
export function copyText(to: usize, from: usize, n: usize): void {
  if (n > 64) {
    memory.copy(to, from, n)
    return
  }
  const last = n - 8
  for (let i: usize = 0; i < last; i += 8) store<u64>(to + i, load<u64>(from + i))
  store<u64>(to + last, load<u64>(from + last))
}

// ---- keys of a chunk ----

/** Starts a chunk: no nulls, the seed as hash, and rows that so far have `base` bytes. */
export function beginKeys(n: i32, shape: usize, chunk: usize, base: u32): void {
  const stride = <usize>load<u32>(shape, 24), nulls = <usize>load<u32>(shape) << 3
  let key = <usize>load<u32>(chunk)
  const hashes = <usize>load<u32>(chunk, 4), ends = <usize>load<u32>(chunk, 8)
  for (let i: usize = 0; i < <usize>n; i++) {
    for (let k: usize = 0; k < nulls; k += 8) store<u64>(key + k, 0)
    store<u64>(hashes + (i << 3), SEED)
    store<u32>(ends + (i << 2), base)
    key += stride
  }
}

/** A cell as a canonical key word: widened, −0 as +0, one NaN. */
// @ts-ignore: decorator
@inline
function keyWord<T>(p: usize): u64 {
  if (isFloat<T>()) {
    const v = load<f64>(p) + 0.0
    return v != v ? NAN : reinterpret<u64>(v)
  }
  return <u64><i64>load<T>(p)
}

// @ts-ignore: decorator
@inline
function encodeWords<T>(
  n: usize, data: usize, validity: usize, key: usize, stride: usize, word: usize, nullAt: usize, bit: u32, hashes: usize,
): void {
  if (!validity) {
    for (let i: usize = 0; i < n; i++) {
      const w = keyWord<T>(data + i * sizeof<T>())
      store<u64>(key + word, w)
      store<u64>(hashes + (i << 3), absorb(load<u64>(hashes + (i << 3)), w))
      key += stride
    }
    return
  }
  for (let i: usize = 0; i < n; i++) {
    const missing = isNull(validity, i)
    const w = missing ? 0 : keyWord<T>(data + i * sizeof<T>())
    store<u64>(key + nullAt, load<u64>(key + nullAt) | (<u64>missing << bit))
    store<u64>(key + word, w)
    store<u64>(hashes + (i << 3), absorb(load<u64>(hashes + (i << 3)), missing ? NULL_HASH : w))
    key += stride
  }
}

/** One key column of fixed width into the chunk; `word` and `nullAt` are byte offsets in an encoded key. */
export function encodeKey(
  kind: i32, n: i32, data: usize, validity: usize, shape: usize, chunk: usize, word: u32, nullAt: u32, bit: u32,
): void {
  const key = <usize>load<u32>(chunk), stride = <usize>load<u32>(shape, 24), hashes = <usize>load<u32>(chunk, 4)
  switch (kind) {
    case BOOL: encodeWords<u8>(n, data, validity, key, stride, word, nullAt, bit, hashes); break
    case I32: encodeWords<i32>(n, data, validity, key, stride, word, nullAt, bit, hashes); break
    case I64: encodeWords<i64>(n, data, validity, key, stride, word, nullAt, bit, hashes); break
    case F64: encodeWords<f64>(n, data, validity, key, stride, word, nullAt, bit, hashes); break
    case DEC: encodeDecimals(n, data, validity, key, stride, word, nullAt, bit, hashes); break
    default: unreachable()
  }
}

function encodeDecimals(
  n: usize, data: usize, validity: usize, key: usize, stride: usize, word: usize, nullAt: usize, bit: u32, hashes: usize,
): void {
  for (let i: usize = 0; i < n; i++) {
    const missing = validity != 0 && isNull(validity, i)
    const low = missing ? 0 : load<u64>(data + (i << 4)), high = missing ? 0 : load<u64>(data + (i << 4), 8)
    store<u64>(key + nullAt, load<u64>(key + nullAt) | (<u64>missing << bit))
    store<u64>(key + word, low)
    store<u64>(key + word, high, 8)
    const h = absorb(load<u64>(hashes + (i << 3)), missing ? NULL_HASH : low)
    store<u64>(hashes + (i << 3), missing ? h : absorb(h, high))
    key += stride
  }
}

/** One text key column (views) into the chunk; `text` is its place among the text keys. */
export function encodeTextKey(
  n: i32, data: usize, validity: usize, shape: usize, chunk: usize, word: u32, nullAt: u32, bit: u32, text: u32,
): void {
  let key = <usize>load<u32>(chunk)
  const stride = <usize>load<u32>(shape, 24), hashes = <usize>load<u32>(chunk, 4), ends = <usize>load<u32>(chunk, 8)
  const sources = <usize>load<u32>(chunk, 12) + <usize>text * (CHUNK << 2)
  for (let i: usize = 0; i < <usize>n; i++) {
    let w: u64 = 0, h = NULL_HASH
    if (validity != 0 && isNull(validity, i)) store<u64>(key + nullAt, load<u64>(key + nullAt) | (<u64>1 << bit))
    else {
      const p = <usize>load<u32>(data + (i << 3)), length = load<u32>(data + (i << 3), 4)
      if (length < 8) h = w = inlineWord(p, length)
      else {
        const end = load<u32>(ends + (i << 2))
        w = <u64>end | (<u64>length << 32)
        h = hashBytes(p, length)
        store<u32>(ends + (i << 2), end + pad8(length))
        store<u32>(sources + (i << 2), <u32>p)
      }
    }
    store<u64>(key + word, w)
    store<u64>(hashes + (i << 3), absorb(load<u64>(hashes + (i << 3)), h))
    key += stride
  }
}

/** Is encoded key i (at `key`) the key of the row? Words first, then long text. */
// @ts-ignore: decorator
@inline
export function isKeyOf(row: usize, key: usize, i: usize, shape: usize, sources: usize): bool {
  const nullWords = <usize>load<u32>(shape), words = <usize>load<u32>(shape, 4)
  const nulls = row + <usize>load<u32>(shape, 16), rowWords = row + <usize>load<u32>(shape, 20)
  let k: usize = 0
  for (; k + 1 < nullWords; k++) if (load<u64>(key + (k << 3)) != load<u64>(nulls + (k << 3))) return false
  if (nullWords && load<u64>(key + (k << 3)) != (load<u64>(nulls + (k << 3)) & load<u64>(shape, 8))) return false
  const keyWords = key + (nullWords << 3)
  for (let w: usize = 0; w < words; w++) if (load<u64>(keyWords + (w << 3)) != load<u64>(rowWords + (w << 3))) return false
  const texts = <usize>load<u32>(shape, 28)
  for (let t: usize = 0; t < texts; t++) {
    const w = load<u64>(keyWords + (<usize>load<u32>(shape + (t << 2), 32) << 3))
    if (w == 0 || (w & INLINE) != 0) continue
    if (!sameLongText(row + <usize><u32>w, <usize>load<u32>(sources + t * (CHUNK << 2) + (i << 2)), <u32>(w >>> 32))) return false
  }
  return true
}

/** Writes encoded key i into its row: null bits, words, long text. */
// @ts-ignore: decorator
@inline
export function writeKey(row: usize, key: usize, i: usize, shape: usize, sources: usize): void {
  const nullWords = <usize>load<u32>(shape), words = <usize>load<u32>(shape, 4)
  const nulls = row + <usize>load<u32>(shape, 16), rowWords = row + <usize>load<u32>(shape, 20)
  for (let k: usize = 0; k < nullWords; k++) store<u64>(nulls + (k << 3), load<u64>(key + (k << 3)))
  const keyWords = key + (nullWords << 3)
  for (let w: usize = 0; w < words; w++) store<u64>(rowWords + (w << 3), load<u64>(keyWords + (w << 3)))
  const texts = <usize>load<u32>(shape, 28)
  for (let t: usize = 0; t < texts; t++) {
    const w = load<u64>(keyWords + (<usize>load<u32>(shape + (t << 2), 32) << 3))
    if (w == 0 || (w & INLINE) != 0) continue
    copyText(row + <usize><u32>w, <usize>load<u32>(sources + t * (CHUNK << 2) + (i << 2)), <usize>(w >>> 32))
  }
}

/** Keys of the chunk into rows that were placed for them. */
export function writeKeys(n: i32, shape: usize, chunk: usize, rows: usize): void {
  const stride = <usize>load<u32>(shape, 24), sources = <usize>load<u32>(chunk, 12)
  let key = <usize>load<u32>(chunk)
  for (let i: usize = 0; i < <usize>n; i++) {
    const row = <usize>load<u32>(rows + (i << 2))
    if (row) writeKey(row, key, i, shape, sources)
    key += stride
  }
}

// ---- payload columns into rows; a row address of 0 is passed over ----

// @ts-ignore: decorator
@inline
function writeWords<T>(n: usize, data: usize, validity: usize, rows: usize, word: usize, nullAt: usize, bit: u32): void {
  for (let i: usize = 0; i < n; i++) {
    const row = <usize>load<u32>(rows + (i << 2))
    if (!row) continue
    if (isFloat<T>()) store<u64>(row + word, load<u64>(data + (i << 3)))
    else store<u64>(row + word, <u64><i64>load<T>(data + i * sizeof<T>()))
    if (validity != 0 && isNull(validity, i)) store<u64>(row + nullAt, load<u64>(row + nullAt) | (<u64>1 << bit))
  }
}

export function writeColumn(kind: i32, n: i32, data: usize, validity: usize, rows: usize, word: u32, nullAt: u32, bit: u32): void {
  switch (kind) {
    case BOOL: writeWords<u8>(n, data, validity, rows, word, nullAt, bit); break
    case I32: writeWords<i32>(n, data, validity, rows, word, nullAt, bit); break
    case I64: writeWords<i64>(n, data, validity, rows, word, nullAt, bit); break
    case F64: writeWords<f64>(n, data, validity, rows, word, nullAt, bit); break
    case DEC: writeDecimals(n, data, validity, rows, word, nullAt, bit); break
    default: unreachable()
  }
}

function writeDecimals(n: usize, data: usize, validity: usize, rows: usize, word: usize, nullAt: usize, bit: u32): void {
  for (let i: usize = 0; i < n; i++) {
    const row = <usize>load<u32>(rows + (i << 2))
    if (!row) continue
    store<u64>(row + word, load<u64>(data + (i << 4)))
    store<u64>(row + word, load<u64>(data + (i << 4), 8), 8)
    if (validity != 0 && isNull(validity, i)) store<u64>(row + nullAt, load<u64>(row + nullAt) | (<u64>1 << bit))
  }
}

/** Adds what a text column takes of its rows. */
export function addTextSizes(n: i32, data: usize, validity: usize, ends: usize): void {
  for (let i: usize = 0; i < <usize>n; i++) {
    const length = load<u32>(data + (i << 3), 4)
    if (length < 8 || (validity != 0 && isNull(validity, i))) continue
    store<u32>(ends + (i << 2), load<u32>(ends + (i << 2)) + pad8(length))
  }
}

/** A text column into its rows; cursors hold where the next long text of each row goes, and move on. */
export function writeTextColumn(n: i32, data: usize, validity: usize, rows: usize, word: u32, nullAt: u32, bit: u32, cursors: usize): void {
  for (let i: usize = 0; i < <usize>n; i++) {
    const row = <usize>load<u32>(rows + (i << 2))
    if (!row) continue
    let w: u64 = 0
    if (validity != 0 && isNull(validity, i)) store<u64>(row + nullAt, load<u64>(row + nullAt) | (<u64>1 << bit))
    else {
      const p = <usize>load<u32>(data + (i << 3)), length = load<u32>(data + (i << 3), 4)
      if (length < 8) w = inlineWord(p, length)
      else {
        const at = load<u32>(cursors + (i << 2))
        w = <u64>at | (<u64>length << 32)
        copyText(row + <usize>at, p, length)
        store<u32>(cursors + (i << 2), at + pad8(length))
      }
    }
    store<u64>(row + word, w)
  }
}
