import type { ColumnChunk, Encoding, SchemaElement } from 'hyparquet'
import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js'
import { writePageHeader } from 'hyparquet-writer/src/datapage.js'
import type { Bounds } from '../statistics.js'
import type { Compressor } from './codec.js'

/** A column chunk as it goes to the file. */
export interface WrittenChunk { readonly chunk: ColumnChunk; readonly parts: readonly Uint8Array[] }
type Header = Pick<Parameters<typeof writePageHeader>[1], 'type' | 'data_page_header' | 'dictionary_page_header'>

/** The pages of a column chunk, compressed, until its row group is written. */
export class ChunkPages {
  readonly #compressor: Compressor
  readonly #parts: Uint8Array[] = []
  readonly #encodings = new Set<Encoding>(['RLE'])
  #dictionaryParts: Uint8Array[] = []
  #uncompressed = 0
  #compressed = 0

  constructor(compressor: Compressor) { this.#compressor = compressor }

  get bytes(): number { return this.#compressed }

  addPage(bytes: Uint8Array, values: number, encoding: Encoding): void {
    const header = { num_values: values, encoding, definition_level_encoding: 'RLE', repetition_level_encoding: 'RLE' } as const
    this.#encodings.add(encoding)
    this.#parts.push(...this.#page(bytes, { type: 'DATA_PAGE', data_page_header: header }))
  }
  setDictionary(bytes: Uint8Array, values: number): void {
    this.#encodings.add('PLAIN')
    const header = { num_values: values, encoding: 'PLAIN' } as const
    this.#dictionaryParts = this.#page(bytes, { type: 'DICTIONARY_PAGE', dictionary_page_header: header })
  }

  /** Everything so far, as it lies in the file from `offset` on; then it is empty again. */
  take(offset: number, { name, type }: SchemaElement, values: number, nulls: number, bounds: Bounds | undefined): WrittenChunk {
    const dictionary = this.#dictionaryParts
    const dictionaryBytes = dictionary.reduce((sum, p) => sum + p.length, 0)
    const chunk: ColumnChunk = {
      file_offset: BigInt(offset),
      meta_data: {
        type: type!, encodings: [...this.#encodings], path_in_schema: [name], codec: this.#compressor.codec, num_values: BigInt(values),
        total_uncompressed_size: BigInt(this.#uncompressed), total_compressed_size: BigInt(this.#compressed),
        data_page_offset: BigInt(offset + dictionaryBytes),
        ...dictionaryBytes > 0 && { dictionary_page_offset: BigInt(offset) },
        statistics: { null_count: BigInt(nulls), ...bounds && { min_value: bounds.min, max_value: bounds.max } },
      },
    }
    const parts = [...dictionary, ...this.#parts.splice(0)]
    this.#dictionaryParts = []
    this.#encodings.clear()
    this.#encodings.add('RLE')
    this.#uncompressed = 0
    this.#compressed = 0
    return { chunk, parts }
  }

  #page(bytes: Uint8Array, header: Header): Uint8Array[] {
    const body = this.#compressor.compress(bytes)
    const writer = new ByteWriter()
    writePageHeader(writer, { ...header, uncompressed_page_size: bytes.length, compressed_page_size: body.length })
    const head = writer.getBytes()
    this.#uncompressed += head.length + bytes.length
    this.#compressed += head.length + body.length
    return [head, body]
  }
}
