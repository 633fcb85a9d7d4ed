import type { RowGroup, SchemaElement } from 'hyparquet'
import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js'
import { writeMetadata } from 'hyparquet-writer/src/metadata.js'
import type { Sink, SinkWriter } from '../../logical/sink.js'
import type { Batch } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import type { PageOwner } from '../../memory/task-memory.js'
import { isNested, type Field } from '../../types/data-type.js'
import type { AtomicFile } from '../file/atomic.js'
import { openTarget, type TargetOptions } from '../target.js'
import { compressor, type Compressor, type ParquetCompression } from './write/codec.js'
import { elementsOf } from './write/elements.js'
import { FlatColumnWriter, type ColumnWriter } from './write/flat-column.js'
import { NestedColumnWriter } from './write/nested-column.js'

export interface ParquetSinkOptions extends TargetOptions {
  /** `snappy` by default. */
  readonly compression?: ParquetCompression
  /** The most rows of a row group: 1 Mi by default. A row group also ends at 128 MiB. */
  readonly rowGroupRows?: number
}

const GROUP_ROWS = 1 << 20
const GROUP_BYTES = 128 << 20
const MAGIC = 0x31524150

/** Writes a Parquet file, row group by row group; it appears under its name when all is written. */
export function parquetSink(path: string, options: ParquetSinkOptions = {}): Sink {
  return Object.freeze({
    name: `parquet ${path}`,
    async open(fields: readonly Field[], { memory }: PageOwner) {
      const compression = await compressor(options.compression ?? 'snappy')
      const file = await openTarget(path, options)
      return new ParquetWriter(file, fields, memory, compression, options.rowGroupRows ?? GROUP_ROWS)
    },
  })
}

class ParquetWriter implements SinkWriter {
  readonly #file: AtomicFile
  readonly #schema: SchemaElement[]
  readonly #columns: readonly ColumnWriter[]
  readonly #groupRows: number
  readonly #groups: RowGroup[] = []
  #offset = 0
  #rows = 0
  #allRows = 0

  constructor(file: AtomicFile, fields: readonly Field[], memory: Memory, compression: Compressor, groupRows: number) {
    const elements = fields.map(elementsOf)
    this.#file = file
    this.#schema = [{ name: 'schema', num_children: fields.length }, ...elements.flat()]
    this.#columns = fields.map((field, n) => isNested(field.type)
      ? new NestedColumnWriter(field, elements[n]!, memory, compression)
      : new FlatColumnWriter(field, elements[n]![0]!, memory, compression))
    this.#groupRows = groupRows
  }

  async write({ rows, columns }: Batch): Promise<void> {
    this.#columns.forEach((column, n) => column.append(columns[n]!, rows))
    this.#rows += rows
    const full = this.#rows >= this.#groupRows || this.#columns.reduce((sum, c) => sum + c.bytes, 0) >= GROUP_BYTES
    if (full) await this.#endGroup()
  }

  async commit(): Promise<void> {
    if (this.#rows > 0) await this.#endGroup()
    const footer = new ByteWriter(1 << 14)
    if (this.#offset === 0) footer.appendUint32(MAGIC)
    writeMetadata(footer, {
      version: 2, created_by: 'typedframe', schema: this.#schema, num_rows: BigInt(this.#allRows), row_groups: this.#groups,
      metadata_length: 0,
    })
    footer.appendUint32(MAGIC)
    await this.#file.write(footer.getBytes())
    await this.#file.commit()
  }
  abort(): Promise<void> { return this.#file.abort() }

  async #endGroup(): Promise<void> {
    if (this.#offset === 0) await this.#write(new TextEncoder().encode('PAR1'))
    const start = this.#offset
    const chunks = []
    for (const column of this.#columns) {
      for (const { chunk, parts } of column.take(this.#offset)) {
        chunks.push(chunk)
        for (const part of parts) await this.#write(part)
      }
    }
    const total_byte_size = chunks.reduce((sum, c) => sum + (c.meta_data?.total_uncompressed_size ?? 0n), 0n)
    const total_compressed_size = BigInt(this.#offset - start)
    this.#groups.push({ columns: chunks, total_byte_size, num_rows: BigInt(this.#rows), total_compressed_size })
    this.#allRows += this.#rows
    this.#rows = 0
  }
  async #write(bytes: Uint8Array): Promise<void> {
    await this.#file.write(bytes)
    this.#offset += bytes.length
  }
}
