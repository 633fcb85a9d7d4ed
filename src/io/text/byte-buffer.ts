/** A growing run of bytes. */
export class ByteBuffer {
  bytes = new Uint8Array(1 << 18)
  length = 0
  get content(): Uint8Array { return this.bytes.subarray(0, this.length) }
  clear(): void { this.length = 0 }
  /** Room for that many more. */
  room(more: number): Uint8Array {
    if (this.length + more > this.bytes.length) {
      const wider = new Uint8Array(2 * (this.length + more))
      wider.set(this.bytes.subarray(0, this.length))
      this.bytes = wider
    }
    return this.bytes
  }
  push(byte: number): void { this.room(1)[this.length++] = byte }
  ascii(text: string): void {
    const bytes = this.room(text.length)
    for (let n = 0; n < text.length; n++) bytes[this.length++] = text.charCodeAt(n)
  }
  all(from: Uint8Array): void {
    this.room(from.length).set(from, this.length)
    this.length += from.length
  }
}
