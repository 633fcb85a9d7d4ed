/** Bytes that grow at their end. */
export class ByteBuffer {
  length = 0
  #bytes: Uint8Array<ArrayBuffer>
  #view: DataView
  #words: Int32Array

  constructor(capacity = 1 << 10) {
    this.#bytes = new Uint8Array(capacity)
    this.#view = new DataView(this.#bytes.buffer)
    this.#words = new Int32Array(this.#bytes.buffer, 0, capacity >>> 2)
  }

  /** Room for `count` more bytes: where they begin. They then belong to the buffer, and hold rubbish until they are set. */
  grow(count: number): number {
    const at = this.length
    this.length += count
    if (this.length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(8 * Math.ceil(this.length / 8), 2 * this.#bytes.length))
      larger.set(this.#bytes.subarray(0, at))
      this.#bytes = larger
      this.#view = new DataView(larger.buffer)
      this.#words = new Int32Array(larger.buffer, 0, larger.length >>> 2)
    }
    return at
  }
  /** Until the next `grow`. */
  get bytes(): Uint8Array<ArrayBuffer> { return this.#bytes }
  get view(): DataView { return this.#view }
  get content(): Uint8Array<ArrayBuffer> { return this.#bytes.subarray(0, this.length) }
  /** The content as words of 32 bits. */
  get words(): Int32Array { return new Int32Array(this.#bytes.buffer, 0, this.length >>> 2) }

  /** As `words`, and whatever room there is behind: until the next `grow`. */
  get allWords(): Int32Array { return this.#words }

  append(bytes: Uint8Array): void {
    const at = this.grow(bytes.length)
    this.#bytes.set(bytes, at)
  }
  appendByte(byte: number): void {
    const at = this.grow(1)
    this.#bytes[at] = byte
  }
  appendU32(value: number): void {
    const at = this.grow(4)
    this.#view.setUint32(at, value, true)
  }
  /** An unsigned number below 2⁵³, seven bits a byte. */
  appendVarint(value: number): void {
    for (; value > 127; value = Math.floor(value / 128)) this.appendByte(value % 128 + 128)
    this.appendByte(value)
  }
  /** Empty again. What grew large for one page is not kept for all. */
  clear(): void {
    this.length = 0
    if (this.#bytes.length > MOST_KEPT) {
      this.#bytes = new Uint8Array(1 << 10)
      this.#view = new DataView(this.#bytes.buffer)
      this.#words = new Int32Array(this.#bytes.buffer)
    }
  }
}
const MOST_KEPT = 4 << 20
