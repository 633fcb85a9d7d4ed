import type { SchemaElement } from 'hyparquet'
import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js'
import { writeRleBitPackedHybrid } from 'hyparquet-writer/src/encoding.js'
import type { Vector } from '../../../memory/batch.js'
import type { Memory } from '../../../memory/memory.js'
import { isValid } from '../../../memory/vector.js'
import type { Field } from '../../../types/data-type.js'
import { ByteBuffer } from './byte-buffer.js'
import { ChunkPages, type WrittenChunk } from './chunk-pages.js'
import type { Compressor } from './codec.js'
import { TextDictionary } from './text-dictionary.js'
import { Bounds, valueEncoder, type ValueEncoder } from './value-encoder.js'

/** One column of the row group being made. */
export interface ColumnWriter {
  /** Bytes that wait to be written. */
  readonly bytes: number
  append(vector: Vector, rows: number): void
  /** The chunk, to lie at `offset` in the file; then the next row group begins. */
  take(offset: number): readonly WrittenChunk[]
}

const PAGE_BYTES = 1 << 20
const PAGE_ROWS = 1 << 17
/** Rows between two looks at the size of the page. */
const STEP = 2_048

/** A column that is not nested: cells go to pages as they lie, text by dictionary while it has few different values. */
export class FlatColumnWriter implements ColumnWriter {
  readonly #element: SchemaElement
  readonly #memory: Memory
  readonly #pages: ChunkPages
  readonly #values = new ByteBuffer()
  readonly #encoder: ValueEncoder
  readonly #nullable: boolean
  readonly #validity = new Uint8Array(PAGE_ROWS / 8)
  #dictionary: TextDictionary | undefined
  /** A chunk before this one had too many different values: no more are looked up. */
  #varied = false
  #indices: number[] = []
  #pageRows = 0
  #pageValues = 0
  #chunkRows = 0
  #chunkNulls = 0

  constructor({ type, nullable }: Field, element: SchemaElement, memory: Memory, compressor: Compressor) {
    this.#element = element
    this.#memory = memory
    this.#nullable = nullable
    this.#pages = new ChunkPages(compressor)
    this.#encoder = valueEncoder(type, memory, this.#values)
    this.#varied = type.kind !== 'utf8' && type.kind !== 'binary'
  }

  get bytes(): number { return this.#pages.bytes + this.#values.length }

  append(vector: Vector, rows: number): void {
    for (let from = 0; from < rows; from += STEP) {
      const to = Math.min(from + STEP, rows)
      if (this.#chunkRows === 0 && !this.#varied) this.#dictionary = new TextDictionary()
      if (this.#dictionary?.full && !this.#varied) this.#endDictionary()
      const values = this.#dictionary && !this.#varied
        ? this.#look(vector, from, to, this.#dictionary)
        : this.#encoder.append(vector, from, to)
      if (this.#nullable) this.#markValid(vector, from, to)
      this.#pageRows += to - from
      this.#pageValues += values
      this.#chunkRows += to - from
      this.#chunkNulls += to - from - values
      if (this.#values.length >= PAGE_BYTES || this.#pageRows + STEP > PAGE_ROWS) this.#flush()
    }
  }

  take(offset: number): readonly WrittenChunk[] {
    if (this.#pageRows > 0) this.#flush()
    const bounds = new Bounds()
    const plain = this.#encoder.takeBounds()
    for (const bound of plain ? [plain.min, plain.max] : []) bounds.add(bound)
    if (this.#dictionary) {
      for (let n = 0; n < this.#dictionary.count; n++) bounds.add(this.#dictionary.valueAt(n))
      this.#pages.setDictionary(this.#dictionary.plain.content, this.#dictionary.count)
    }
    const written = this.#pages.take(offset, this.#element, this.#chunkRows, this.#chunkNulls, bounds.take())
    this.#dictionary = undefined
    this.#chunkRows = 0
    this.#chunkNulls = 0
    return [written]
  }

  #look(vector: Vector, from: number, to: number, dictionary: TextDictionary): number {
    const { u8, u32 } = this.#memory
    const before = this.#indices.length
    for (let row = from; row < to; row++) {
      if (vector.validity !== 0 && !isValid(this.#memory, vector, row)) continue
      const cell = (vector.data >>> 2) + 2 * row
      this.#indices.push(dictionary.index(u8, u32[cell]!, u32[cell + 1]!))
    }
    return this.#indices.length - before
  }

  /** Pages made so far keep to the dictionary; the rest of the chunk, and of the file, does without. */
  #endDictionary(): void {
    if (this.#pageRows > 0) this.#flush()
    this.#varied = true
  }

  #markValid(vector: Vector, from: number, to: number): void {
    for (let row = from, bit = this.#pageRows; row < to; row++, bit++) {
      if (vector.validity === 0 || isValid(this.#memory, vector, row)) this.#validity[bit >>> 3]! |= 1 << (bit & 7)
    }
  }

  #flush(): void {
    const page = new ByteWriter(1 << 12)
    if (this.#nullable) this.#writeLevels(page)
    const byDictionary = this.#dictionary !== undefined && !this.#varied
    if (byDictionary) {
      const width = Math.max(1, 32 - Math.clz32(this.#dictionary!.count - 1))
      page.appendUint8(width)
      writeRleBitPackedHybrid(page, this.#indices, width)
    } else page.appendBytes(this.#values.content)
    this.#pages.addPage(page.getBytes(), this.#pageRows, byDictionary ? 'RLE_DICTIONARY' : 'PLAIN')
    this.#indices = []
    this.#values.clear()
    this.#validity.fill(0)
    this.#pageRows = 0
    this.#pageValues = 0
  }

  /** Definition levels: one run when nothing is null, else the bits. */
  #writeLevels(page: ByteWriter): void {
    const rows = this.#pageRows
    const levels = new ByteWriter(16)
    if (this.#pageValues === rows) {
      levels.appendVarInt(rows << 1)
      levels.appendUint8(1)
    } else {
      const groups = Math.ceil(rows / 8)
      levels.appendVarInt(groups << 1 | 1)
      levels.appendBytes(this.#validity.subarray(0, groups))
    }
    page.appendUint32(levels.getBytes().length)
    page.appendBytes(levels.getBytes())
  }
}
