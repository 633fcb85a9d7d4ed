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
  #indices = new Int32Array(0)

  constructor(storage: Storage, mostBytes: number) {
    this.#storage = storage
    this.#mostBytes = mostBytes
  }

  /** The index of each value, until the next call, new ones added; undefined if they would be too many: then it is as it was before, and full. */
  indicesOf(values: PlainValues): Int32Array | undefined {
    if (this.#indices.length < values.count) this.#indices = new Int32Array(values.count)
    const before = this.count, length = this.plain.length, indices = this.#indices.subarray(0, values.count)
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

  #findWords({ buffer: { words } }: PlainValues, indices: Int32Array): void {
    let own = this.plain.allWords, slots = this.#slots
    for (let n = 0; n < indices.length; n++) {
      const word = words[n]!, hash = mixed(word)
      let slot = hash & slots.length - 1, index = slots[slot]! - 1
      while (index >= 0 && own[index] !== word) {
        slot = slot + 1 & slots.length - 1
        index = slots[slot]! - 1
      }
      if (index < 0) {
        index = this.#enter(slot, hash, 4)
        this.plain.allWords[index] = word
        if (this.plain.length > this.#mostBytes) return
        own = this.plain.allWords
        slots = this.#slots
      }
      indices[n] = index
    }
  }

  #findLongs({ buffer: { words } }: PlainValues, indices: Int32Array): void {
    let own = this.plain.allWords, slots = this.#slots
    for (let n = 0; n < indices.length; n++) {
      const low = words[2 * n]!, high = words[2 * n + 1]!, hash = mixed(low ^ Math.imul(high, 0x85EBCA6B))
      let slot = hash & slots.length - 1, index = slots[slot]! - 1
      while (index >= 0 && (own[2 * index] !== low || own[2 * index + 1] !== high)) {
        slot = slot + 1 & slots.length - 1
        index = slots[slot]! - 1
      }
      if (index < 0) {
        index = this.#enter(slot, hash, 8)
        this.plain.allWords[2 * index] = low
        this.plain.allWords[2 * index + 1] = high
        if (this.plain.length > this.#mostBytes) return
        own = this.plain.allWords
        slots = this.#slots
      }
      indices[n] = index
    }
  }

  #findFixed({ buffer: { bytes, view } }: PlainValues, indices: Int32Array): void {
    const width = this.#storage.bytes
    for (let n = 0; n < indices.length && this.plain.length <= this.#mostBytes; n++) {
      indices[n] = this.#find(bytes, view, n * width, (n + 1) * width)
    }
  }
  #findTexts(values: PlainValues, indices: Int32Array): void {
    const { bytes, view } = values.buffer, starts = values.starts()
    for (let n = 0; n < indices.length && this.plain.length <= this.#mostBytes; n++) {
      const start = starts[n]!
      indices[n] = this.#find(bytes, view, start, start + view.getUint32(start - 4, true))
    }
  }

  #find(bytes: Uint8Array, view: DataView, start: number, end: number): number {
    let hash = end - start, at = start
    for (; at + 4 <= end; at += 4) hash = Math.imul(hash ^ view.getInt32(at, true), 0x9E3779B1) ^ hash >>> 15
    for (; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193)
    hash = mixed(hash)
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
    if (this.#storage.physical === 'bytes') this.plain.appendU32(end - start)
    const index = this.#enter(slot, hash, end - start)
    this.plain.bytes.set(bytes.subarray(start, end), this.#starts[index])
    return index
  }

  /** The index of a new value of so many bytes, which the caller sets. */
  #enter(slot: number, hash: number, length: number): number {
    const index = this.count++
    this.#slots[slot] = index + 1
    this.#hashes[index] = hash
    this.#starts[index] = this.plain.grow(length)
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
    this.#slots = new Int32Array(2 * capacity)
    const mask = this.#slots.length - 1
    for (let index = 0; index < this.count; index++) {
      let slot = hashes[index]! & mask
      while (this.#slots[slot] !== 0) slot = slot + 1 & mask
      this.#slots[slot] = index + 1
    }
  }
}

/** Its bits spread: the low ones choose a slot. */
function mixed(word: number): number {
  const product = Math.imul(word ^ word >>> 16, 0x9E3779B1)
  return product ^ product >>> 15
}
