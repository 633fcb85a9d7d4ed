/**
 * Text columns into strings. Making a string costs more than anything else here. Texts that come again within a batch (short
 * ones by their bytes, longer ones by their view, as a dictionary's do) give the string made before; of the others, those that
 * lie one behind the other are decoded a few kilobytes at a time, and cut.
 */
import type { Vector } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import { readText } from '../../memory/text.js'

/** Places of the table of strings; a power of two. */
const PLACES = 4096, PLACE_BITS = 12
/** Up to this many bytes a text is known by its bytes. */
const SHORT = 8
/** After this many rows of a batch the table is used only while every fourth is found in it. */
const TRIAL = 512
/** Decoded at once. A string that is kept keeps its block: so blocks are small. */
const BLOCK_BYTES = 8192
/** Bytes that may lie between two texts of a block: a delimiter, a length. */
const GAP = 8

export class TextReader {
  /** Of each place: the bytes of a short text (two words) or the address of a longer one, and the length. */
  private readonly firsts = new Uint32Array(PLACES)
  private readonly seconds = new Uint32Array(PLACES)
  private readonly lengths = new Uint32Array(PLACES)
  private readonly strings: string[] = new Array<string>(PLACES).fill('')
  private cells = 0
  private tried = 0
  private found = 0

  constructor(private readonly memory: Memory) {}

  /** Begins a batch: what lies at an address is no longer what lay there. */
  begin(vector: Vector): void {
    const { lengths } = this
    for (let place = 0; place < PLACES; place++) if (lengths[place]! > SHORT) lengths[place] = 0
    this.cells = vector.data >>> 2
    this.tried = this.found = 0
  }
  /** Rows `from` to `to` of the batch, in ascending order, from `into[0]` on. */
  read(from: number, to: number, into: unknown[]): void {
    const repeats = this.tried < TRIAL || this.found > this.tried / 4
    if (repeats) this.repeated(from, to, into)
    else for (let n = from; n < to;) n = this.block(n, to, into, from)
  }
  private repeated(from: number, to: number, into: unknown[]): void {
    const { memory, cells, firsts, seconds, lengths, strings } = this, { u8, u32 } = memory
    let found = 0
    for (let n = from; n < to; n++) {
      const address = u32[cells + 2 * n]!, length = u32[cells + 2 * n + 1]!
      if (length === 0) {
        into[n - from] = ''
        found++
        continue
      }
      let first = address, second = 0
      if (length <= SHORT) {
        first = 0
        for (let k = 0; k < length && k < 4; k++) first |= u8[address + k]! << 8 * k
        for (let k = 4; k < length; k++) second |= u8[address + k]! << 8 * (k - 4)
        first >>>= 0
        second >>>= 0
      }
      const place = Math.imul(Math.imul(first, 0x9e3779b1) ^ second ^ length, 0x85ebca6b) >>> (32 - PLACE_BITS)
      if (firsts[place] === first && seconds[place] === second && lengths[place] === length) {
        into[n - from] = strings[place]!
        found++
        continue
      }
      firsts[place] = first
      seconds[place] = second
      lengths[place] = length
      into[n - from] = strings[place] = readText(memory, address, length)
    }
    this.tried += to - from
    this.found += found
  }
  /** Texts from row `from` on that lie close behind each other; gives the row behind them. `first` is the row of `into[0]`. */
  private block(from: number, rows: number, into: unknown[], first: number): number {
    const { cells, memory: { u8, u32 } } = this, start = u32[cells + 2 * from]!
    let end = start + u32[cells + 2 * from + 1]!, n = from + 1
    for (; n < rows; n++) {
      const address = u32[cells + 2 * n]!, length = u32[cells + 2 * n + 1]!
      if (length === 0) continue
      if (address < end || address > end + GAP || address + length > start + BLOCK_BYTES) break
      end = address + length
    }
    if (n - from < 4 || !isAscii(u8, start, end)) {
      for (let k = from; k < n; k++) into[k - first] = readText(this.memory, u32[cells + 2 * k]!, u32[cells + 2 * k + 1]!)
      return n
    }
    const text = ascii(u8, start, end)
    for (let k = from; k < n; k++) {
      const at = u32[cells + 2 * k]! - start, length = u32[cells + 2 * k + 1]!
      into[k - first] = length === 0 ? '' : text.substring(at, at + length)
    }
    return n
  }
}
function isAscii(u8: Uint8Array, start: number, end: number): boolean {
  let all = 0
  for (let n = start; n < end; n++) all |= u8[n]!
  return all < 0x80
}
const latin1 = typeof Buffer === 'undefined' ? undefined : Buffer.prototype.latin1Slice
const decoder = new TextDecoder()
/** Browsers do not decode shared bytes: there they are copied. */
const ascii = (u8: Uint8Array, start: number, end: number): string => latin1
  ? latin1.call(u8, start, end) : decoder.decode(u8.slice(start, end))
