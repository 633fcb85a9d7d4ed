/** Parquet files made by hand, right or wrong, of one column. */
import { ThriftWriter } from '../../src/io/parquet/write/thrift-writer.js'

/** Numbers of Parquet's definition. */
export const INT32 = 1, INT64 = 2, BYTE_ARRAY = 6, FIXED = 7
const PLAIN = 0, UNCOMPRESSED = 0
export const RLE = 3, BIT_PACKED = 4, DELTA_BYTE_ARRAY = 7
export const SNAPPY = 1, GZIP = 2, LZ4 = 5, ZSTD = 6

export interface CraftedPage {
  readonly values: number
  readonly body: Uint8Array
  /** As the header says it; the truth by default. */
  readonly bytes?: number
  readonly compressed?: number
  readonly encoding?: number
  readonly levelEncoding?: number
  /** 0 data, 2 dictionary. */
  readonly kind?: number
}
export interface Crafted {
  readonly type: number
  readonly width?: number
  /** 0 required, 1 optional, 2 repeated. */
  readonly repetition?: number
  /** Groups around the column, each optional. */
  readonly depth?: number
  readonly codec?: number
  readonly pages: readonly CraftedPage[]
  readonly rows: number
  readonly entries?: number
  readonly start?: number
  readonly bytes?: number
  readonly dictionary?: number
  readonly otherFile?: string
  readonly encrypted?: boolean
  readonly magic?: string
}

export function joined(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap(part => [...part]))
}
export const int32s = (...values: readonly number[]): Uint8Array => new Uint8Array(Int32Array.from(values).buffer)
/** Bytes with their length before them. */
export const sized = (bytes: readonly number[]): Uint8Array => joined(int32s(bytes.length), bytes)

export function craft(file: Crafted): Uint8Array<ArrayBuffer> {
  const pages = joined(...file.pages.flatMap(page => [pageHeader(page), page.body]))
  const footer = metadata(file, pages.length)
  return joined(text('PAR1'), pages, footer, int32s(footer.length), text(file.magic ?? 'PAR1'))
}
const text = (value: string): Uint8Array => new TextEncoder().encode(value)

function pageHeader({ values, body, bytes = body.length, compressed = body.length, encoding = PLAIN, levelEncoding = RLE, kind = 0 }: CraftedPage): Uint8Array {
  const w = new ThriftWriter()
  w.i32(1, kind)
  w.i32(2, bytes)
  w.i32(3, compressed)
  w.struct(kind === 0 ? 5 : 7, () => {
    w.i32(1, values)
    w.i32(2, encoding)
    w.i32(3, kind === 0 ? levelEncoding : undefined)
    w.i32(4, kind === 0 ? levelEncoding : undefined)
  })
  return w.finish()
}

function metadata({ type, width, repetition = 0, depth = 0, codec = UNCOMPRESSED, pages, rows, ...file }: Crafted, length: number): Uint8Array {
  const w = new ThriftWriter()
  w.i32(1, 1)
  w.structs(2, Array.from({ length: depth + 2 }, (_, n) => n), n => {
    const isLeaf = n === depth + 1
    w.i32(1, isLeaf ? type : undefined)
    w.i32(2, isLeaf ? width : undefined)
    w.i32(3, isLeaf ? repetition : 1)
    w.text(4, isLeaf ? 'x' : `group${n}`)
    w.i32(5, isLeaf ? undefined : 1)
  })
  w.i64(3, rows)
  w.structs(4, [0], () => {
    w.structs(1, [0], () => {
      w.text(1, file.otherFile)
      w.i64(2, 4)
      w.struct(3, () => {
        w.i32(1, type)
        w.i32s(2, [PLAIN])
        w.texts(3, ['x'])
        w.i32(4, codec)
        w.i64(5, file.entries ?? pages.reduce((sum, p) => sum + p.values, 0))
        w.i64(6, length)
        w.i64(7, file.bytes ?? length)
        w.i64(9, file.start ?? 4)
        w.i64(11, file.dictionary)
      })
      w.struct(8, file.encrypted ? () => w.struct(1, () => {}) : undefined)
    })
    w.i64(2, length)
    w.i64(3, rows)
  })
  return w.finish()
}
