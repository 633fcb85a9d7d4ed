import { ByteBuffer } from './byte-buffer.js'

/** Beyond these a column gets no further dictionary pages: looking up would cost more than it saves. */
const MOST_VALUES = 1 << 15
const MOST_BYTES = 1 << 20

/** Different byte strings in the order in which they were first seen, found by hash. */
export class TextDictionary {
  /** The values as PLAIN bytes: what the dictionary page holds. */
  readonly plain = new ByteBuffer()
  count = 0
  /** Open addressing: index + 1, or 0. */
  #slots = new Int32Array(1 << 10)
  #hashes = new Int32Array(1 << 9)
  #starts = new Int32Array(1 << 9)

  get full(): boolean { return this.count >= MOST_VALUES || this.plain.length >= MOST_BYTES }

  /** The index of the bytes, which are added if they are new. */
  index(memory: Uint8Array, address: number, length: number): number {
    let hash = 0x811C9DC5
    for (let n = 0; n < length; n++) hash = Math.imul(hash ^ memory[address + n]!, 0x01000193)
    const mask = this.#slots.length - 1
    let slot = (hash ^ hash >>> 15) & mask
    for (; this.#slots[slot] !== 0; slot = slot + 1 & mask) {
      const index = this.#slots[slot]! - 1
      if (this.#hashes[index] === hash && this.#equals(index, memory, address, length)) return index
    }
    this.#slots[slot] = this.count + 1
    this.#add(hash, memory.subarray(address, address + length))
    return this.count - 1
  }
  valueAt(index: number): Uint8Array {
    const at = this.#starts[index]!
    return this.plain.bytes.subarray(at + 4, at + 4 + this.plain.view.getUint32(at, true))
  }

  #equals(index: number, memory: Uint8Array, address: number, length: number): boolean {
    const at = this.#starts[index]!
    if (this.plain.view.getUint32(at, true) !== length) return false
    const own = this.plain.bytes
    for (let n = 0; n < length; n++) if (own[at + 4 + n] !== memory[address + n]) return false
    return true
  }

  #add(hash: number, value: Uint8Array): void {
    const at = this.plain.grow(4 + value.length)
    this.plain.view.setUint32(at, value.length, true)
    this.plain.bytes.set(value, at + 4)
    this.#hashes[this.count] = hash
    this.#starts[this.count] = at
    this.count++
    if (this.count === this.#starts.length) this.#enlarge()
  }

  #enlarge(): void {
    const capacity = 2 * this.#starts.length
    const [hashes, starts] = [new Int32Array(capacity), new Int32Array(capacity)]
    hashes.set(this.#hashes)
    starts.set(this.#starts)
    this.#hashes = hashes
    this.#starts = starts
    this.#slots = new Int32Array(4 * capacity)
    const mask = this.#slots.length - 1
    for (let index = 0; index < this.count; index++) {
      const hash = hashes[index]!
      let slot = (hash ^ hash >>> 15) & mask
      while (this.#slots[slot] !== 0) slot = slot + 1 & mask
      this.#slots[slot] = index + 1
    }
  }
}
