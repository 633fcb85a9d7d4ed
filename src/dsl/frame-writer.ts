import type { CsvSinkOptions } from '../io/csv/sink.js'
import type { NdjsonSinkOptions } from '../io/ndjson/sink.js'
import type { ParquetFileOptions } from '../io/parquet/write/options.js'
import type { RunOptions } from '../logical/options.js'

export interface WriteOptions extends Pick<RunOptions, 'signal' | 'onProgress'> {
  /** What to do where something is already: `'error'` (the default) or `'overwrite'`. */
  readonly mode?: 'error' | 'overwrite'
}
export interface ParquetWriteOptions extends WriteOptions, ParquetFileOptions {}
export interface CsvWriteOptions extends WriteOptions, Omit<CsvSinkOptions, keyof WriteOptions> {}
export interface NdjsonWriteOptions extends WriteOptions, Omit<NdjsonSinkOptions, keyof WriteOptions> {}
export interface ArrowWriteOptions extends WriteOptions {
  /** `file` (the default) can be read from any place, `stream` from the front only. */
  readonly format?: 'file' | 'stream'
}
export interface WriteResult { readonly rows: number }

/** Writes a frame's rows to files: under a temporary name first, so that a reader never sees half a file. */
export interface FrameWriter {
  parquet(path: string, options?: ParquetWriteOptions): Promise<WriteResult>
  csv(path: string, options?: CsvWriteOptions): Promise<WriteResult>
  /** One JSON object a line: Spark's `json`. */
  ndjson(path: string, options?: NdjsonWriteOptions): Promise<WriteResult>
  arrow(path: string, options?: ArrowWriteOptions): Promise<WriteResult>
}
