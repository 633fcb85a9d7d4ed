/** What a scanner finds: rows of a text as views of their values, column by column. */
import type { Arena } from '../../memory/arena.js'
import type { Memory } from '../../memory/memory.js'

export interface TextRows {
  readonly rows: number
  /** Of each column: address of its views, one a row; 0 where it is not wanted. */
  readonly views: readonly number[]
  /** Of each column: address of its bitmap. */
  readonly validity: readonly number[]
  /** The bitmap of rows that are malformed; 0 where that is an error. */
  readonly bad: number
  /** Views of the rows' texts, without what ends them. */
  readonly texts: number
  /** The line on which a row begins, counted from 1. */
  lineOf(row: number): number
}
export interface RowScanner {
  /** The next rows, with their columns in `arena`; undefined at the end. */
  next(maxRows: number, arena: Arena): Promise<TextRows | undefined>
  readonly bytesRead: number
  close(): void
}
export const bitAt = ({ u8 }: Memory, bitmap: number, row: number): boolean => (u8[bitmap + (row >>> 3)]! >>> (row & 7) & 1) === 1
export function setBit({ u8 }: Memory, bitmap: number, row: number): void { u8[bitmap + (row >>> 3)]! |= 1 << (row & 7) }
export function clearBit({ u8 }: Memory, bitmap: number, row: number): void { u8[bitmap + (row >>> 3)]! &= ~(1 << (row & 7)) }

/** Of each row that the bitmap has. */
export function setBits(memory: Memory, bitmap: number, rows: number): number[] {
  const found: number[] = []
  for (let byte = 0; byte < rows; byte += 8) {
    if (memory.u8[bitmap + (byte >>> 3)] === 0) continue
    for (let row = byte; row < Math.min(byte + 8, rows); row++) if (bitAt(memory, bitmap, row)) found.push(row)
  }
  return found
}
