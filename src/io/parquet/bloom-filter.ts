/** Split-block Bloom filters: whether a column chunk may hold a value. */
import type { InputFile } from '../file/input-file.js'
import { Damaged } from './decoder.js'
import type { Place } from './metadata.js'
import { ThriftError, readThrift } from './thrift.js'
import { xxhash64 } from './xxhash.js'

const BLOCK_BYTES = 32
/** Filters up to that size are read whole, of larger ones only the blocks of the values. */
const SMALL = 1 << 16, HEADER_MOST = 256
const SALTS = [0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31]

export interface BloomFilter { mayContain(value: Uint8Array): Promise<boolean> }

/** undefined: a kind of filter that is not known here. `value`s are as PLAIN has them, without a length. */
export async function openBloomFilter(file: InputFile, { offset }: Place): Promise<BloomFilter | undefined> {
  const head = await slice(file, offset, HEADER_MOST)
  const { bytes, start, known } = parse(head)
  if (!known) return undefined
  const from = offset + start
  if (bytes % BLOCK_BYTES !== 0 || bytes < BLOCK_BYTES || from + bytes > file.bytes) throw new Damaged('its Bloom filter has a wrong size')
  const whole = bytes <= SMALL ? await slice(file, from, bytes) : undefined
  return {
    async mayContain(value) {
      const hash = xxhash64(new DataView(value.buffer, value.byteOffset, value.length), 0, value.length)
      const at = BLOCK_BYTES * Number((hash >> 32n) * BigInt(bytes / BLOCK_BYTES) >> 32n)
      const block = whole ? whole.subarray(at, at + BLOCK_BYTES) : await slice(file, from + at, BLOCK_BYTES)
      return has(block, Number(hash & 0xffff_ffffn))
    },
  }
}

function parse(head: Uint8Array): { readonly bytes: number; readonly start: number; readonly known: boolean } {
  try {
    const { value, bytes: start } = readThrift(head)
    const known = value.struct(2)?.struct(1) && value.struct(3)?.struct(1) && value.struct(4)?.struct(1)
    return { bytes: value.int(1) ?? 0, start, known: known !== undefined }
  } catch (cause) {
    if (cause instanceof ThriftError) throw new Damaged(`its Bloom filter cannot be read: ${cause.message}`, { cause })
    throw cause
  }
}

/** A value sets one bit in each of the block's eight words. */
function has(block: Uint8Array, low: number): boolean {
  const view = new DataView(block.buffer, block.byteOffset, BLOCK_BYTES)
  return SALTS.every((salt, n) => view.getUint32(4 * n, true) >>> (Math.imul(low, salt) >>> 27) & 1)
}

async function slice(file: InputFile, from: number, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(Math.max(0, Math.min(most, file.bytes - from)))
  await file.read(bytes, from)
  return bytes
}
