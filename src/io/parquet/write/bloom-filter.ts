import { xxhash64 } from '../xxhash.js'
import type { ByteBuffer } from './byte-buffer.js'
import type { Storage } from './elements.js'
import { textStarts } from './plain-values.js'
import { ThriftWriter } from './thrift-writer.js'

const SALT = [0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31]
const BLOCK_WORDS = 8
/** 1 MiB, for about a million values. */
const MOST_BLOCKS = 1 << 15
/** Values for which a block has room, however sure the filter is to be. */
const BLOCK_VALUES = 8

/**
 * A split-block Bloom filter of a column chunk. How many values there will be is not known: it starts at its largest and is folded to
 * half, block upon neighbour, for as long as it stays as sure as asked.
 */
export class BloomFilter {
  readonly #words: Int32Array<ArrayBuffer>
  readonly #blocks: number

  /** `values`: how many are awaited at most; more make it less sure. */
  constructor(values: number) {
    this.#blocks = Math.min(MOST_BLOCKS, 2 ** Math.ceil(Math.log2(Math.max(1, values / BLOCK_VALUES))))
    this.#words = new Int32Array(this.#blocks * BLOCK_WORDS)
  }

  /** Values as PLAIN writes them. */
  add({ physical, bytes: width }: Storage, buffer: ByteBuffer, count: number): void {
    const { view } = buffer, starts = physical === 'bytes' ? textStarts(buffer, count) : undefined
    for (let n = 0; n < count; n++) {
      const from = starts ? starts[n]! : n * width
      this.#insert(xxhash64(view, from, starts ? from + view.getUint32(from - 4, true) : from + width))
    }
  }

  /** The filter with its header, as it lies in a file; it answers yes for at most about `falsePositives` of the values it has not got. */
  finish(falsePositives: number): Uint8Array[] {
    let words = this.#words
    while (words.length > BLOCK_WORDS) {
      const folded = fold(words)
      if (chance(folded) > falsePositives) break
      words = folded
    }
    const header = new ThriftWriter(), choice = (): void => header.struct(1, () => {})
    header.i32(1, words.byteLength)
    header.struct(2, choice)
    header.struct(3, choice)
    header.struct(4, choice)
    return [header.finish(), new Uint8Array(words.buffer, words.byteOffset, words.byteLength)]
  }

  #insert(hash: bigint): void {
    const block = Math.floor(Number(hash >> 32n) * this.#blocks / 2 ** 32) * BLOCK_WORDS, low = Number(hash & 0xffffffffn) | 0
    for (let n = 0; n < BLOCK_WORDS; n++) this.#words[block + n]! |= 1 << (Math.imul(low, SALT[n]!) >>> 27)
  }
}

function fold(words: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const folded = new Int32Array(words.length / 2)
  for (let at = 0; at < words.length; at++) folded[(at >>> 4) * BLOCK_WORDS + (at & 7)]! |= words[at]!
  return folded
}

/** How likely a value that is not there is found: all of its eight bits are set by others. */
function chance(words: Int32Array): number {
  let sum = 0
  for (let at = 0; at < words.length; at += BLOCK_WORDS) {
    let product = 1
    for (let n = 0; n < BLOCK_WORDS; n++) product *= ones(words[at + n]!) / 32
    sum += product
  }
  return sum / (words.length / BLOCK_WORDS)
}
function ones(word: number): number {
  word -= word >>> 1 & 0x55555555
  word = (word & 0x33333333) + (word >>> 2 & 0x33333333)
  return Math.imul(word + (word >>> 4) & 0x0F0F0F0F, 0x01010101) >>> 24
}
