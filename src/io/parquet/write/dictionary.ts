import { ByteBuffer } from './byte-buffer.js'
import type { Storage } from './elements.js'
import type { PlainValues } from './plain-values.js'

/** Different values in the order in which they were first seen, found by hash. */
export class Dictionary {
  /** The values as PLAIN bytes: what the dictionary page holds. */
  readonly plain = new ByteBuffer()
  count = 0
  readonly #storage: Storage
  readonly #mostBytes: number
  /** Open addressing: index + 1, or 0. */
  #slots = new Int32Array(1 << 10)
  #hashes = new Int32Array(1 << 9)
  /** Where the bytes of each value begin and end. */
  #starts = new Int32Array(1 << 9)

  constructor(storage: Storage, mostBytes: number) {
    this.#storage = storage
    this.#mostBytes = mostBytes
  }

  /** The index of each value, new ones added; undefined if they would be too many: then it is as it was before, and full. */
  indicesOf(values: PlainValues): Int32Array | undefined {
    const indices = new Int32Array(values.count), before = this.count, length = this.plain.length
    const { bytes } = values.buffer, starts = this.#storage.physical === 'bytes' ? values.starts() : undefined
    const { view } = values.buffer, width = this.#storage.bytes
    for (let n = 0; n < values.count; n++) {
      const start = starts ? starts[n]! : n * width
      indices[n] = this.#index(bytes, start, starts ? start + view.getUint32(start - 4, true) : start + width)
      if (this.plain.length > this.#mostBytes) {
        this.count = before
        this.plain.length = length
        return undefined
      }
    }
    return indices
  }

  #index(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0x811C9DC5
    for (let n = start; n < end; n++) hash = Math.imul(hash ^ bytes[n]!, 0x01000193)
    hash ^= hash >>> 15
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (; this.#slots[slot] !== 0; slot = slot + 1 & mask) {
      const index = this.#slots[slot]! - 1
      if (this.#hashes[index] === hash && this.#equals(index, bytes, start, end)) return index
    }
    this.#slots[slot] = this.count + 1
    this.#add(hash, bytes.subarray(start, end))
    return this.count - 1
  }

  #equals(index: number, bytes: Uint8Array, start: number, end: number): boolean {
    const own = this.plain.bytes, at = this.#starts[index]!
    const length = this.#storage.physical === 'bytes' ? this.plain.view.getUint32(at - 4, true) : this.#storage.bytes
    if (length !== end - start) return false
    for (let n = 0; n < length; n++) if (own[at + n] !== bytes[start + n]) return false
    return true
  }

  #add(hash: number, value: Uint8Array): void {
    if (this.#storage.physical === 'bytes') this.plain.appendU32(value.length)
    this.#hashes[this.count] = hash
    this.#starts[this.count] = this.plain.length
    this.plain.append(value)
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
      let slot = hashes[index]! & mask
      while (this.#slots[slot] !== 0) slot = slot + 1 & mask
      this.#slots[slot] = index + 1
    }
  }
}
