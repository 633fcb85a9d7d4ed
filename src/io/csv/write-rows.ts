/** Batches as the bytes of CSV. Text is copied as bytes; quotes are put only where a reader would need them. */
import type { Batch, Vector } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import type { Field } from '../../types/data-type.js'
import { columnReader } from '../rows/read-column.js'

export interface CsvWriteDialect { readonly delimiter: string; readonly quote: string; readonly escape: string; readonly nullValue: string }

const LF = 10, CR = 13
const encoder = new TextEncoder()

/** Appends one field of the row. */
type WriteField = (row: number, out: ByteBuffer) => void

/** A growing run of bytes. */
class ByteBuffer {
  bytes = new Uint8Array(1 << 18)
  length = 0
  /** Room for that many more. */
  room(more: number): Uint8Array {
    if (this.length + more > this.bytes.length) {
      const wider = new Uint8Array(2 * (this.length + more))
      wider.set(this.bytes.subarray(0, this.length))
      this.bytes = wider
    }
    return this.bytes
  }
  push(byte: number): void { this.room(1)[this.length++] = byte }
  ascii(text: string): void {
    const bytes = this.room(text.length)
    for (let n = 0; n < text.length; n++) bytes[this.length++] = text.charCodeAt(n)
  }
  all(from: Uint8Array): void {
    this.room(from.length).set(from, this.length)
    this.length += from.length
  }
}

export class CsvEncoder {
  private readonly out = new ByteBuffer()
  private readonly nulls: Uint8Array
  private readonly columns: readonly ((vector: Vector, rows: number) => WriteField)[]
  private readonly delimiter: number
  private readonly quote: number
  private readonly escape: number

  constructor(private readonly fields: readonly Field[], private readonly memory: Memory, dialect: CsvWriteDialect) {
    this.nulls = encoder.encode(dialect.nullValue)
    this.delimiter = dialect.delimiter.charCodeAt(0)
    this.quote = dialect.quote.charCodeAt(0)
    this.escape = dialect.escape.charCodeAt(0)
    this.columns = fields.map(f => this.column(f))
  }
  header(): Uint8Array {
    this.out.length = 0
    this.fields.forEach((f, n) => {
      if (n > 0) this.out.push(this.delimiter)
      const name = encoder.encode(f.name)
      this.text(name, 0, name.length, this.out)
    })
    this.out.push(LF)
    return this.out.bytes.subarray(0, this.out.length)
  }
  /** Valid until the next call. */
  rows(batch: Batch): Uint8Array {
    const { out } = this, write = this.columns.map((column, n) => column(batch.columns[n]!, batch.rows))
    out.length = 0
    for (let row = 0; row < batch.rows; row++) {
      for (let n = 0; n < write.length; n++) {
        if (n > 0) out.push(this.delimiter)
        write[n]!(row, out)
      }
      out.push(LF)
    }
    return out.bytes.subarray(0, out.length)
  }
  private column(field: Field): (vector: Vector, rows: number) => WriteField {
    const { memory } = this
    if (field.type.kind === 'utf8') return vector => (row, out) => {
      const valid = vector.validity === 0 || (memory.u8[vector.validity + (row >>> 3)]! >>> (row & 7) & 1) === 1
      const cell = (vector.data >>> 2) + 2 * row
      if (valid) this.text(memory.u8, memory.u32[cell]!, memory.u32[cell + 1]!, out)
      else out.all(this.nulls)
    }
    const reader = columnReader(field, memory, { int64: 'string', decimal: 'string', date: 'string', timestamp: 'string' })
    return (vector, rows) => {
      reader.begin(vector)
      reader.read(0, rows)
      const { values, texts } = reader
      return (row, out) => {
        const value = texts ? texts[values[row] as number] : values[row]
        if (value === null) out.all(this.nulls)
        else this.plain(Object.is(value, -0) ? '-0' : String(value), out)
      }
    }
  }
  /** Numbers, dates and the like: ASCII that needs quotes only when the delimiter is one of its characters. */
  private plain(text: string, out: ByteBuffer): void {
    if (text.includes(String.fromCharCode(this.delimiter))) this.text(encoder.encode(text), 0, text.length, out)
    else out.ascii(text)
  }
  /** Quoted if it is empty or could be taken for null, or holds a delimiter, quote or line end. */
  private text(from: Uint8Array, at: number, length: number, out: ByteBuffer): void {
    const { delimiter, quote, escape } = this
    let special = length === 0 || this.isNullText(from, at, length), escapes = 0
    for (let n = at; n < at + length; n++) {
      const byte = from[n]!
      if (byte === quote || byte === escape) escapes++
      if (byte === delimiter || byte === LF || byte === CR) special = true
    }
    const bytes = out.room(length + escapes + 2)
    let to = out.length
    const quoted = special || escapes > 0
    if (quoted) bytes[to++] = quote
    for (let n = at; n < at + length; n++) {
      const byte = from[n]!
      if (quoted && (byte === quote || byte === escape)) bytes[to++] = escape
      bytes[to++] = byte
    }
    if (quoted) bytes[to++] = quote
    out.length = to
  }
  private isNullText(from: Uint8Array, at: number, length: number): boolean {
    return length === this.nulls.length && this.nulls.every((byte, n) => from[at + n] === byte)
  }
}
