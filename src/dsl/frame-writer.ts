import type { ArrowSinkOptions } from '../io/arrow/sink.js'
import type { CsvSinkOptions } from '../io/csv/sink.js'
import type { DataSink } from '../io/own/data-sink.js'
import type { NdjsonSinkOptions } from '../io/ndjson/sink.js'
import type { ParquetFileOptions } from '../io/parquet/write/options.js'
import type { S3Options } from '../io/file/s3/client.js'
import type { WriteMode } from '../io/target.js'
import type { RunOptions } from '../logical/options.js'

export interface WriteOptions<K extends string = string> extends Pick<RunOptions, 'signal' | 'onProgress'> {
  /**
   * What to do where something is already: `errorIfExists` (the default; `error` is the same), `overwrite`, `append` (to a folder
   * of files), or `ignore`: write nothing.
   */
  readonly mode?: WriteMode
  /** Columns whose values become folders, `year=2024/month=1/`, instead of being written to the files. */
  readonly partitionBy?: readonly K[]
  /** How `s3://` is reached; by default as the session says. */
  readonly s3?: S3Options
}
export interface ParquetWriteOptions<K extends string = string> extends WriteOptions<K>, ParquetFileOptions {}
export interface CsvWriteOptions<K extends string = string> extends WriteOptions<K>, Omit<CsvSinkOptions, keyof WriteOptions> {}
export interface NdjsonWriteOptions<K extends string = string> extends WriteOptions<K>, Omit<NdjsonSinkOptions, keyof WriteOptions> {}
export interface ArrowWriteOptions<K extends string = string> extends WriteOptions<K>, Omit<ArrowSinkOptions, keyof WriteOptions> {}
export interface WriteResult { readonly rows: number }

/** Writes a frame's rows to files: under a temporary name first, so that a reader never sees half a result. K: names of its columns, R: its rows. */
export interface FrameWriter<K extends string = string, R = Record<string, unknown>> {
  parquet(path: string, options?: ParquetWriteOptions<K>): Promise<WriteResult>
  csv(path: string, options?: CsvWriteOptions<K>): Promise<WriteResult>
  /** One JSON object a line: Spark's `json`. */
  ndjson(path: string, options?: NdjsonWriteOptions<K>): Promise<WriteResult>
  arrow(path: string, options?: ArrowWriteOptions<K>): Promise<WriteResult>
  /** Gives the rows to a sink of your own. */
  to(sink: DataSink<R>, options?: Pick<RunOptions, 'signal' | 'onProgress'>): Promise<WriteResult>
}
