/**
 * Text columns into memory. Texts that repeat are written once a batch and share their bytes; others are joined some hundred at a
 * time and encoded at once.
 */
import type { Arena } from '../../memory/arena.js'
import { toText } from './to-engine.js'
import { ColumnWriter, type Cells } from './write-column.js'

const encoder = new TextEncoder()
/** Text is joined up to this many characters. */
const JOIN_CHARACTERS = 65_536
/** After this many rows of a batch texts are looked up only while at most every fourth is a new one. */
const TRIAL = 512

export class TextWriter extends ColumnWriter {
  private readonly convert = toText(this.field.type)
  private readonly views = new Map<string, { readonly address: number; readonly length: number }>()
  private looked = 0

  override begin(from: number, to: number, arena: Arena): void {
    super.begin(from, to, arena)
    this.views.clear()
    this.looked = 0
  }
  write(rows: readonly Cells[], from: number, to: number): void {
    if (this.looked < TRIAL || this.views.size <= this.looked / 4) this.once(rows, from, to)
    else this.joined(rows, from, to)
  }
  /** Writes each different text once. */
  private once(rows: readonly Cells[], from: number, to: number): void {
    const { views, arena, arena: { memory: { u32 } } } = this
    for (let n = from, cell = this.cell(from); n < to; n++, cell += 2) {
      const text = this.text(rows, n)
      let view = views.get(text)
      if (!view) views.set(text, view = arena.writeText(text))
      u32[cell] = view.address
      u32[cell + 1] = view.length
    }
    this.looked += to - from
  }
  private joined(rows: readonly Cells[], from: number, to: number): void {
    let texts: string[] = [], characters = 0
    for (let n = from; n < to; n++) {
      const text = this.text(rows, n)
      if (characters + text.length > JOIN_CHARACTERS) {
        this.encode(texts, this.cell(n - texts.length))
        texts = []
        characters = 0
      }
      texts.push(text)
      characters += text.length
    }
    this.encode(texts, this.cell(to - texts.length))
  }
  /** Word of the row's view. */
  private cell(row: number): number { return (this.data >>> 2) + 2 * (row - this.first) }
  private text(rows: readonly Cells[], row: number): string {
    const value = rows[row]![this.field.name]
    if (typeof value === 'string') return value
    if (value !== null && value !== undefined) return this.convert(value, this.at(row))
    this.setNull(row)
    return ''
  }
  /** Writes the texts one behind the other, and their views from `cell` on. */
  private encode(texts: readonly string[], cell: number): void {
    const { arena } = this, { memory } = arena, { u32 } = memory, all = texts.join('')
    let address = arena.reserve(3 * all.length)
    const { written } = encoder.encodeInto(all, memory.u8.subarray(address, address + 3 * all.length))
    const isAscii = written === all.length, lengths = isAscii ? texts.map(t => t.length) : texts.map(utf8Length)
    // Halves of a pair that met in the joined text: each value alone.
    if (!isAscii && lengths.reduce((sum, n) => sum + n, 0) !== written) {
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
