/**
 * Lists, structs and maps as bytes: a *block* holds everything of its value, with offsets from its own first byte, so it is
 * moved, compared and hashed as text is. Equal values are equal bytes: padding is zero, a null's word is zero, −0 is kept as
 * +0 and there is one NaN. Every block is a multiple of 8 bytes long and starts on a multiple of 8.
 *
 * list
 * | at         | bytes          | content                                                               |
 * |------------|----------------|-----------------------------------------------------------------------|
 * | 0          | 4              | count                                                                 |
 * | 4          | 4              | zero                                                                  |
 * | 8          | 8·⌈count/64⌉   | validity, bit set: the element has a value                            |
 * | then       | 8·count        | one word an element (16 bytes for decimals beyond 18 digits)          |
 * | then       |                | bytes of text and blocks of nested elements, each zero-padded to 8    |
 *
 * A word holds the value itself: bool 0 or 1, 32-bit kinds sign-extended, 64-bit kinds, f64 bits; for text, binary and
 * nested elements a u32 offset and a u32 length in bytes.
 *
 * struct: the same with the fields for elements, each field with the words of its own type.
 *
 * map: a struct of two lists
 * | 0 | 4 | count                  | 4  | 4 | zero                     |
 * | 8 | 4 | offset of the keys     | 12 | 4 | bytes of the keys        |
 * | 16| 4 | offset of the values   | 20 | 4 | bytes of the values      |
 * then the list block of the keys and the list block of the values.
 */
import { raise } from '../errors/raise.js'
import type { DataType, ListType, MapType, StructType } from '../types/data-type.js'
import { representation, type EngineValue } from '../types/representation.js'
import { decodeText } from './text.js'

const MAP_HEAD = 24
const encoder = new TextEncoder()

const pad8 = (n: number): number => Math.ceil(n / 8) * 8
const validityBytes = (count: number): number => 8 * Math.ceil(count / 64)
export const wordBytes = (type: DataType): number => representation(type) === 'dec' ? 16 : 8
/** Where the words of a block begin. */
export const wordsOffset = (count: number): number => 8 + validityBytes(count)
/** Where the word of a struct's field begins. */
export const fieldOffset = (type: StructType, n: number): number =>
  type.fields.slice(0, n).reduce((at, f) => at + wordBytes(f.type), wordsOffset(type.fields.length))

/** Elements of a map as a list type, for its key block and its value block. */
const keyList = (type: MapType): ListType => ({ kind: 'list', element: type.key, nullableElement: false })
const valueList = (type: MapType): ListType => ({ kind: 'list', element: type.value, nullableElement: type.nullableValue })

/** The bytes of a text, binary or nested value: what a view points to. */
export function encode(value: EngineValue, type: DataType): Uint8Array {
  if (type.kind === 'utf8') return encoder.encode(value as string)
  if (type.kind === 'binary') return value as Uint8Array
  const writer = new BlockWriter()
  writer.block(value as readonly EngineValue[], type)
  return writer.bytes()
}

/** The value of the view (at, length). */
export function decode(view: DataView, at: number, length: number, type: DataType): EngineValue {
  switch (type.kind) {
    case 'list': return decodeList(view, at, type)
    case 'struct': return decodeStruct(view, at, type)
    case 'map': {
      const keys = decodeList(view, at + view.getUint32(at + 8, true), keyList(type))
      const values = decodeList(view, at + view.getUint32(at + 16, true), valueList(type))
      return keys.map((key, n) => [key, values[n]!])
    }
    case 'utf8': return decodeText(new Uint8Array(view.buffer, view.byteOffset + at, length))
    case 'binary': {
      const copy = new Uint8Array(length)
      copy.set(new Uint8Array(view.buffer, view.byteOffset + at, length))
      return copy
    }
    default: return raise('INTERNAL_ERROR', { message: `A ${type.kind} is not a view.` })
  }
}

const isValid = (view: DataView, at: number, n: number): boolean => ((view.getUint8(at + 8 + (n >>> 3)) >>> (n & 7)) & 1) === 1

function decodeList(view: DataView, at: number, type: ListType): EngineValue[] {
  const count = view.getUint32(at, true)
  const width = wordBytes(type.element)
  const words = at + wordsOffset(count)
  return Array.from({ length: count }, (_, n) => isValid(view, at, n) ? readWord(view, at, words + n * width, type.element) : null)
}

