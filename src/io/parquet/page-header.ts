import type { Encoding } from 'hyparquet'
import { Encodings } from 'hyparquet/src/constants.js'
import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js'
import type { Memory } from '../../memory/memory.js'
import type { ChunkInput } from './chunk-input.js'
import { Damaged } from './decoder.js'

export interface PageHeader {
  readonly kind: 'dictionary' | 'data' | 'dataV2' | 'other'
  readonly compressed: number
  readonly bytes: number
  readonly values: number
  readonly encoding: Encoding | undefined
  readonly levelEncoding: Encoding | undefined
  /** Of a page of version 2. */
  readonly repetitionBytes: number
  readonly definitionBytes: number
  readonly isCompressed: boolean
}

const FIRST_GUESS = 1_024

/** Reads the header of the next page, and skips it. */
export async function readPageHeader(input: ChunkInput, memory: Memory): Promise<PageHeader> {
  for (let wanted = FIRST_GUESS; ; wanted *= 4) {
    const available = await input.need(wanted)
    const reader = { view: new DataView(memory.u8.buffer, input.address, Math.min(available, wanted)), offset: 0 }
    const header = parse(reader)
    // A header that used up all there was may go on behind it.
    if (header && (reader.offset < reader.view.byteLength || available === input.left)) {
      input.skip(reader.offset)
      return checked(header)
    }
    if (available === input.left && wanted >= available) throw new Damaged('a page header cannot be read')
  }
}

function parse(reader: { view: DataView; offset: number }): PageHeader | undefined {
  try {
    return fromThrift(deserializeTCompactProtocol(reader))
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw new Damaged('a page header cannot be read', { cause: error })
  }
}

const kinds = ['data', 'other', 'dictionary', 'dataV2'] as const

/** Fields by their numbers in Parquet's definition of PageHeader. */
function fromThrift(header: ReturnType<typeof deserializeTCompactProtocol>): PageHeader {
  const { field_1: kind, field_2: bytes, field_3: compressed, field_5: data, field_7: dictionary, field_8: dataV2 } = header
  return {
    kind: kinds[kind] ?? 'other',
    compressed,
    bytes,
    values: (data ?? dictionary ?? dataV2)?.field_1 ?? 0,
    encoding: Encodings[dataV2?.field_4 ?? (data ?? dictionary)?.field_2],
    levelEncoding: Encodings[data?.field_3],
    definitionBytes: dataV2?.field_5 ?? 0,
    repetitionBytes: dataV2?.field_6 ?? 0,
    isCompressed: dataV2?.field_7 ?? true,
  }
}
function checked(header: PageHeader): PageHeader {
  const { compressed, bytes, values, definitionBytes, repetitionBytes } = header
  const sizes = [compressed, bytes, values, definitionBytes, repetitionBytes]
  if (!sizes.every(n => Number.isInteger(n) && n >= 0)) throw new Damaged('a page header has no sizes')
  const levels = definitionBytes + repetitionBytes
  if (levels > compressed || levels > bytes) throw new Damaged('the levels of a page are larger than the page')
  return header
}
