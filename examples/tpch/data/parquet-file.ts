/** A Parquet file of row groups, snappy pages and required columns, as common writers make them. */
import { closeSync, openSync, renameSync, writeSync } from 'node:fs'
import type { ColumnChunk, RowGroup, SchemaElement } from 'hyparquet'
import { ByteWriter } from 'hyparquet-writer'
import { writePageHeader } from 'hyparquet-writer/src/datapage.js'
import { writeMetadata } from 'hyparquet-writer/src/metadata.js'
import { snappyCompress } from 'hyparquet-writer/src/snappy.js'
import { GROUP_ROWS, type Column } from './columns.js'

/** What tells kinds of pages apart. */
type PageKind = Pick<Parameters<typeof writePageHeader>[1], 'type' | 'data_page_header' | 'dictionary_page_header'>

const PAGE_ROWS = 20_480
const MAGIC = 0x31524150

export class ParquetFile {
  rows = 0
  private readonly out = new ByteWriter(1 << 22)
  private readonly groups: RowGroup[] = []
  private readonly file: number
  private readonly temporary: string

  constructor(private readonly path: string, private readonly columns: readonly Column[]) {
    this.temporary = `${path}.${process.pid}.tmp`
    this.file = openSync(this.temporary, 'w')
    this.out.appendUint32(MAGIC)
  }
  /** After each row: columns are written whenever a row group is full. */
  endRow(): void {
    if (this.columns[0]!.rows === GROUP_ROWS) this.flush()
  }
  close(): void {
    if (this.columns[0]!.rows > 0) this.flush()
    const schema: SchemaElement[] = [{ name: 'schema', num_children: this.columns.length }, ...this.columns.map(c => c.element)]
    writeMetadata(this.out, {
      version: 1, schema, num_rows: BigInt(this.rows), row_groups: this.groups, created_by: 'typedframe tpch generator', metadata_length: 0,
    })
    this.out.appendUint32(MAGIC)
    this.drain()
    closeSync(this.file)
    renameSync(this.temporary, this.path)
  }
  private flush(): void {
    const rows = this.columns[0]!.rows, start = this.out.offset
    const columns = this.columns.map(c => this.writeChunk(c))
    const total_byte_size = columns.reduce((sum, c) => sum + (c.meta_data?.total_uncompressed_size ?? 0n), 0n)
    this.groups.push({ columns, total_byte_size, num_rows: BigInt(rows), total_compressed_size: BigInt(this.out.offset - start) })
    this.rows += rows
    for (const c of this.columns) c.clear()
    this.drain()
  }
  private drain(): void {
    writeSync(this.file, this.out.getBytes())
    this.out.index = 0
  }
  private writeChunk(column: Column): ColumnChunk {
    const { out } = this, start = out.offset
    let uncompressed = 0
    if (column.dictionary) {
      const { bytes, values } = column.dictionary
      uncompressed += this.writePage(bytes, { type: 'DICTIONARY_PAGE', dictionary_page_header: { num_values: values, encoding: 'PLAIN' } })
    }
    const encoding = column.dictionary ? 'RLE_DICTIONARY' : 'PLAIN', firstPage = out.offset
    for (let from = 0; from < column.rows; from += PAGE_ROWS) {
      const to = Math.min(from + PAGE_ROWS, column.rows)
      const header = { num_values: to - from, encoding, definition_level_encoding: 'RLE', repetition_level_encoding: 'RLE' } as const
      uncompressed += this.writePage(column.page(from, to), { type: 'DATA_PAGE', data_page_header: header })
    }
    const range = column.range()
    return {
      file_offset: 0n,
      meta_data: {
        type: column.element.type!, path_in_schema: [column.element.name], codec: 'SNAPPY', num_values: BigInt(column.rows),
        encodings: column.dictionary ? ['PLAIN', 'RLE_DICTIONARY'] : ['PLAIN'],
        total_uncompressed_size: BigInt(uncompressed), total_compressed_size: BigInt(out.offset - start),
        data_page_offset: BigInt(firstPage), ...column.dictionary && { dictionary_page_offset: BigInt(start) },
        statistics: { null_count: 0n, ...range && { min_value: range.min, max_value: range.max } },
      },
    }
  }
  /** Bytes of the page with its header, as if it were not compressed. */
  private writePage(bytes: Uint8Array, header: PageKind): number {
    const compressed = snappyCompress(bytes), start = this.out.offset
    writePageHeader(this.out, { ...header, uncompressed_page_size: bytes.length, compressed_page_size: compressed.length })
    const headerBytes = this.out.offset - start
    this.out.appendBytes(compressed)
    return headerBytes + bytes.length
  }
}
