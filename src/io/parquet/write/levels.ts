import { ByteBuffer } from './byte-buffer.js'
import { appendHybrid, bitWidth } from './hybrid.js'

/** Definition or repetition levels of a page. */
export class Levels {
  readonly most: number
  count = 0
  #levels = new Uint16Array(1 << 10)
  /** Whether all are the largest so far: then nothing was stored. */
  #full = true

  constructor(most: number) { this.most = most }

  push(level: number): void {
    if (this.#full && level === this.most) {
      this.count++
      return
    }
    this.#store()
    this.#room(1)
    this.#levels[this.count++] = level
  }
  /** `count` times the largest. */
  pushFull(count: number): void {
    if (!this.#full) {
      this.#room(count)
      this.#levels.fill(this.most, this.count, this.count + count)
    }
    this.count += count
  }
  /** 1 for each row whose bit is set, else 0. */
  pushBits(bitmap: Uint8Array, address: number, from: number, to: number): void {
    this.#store()
    this.#room(to - from)
    const levels = this.#levels
    let at = this.count
    for (let row = from; row < to; row++) levels[at++] = bitmap[address + (row >>> 3)]! >>> (row & 7) & 1
    this.count = at
  }

  /** As bytes, without their length before them. */
  encoded(): Uint8Array {
    const out = new ByteBuffer(64)
    const width = bitWidth(this.most)
    if (this.#full) {
      out.appendVarint(this.count * 2)
      for (let bits = width, level = this.most; bits > 0; bits -= 8, level >>>= 8) out.appendByte(level & 255)
    } else appendHybrid(out, this.#levels, this.count, width)
    return out.content
  }
  clear(): void {
    this.count = 0
    this.#full = true
  }

  #store(): void {
    if (!this.#full) return
    this.#full = false
    const count = this.count
    this.count = 0
    this.pushFull(count)
  }
  #room(count: number): void {
    if (this.count + count <= this.#levels.length) return
    const larger = new Uint16Array(Math.max(this.count + count, 2 * this.#levels.length))
    larger.set(this.#levels.subarray(0, this.count))
    this.#levels = larger
  }
}
