import { encodings, type Encoding } from './encodings.js'
import { physicalTypes } from './elements.js'
import type { Bounds } from './bounds.js'
import type { Leaf } from './leaves.js'
import type { FileSettings } from './settings.js'
import type { ThriftWriter } from './thrift-writer.js'
import { shortMax, shortMin, type ShortBound } from './truncate.js'

/** A part of the file. */
export interface Span { readonly offset: number; readonly bytes: number }

/** What footer and page index say of a page. */
export interface PageEntry extends Span {
  /** Of the row group. */
  readonly firstRow: number
  readonly rows: number
  readonly nulls: number
  readonly values: number
  readonly encoding: Encoding
  readonly bounds: Bounds | undefined
}
/** A column chunk that has been written. */
export interface ChunkEntry {
  readonly leaf: Leaf
  readonly codec: number
  readonly pages: readonly PageEntry[]
  readonly uncompressedBytes: number
  readonly compressedBytes: number
  readonly dictionaryOffset: number | undefined
  readonly bounds: Bounds | undefined
  /** Different values, where it is known. */
  readonly distinct: number | undefined
  readonly bloomFilter: Span | undefined
}
/** Where the page index of a chunk lies. */
export interface IndexPlaces { readonly offsetIndex: Span; readonly columnIndex: Span | undefined }
/** Of the settings: what the footer depends on. */
type Described = Pick<FileSettings, 'statistics' | 'version'>

const DATA_PAGE = 0, DICTIONARY_PAGE = 2, DATA_PAGE_V2 = 3

const sum = (pages: readonly PageEntry[], of: (page: PageEntry) => number): number => pages.reduce((total, page) => total + of(page), 0)
const nullsOf = ({ pages }: ChunkEntry): number => sum(pages, p => p.nulls)

export function writeChunk(w: ThriftWriter, chunk: ChunkEntry, index: IndexPlaces | undefined, settings: Described): void {
  w.i64(2, 0)
  w.struct(3, () => writeMeta(w, chunk, settings))
  w.i64(4, index?.offsetIndex.offset)
  w.i32(5, index?.offsetIndex.bytes)
  w.i64(6, index?.columnIndex?.offset)
  w.i32(7, index?.columnIndex?.bytes)
}

function writeMeta(w: ThriftWriter, chunk: ChunkEntry, { statistics, version }: Described): void {
  const { leaf, pages, dictionaryOffset, bloomFilter } = chunk
  const used = [...new Set(pages.map(p => p.encoding))]
  const dictionary = dictionaryOffset !== undefined
  w.i32(1, physicalTypes[leaf.storage.physical])
  w.i32s(2, [...new Set([encodings.RLE, ...dictionary ? [encodings.PLAIN] : [], ...used.map(e => encodings[e])])])
  w.texts(3, leaf.path)
  w.i32(4, chunk.codec)
  w.i64(5, sum(pages, p => p.values))
  w.i64(6, chunk.uncompressedBytes)
  w.i64(7, chunk.compressedBytes)
  w.i64(9, pages[0]?.offset ?? 0)
  w.i64(11, dictionaryOffset)
  if (statistics) w.struct(12, () => writeStatistics(w, chunk))
  const counts = used.map(encoding => ({ encoding, count: pages.filter(p => p.encoding === encoding).length }))
  w.structs(13, [...dictionary ? [undefined] : [], ...counts], stats => {
    w.i32(1, stats === undefined ? DICTIONARY_PAGE : version === 1 ? DATA_PAGE : DATA_PAGE_V2)
    w.i32(2, stats === undefined ? encodings.PLAIN : encodings[stats.encoding])
    w.i32(3, stats?.count ?? 1)
  })
  w.i64(14, bloomFilter?.offset)
  w.i32(15, bloomFilter?.bytes)
}

function writeStatistics(w: ThriftWriter, chunk: ChunkEntry): void {
  const { bounds, distinct, leaf } = chunk
  const short = bounds && shortBounds(bounds, leaf)
  w.i64(3, nullsOf(chunk))
  w.i64(4, distinct)
  w.binary(5, short?.max.bytes)
  w.binary(6, short?.min.bytes)
  w.bool(7, short?.max.exact)
  w.bool(8, short?.min.exact)
}

/** Bounds of text and bytes as they are kept; undefined where the greatest has no short form. */
export function shortBounds({ min, max }: Bounds, { type }: Leaf): { readonly min: ShortBound; readonly max: ShortBound } | undefined {
  const isText = type.kind === 'utf8', short = shortMax(max, isText)
  return short && { min: shortMin(min, isText), max: short }
}
