/**
 * One column of some rows into memory, one pass a column: the loop knows the type, so common values go straight into their
 * cells. Text is joined about a thousand values at a time and encoded at once.
 */
import type { Arena } from '../../memory/arena.js'
import type { Vector } from '../../memory/batch.js'
import { bitmapBytes, VectorBuilder } from '../../memory/vector.js'
import type { Field } from '../../types/data-type.js'
import { nullInside, placeIn, type Place } from './problem.js'
import { toBool, toDay, toEngine, toFloat, toInt, toInt64, toMicros, toText, type Convert } from './to-engine.js'

/** A row as users give it. */
export type InputRow = object
type Cells = Readonly<Record<string, unknown>>

/** Rows `from` to `to` (not included). */
export function writeColumn(field: Field, rows: readonly InputRow[], from: number, to: number, arena: Arena): Vector {
  const column = new ColumnWriter(field, rows as readonly Cells[], from, to, arena), { type } = field
  switch (type.kind) {
    case 'bool': return column.bytes(toBool(type))
    case 'int8': case 'int16': case 'int32': return column.int32s(toInt({ kind: type.kind }))
    case 'date': return column.int32s(toDay(type))
    case 'float64': return column.doubles(toFloat(type))
    case 'int64': return column.int64s(toInt64(type), true)
    case 'timestamp': case 'timestampNtz': return column.int64s(toMicros(type), false)
    case 'utf8': return column.texts(toText(type))
    default: return column.others(toEngine(type))
  }
}
const encoder = new TextEncoder()
/** Text is joined up to this many values or characters, whichever comes first. */
const JOIN_VALUES = 1000, JOIN_CHARACTERS = 65_536
/** After this many rows texts are written once each only if at most every fourth of them was a new one. */
const TRIAL = 512

