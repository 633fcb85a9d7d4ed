/**
 * Strings of many texts: those that lie one behind the other are decoded a few kilobytes at a time, and cut. That is several
 * times as fast as decoding each.
 */
import type { Memory } from '../../memory/memory.js'
import { decodeText, readText } from '../../memory/text.js'

/** Decoded at once. A string that is kept keeps its block: so blocks are small. */
const BLOCK_BYTES = 8192
/** Bytes that may lie between two texts of a block: a delimiter, a length. */
const GAP = 8
/** Fewer texts are not worth a block. */
const FEWEST = 4

/** Strings of the views `from` to `to` of those at `views`, into `into[at]` and on. Views count from `base`. */
export function cutTexts(memory: Memory, views: number, base: number, from: number, to: number, into: (string | null)[], at: number): void {
  const { u8, u32 } = memory, cells = views >>> 2, shift = at - from
  for (let n = from; n < to;) {
    const first = n, start = base + u32[cells + 2 * n]!
    let end = start + u32[cells + 2 * n + 1]!
    for (n++; n < to; n++) {
      const address = base + u32[cells + 2 * n]!, length = u32[cells + 2 * n + 1]!
      if (length === 0) continue
      if (address < end || address > end + GAP || address + length > start + BLOCK_BYTES) break
      end = address + length
    }
    if (n - first >= FEWEST && cutAscii(u8, u32, cells, base, start, end, first, n, into, shift)) continue
    if (n - first >= FEWEST && cutUtf8(u8, u32, cells, base, start, end, first, n, into, shift)) continue
    for (let k = first; k < n; k++) into[k + shift] = readText(memory, base + u32[cells + 2 * k]!, u32[cells + 2 * k + 1]!)
  }
}
function cutAscii(u8: Uint8Array, u32: Uint32Array, cells: number, base: number, start: number, end: number, from: number, to: number,
  into: (string | null)[], shift: number): boolean {
  let all = 0
  for (let n = start; n < end; n++) all |= u8[n]!
  if (all >= 0x80) return false
  const text = ascii(u8, start, end), offset = base - start
  for (let k = from; k < to; k++) {
    const at = u32[cells + 2 * k]! + offset, length = u32[cells + 2 * k + 1]!
    into[k + shift] = length === 0 ? '' : text.substring(at, at + length)
  }
  return true
}
/** Only where every text begins a character and nothing had to be replaced: then each is whole, and its units can be counted. */
function cutUtf8(u8: Uint8Array, u32: Uint32Array, cells: number, base: number, start: number, end: number, from: number, to: number,
  into: (string | null)[], shift: number): boolean {
  const text = utf8(u8, start, end)
  if (text.includes('\ufffd')) return false
  let at = 0, done = start
  for (let k = from; k < to; k++) {
    const address = base + u32[cells + 2 * k]!, length = u32[cells + 2 * k + 1]!
    if (length === 0) {
      into[k + shift] = ''
      continue
    }
    if (isTail(u8[address]!)) return false
    const begin = at + units(u8, done, address)
    at = begin + units(u8, address, address + length)
    done = address + length
    into[k + shift] = text.substring(begin, at)
  }
  return true
}
const isTail = (byte: number): boolean => (byte & 0xc0) === 0x80
/** UTF-16 units of valid UTF-8. */
function units(u8: Uint8Array, start: number, end: number): number {
  let count = 0
  for (let n = start; n < end; n++) {
    const byte = u8[n]!
    if (!isTail(byte)) count += byte < 0xf0 ? 1 : 2
  }
  return count
}

type Slice = (this: Uint8Array, start: number, end: number) => string
const { latin1Slice, utf8Slice } = (typeof Buffer === 'undefined' ? {} : Buffer.prototype) as { latin1Slice?: Slice; utf8Slice?: Slice }
const decoder = new TextDecoder()
/** Browsers do not decode shared bytes: there they are copied. */
const ascii = (u8: Uint8Array, start: number, end: number): string =>
  latin1Slice ? latin1Slice.call(u8, start, end) : decoder.decode(u8.slice(start, end))
const utf8 = (u8: Uint8Array, start: number, end: number): string =>
  utf8Slice ? utf8Slice.call(u8, start, end) : decodeText(u8.subarray(start, end))
