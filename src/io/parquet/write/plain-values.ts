import type { Vector } from '../../../memory/batch.js'
import type { Memory } from '../../../memory/memory.js'
import { isValid } from '../../../memory/vector.js'
import { cellBytes, representation } from '../../../types/representation.js'
import { ByteBuffer } from './byte-buffer.js'
import { storageOf, type LeafType, type Storage } from './elements.js'

/**
 * The values of a page as PLAIN writes them, but booleans as a byte each. Text has its length in four bytes before it.
 * Everything that is made of a page (other encodings, bounds, hashes) is made from these bytes.
 */
export class PlainValues {
  readonly storage: Storage
  readonly buffer = new ByteBuffer()
  count = 0
  readonly #memory: Memory
  readonly #put: Put
  readonly #cell: number
  /** Whether cells are the bytes that are written, so that many go at once. */
  readonly #same: boolean
  /** Of the page that has ended. */
  #starts: Uint32Array | undefined

  constructor(type: LeafType, memory: Memory) {
    this.storage = storageOf(type)
    this.#memory = memory
    this.#cell = cellBytes[representation(type)]
    this.#put = putter(this.storage, memory, this.buffer)
    this.#same = this.#cell === this.storage.bytes && this.storage.physical !== 'fixed'
  }

  /** The value of a cell, or of a word of the block at `base`. */
  put(cell: number, base: number): void {
    this.#put(cell, base)
    this.count++
  }
  /** The values of rows [from, to) that are not null; gives how many they are. */
  putRows(vector: Vector, from: number, to: number): number {
    const before = this.count, cell = this.#cell, put = this.#put
    if (vector.validity === 0) {
      if (this.#same) this.buffer.append(this.#memory.u8.subarray(vector.data + from * cell, vector.data + to * cell))
      else for (let row = from; row < to; row++) put(vector.data + row * cell, 0)
      this.count += to - from
    } else {
      for (let row = from; row < to; row++) if (isValid(this.#memory, vector, row)) this.put(vector.data + row * cell, 0)
    }
    return this.count - before
  }
  /** Where each text begins. */
  starts(): Uint32Array { return this.#starts ??= textStarts(this.buffer, this.count) }
  clear(): void {
    this.buffer.clear()
    this.count = 0
    this.#starts = undefined
  }
}

/** Where the bytes of each of `count` texts begin; their length is in the four bytes before. */
export function textStarts({ view }: ByteBuffer, count: number): Uint32Array {
  const starts = new Uint32Array(count)
  for (let n = 0, at = 4; n < count; n++) {
    starts[n] = at
    at += view.getUint32(at - 4, true) + 4
  }
  return starts
}

type Put = (cell: number, base: number) => void

function putter({ physical, bytes: width }: Storage, memory: Memory, out: ByteBuffer): Put {
  const { u8, view } = memory
  switch (physical) {
    case 'bool': return cell => out.appendByte(u8[cell]!)
    case 'int32': return cell => out.appendU32(view.getUint32(cell, true))
    case 'float': return cell => {
      const at = out.grow(4)
      out.view.setFloat32(at, view.getFloat64(cell, true), true)
    }
    case 'int64': case 'double': return cell => {
      const at = out.grow(8)
      out.view.setUint32(at, view.getUint32(cell, true), true)
      out.view.setUint32(at + 4, view.getUint32(cell + 4, true), true)
    }
    case 'bytes': return (cell, base) => {
      const address = base + view.getUint32(cell, true), length = view.getUint32(cell + 4, true)
      const at = out.grow(4 + length)
      out.view.setUint32(at, length, true)
      if (length > 24) out.bytes.set(u8.subarray(address, address + length), at + 4)
      else for (let n = 0, { bytes } = out; n < length; n++) bytes[at + 4 + n] = u8[address + n]!
    }
    // Most significant byte first.
    case 'fixed': return cell => {
      const at = out.grow(width), { bytes } = out
      for (let n = 0; n < width; n++) bytes[at + width - 1 - n] = u8[cell + n]!
    }
  }
}