class ColumnWriter {
  private readonly place: Place
  private validity = 0
  constructor(private readonly field: Field, private readonly rows: readonly Cells[], private readonly from: number,
    private readonly to: number, private readonly arena: Arena) {
    this.place = placeIn(field.name)
  }
  int32s(convert: Convert<number>): Vector {
    const { rows, from, to, field: { name }, arena: { memory: { i32 } } } = this, data = this.allocate(4), at = (data >>> 2) - from
    for (let n = from; n < to; n++) {
      const value = rows[n]![name]
      i32[at + n] = value === null || value === undefined ? this.setNull(n) : convert(value, this.at(n))
    }
    return this.vector(data)
  }
  bytes(convert: Convert<boolean>): Vector {
    const { rows, from, to, field: { name }, arena: { memory: { u8 } } } = this, data = this.allocate(1), at = data - from
    for (let n = from; n < to; n++) {
      const value = rows[n]![name]
      u8[at + n] = value === null || value === undefined ? this.setNull(n) : convert(value, this.at(n)) ? 1 : 0
    }
    return this.vector(data)
  }
  doubles(convert: Convert<number>): Vector {
    const { rows, from, to, field: { name }, arena: { memory: { f64 } } } = this, data = this.allocate(8), at = (data >>> 3) - from
    for (let n = from; n < to; n++) {
      const value = rows[n]![name]
      f64[at + n] = typeof value === 'number' ? value : value === null || value === undefined ? this.setNull(n) : convert(value, this.at(n))
    }
    return this.vector(data)
  }
  /** `plain`: a safe whole number is its own value, and is written as two words without making a bigint. */
  int64s(convert: Convert<bigint>, plain: boolean): Vector {
    const { rows, from, to, field: { name }, arena: { memory: { i32, i64 } } } = this, data = this.allocate(8), at = (data >>> 3) - from
    for (let n = from; n < to; n++) {
      const value = rows[n]![name], cell = at + n
      if (plain && typeof value === 'number' && Number.isSafeInteger(value)) {
        i32[2 * cell] = value % 0x1_0000_0000
        i32[2 * cell + 1] = Math.floor(value / 0x1_0000_0000)
      } else i64[cell] = value === null || value === undefined ? BigInt(this.setNull(n)) : convert(value, this.at(n))
    }
    return this.vector(data)
  }
  texts(convert: Convert<string>): Vector {
    const data = this.allocate(8)
    const joinFrom = this.repeatedTexts(convert, data >>> 2)
    if (joinFrom < this.to) this.joinedTexts(convert, joinFrom, (data >>> 2) + 2 * (joinFrom - this.from))
    return this.vector(data)
  }
  /** Writes each different text once. Gives the row it came to: all, or the end of the trial when texts hardly repeat. */
  private repeatedTexts(convert: Convert<string>, cells: number): number {
    const { rows, from, to, field: { name }, arena, arena: { memory: { u32 } } } = this
    const views = new Map<string, { address: number; length: number }>()
    for (let n = from, cell = cells; n < to; n++, cell += 2) {
      if (n === from + TRIAL && views.size > TRIAL / 4) return n
      const value = rows[n]![name]
      if (value === null || value === undefined) this.setNull(n)
      const text = typeof value === 'string' ? value : value === null || value === undefined ? '' : convert(value, this.at(n))
      let view = views.get(text)
      if (!view) views.set(text, view = arena.writeText(text))
      u32[cell] = view.address
      u32[cell + 1] = view.length
    }
    return to
  }
  private joinedTexts(convert: Convert<string>, first: number, cell: number): void {
    const { rows, to, field: { name } } = this
    let joined: string[] = [], characters = 0
    const flush = (): void => {
      this.encode(joined, cell)
      cell += 2 * joined.length
      joined = []
      characters = 0
    }
    for (let n = first; n < to; n++) {
      const value = rows[n]![name]
      if (value === null || value === undefined) this.setNull(n)
      const text = typeof value === 'string' ? value : value === null || value === undefined ? '' : convert(value, this.at(n))
      if (joined.length > 0 && (joined.length === JOIN_VALUES || characters + text.length > JOIN_CHARACTERS)) flush()
      joined.push(text)
      characters += text.length
    }
    flush()
  }
  /** Writes the texts one behind the other and their views from `cell` on. */
  private encode(texts: readonly string[], cell: number): void {
    const { arena } = this, { memory } = arena, { u32 } = memory, all = texts.join('')
    let address = arena.reserve(3 * all.length)
    const { written } = encoder.encodeInto(all, memory.u8.subarray(address, address + 3 * all.length))
    const ascii = written === all.length, lengths = ascii ? texts.map(t => t.length) : texts.map(utf8Length)
    // Halves of a pair that met in the joined text: each value alone.
    if (!ascii && lengths.reduce((sum, n) => sum + n, 0) !== written) {
      for (const text of texts) {
        const view = arena.writeText(text)
        u32[cell++] = view.address
        u32[cell++] = view.length
      }
      return
    }
    arena.advance(address + written)
    for (const length of lengths) {
      u32[cell++] = address
      u32[cell++] = length
      address += length
    }
  }
  others(convert: Convert): Vector {
    const { rows, from, to, field: { name, type, nullable } } = this, builder = new VectorBuilder(type, to - from, this.arena)
    for (let n = from; n < to; n++) {
      const value = rows[n]![name]
      builder.append(value === null || value === undefined ? nullable ? null : nullInside(this.at(n)) : convert(value, this.at(n)))
    }
    return builder.build()
  }
  private allocate(cellBytes: number): number { return this.arena.allocate(Math.max(8, (this.to - this.from) * cellBytes)) }
  private vector(data: number): Vector { return { type: this.field.type, data, validity: this.validity } }
  private at(row: number): Place {
    this.place.row = row
    return this.place
  }
  /** Clears the bit of the row; gives what its cell holds. */
  private setNull(row: number): 0 {
    const { arena, from, to } = this, { u8 } = arena.memory
    if (!this.field.nullable) return nullInside(this.at(row))
    if (this.validity === 0) {
      const bytes = Math.max(8, bitmapBytes(to - from))
      this.validity = arena.allocate(bytes)
      u8.fill(255, this.validity, this.validity + bytes)
    }
    u8[this.validity + (row - from >>> 3)]! &= ~(1 << (row - from & 7))
    return 0
  }
}
/** Bytes of the text as UTF-8; half a pair becomes the three bytes of U+FFFD. */
function utf8Length(text: string): number {
  let bytes = text.length
  for (let n = 0; n < text.length; n++) {
    const code = text.charCodeAt(n)
    if (code < 0x80) continue
    bytes += code < 0x800 ? 1 : 2
    if (code >>> 10 === 0x36 && text.charCodeAt(n + 1) >>> 10 === 0x37) n++ // two units, four bytes
  }
  return bytes
}
