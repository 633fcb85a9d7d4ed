import type { Encoding } from 'hyparquet'
import { Encodings } from 'hyparquet/src/constants.js'
import type { Memory } from '../../memory/memory.js'
import type { ChunkInput } from './chunk-input.js'
import { Damaged } from './decoder.js'
import { ThriftError, readThrift, type ThriftRead } from './thrift.js'

export interface PageHeader {
  readonly kind: 'dictionary' | 'data' | 'dataV2' | 'other'
  readonly compressed: number
  readonly bytes: number
  readonly values: number
  readonly encoding: Encoding | undefined
  readonly definitionEncoding: Encoding | undefined
  readonly repetitionEncoding: Encoding | undefined
  /** Of a page of version 2. */
  readonly repetitionBytes: number
  readonly definitionBytes: number
  readonly isCompressed: boolean
}

/** A header is small, unless it holds bounds of long texts. */
const FIRST_GUESS = 1_024, MOST = 16 << 20

/** Reads the header of the next page, and skips it. */
export async function readPageHeader(input: ChunkInput, memory: Memory): Promise<PageHeader> {
  for (let wanted = FIRST_GUESS; ; wanted *= 4) {
    const available = Math.min(await input.need(wanted), wanted)
    const read = parse(memory.u8.subarray(input.address, input.address + available))
    if (read) {
      input.skip(read.bytes)
      return checked(fromThrift(read.value))
    }
    if (available < wanted || wanted >= MOST) throw new Damaged('a page header ends too early')
  }
}

/** undefined: it goes on behind these bytes. */
function parse(bytes: Uint8Array): ThriftRead | undefined {
  try {
    return readThrift(bytes)
  } catch (cause) {
    if (!(cause instanceof ThriftError)) throw cause
    if (cause.early) return undefined
    throw new Damaged(`a page header cannot be read: ${cause.message}`, { cause })
  }
}

const kinds = ['data', 'other', 'dictionary', 'dataV2'] as const

/** Fields by their numbers in Parquet's definition of PageHeader. */
function fromThrift(header: ThriftRead['value']): PageHeader {
  const data = header.struct(5), dictionary = header.struct(7), dataV2 = header.struct(8)
  const kind = kinds[header.int(1) ?? -1] ?? 'other'
  const own = kind === 'data' ? data : kind === 'dictionary' ? dictionary : dataV2
  const encoding = kind === 'dataV2' ? dataV2?.int(4) : own?.int(2)
  return {
    kind,
    compressed: header.int(3) ?? NaN,
    bytes: header.int(2) ?? NaN,
    values: kind === 'other' ? 0 : own?.int(1) ?? NaN,
    encoding: Encodings[encoding ?? -1],
    definitionEncoding: Encodings[data?.int(3) ?? -1],
    repetitionEncoding: Encodings[data?.int(4) ?? -1],
    definitionBytes: dataV2?.int(5) ?? 0,
    repetitionBytes: dataV2?.int(6) ?? 0,
    isCompressed: dataV2?.bool(7) ?? true,
  }
}

function checked(header: PageHeader): PageHeader {
  const { compressed, bytes, values, definitionBytes, repetitionBytes } = header
  const sizes = [compressed, bytes, values, definitionBytes, repetitionBytes]
  if (!sizes.every(n => Number.isInteger(n) && n >= 0 && n < 2 ** 31)) throw new Damaged('a page header has no sizes')
  const levels = definitionBytes + repetitionBytes
  if (levels > compressed || levels > bytes) throw new Damaged('the levels of a page are larger than the page')
  return header
}
