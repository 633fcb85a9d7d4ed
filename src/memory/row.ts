/**
 * Binary rows: what breakers keep. Offsets inside a row are relative to it, so a row can be copied, written out and read
 * back anywhere; everything else points to rows by address.
 *
 * | at        | bytes          | content                                                                          |
 * |-----------|----------------|----------------------------------------------------------------------------------|
 * | 0         | 4              | size of the row, a multiple of 8; the low 3 bits are flags: 1 matched (joins)    |
 * | 4         | 4              | high half of the hash of the keys                                                |
 * | 8         | 8              | rows of a join only: u32 next row with an equal key, u32 zero                     |
 * | 8 or 16   | 8·⌈fields/64⌉  | null bits, bit set: null; keys first, then payload                               |
 * | then      | 8 a word       | key words, payload words, state words                                            |
 * | then      |                | text of 8 bytes and more, each on a multiple of 8                                |
 *
 * | representation | words | content                                                                                   |
 * |----------------|-------|-------------------------------------------------------------------------------------------|
 * | bool, i32      | 1     | widened: 0 or 1, sign-extended                                                              |
 * | i64, f64       | 1     | as in a cell                                                                              |
 * | dec            | 2     | low, high                                                                                 |
 * | str            | 1     | up to 7 bytes: the bytes and `0x80 | length` in the last; longer: u32 offset, u32 length  |
 *
 * Keys are canonical: −0 is +0, there is one NaN, a null is 0 and its bit. Key texts come first and in order, so their
 * offsets follow from the key, and equal keys are: equal null bits, equal words, then equal long text.
 */
import type { DataType } from '../types/data-type.js'
import { representation, type Representation } from '../types/representation.js'

/** As the kernels number kinds of cells. */
export const kindNumber: Readonly<Record<Representation, number>> = { bool: 0, i32: 1, i64: 2, f64: 3, dec: 4, str: 5 }

/** The largest part of a batch that is encoded at once: small enough to stay in the nearest caches. */
export const CHUNK_ROWS = 2_048
/** How many keys are looked up together in a large table: what they touch must stay in the caches, that of page addresses included. */
export const LOOKUP_ROWS = 512

/** Bytes of a page before its first row. */
export const PAGE_HEAD = 16

export interface RowField {
  readonly type: DataType
  readonly representation: Representation
  /** Byte offset of its word in the row. */
  readonly word: number
  /** Byte offset in the row of the null word that holds its bit. */
  readonly nullAt: number
  readonly nullBit: number
}

export interface RowLayout {
  readonly keys: readonly RowField[]
  readonly payload: readonly RowField[]
  readonly linked: boolean
  readonly stateWords: number
  readonly nullsAt: number
  /** Offsets of the first key word and the first state word. */
  readonly keysAt: number
  readonly statesAt: number
  readonly keyWords: number
  /** Bytes of a row without long text. */
  readonly fixedBytes: number
}

export interface RowParts {
  readonly keys?: readonly DataType[]
  readonly payload?: readonly DataType[]
  readonly stateWords?: number
  /** With a word that chains rows of equal keys. */
  readonly linked?: boolean
}

export function rowLayout({ keys = [], payload = [], stateWords = 0, linked = false }: RowParts): RowLayout {
  const nullsAt = linked ? 16 : 8
  const keysAt = nullsAt + 8 * Math.ceil((keys.length + payload.length) / 64)
  let word = keysAt
  const fields = [...keys, ...payload].map((type, n): RowField => {
    const kind = representation(type)
    const at = word
    word += kind === 'dec' ? 16 : 8
    return { type, representation: kind, word: at, nullAt: nullsAt + 8 * Math.floor(n / 64), nullBit: n % 64 }
  })
  const afterKeys = keys.length < fields.length ? fields[keys.length]!.word : word
  return {
    keys: fields.slice(0, keys.length),
    payload: fields.slice(keys.length),
    linked, stateWords, nullsAt, keysAt,
    statesAt: word,
    keyWords: (afterKeys - keysAt) / 8,
    fixedBytes: word + 8 * stateWords,
  }
}
