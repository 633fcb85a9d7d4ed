/** Columns of Arrow in JavaScript's own memory, as they came from a file, a stream, or Arrow's library. */
import type { ArrowField } from './type.js'

export type Cells =
  | Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array
  | Float32Array | Float64Array | BigInt64Array | BigUint64Array
export type Offsets = Int32Array | BigInt64Array

export interface ArrowArray {
  readonly field: ArrowField
  readonly length: number
  /** A bit for each row; undefined when no row is null. */
  readonly validity: Uint8Array | undefined
  /** Which bit of `validity`, and of the values of booleans, is row 0's. */
  readonly bit: number
  /** Where each text or list begins, and the last one ends; of list views where each begins. */
  readonly offsets?: Offsets
  /** Of list views: how long each is. */
  readonly sizes?: Offsets
  /** Cells of fixed width, places in the dictionary, bits, bytes of text, or 16-byte views. Decimals are 32-bit words, low first. */
  readonly values?: Cells
  /** What views point into. */
  readonly buffers?: readonly Uint8Array[]
  readonly children: readonly ArrowArray[]
  readonly dictionary?: ArrowDictionary
}
/** Chunks one behind the other: a delta adds one. */
export interface ArrowDictionary {
  /** Dictionaries of one key grow or replace each other. */
  readonly key: unknown
  readonly chunks: readonly ArrowArray[]
}
export interface ArrowBatch { readonly rows: number; readonly columns: readonly ArrowArray[] }

/** Says what is wrong with the input, and where it came from. */
export type Fail = (reason: string) => never

export const isBitSet = (bits: Uint8Array, at: number): boolean => (bits[at >>> 3]! >>> (at & 7) & 1) === 1
export const hasValue = ({ validity, bit }: ArrowArray, row: number): boolean => validity === undefined || isBitSet(validity, bit + row)

/** The chunk and its row. */
export function placeIn({ chunks }: ArrowDictionary, code: number, fail: Fail): readonly [ArrowArray, number] {
  let at = code
  for (const chunk of chunks) {
    if (at >= 0 && at < chunk.length) return [chunk, at]
    at -= chunk.length
  }
  return fail(`a value is number ${code} of a dictionary that has ${chunks.reduce((sum, c) => sum + c.length, 0)}`)
}
