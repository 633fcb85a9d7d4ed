/** Bytes that grow at their end. */
export class ByteBuffer {
  length = 0
  #bytes: Uint8Array<ArrayBuffer>
  #view: DataView

  constructor(capacity = 1 << 16) {
    this.#bytes = new Uint8Array(capacity)
    this.#view = new DataView(this.#bytes.buffer)
  }

  /** Room for `count` more bytes: where they begin. They then belong to the buffer. */
  grow(count: number): number {
    const at = this.length
    this.length += count
    if (this.length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.length, 2 * this.#bytes.length))
      larger.set(this.#bytes.subarray(0, at))
      this.#bytes = larger
      this.#view = new DataView(larger.buffer)
    }
    return at
  }
  /** Until the next `grow`. */
  get bytes(): Uint8Array { return this.#bytes }
  get view(): DataView { return this.#view }
  get content(): Uint8Array { return this.#bytes.subarray(0, this.length) }

  append(bytes: Uint8Array): void {
    const at = this.grow(bytes.length)
    this.#bytes.set(bytes, at)
  }
  clear(): void { this.length = 0 }
}
