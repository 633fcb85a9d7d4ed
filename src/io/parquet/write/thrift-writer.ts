import { ByteBuffer } from './byte-buffer.js'

const TRUE = 1, FALSE = 2, BYTE = 3, I16 = 4, I32 = 5, I64 = 6, BINARY = 8, LIST = 9, STRUCT = 12
const encoder = new TextEncoder()

/** Thrift's compact protocol, as Parquet's metadata use it. Fields are written by ascending numbers; undefined ones are left out. */
export class ThriftWriter {
  readonly #out = new ByteBuffer()
  #last = 0

  get length(): number { return this.#out.length }
  /** Ends the outermost struct. */
  finish(): Uint8Array<ArrayBuffer> {
    this.#out.appendByte(0)
    return this.#out.content
  }

  bool(id: number, value: boolean | undefined): void { if (value !== undefined) this.#field(id, value ? TRUE : FALSE) }
  byte(id: number, value: number): void {
    this.#field(id, BYTE)
    this.#out.appendByte(value)
  }
  i16(id: number, value: number | undefined): void { this.#integer(id, I16, value) }
  i32(id: number, value: number | undefined): void { this.#integer(id, I32, value) }
  /** A whole number within ±2⁵². */
  i64(id: number, value: number | undefined): void { this.#integer(id, I64, value) }
  text(id: number, value: string | undefined): void { this.binary(id, value === undefined ? undefined : encoder.encode(value)) }
  binary(id: number, value: Uint8Array | undefined): void {
    if (value === undefined) return
    this.#field(id, BINARY)
    this.#bytes(value)
  }
  struct(id: number, write: (() => void) | undefined): void {
    if (write === undefined) return
    this.#field(id, STRUCT)
    this.#struct(write)
  }

  structs<T>(id: number, items: readonly T[], write: (item: T) => void): void {
    this.#list(id, STRUCT, items, item => this.#struct(() => write(item)))
  }
  i32s(id: number, items: readonly number[]): void { this.#list(id, I32, items, item => this.#zigzag(item)) }
  i64s(id: number, items: readonly number[]): void { this.#list(id, I64, items, item => this.#zigzag(item)) }
  bools(id: number, items: readonly boolean[]): void { this.#list(id, TRUE, items, item => this.#out.appendByte(item ? TRUE : FALSE)) }
  binaries(id: number, items: readonly Uint8Array[]): void { this.#list(id, BINARY, items, item => this.#bytes(item)) }
  texts(id: number, items: readonly string[]): void { this.#list(id, BINARY, items, item => this.#bytes(encoder.encode(item))) }

  #field(id: number, type: number): void {
    const step = id - this.#last
    if (step > 0 && step < 16) this.#out.appendByte(step << 4 | type)
    else {
      this.#out.appendByte(type)
      this.#zigzag(id)
    }
    this.#last = id
  }
  #integer(id: number, type: number, value: number | undefined): void {
    if (value === undefined) return
    this.#field(id, type)
    this.#zigzag(value)
  }
  #list<T>(id: number, type: number, items: readonly T[], write: (item: T) => void): void {
    this.#field(id, LIST)
    this.#out.appendByte(Math.min(items.length, 15) << 4 | type)
    if (items.length >= 15) this.#out.appendVarint(items.length)
    for (const item of items) write(item)
  }
  #struct(write: () => void): void {
    const last = this.#last
    this.#last = 0
    write()
    this.#out.appendByte(0)
    this.#last = last
  }
  #zigzag(value: number): void { this.#out.appendVarint(value < 0 ? -2 * value - 1 : 2 * value) }
  #bytes(value: Uint8Array): void {
    this.#out.appendVarint(value.length)
    this.#out.append(value)
  }
}
