import { textBounds, type Bounds } from './bounds.js'
import { ByteBuffer } from './byte-buffer.js'
import { Dictionary } from './dictionary.js'
import type { Physical, Storage } from './elements.js'
import { encode, type Encoding, type ValueEncoding } from './encodings.js'
import { appendHybrid, bitWidth } from './hybrid.js'
import type { PlainValues } from './plain-values.js'

/** `bounds` of a page of texts with a dictionary, which has few to compare. */
export interface EncodedValues { readonly encoding: Encoding; readonly bytes: Uint8Array; readonly bounds?: Bounds | undefined }
export interface EncoderSettings {
  /** 0: no dictionary. */
  readonly dictionaryBytes: number
  /** The one encoding asked for. */
  readonly encoding: ValueEncoding | undefined
  readonly version: 1 | 2
}

/** Beside PLAIN: what version 2 tries, and takes where it is shorter. */
const tried: Readonly<Record<Physical, readonly ValueEncoding[]>> = {
  bool: ['RLE'], int32: ['DELTA_BINARY_PACKED'], int64: ['DELTA_BINARY_PACKED'], float: [], double: [],
  bytes: ['DELTA_LENGTH_BYTE_ARRAY', 'DELTA_BYTE_ARRAY'], fixed: [],
}

/**
 * Encodes the pages of a column chunk: by dictionary while that pays, which the first page decides, and until the dictionary is full.
 * Pages made so far keep to it.
 */
export class ValueEncoder {
  readonly #settings: EncoderSettings
  #dictionary: Dictionary | undefined
  /** Whether the next page still takes the dictionary. */
  #open: boolean
  #used = false

  constructor(settings: EncoderSettings, storage: Storage) {
    this.#settings = settings
    this.#open = settings.dictionaryBytes > 0 && settings.encoding === undefined && storage.physical !== 'bool'
    this.#dictionary = this.#open ? new Dictionary(storage, settings.dictionaryBytes) : undefined
  }

  /** To which pages refer. */
  get dictionary(): Dictionary | undefined { return this.#used ? this.#dictionary : undefined }
  /** Whether the dictionary has all values of the chunk, each once. */
  get isComplete(): boolean { return this.#used && this.#open }

  encode(values: PlainValues): EncodedValues {
    return this.#byDictionary(values) ?? this.#plainly(values)
  }

  #byDictionary(values: PlainValues): EncodedValues | undefined {
    const dictionary = this.#dictionary
    const nothing = values.count === 0 && !this.#used
    if (dictionary === undefined || !this.#open || nothing) return undefined
    const indices = dictionary.indicesOf(values), width = Math.max(1, bitWidth(dictionary.count - 1))
    const pays = this.#used || dictionary.plain.length + values.count * width / 8 < values.buffer.length
    if (indices === undefined || !pays) {
      this.#open = false
      return undefined
    }
    this.#used = true
    const out = new ByteBuffer(64 + indices.length)
    out.appendByte(width)
    appendHybrid(out, indices, indices.length, width)
    const isText = values.storage.physical === 'bytes' && values.count > 0
    return {
      encoding: 'RLE_DICTIONARY', bytes: out.content, bounds: isText ? textBounds(dictionary.plain, dictionary.startsOf(indices)) : undefined,
    }
  }

  #plainly(values: PlainValues): EncodedValues {
    const { encoding = 'PLAIN', version } = this.#settings
    let best: EncodedValues = { encoding, bytes: encode(values, encoding) }
    const others = version === 2 && this.#settings.encoding === undefined ? tried[values.storage.physical] : []
    for (const other of others) {
      const bytes = encode(values, other)
      if (bytes.length < best.bytes.length) best = { encoding: other, bytes }
    }
    return best
  }
}
