/** Parquet files as sources and sinks. */
export { parquetSource, type ParquetReadOptions } from './source.js'
export { parquetSink, type ParquetSinkOptions } from './write/sink.js'
export type { ParquetCompression } from './write/codec.js'
