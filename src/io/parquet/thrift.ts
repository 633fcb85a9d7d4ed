/**
 * Thrift's compact protocol, as Parquet's metadata use it. Every count and length is checked against the bytes that there are, so a
 * damaged input costs no more than its size.
 */
export type ThriftValue = boolean | number | Uint8Array | readonly ThriftValue[] | ThriftStruct

/** The bytes are not what they should be; `early`: they end before what they hold does. */
export class ThriftError extends Error {
  constructor(message: string, readonly early = false) { super(message) }
}

const MOST_DEPTH = 32
const STOP = 0, TRUE = 1, FALSE = 2, BYTE = 3, I16 = 4, I32 = 5, I64 = 6, DOUBLE = 7, BINARY = 8, LIST = 9, SET = 10, MAP = 11, STRUCT = 12
const UUID = 13
const utf8 = new TextDecoder()

/** Fields by their numbers; a field of another type than is asked for counts as absent. Integers beyond 2⁵³ are not exact. */
export class ThriftStruct {
  readonly #fields: ReadonlyMap<number, ThriftValue>
  constructor(fields: ReadonlyMap<number, ThriftValue>) { this.#fields = fields }

  int(id: number): number | undefined {
    const value = this.#fields.get(id)
    return typeof value === 'number' ? value : undefined
  }
  bool(id: number): boolean | undefined {
    const value = this.#fields.get(id)
    return typeof value === 'boolean' ? value : undefined
  }
  bytes(id: number): Uint8Array | undefined {
    const value = this.#fields.get(id)
    return value instanceof Uint8Array ? value : undefined
  }
  text(id: number): string | undefined {
    const bytes = this.bytes(id)
    return bytes && utf8.decode(bytes)
  }
  struct(id: number): ThriftStruct | undefined {
    const value = this.#fields.get(id)
    return value instanceof ThriftStruct ? value : undefined
  }
  list(id: number): readonly ThriftValue[] | undefined {
    const value = this.#fields.get(id)
    return Array.isArray(value) ? value : undefined
  }
  structs(id: number): readonly ThriftStruct[] | undefined {
    return this.list(id)?.filter(value => value instanceof ThriftStruct)
  }
}

export interface ThriftRead { readonly value: ThriftStruct; readonly bytes: number }

/** The struct with which `bytes` begin, and how many of them it takes. @throws ThriftError */
export function readThrift(bytes: Uint8Array): ThriftRead {
  const reader = new Reader(bytes)
  const value = reader.struct(0)
  return { value, bytes: reader.at }
}

class Reader {
  readonly #bytes: Uint8Array
  at = 0
  constructor(bytes: Uint8Array) { this.#bytes = bytes }

  struct(depth: number): ThriftStruct {
    if (depth > MOST_DEPTH) throw new ThriftError('it is nested too deeply')
    const fields = new Map<number, ThriftValue>()
    for (let id = 0; ;) {
      const head = this.#byte(), type = head & 15
      if (type === STOP) return new ThriftStruct(fields)
      id = head >>> 4 ? id + (head >>> 4) : this.#integer()
      fields.set(id, type === TRUE || type === FALSE ? type === TRUE : this.#value(type, depth))
    }
  }

  #value(type: number, depth: number): ThriftValue {
    switch (type) {
      case TRUE: case FALSE: return this.#byte() === TRUE
      case BYTE: return this.#byte() << 24 >> 24
      case I16: case I32: case I64: return this.#integer()
      case DOUBLE: {
        const bytes = this.#take(8)
        return new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0, true)
      }
      case BINARY: return this.#take(this.#unsigned())
      case LIST: case SET: return this.#list(depth)
      case MAP: return this.#map(depth)
      case STRUCT: return this.struct(depth + 1)
      case UUID: return this.#take(16)
      default: throw new ThriftError(`it has a value of the unknown type ${type}`)
    }
  }

  #list(depth: number): readonly ThriftValue[] {
    if (depth > MOST_DEPTH) throw new ThriftError('it is nested too deeply')
    const head = this.#byte()
    const count = this.#counted(head >>> 4 === 15 ? this.#unsigned() : head >>> 4)
    const values: ThriftValue[] = []
    for (let n = 0; n < count; n++) values.push(this.#value(head & 15, depth + 1))
    return values
  }

  /** Keys and values in turn: Parquet has no maps, they are only passed over. */
  #map(depth: number): readonly ThriftValue[] {
    if (depth > MOST_DEPTH) throw new ThriftError('it is nested too deeply')
    const count = this.#counted(this.#unsigned())
    const types = count > 0 ? this.#byte() : 0
    const values: ThriftValue[] = []
    for (let n = 0; n < count; n++) values.push(this.#value(types >>> 4, depth + 1), this.#value(types & 15, depth + 1))
    return values
  }

  /** Every element takes a byte at least. */
  #counted(count: number): number {
    if (count > this.#bytes.length - this.at) throw new ThriftError(`a list of ${count} elements ends too early`, true)
    return count
  }

  #byte(): number {
    const byte = this.#bytes[this.at]
    if (byte === undefined) throw new ThriftError('it ends too early', true)
    this.at++
    return byte
  }

  #take(bytes: number): Uint8Array {
    if (bytes > this.#bytes.length - this.at) throw new ThriftError(`a value of ${bytes} bytes ends too early`, true)
    this.at += bytes
    return this.#bytes.subarray(this.at - bytes, this.at)
  }

  #unsigned(): number {
    let value = 0
    for (let scale = 1; scale <= 2 ** 63; scale *= 128) {
      const byte = this.#byte()
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
    throw new ThriftError('an integer has too many bytes')
  }

  #integer(): number {
    const zigzag = this.#unsigned()
    return zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2
  }
}
