import { raise } from '../../errors/raise.js'
import type { DataFile, InputFile } from '../file/input-file.js'
import { unchanged } from '../file/reopen.js'
import { readMetadata, type ChunkMeta } from './metadata.js'
import { fileColumns, type FileColumn } from './schema.js'
import { ThriftError } from './thrift.js'

/** A column chunk: where its pages are, and what is said of its values. */
export interface Chunk {
  readonly meta: ChunkMeta
  readonly start: number
  readonly bytes: number
}
export interface RowGroup {
  /** Which of the file. */
  readonly index: number
  /** Of the file: its first row. */
  readonly firstRow: number
  readonly rows: number
  /** By `Leaf.index`; undefined: encrypted. */
  readonly chunks: readonly (Chunk | undefined)[]
}
/** A Parquet file as its footer describes it. */
export interface ParquetFile {
  readonly path: string
  /** Opens it again. @throws FAILED_READ_FILE when it has another length then */
  readonly data: DataFile
  readonly bytes: number
  readonly columns: readonly FileColumn[]
  readonly groups: readonly RowGroup[]
}

const MAGIC = 'PAR1', ENCRYPTED = 'PARE'
/** The last bytes of a file, which mostly hold all of the footer. */
const TAIL = 64 * 1024

export async function readFooter(data: DataFile, signal?: AbortSignal): Promise<ParquetFile> {
  const file = await data.open(signal)
  try {
    const bytes = await footerBytes(file)
    return { ...parse(file, bytes), data: unchanged(data, file) }
  } catch (cause) {
    if (!(cause instanceof ThriftError)) throw cause
    return raise('CANNOT_READ_FILE_FOOTER', { path: data.path, reason: `its metadata is damaged: ${cause.message}` }, { cause })
  } finally {
    await file.close()
  }
}

/** The footer: metadata, their length in 4 bytes, and the magic word. */
async function footerBytes(file: InputFile): Promise<Uint8Array<ArrayBuffer>> {
  const fail = (reason: string): never => raise('CANNOT_READ_FILE_FOOTER', { path: file.path, reason })
  if (file.bytes === 0) return fail('the file is empty')
  if (file.bytes < 12) return fail(`it has only ${file.bytes} bytes`)
  const tail = new Uint8Array(Math.min(file.bytes, TAIL))
  await file.read(tail, file.bytes - tail.length)
  const magic = String.fromCharCode(...tail.subarray(-4))
  if (magic === ENCRYPTED) return fail('it is encrypted')
  if (magic !== MAGIC) return fail(`it does not end with ${MAGIC}`)
  const length = new DataView(tail.buffer).getUint32(tail.length - 8, true) + 8
  if (length > file.bytes - 4) return fail('its metadata would be longer than the file')
  if (length <= tail.length) return tail.slice(tail.length - length)
  const all = new Uint8Array(length)
  await file.read(all, file.bytes - length)
  return all
}

/** Rows that 8 bytes of pages can stand for: a page counts them in 31 bits. */
const MOST_ROWS_A_PAGE = 2 ** 31 - 1, LEAST_PAGE_BYTES = 8

function parse(file: InputFile, footer: Uint8Array<ArrayBuffer>): Omit<ParquetFile, 'data'> {
  const fail = (reason: string): never => raise('CANNOT_READ_FILE_FOOTER', { path: file.path, reason })
  const { schema, groups } = readMetadata(footer.subarray(0, footer.length - 8))
  const { columns, leaves } = fileColumns(schema)
  let firstRow = 0
  return {
    path: file.path,
    bytes: file.bytes,
    columns,
    groups: groups.flatMap(({ rows, chunks }, index): RowGroup[] => {
      // A group of no rows may say that its pages lie nowhere.
      if (rows === 0) return []
      if (!(rows + firstRow <= Number.MAX_SAFE_INTEGER)) return fail(`row group ${index} has no number of rows`)
      if (chunks.length !== leaves) return fail(`row group ${index} has ${chunks.length} columns, the schema has ${leaves}`)
      const placed = rows === 0 ? [] : chunks.map(meta => meta && chunkOf(file, meta))
      for (const chunk of placed) {
        const most = MOST_ROWS_A_PAGE * Math.ceil((chunk?.bytes ?? Infinity) / LEAST_PAGE_BYTES)
        if (rows > most) return fail(`row group ${index} says that it has ${rows} rows, more than its bytes can hold`)
        if (chunk && chunk.meta.entries < rows) return fail(`row group ${index} has ${rows} rows, column '${chunk.meta.path}' fewer`)
      }
      firstRow += rows
      return [{ index, firstRow: firstRow - rows, rows, chunks: placed }]
    }),
  }
}

function chunkOf(file: InputFile, meta: ChunkMeta): Chunk {
  const fail = (reason: string): never => raise('CANNOT_READ_FILE_FOOTER', { path: file.path, reason: `column '${meta.path}' ${reason}` })
  if (meta.otherFile) return fail(`lies in another file, '${meta.otherFile}'`)
  if (Number.isNaN(meta.entries)) return fail('has no number of values')
  // Some writers give 0 for "no dictionary".
  const start = meta.dictionaryPage > 0 ? Math.min(meta.dataPages, meta.dictionaryPage) : meta.dataPages
  const bytes = meta.compressedBytes
  const inside = start >= 4 && start + bytes <= file.bytes
  return inside ? { meta, start, bytes } : fail('would lie beyond its end')
}
