/** A file's metadata: what Parquet's definition of FileMetaData says, as far as reading needs it. */
import type { CompressionCodec, ParquetType, SchemaElement } from 'hyparquet'
import { CompressionCodecs, ConvertedTypes, FieldRepetitionTypes, ParquetTypes } from 'hyparquet/src/constants.js'
import { readThrift, type ThriftStruct } from './thrift.js'

/** Bytes of the file. */
export interface Place { readonly offset: number; readonly bytes: number }

/** What a footer says of a column chunk's values, as bytes. */
export interface RawStatistics {
  readonly min: Uint8Array | undefined
  readonly max: Uint8Array | undefined
  /** The older pair: bounds by signed comparison, whatever the type. */
  readonly oldMin: Uint8Array | undefined
  readonly oldMax: Uint8Array | undefined
  readonly nulls: number | undefined
}
export interface ChunkMeta {
  readonly type: ParquetType | undefined
  readonly codec: CompressionCodec | undefined
  /** Values and nulls. */
  readonly entries: number
  readonly compressedBytes: number
  readonly uncompressedBytes: number
  readonly dataPages: number
  readonly dictionaryPage: number
  readonly path: string
  /** Another file in which the chunk lies. */
  readonly otherFile: string | undefined
  readonly statistics: RawStatistics
  readonly columnIndex: Place | undefined
  readonly offsetIndex: Place | undefined
  /** Its length may not be known: 0. */
  readonly bloomFilter: Place | undefined
}
export interface GroupMeta {
  readonly rows: number
  /** undefined: encrypted. */
  readonly chunks: readonly (ChunkMeta | undefined)[]
}
export interface FileMeta { readonly schema: readonly SchemaElement[]; readonly groups: readonly GroupMeta[] }

/** Sizes that are missing or negative are NaN: no comparison with them holds. @throws ThriftError */
export function readMetadata(bytes: Uint8Array): FileMeta {
  const { value: file } = readThrift(bytes)
  return {
    schema: (file.structs(2) ?? []).map(schemaElement),
    groups: (file.structs(4) ?? []).map(group => ({ rows: size(group.int(3)), chunks: (group.structs(1) ?? []).map(chunkMeta) })),
  }
}

const size = (n: number | undefined): number => n !== undefined && n >= 0 && Number.isSafeInteger(n) ? n : NaN

function schemaElement(e: ThriftStruct): SchemaElement {
  const element: { -readonly [K in keyof SchemaElement]: SchemaElement[K] } = { name: e.text(4) ?? '' }
  const type = ParquetTypes[e.int(1) ?? -1], repetition = FieldRepetitionTypes[e.int(3) ?? -1], converted = ConvertedTypes[e.int(6) ?? -1]
  const [length, children, scale, precision, id] = [e.int(2), e.int(5), e.int(7), e.int(8), e.int(9)]
  const logical = logicalType(e.struct(10))
  if (type !== undefined) element.type = type
  if (length !== undefined) element.type_length = length
  if (repetition !== undefined) element.repetition_type = repetition
  if (children !== undefined) element.num_children = children
  if (converted !== undefined) element.converted_type = converted
  if (scale !== undefined) element.scale = scale
  if (precision !== undefined) element.precision = precision
  if (id !== undefined) element.field_id = id
  if (logical !== undefined) element.logical_type = logical
  return element
}

/** A union: the field that is there says which. */
function logicalType(union: ThriftStruct | undefined): SchemaElement['logical_type'] {
  if (union === undefined) return undefined
  const plain = (['STRING', 'MAP', 'LIST', 'ENUM'] as const).find((_, n) => union.struct(n + 1))
  if (plain) return { type: plain }
  const decimal = union.struct(5), time = union.struct(7), timestamp = union.struct(8), integer = union.struct(10)
  if (decimal) return { type: 'DECIMAL', scale: decimal.int(1) ?? 0, precision: decimal.int(2) ?? 0 }
  if (union.struct(6)) return { type: 'DATE' }
  if (time) return { type: 'TIME', isAdjustedToUTC: time.bool(1) ?? true, unit: timeUnit(time) }
  if (timestamp) return { type: 'TIMESTAMP', isAdjustedToUTC: timestamp.bool(1) ?? true, unit: timeUnit(timestamp) }
  if (integer) return { type: 'INTEGER', bitWidth: integer.int(1) ?? 0, isSigned: integer.bool(2) ?? true }
  const later = (['NULL', 'JSON', 'BSON', 'UUID', 'FLOAT16', 'VARIANT'] as const).find((_, n) => union.struct(n + 11))
  return later && { type: later }
}
function timeUnit(time: ThriftStruct): 'MILLIS' | 'MICROS' | 'NANOS' {
  const unit = time.struct(2)
  return unit?.struct(1) ? 'MILLIS' : unit?.struct(3) ? 'NANOS' : 'MICROS'
}

function chunkMeta(chunk: ThriftStruct): ChunkMeta | undefined {
  const meta = chunk.struct(3), encrypted = chunk.struct(8) !== undefined
  return encrypted || meta === undefined ? undefined : {
    type: ParquetTypes[meta.int(1) ?? -1],
    codec: CompressionCodecs[meta.int(4) ?? -1],
    entries: size(meta.int(5)),
    uncompressedBytes: size(meta.int(6)),
    compressedBytes: size(meta.int(7)),
    dataPages: size(meta.int(9)),
    dictionaryPage: size(meta.int(11) ?? 0),
    path: meta.list(3)?.map(part => part instanceof Uint8Array ? new TextDecoder().decode(part) : '').join('.') ?? '',
    otherFile: chunk.text(1) || undefined,
    statistics: rawStatistics(meta.struct(12)),
    offsetIndex: place(chunk.int(4), chunk.int(5)),
    columnIndex: place(chunk.int(6), chunk.int(7)),
    bloomFilter: place(meta.int(14), meta.int(15) ?? 0),
  }
}

function place(offset: number | undefined, bytes: number | undefined): Place | undefined {
  const known = offset !== undefined && bytes !== undefined && offset > 0 && bytes >= 0
  return known && Number.isSafeInteger(offset + bytes) ? { offset, bytes } : undefined
}

function rawStatistics(s: ThriftStruct | undefined): RawStatistics {
  return { oldMax: s?.bytes(1), oldMin: s?.bytes(2), nulls: s?.int(3), max: s?.bytes(5), min: s?.bytes(6) }
}
