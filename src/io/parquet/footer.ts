import type { ColumnMetaData, FileMetaData } from 'hyparquet'
import { parquetMetadata } from 'hyparquet/src/metadata.js'
import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js'
import { raise, TypedFrameError } from '../../errors/raise.js'
import type { DataFile, InputFile } from '../file/input-file.js'
import { fileColumns, type FileColumn } from './schema.js'
import { rawStatistics, type RawStatistics } from './statistics.js'

/** A column chunk: where its pages are, and what is said of its values. */
export interface Chunk {
  readonly meta: ColumnMetaData
  readonly start: number
  readonly bytes: number
  readonly statistics: RawStatistics
}
export interface RowGroup {
  /** Which of the file. */
  readonly index: number
  /** Of the file: its first row. */
  readonly firstRow: number
  readonly rows: number
  /** By `Leaf.index`. */
  readonly chunks: readonly Chunk[]
}
/** A Parquet file as its footer describes it. */
export interface ParquetFile {
  readonly path: string
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
    return parse(file, bytes)
  } catch (cause) {
    if (cause instanceof TypedFrameError) throw cause
    return raise('CANNOT_READ_FILE_FOOTER', { path: data.path, reason: 'its metadata is damaged' }, { cause })
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

function parse(file: InputFile, footer: Uint8Array<ArrayBuffer>): ParquetFile {
  const metadata = parquetMetadata(footer.buffer, { geoparquet: false })
  const raw = deserializeTCompactProtocol({ view: new DataView(footer.buffer), offset: 0 })
  let firstRow = 0
  const groups = metadata.row_groups.map((group, index): RowGroup => {
    const rows = Number(group.num_rows)
    const chunks = group.columns.map((_, n) => chunkOf(file, metadata, raw['field_4'][index].field_1[n], index, n))
    firstRow += rows
    return { index, firstRow: firstRow - rows, rows, chunks }
  })
  return { path: file.path, bytes: file.bytes, columns: fileColumns(metadata.schema), groups }
}

function chunkOf(file: InputFile, { row_groups }: FileMetaData, raw: RawChunk, group: number, n: number): Chunk {
  const { meta_data: meta, file_path } = row_groups[group]!.columns[n]!
  const fail = (reason: string): never => raise('CANNOT_READ_FILE_FOOTER', { path: file.path, reason })
  if (meta === undefined) return fail('a column is encrypted')
  if (file_path) return fail(`its values lie in other files (${file_path})`)
  const first = Number(meta.data_page_offset), dictionary = Number(meta.dictionary_page_offset ?? 0)
  // Some writers give 0 for "no dictionary".
  const start = dictionary > 0 ? Math.min(first, dictionary) : first
  const bytes = Number(meta.total_compressed_size)
  const inside = start >= 4 && bytes >= 0 && start + bytes <= file.bytes
  if (!inside) return fail(`column '${meta.path_in_schema.join('.')}' would lie beyond its end`)
  return { meta, start, bytes, statistics: rawStatistics(raw) }
}
type RawChunk = ReturnType<typeof deserializeTCompactProtocol>
