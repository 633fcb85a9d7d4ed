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
  /** Where the bytes of each value begin. */
  #starts = new Uint32Array(1 << 9)

  constructor(storage: Storage, mostBytes: number) {
    this.#storage = storage
    this.#mostBytes = mostBytes
  }

  /** The index of each value, new ones added; undefined if they would be too many: then it is as it was before, and full. */
  indicesOf(values: PlainValues): Int32Array | undefined {
    const before = this.count, length = this.plain.length, indices = new Int32Array(values.count)
    switch (this.#storage.physical) {
      case 'bytes': this.#findTexts(values, indices); break
      case 'fixed': this.#findFixed(values, indices); break
      case 'int32': case 'float': this.#findWords(values, indices); break
      default: this.#findLongs(values, indices)
    }
    if (this.plain.length <= this.#mostBytes) return indices
    this.count = before
    this.plain.length = length
    return undefined
  }
  /** Where the texts to which the indices refer begin, each once. */
  startsOf(indices: Int32Array): Uint32Array {
    const seen = new Uint8Array(this.count)
    for (const index of indices) seen[index] = 1
    return this.#starts.subarray(0, this.count).filter((_, index) => seen[index] === 1)
  }

  #findWords({ buffer: { words, bytes } }: PlainValues, indices: Int32Array): void {
    for (let n = 0; n < indices.length && this.plain.length <= this.#mostBytes; n++) {
      const word = words[n]!, hash = mixed(word)
      let slot = hash & this.#slots.length - 1, index = this.#slots[slot]! - 1
      // The hash of a word is another word for another word.
      while (index >= 0 && this.#hashes[index] !== hash) {
        slot = slot + 1 & this.#slots.length - 1
        index = this.#slots[slot]! - 1
      }
      indices[n] = index >= 0 ? index : this.#add(slot, hash, bytes, 4 * n, 4 * n + 4)
    }
  }

  #findLongs({ buffer: { words, bytes } }: PlainValues, indices: Int32Array): void {
    let own = this.plain.allWords
    for (let n = 0; n < indices.length && this.plain.length <= this.#mostBytes; n++) {
      const low = words[2 * n]!, high = words[2 * n + 1]!, hash = mixed(mixed(low) ^ high)
      let slot = hash & this.#slots.length - 1, index = this.#slots[slot]! - 1
      while (index >= 0 && (own[2 * index] !== low || own[2 * index + 1] !== high)) {
        slot = slot + 1 & this.#slots.length - 1
        index = this.#slots[slot]! - 1
      }
      if (index < 0) {
        index = this.#add(slot, hash, bytes, 8 * n, 8 * n + 8)
        own = this.plain.allWords
      }
      indices[n] = index
    }
  }

  #findFixed({ buffer: { bytes } }: PlainValues, indices: Int32Array): void {
    const width = this.#storage.bytes
    for (let n = 0; n < indices.length && this.plain.length <= this.#mostBytes; n++) {
      indices[n] = this.#find(bytes, n * width, (n + 1) * width)
    }
  }
  #findTexts(values: PlainValues, indices: Int32Array): void {
    const { bytes, view } = values.buffer, starts = values.starts()
    for (let n = 0; n < indices.length && this.plain.length <= this.#mostBytes; n++) {
      const start = starts[n]!
      indices[n] = this.#find(bytes, start, start + view.getUint32(start - 4, true))
    }
  }

  #find(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0x811C9DC5
    for (let n = start; n < end; n++) hash = Math.imul(hash ^ bytes[n]!, 0x01000193)
    hash ^= hash >>> 15
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (; this.#slots[slot] !== 0; slot = slot + 1 & mask) {
      const index = this.#slots[slot]! - 1
      if (this.#hashes[index] === hash && this.#equals(index, bytes, start, end)) return index
    }
    return this.#add(slot, hash, bytes, start, end)
  }
  #equals(index: number, bytes: Uint8Array, start: number, end: number): boolean {
    const own = this.plain.bytes, at = this.#starts[index]!
    const length = this.#storage.physical === 'bytes' ? this.plain.view.getUint32(at - 4, true) : this.#storage.bytes
    if (length !== end - start) return false
    for (let n = 0; n < length; n++) if (own[at + n] !== bytes[start + n]) return false
    return true
  }

  #add(slot: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const index = this.count++
    this.#slots[slot] = index + 1
    if (this.#storage.physical === 'bytes') this.plain.appendU32(end - start)
    this.#hashes[index] = hash
    this.#starts[index] = this.plain.length
    this.plain.append(bytes.subarray(start, end))
    if (this.count === this.#starts.length) this.#enlarge()
    return index
  }

  #enlarge(): void {
    const capacity = 2 * this.#starts.length
    const hashes = new Int32Array(capacity), starts = new Uint32Array(capacity)
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

/** One word of each word, its bits spread. */
function mixed(word: number): number {
  word = Math.imul(word ^ word >>> 16, 0x85EBCA6B)
  word = Math.imul(word ^ word >>> 13, 0xC2B2AE35 | 0)
  return word ^ word >>> 16
}
