/** A growing byte buffer with the integer encodings of the WebAssembly binary format. */
export class Bytes {
  #buffer = new Uint8Array(1024)
  #length = 0

  get length(): number { return this.#length }
  u8(...values: readonly number[]): this {
    if (this.#length + values.length > this.#buffer.length) this.#grow(values.length)
    for (const v of values) this.#buffer[this.#length++] = v
    return this
  }
  u32(value: number): this {
    let v = value >>> 0
    while (v > 127) {
      this.u8((v & 127) | 128)
      v >>>= 7
    }
    return this.u8(v)
  }
  s32(value: number): this {
    let v = value | 0
    for (;;) {
      const b = v & 127
      v >>= 7
      if ((v === 0 && !(b & 64)) || (v === -1 && (b & 64))) return this.u8(b)
      this.u8(b | 128)
    }
  }
  s64(value: bigint): this {
    let v = BigInt.asIntN(64, value)
    for (;;) {
      const b = Number(v & 127n)
      v >>= 7n
      if ((v === 0n && !(b & 64)) || (v === -1n && (b & 64))) return this.u8(b)
      this.u8(b | 128)
    }
  }
  f64(value: number): this { return this.raw(new Uint8Array(new Float64Array([value]).buffer)) }
  name(text: string): this {
    const bytes = new TextEncoder().encode(text)
    return this.u32(bytes.length).raw(bytes)
  }
  raw(bytes: Uint8Array): this {
    if (this.#length + bytes.length > this.#buffer.length) this.#grow(bytes.length)
    this.#buffer.set(bytes, this.#length)
    this.#length += bytes.length
    return this
  }
  done(): Uint8Array<ArrayBuffer> { return this.#buffer.slice(0, this.#length) }

  #grow(by: number): void {
    const next = new Uint8Array(Math.max(this.#buffer.length * 2, this.#length + by))
    next.set(this.#buffer.subarray(0, this.#length))
    this.#buffer = next
  }
}
