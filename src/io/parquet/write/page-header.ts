import { encodings, type Encoding } from './encodings.js'
import { ThriftWriter } from './thrift-writer.js'

const DATA_PAGE = 0, DICTIONARY_PAGE = 2, DATA_PAGE_V2 = 3

interface Sizes { readonly uncompressed: number; readonly compressed: number }
/** What a data page's header says of it. `levels`: bytes of the levels, which version 2 keeps apart. */
export interface DataPage {
  readonly values: number
  readonly nulls: number
  readonly rows: number
  readonly encoding: Encoding
  readonly repetitionBytes: number
  readonly definitionBytes: number
  /** Whether the values are: version 2 says so of each page. */
  readonly isCompressed: boolean
}

function pageHeader(type: number, { uncompressed, compressed }: Sizes, write: (w: ThriftWriter) => void): Uint8Array {
  const w = new ThriftWriter()
  w.i32(1, type)
  w.i32(2, uncompressed)
  w.i32(3, compressed)
  write(w)
  return w.finish()
}

export const dataPageHeader = (page: DataPage, sizes: Sizes): Uint8Array => pageHeader(DATA_PAGE, sizes, w => w.struct(5, () => {
  w.i32(1, page.values)
  w.i32(2, encodings[page.encoding])
  w.i32(3, encodings.RLE)
  w.i32(4, encodings.RLE)
}))

export const dataPageHeaderV2 = (page: DataPage, sizes: Sizes): Uint8Array => pageHeader(DATA_PAGE_V2, sizes, w => w.struct(8, () => {
  w.i32(1, page.values)
  w.i32(2, page.nulls)
  w.i32(3, page.rows)
  w.i32(4, encodings[page.encoding])
  w.i32(5, page.definitionBytes)
  w.i32(6, page.repetitionBytes)
  w.bool(7, page.isCompressed)
}))

export const dictionaryPageHeader = (values: number, sizes: Sizes): Uint8Array =>
  pageHeader(DICTIONARY_PAGE, sizes, w => w.struct(7, () => {
    w.i32(1, values)
    w.i32(2, encodings.PLAIN)
  }))
