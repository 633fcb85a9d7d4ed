/** Batches as the bytes of CSV. Text is copied as bytes; quotes are put only where a reader would need them, or everywhere. */
import type { Batch, Vector } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import type { Field } from '../../types/data-type.js'
import { ByteBuffer } from '../text/byte-buffer.js'
import type { TimeFormats } from '../text/options.js'
import { bitAt } from '../text/rows.js'
import { valueTexts } from '../text/value-texts.js'

export interface CsvWriteDialect extends TimeFormats {
  readonly delimiter: string
  readonly quote: string
  readonly escape: string
  readonly nullValue: string
  /** What stands for empty text; undefined: two quotes. */
  readonly emptyValue: string | undefined
  readonly lineSep: string
  readonly quoteAll: boolean
  /** Whether a quote inside is a reason for quotes around. */
  readonly escapeQuotes: boolean
}
const LF = 10, CR = 13
const encoder = new TextEncoder()

/** Appends one field of the row. */
type WriteField = (row: number, out: ByteBuffer) => void

export class CsvEncoder {
  private readonly out = new ByteBuffer()
  private readonly nulls: Uint8Array
  private readonly empty: Uint8Array | undefined
  private readonly columns: readonly ((vector: Vector, rows: number) => WriteField)[]
  private readonly delimiter: Uint8Array
  private readonly lineSep: Uint8Array
  private readonly quote: number
  private readonly escape: number

  constructor(private readonly fields: readonly Field[], private readonly memory: Memory, private readonly dialect: CsvWriteDialect) {
    this.nulls = encoder.encode(dialect.nullValue)
    this.empty = dialect.emptyValue === undefined ? undefined : encoder.encode(dialect.emptyValue)
    this.delimiter = encoder.encode(dialect.delimiter)
    this.lineSep = encoder.encode(dialect.lineSep)
    this.quote = dialect.quote.charCodeAt(0)
    this.escape = dialect.escape.charCodeAt(0)
    this.columns = fields.map(f => this.column(f))
  }
  header(): Uint8Array {
    const { out } = this
    out.clear()
    this.fields.forEach((f, n) => {
      if (n > 0) out.all(this.delimiter)
      const name = encoder.encode(f.name)
      this.text(name, 0, name.length, out)
    })
    out.all(this.lineSep)
    return out.content
  }
  /** Valid until the next call. */
  rows(batch: Batch): Uint8Array {
    const { out, delimiter, lineSep } = this, write = this.columns.map((column, n) => column(batch.columns[n]!, batch.rows))
    const one = delimiter.length === 1 ? delimiter[0]! : 0
    out.clear()
    for (let row = 0; row < batch.rows; row++) {
      for (let n = 0; n < write.length; n++) {
        if (n > 0 && one !== 0) out.push(one)
        else if (n > 0) out.all(delimiter)
        write[n]!(row, out)
      }
      out.all(lineSep)
    }
    return out.content
  }
  private column(field: Field): (vector: Vector, rows: number) => WriteField {
    const { memory } = this
    if (field.type.kind === 'utf8') return vector => (row, out) => {
      const cell = (vector.data >>> 2) + 2 * row
      if (vector.validity === 0 || bitAt(memory, vector.validity, row)) this.text(memory.u8, memory.u32[cell]!, memory.u32[cell + 1]!, out)
      else out.all(this.nulls)
    }
    const texts = valueTexts(field, memory, this.dialect), { kind } = field.type
    const patterned = (kind === 'date' && this.dialect.dateFormat !== undefined) || kind.startsWith('timestamp')
    return (vector, rows) => {
      const textOf = texts(vector, rows)
      return (row, out) => {
        const text = textOf(row)
        if (text === null) out.all(this.nulls)
        else this.plain(text, patterned, out)
      }
    }
  }
  /** Numbers, dates and the like: ASCII, unless a pattern says otherwise, that needs quotes only where something of the dialect is in it. */
  private plain(text: string, patterned: boolean, out: ByteBuffer): void {
    const { quoteAll, delimiter, nullValue, lineSep } = this.dialect
    if (!quoteAll && !patterned && text !== nullValue && !text.includes(delimiter[0]!) && !text.includes(lineSep)) return out.ascii(text)
    const bytes = encoder.encode(text)
    this.text(bytes, 0, bytes.length, out)
  }
  /** Quoted if it is empty or could be taken for null, or holds a delimiter, quote or line end. */
  private text(from: Uint8Array, at: number, length: number, out: ByteBuffer): void {
    const { quote, escape, dialect: { quoteAll, escapeQuotes } } = this, delimiter = this.delimiter[0]!, lineSep = this.lineSep[0]!
    if (length === 0 && this.empty) return out.all(this.empty)
    let special = quoteAll || length === 0 || this.isNullText(from, at, length) || from[at] === quote, escapes = 0
    for (let n = at; n < at + length; n++) {
      const byte = from[n]!
      if (byte === quote || byte === escape) escapes++
      if (byte === delimiter || byte === LF || byte === CR || byte === lineSep) special = true
    }
    const bytes = out.room(length + escapes + 2)
    let to = out.length
    const quoted = special || (escapes > 0 && escapeQuotes)
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
