/**
 * Text columns into strings. Making a string costs more than anything else here, so a view that comes again within a batch
 * (a dictionary's) gives the string made before; the others are copied together, decoded a few kilobytes at a time, and cut.
 */
import type { Vector } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import { readText } from '../../memory/text.js'

/** Slots of the table of strings by view; a power of two. */
const SLOTS = 4096
/** After this many rows the table is given up unless every fourth was found in it. */
const TRIAL = 512
/** Decoded at once. A string that is kept keeps its block: so blocks are small. */
const BLOCK_BYTES = 8192, BLOCK_ROWS = 1024

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export class TextReader {
  private readonly addresses = new Uint32Array(SLOTS)
  private readonly lengths = new Uint32Array(SLOTS)
  private readonly strings: string[] = new Array<string>(SLOTS).fill('')
  private readonly block = new Uint8Array(BLOCK_BYTES)
  /** Where each row of the block ends: in bytes, and in UTF-16 units. */
  private readonly ends = new Uint32Array(BLOCK_ROWS)
  private readonly units = new Uint32Array(BLOCK_ROWS)

  constructor(private readonly memory: Memory) {}

  read(vector: Vector, rows: number): string[] {
    const into = new Array<string>(rows), cells = vector.data >>> 2
    const done = this.byView(cells, rows, into)
    for (let n = done; n < rows;) n = this.byBlock(cells, n, rows, into)
    return into
  }
  /** Gives the row it came to: all of them, or the end of the trial when views hardly repeat. */
  private byView(cells: number, rows: number, into: string[]): number {
    const { memory, addresses, lengths, strings } = this, { u32 } = memory
    lengths.fill(0)
    let found = 0
    for (let n = 0; n < rows; n++) {
      if (n === TRIAL && found < TRIAL / 4) return n
      const address = u32[cells + 2 * n]!, length = u32[cells + 2 * n + 1]!
      if (length === 0) { into[n] = ''; found++; continue }
      const slot = (Math.imul(address, 0x9e3779b1) + length) >>> 20
      if (addresses[slot] === address && lengths[slot] === length) { into[n] = strings[slot]!; found++; continue }
      addresses[slot] = address
      lengths[slot] = length
      into[n] = strings[slot] = readText(memory, address, length)
    }
    return rows
  }
  /** One block of rows from `from` on; gives the row behind it. */
  private byBlock(cells: number, from: number, rows: number, into: string[]): number {
    const { memory, block, ends, units } = this, { u8, u32 } = memory
    let bytes = 0, unit = 0, high = 0, n = from
    for (const last = Math.min(rows, from + BLOCK_ROWS); n < last; n++) {
      const address = u32[cells + 2 * n]!, length = u32[cells + 2 * n + 1]!
      if (bytes + length > BLOCK_BYTES) break
      for (let k = 0; k < length; k++) {
        const byte = u8[address + k]!
        block[bytes + k] = byte
        if (byte < 0x80) unit++
        else {
          high = 1
          if (byte >= 0xc0) unit += byte >= 0xf0 ? 2 : 1
        }
      }
      bytes += length
      ends[n - from] = bytes
      units[n - from] = unit
    }
    if (n === from) { // longer than a block
      into[n] = readText(memory, u32[cells + 2 * n]!, u32[cells + 2 * n + 1]!)
      return n + 1
    }
    const text = high === 0 ? ascii(block, bytes) : validText(block.subarray(0, bytes))
    if (text === undefined) for (let k = from; k < n; k++) into[k] = readText(memory, u32[cells + 2 * k]!, u32[cells + 2 * k + 1]!)
    else for (let k = from, start = 0; k < n; k++) into[k] = text.substring(start, start = units[k - from]!)
    return n
  }
}
/** Undefined where bytes are not UTF-8: then the places of rows in the text are not known. */
function validText(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}
const latin1 = typeof Buffer === 'undefined' ? undefined : Buffer.prototype.latin1Slice
const ascii = (bytes: Uint8Array, end: number): string => latin1 ? latin1.call(bytes, 0, end) : strict.decode(bytes.subarray(0, end))