function decodeStruct(view: DataView, at: number, type: StructType): EngineValue[] {
  let word = at + wordsOffset(type.fields.length)
  return type.fields.map((f, n) => {
    const value = isValid(view, at, n) ? readWord(view, at, word, f.type) : null
    word += wordBytes(f.type)
    return value
  })
}

/** The value of the word at `word` in the block at `block`. */
function readWord(view: DataView, block: number, word: number, type: DataType): EngineValue {
  switch (representation(type)) {
    case 'bool': return view.getUint8(word) !== 0
    case 'i32': return type.kind === 'void' ? null : view.getInt32(word, true)
    case 'i64': return view.getBigInt64(word, true)
    case 'f64': return view.getFloat64(word, true)
    case 'dec': return view.getBigInt64(word + 8, true) << 64n | view.getBigUint64(word, true)
    case 'str': return decode(view, block + view.getUint32(word, true), view.getUint32(word + 4, true), type)
  }
}

/** Writes blocks one behind the other into a growing buffer that is all zero beyond `#end`. */
class BlockWriter {
  #bytes = new Uint8Array(256)
  #view = new DataView(this.#bytes.buffer)
  #end = 0

  bytes(): Uint8Array { return this.#bytes.slice(0, this.#end) }

  block(value: readonly EngineValue[], type: DataType): void {
    switch (type.kind) {
      case 'list': return this.#elements(value, () => type.element)
      case 'struct': return this.#elements(value, n => type.fields[n]!.type)
      case 'map': return this.#map(value as readonly (readonly EngineValue[])[], type)
      default: return raise('INTERNAL_ERROR', { message: `A ${type.kind} has no block.` })
    }
  }

  #map(entries: readonly (readonly EngineValue[])[], type: MapType): void {
    const start = this.#take(MAP_HEAD)
    this.#view.setUint32(start, entries.length, true)
    const lists = [[keyList(type), 0], [valueList(type), 1]] as const
    for (const [list, side] of lists) {
      const at = this.#end
      this.block(entries.map(entry => entry[side]!), list)
      this.#view.setUint32(start + 8 + 8 * side, at - start, true)
      this.#view.setUint32(start + 12 + 8 * side, this.#end - at, true)
    }
  }

  #elements(values: readonly EngineValue[], typeOf: (n: number) => DataType): void {
    const start = this.#take(wordsOffset(values.length))
    let words = 0
    for (let n = 0; n < values.length; n++) words += wordBytes(typeOf(n))
    let word = this.#take(words)
    this.#view.setUint32(start, values.length, true)
    values.forEach((value, n) => {
      const type = typeOf(n)
      if (value !== null && type.kind !== 'void') {
        this.#bytes[start + 8 + (n >>> 3)]! |= 1 << (n & 7)
        this.#word(start, word, value, type)
      }
      word += wordBytes(type)
    })
  }

  #word(start: number, word: number, value: EngineValue, type: DataType): void {
    switch (representation(type)) {
      case 'bool': this.#bytes[word] = value ? 1 : 0; return
      case 'i32': this.#view.setBigInt64(word, BigInt(value as number), true); return
      case 'i64': this.#view.setBigInt64(word, value as bigint, true); return
      case 'f64': this.#view.setFloat64(word, canonical(value as number), true); return
      case 'dec':
        this.#view.setBigUint64(word, BigInt.asUintN(64, value as bigint), true)
        this.#view.setBigInt64(word + 8, value as bigint >> 64n, true)
        return
      case 'str': {
        const at = this.#end
        const length = this.#variable(value, type)
        this.#view.setUint32(word, at - start, true)
        this.#view.setUint32(word + 4, length, true)
      }
    }
  }

  /** Appends text, bytes or a block; returns its length without padding. */
  #variable(value: EngineValue, type: DataType): number {
    if (type.kind !== 'utf8' && type.kind !== 'binary') {
      const at = this.#end
      this.block(value as readonly EngineValue[], type)
      return this.#end - at
    }
    const bytes = encode(value, type)
    const at = this.#take(pad8(bytes.length))
    this.#bytes.set(bytes, at)
    return bytes.length
  }

  #take(bytes: number): number {
    const at = this.#end
    this.#end += bytes
    if (this.#end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#end, 2 * this.#bytes.length))
      larger.set(this.#bytes)
      this.#bytes = larger
      this.#view = new DataView(larger.buffer)
    }
    return at
  }
}

/** +0 for −0; V8 may keep any NaN's bits, so NaN is written as the one. */
const canonical = (value: number): number => value === 0 ? 0 : Number.isNaN(value) ? NaN : value
