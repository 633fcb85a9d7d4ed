/** Columns of one row group while it is being made: cells as Parquet's PLAIN or dictionary encoding wants them. */
import type { SchemaElement } from 'hyparquet'

export const GROUP_ROWS = 122_880

/** What a column chunk is made of; `page` gives the encoded cells of some rows. */
export interface Column {
  readonly element: SchemaElement
  /** The PLAIN encoded dictionary, if the column has one. */
  readonly dictionary: { readonly bytes: Uint8Array; readonly values: number } | undefined
  readonly rows: number
  page(from: number, to: number): Uint8Array
  range(): { readonly min: Bound; readonly max: Bound } | undefined
  clear(): void
}
type Bound = number | bigint | string

export type NumberKind = 'int32' | 'int64' | 'date' | 'decimal'
const numberElements: Readonly<Record<NumberKind, Omit<SchemaElement, 'name'>>> = {
  int32: { type: 'INT32' },
  int64: { type: 'INT64' },
  date: { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } },
  decimal: {
    type: 'INT64', converted_type: 'DECIMAL', precision: 15, scale: 2, logical_type: { type: 'DECIMAL', precision: 15, scale: 2 },
  },
}
const numberElement = (name: string, kind: NumberKind): SchemaElement => ({ name, repetition_type: 'REQUIRED', ...numberElements[kind] })
const textElement = (name: string): SchemaElement =>
  ({ name, repetition_type: 'REQUIRED', type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } })
const bound = (kind: NumberKind, value: number): Bound => kind === 'int64' || kind === 'decimal' ? BigInt(value) : value

function plainNumbers(kind: NumberKind, values: ArrayLike<number>, from: number, to: number): Uint8Array {
  if (kind === 'int32' || kind === 'date') {
    const words = new Int32Array(to - from)
    for (let n = 0; n < words.length; n++) words[n] = values[from + n]!
    return new Uint8Array(words.buffer)
  }
  const words = new Int32Array(2 * (to - from))
  for (let n = 0; n < to - from; n++) {
    const value = values[from + n]!
    words[2 * n] = value % 0x1_0000_0000
    words[2 * n + 1] = Math.floor(value / 0x1_0000_0000)
  }
  return new Uint8Array(words.buffer)
}
/** Whole numbers: keys, money in cents, days since 1970. */
export class NumberColumn implements Column {
  readonly element: SchemaElement
  readonly dictionary = undefined
  rows = 0
  private readonly values = new Float64Array(GROUP_ROWS)
  constructor(name: string, private readonly kind: NumberKind) { this.element = numberElement(name, kind) }
  push(value: number): void { this.values[this.rows++] = value }
  page(from: number, to: number): Uint8Array { return plainNumbers(this.kind, this.values, from, to) }
  range(): { min: Bound; max: Bound } {
    let min = Infinity, max = -Infinity
    for (let n = 0; n < this.rows; n++) {
      const value = this.values[n]!
      if (value < min) min = value
      if (value > max) max = value
    }
    return { min: bound(this.kind, min), max: bound(this.kind, max) }
  }
  clear(): void { this.rows = 0 }
}
/** Text of many different values. */
export class TextColumn implements Column {
  readonly element: SchemaElement
  readonly dictionary = undefined
  rows = 0
  private bytes = new Uint8Array(1 << 20)
  private readonly starts = new Uint32Array(GROUP_ROWS + 1)
  constructor(name: string) { this.element = textElement(name) }
  /** ASCII only. */
  push(text: string): void {
    let at = this.begin(text.length)
    for (let n = 0; n < text.length; n++) this.bytes[at++] = text.charCodeAt(n)
  }
  pushBytes(from: Uint8Array, start: number, length: number): void {
    const at = this.begin(length)
    for (let n = 0; n < length; n++) this.bytes[at + n] = from[start + n]!
  }
  private begin(length: number): number {
    const at = this.starts[this.rows]!, end = at + 4 + length
    if (end > this.bytes.length) {
      const wider = new Uint8Array(2 * end)
      wider.set(this.bytes)
      this.bytes = wider
    }
    for (let n = 0; n < 4; n++) this.bytes[at + n] = length >>> 8 * n
    this.starts[++this.rows] = end
    return at + 4
  }
  page(from: number, to: number): Uint8Array { return this.bytes.subarray(this.starts[from], this.starts[to]) }
  range(): undefined { return undefined }
  clear(): void { this.rows = 0 }
}
/** Values out of a known list, as their places in it. */
export class CodedColumn implements Column {
  readonly element: SchemaElement
  readonly dictionary: { readonly bytes: Uint8Array; readonly values: number }
  rows = 0
  private readonly codes = new Uint16Array(GROUP_ROWS)
  private readonly width: number
  private readonly values: readonly string[] | readonly number[]
  private readonly kind: NumberKind | 'text'
  constructor(name: string, values: readonly string[] | readonly number[], kind: NumberKind | 'text' = 'text') {
    this.values = values
    this.kind = kind
    this.element = kind === 'text' ? textElement(name) : numberElement(name, kind)
    this.width = Math.max(1, Math.ceil(Math.log2(values.length)))
    this.dictionary = { bytes: plainValues(values, kind), values: values.length }
  }
  push(code: number): void { this.codes[this.rows++] = code }
  /** A byte of width, then one bit-packed run of groups of eight. */
  page(from: number, to: number): Uint8Array {
    const groups = Math.ceil((to - from) / 8), out = new Uint8Array(6 + groups * this.width)
    let at = 0, word = 0, bits = 0
    out[at++] = this.width
    for (let header = groups << 1 | 1; ; header >>>= 7) {
      out[at++] = header > 0x7f ? header & 0x7f | 0x80 : header
      if (header <= 0x7f) break
    }
    for (let n = 0; n < groups * 8; n++) {
      word |= (from + n < to ? this.codes[from + n]! : 0) << bits
      for (bits += this.width; bits >= 8; bits -= 8) { out[at++] = word & 0xff; word >>>= 8 }
    }
    return out.subarray(0, at)
  }
  range(): { min: Bound; max: Bound } {
    const used = new Uint8Array(this.values.length)
    for (let n = 0; n < this.rows; n++) used[this.codes[n]!] = 1
    const { kind } = this
    const bounds = this.values.flatMap((value, code) => used[code] ? [kind === 'text' ? String(value) : bound(kind, Number(value))] : [])
    return { min: bounds.reduce((a, b) => b < a ? b : a), max: bounds.reduce((a, b) => b > a ? b : a) }
  }
  clear(): void { this.rows = 0 }
}
function plainValues(values: readonly string[] | readonly number[], kind: NumberKind | 'text'): Uint8Array {
  if (kind !== 'text') return plainNumbers(kind, values.map(Number), 0, values.length).slice()
  const column = new TextColumn('')
  for (const value of values) column.push(String(value))
  return column.page(0, values.length).slice()
}
