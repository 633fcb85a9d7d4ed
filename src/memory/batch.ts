/** Columns of a few thousand rows, as they pass between operators. Addresses are bytes in the one shared memory. */
import type { DataType } from '../types/data-type.js'

/** The most rows in a batch. */
export const BATCH_ROWS = 16_384

/** One column of a batch: cells as `types/representation.ts` draws them. */
export interface Vector {
  readonly type: DataType
  /** Address of the first cell, 8-aligned. Cells under a null hold rubbish (a text cell under a null holds length 0). */
  readonly data: number
  /** Address of the validity bitmap (bit n of byte n/8 set: row n has a value), 8-aligned and padded to 8 bytes; 0 when no row is null. */
  readonly validity: number
  /** Only where text cells stay as they are while this object lives: their strings, once somebody made them. */
  readonly kept?: KeptTexts | undefined
}
export interface KeptTexts { strings?: (string | null)[] | undefined }
/**
 * Valid until the producer is asked for its next batch; whoever needs rows longer copies them. Bytes that text views
 * point to live as long as the batch. Up to 16 bytes behind any text may be read (never used).
 */
export interface Batch {
  readonly rows: number
  readonly columns: readonly Vector[]
}
