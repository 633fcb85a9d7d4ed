import type { Vector } from '../../memory/batch.js'

/** Rows whose members are set while they are in the cache. */
export const BLOCK_ROWS = 2048

/** Reads one column: `begin` a batch; then, block after block, `prepare` all columns and `read` them. */
export interface ColumnReader {
  begin(vector: Vector): void
  /** The only place where memory may be asked for. */
  prepare?(): void
  /** The rows `from` to `to` (not included), in ascending order; of text `BLOCK_ROWS` at most. */
  read(from: number, to: number): void
  /** What was read: a value a row, or where there are `texts`, which of them. */
  readonly values: ArrayLike<unknown>
  readonly texts?: readonly unknown[] | undefined
}
