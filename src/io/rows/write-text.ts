/** Text columns into memory. Texts that repeat are written once a batch and share their bytes; others lie one behind the other. */
import type { Arena } from '../../memory/arena.js'
import { encodeText } from '../../memory/text.js'
import { toText } from './to-engine.js'
import { ColumnWriter, type Cells } from './write-column.js'

/** Up to this many characters are encoded one by one; the encoder is faster for more. */
const SHORT = 64
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
    else this.each(rows, from, to)
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
  private each(rows: readonly Cells[], from: number, to: number): void {
    const { arena, arena: { memory: { u8, u32 } } } = this
    for (let n = from, cell = this.cell(from); n < to; n++, cell += 2) {
      // first the text: a null may take memory
      const text = this.text(rows, n), most = 3 * text.length, at = arena.reserve(most)
      const end = text.length <= SHORT ? encodeShort(text, u8, at) : at + encodeText(text, u8.subarray(at, at + most))
      arena.advance(end)
      u32[cell] = at
      u32[cell + 1] = end - at
    }
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
}
/** UTF-8 of the text from `at` on; gives where it ends. Half a pair becomes U+FFFD. */
function encodeShort(text: string, u8: Uint8Array, at: number): number {
  for (let n = 0; n < text.length; n++) {
    let code = text.charCodeAt(n)
    if (code < 0x80) {
      u8[at++] = code
      continue
    }
    if (code < 0x800) {
      u8[at++] = 0xc0 | code >>> 6
      u8[at++] = 0x80 | code & 0x3f
      continue
    }
    if (code >>> 11 === 0x1b) {
      const low = code < 0xdc00 ? text.charCodeAt(n + 1) : 0
      if (low >>> 10 === 0x37) {
        code = (code - 0xd800 << 10) + low - 0xdc00 + 0x10000
        n++
        u8[at++] = 0xf0 | code >>> 18
        u8[at++] = 0x80 | code >>> 12 & 0x3f
        u8[at++] = 0x80 | code >>> 6 & 0x3f
        u8[at++] = 0x80 | code & 0x3f
        continue
      }
      code = 0xfffd
    }
    u8[at++] = 0xe0 | code >>> 12
    u8[at++] = 0x80 | code >>> 6 & 0x3f
    u8[at++] = 0x80 | code & 0x3f
  }
  return at
}
