import type { CompressionCodec } from 'hyparquet'
import type { TaskMemory } from '../../memory/task-memory.js'
import type { ChunkInput } from './chunk-input.js'
import { SLACK, type Decompress } from './codec.js'
import { Damaged, type Decoder } from './decoder.js'
import { readPageHeader, type PageHeader } from './page-header.js'
import { Region } from './region.js'
import type { Leaf } from './schema.js'
import { toPlain } from './transcode.js'
import { HYBRID_BYTES, bitValues, dictionaryValues, noValues, plainValues, runValues, type Dictionary, type Values } from './values.js'

/** Bytes [from, end) of the memory. */
export interface Span { readonly from: number; readonly end: number }

interface Sections { readonly body: Span; readonly definition: Span | undefined; readonly repetition: Span | undefined }

/** A decompressed data page. */
export interface Page {
  /** Entries: values and nulls. */
  readonly entries: number
  /** Levels as hybrids; undefined where the leaf has none. */
  readonly definition: Span | undefined
  readonly repetition: Span | undefined
  /** Its values, once it is known how many of the entries have one. */
  values(present: number): Values
  /** 32 bytes for reading levels, before `values` is called. */
  readonly state: number
  /** Room for a bit for each entry and 8 bytes to spare; not cleared. */
  readonly bitmap: number
  release(): void
}

/** What the pages of one column chunk are read with. */
export interface PageSource {
  readonly task: TaskMemory
  readonly input: ChunkInput
  readonly leaf: Leaf
  readonly decoder: Decoder
  readonly codec: CompressionCodec
  readonly decompress: Decompress
  /** Values and nulls that all pages have together. */
  readonly entries: number
  /** Room for `SCRATCH_VALUES` indices, shared by all columns. */
  readonly scratch: number
}

/** Behind a page, at the end of its region: room for a validity bitmap, then the state of a hybrid. */
const bitmapRoom = (entries: number): number => 8 * Math.ceil(entries / 64) + 8
const extraBytes = (entries: number): number => bitmapRoom(entries) + HYBRID_BYTES

/** The data pages of a column chunk, in order. The dictionary stays until `close`. */
export class Pages {
  readonly #source: PageSource
  readonly #regions: Region[] = []
  #dictionary: Dictionary | undefined

  constructor(source: PageSource) { this.#source = source }

  /** The next data page, or undefined at the end of the chunk. */
  async next(): Promise<Page | undefined> {
    const { input, task } = this.#source
    while (input.left > 0) {
      const header = await readPageHeader(input, task.memory)
      if (header.compressed > input.left) throw new Damaged('a page reaches beyond its column chunk')
      if (header.kind !== 'dictionary' && header.values > this.#source.entries) throw new Damaged('a page has too many values')
      await input.need(header.compressed)
      const page = this.#page(header)
      input.skip(header.compressed)
      if (page) return page
    }
    return undefined
  }

  close(): void {
    this.#source.input.close()
    for (const region of this.#regions.splice(0)) region.release()
  }

  #page(header: PageHeader): Page | undefined {
    switch (header.kind) {
      case 'data': return this.#dataPage(header)
      case 'dataV2': return this.#dataPageV2(header)
      case 'dictionary': return void this.#dictionaryPage(header)
      case 'other': return undefined
    }
  }

  #dictionaryPage({ compressed, bytes, values }: PageHeader): void {
    const { task, input, decompress, decoder } = this.#source
    const page = new Region(task, bytes + SLACK)
    this.#regions.push(page)
    decompress(input.address, compressed, page.address, bytes)
    // A value takes at least 4 bytes of the page, so a wrong count cannot ask for much.
    if (values > bytes && values > 0) throw new Damaged('its dictionary is wrong')
    const cells = new Region(task, values * decoder.cellBytes)
    this.#regions.push(cells)
    decoder.decode(page.address, page.address + bytes, values, cells.address)
    this.#dictionary = { cells: cells.address, count: values }
  }

  #dataPage(header: PageHeader): Page {
    const { task, input, leaf, decompress } = this.#source
    const { bytes } = header
    const region = new Region(task, bytes + SLACK + extraBytes(header.values))
    try {
      decompress(input.address, header.compressed, region.address, bytes)
      const end = region.address + bytes
      let from = region.address
      const levels = (max: number): Span | undefined => {
        if (max === 0) return undefined
        if (end - from < 4) throw new Damaged('the levels of a page are missing')
        const span = { from: from + 4, end: from + 4 + task.memory.view.getUint32(from, true) }
        if (span.end > end) throw new Damaged('the levels of a page reach beyond it')
        from = span.end
        return span
      }
      const packed = header.levelEncoding === 'BIT_PACKED' && leaf.maxDefinition > 0
      if (packed) throw new Damaged('its levels are in an encoding given up long ago (BIT_PACKED)')
      const repetition = levels(leaf.maxRepetition)
      const definition = levels(leaf.maxDefinition)
      return this.#pageOf(header, region, { body: { from, end }, definition, repetition })
    } catch (error) {
      region.release()
      throw error
    }
  }

  /** Levels come first and are not compressed; in memory they lie behind the values, which so begin on a multiple of 8. */
  #dataPageV2(header: PageHeader): Page {
    const { task, input, codec, decompress } = this.#source
    const { repetitionBytes, definitionBytes } = header
    const levelBytes = repetitionBytes + definitionBytes, bytes = header.bytes - levelBytes, compressed = header.compressed - levelBytes
    const region = new Region(task, header.bytes + 2 * SLACK + extraBytes(header.values))
    try {
      const end = region.address + bytes, levels = end + SLACK
      const packed = bytes > 0 && header.isCompressed && codec !== 'UNCOMPRESSED', body = input.address + levelBytes
      if (packed) decompress(body, compressed, region.address, bytes)
      else if (compressed >= bytes) task.memory.kernels.copyBytes(body, bytes, region.address)
      else throw new Damaged('the size of a page is wrong')
      task.memory.kernels.copyBytes(input.address, levelBytes, levels)
      const middle = levels + repetitionBytes
      const { maxDefinition, maxRepetition } = this.#source.leaf
      const definition = maxDefinition > 0 ? { from: middle, end: middle + definitionBytes } : undefined
      const repetition = maxRepetition > 0 ? { from: levels, end: middle } : undefined
      return this.#pageOf(header, region, { body: { from: region.address, end }, definition, repetition })
    } catch (error) {
      region.release()
      throw error
    }
  }

  #pageOf({ values: entries, encoding }: PageHeader, region: Region, { body, definition, repetition }: Sections): Page {
    const regions = [region]
    const state = region.address + region.bytes - HYBRID_BYTES
    return {
      entries, definition, repetition, state,
      bitmap: state - bitmapRoom(entries),
      values: present => present === 0 ? noValues : this.#values(encoding, body, present, state, regions),
      release: () => { for (const r of regions.splice(0)) r.release() },
    }
  }

  #values(encoding: PageHeader['encoding'], { from, end }: Span, present: number, state: number, regions: Region[]): Values {
    const { task, leaf, decoder, scratch } = this.#source
    const { memory } = task
    const isBoolean = leaf.element.type === 'BOOLEAN'
    switch (encoding) {
      case 'PLAIN': return isBoolean ? bitValues(memory, from, end) : plainValues(decoder, from, end)
      case 'PLAIN_DICTIONARY': case 'RLE_DICTIONARY':
        if (this.#dictionary === undefined) throw new Damaged('its dictionary is missing')
        return dictionaryValues(memory, decoder, this.#dictionary, from, end, state, scratch)
      case 'RLE': if (isBoolean) return runValues(memory, from, end, state, scratch)
    }
    const plain = toPlain(encoding, leaf, new DataView(memory.u8.buffer, from, end - from), present)
    if (plain === undefined) throw new Damaged(`its encoding ${encoding ?? ''} is not known`)
    const region = new Region(task, plain.length + SLACK)
    regions.push(region)
    memory.u8.set(plain, region.address)
    return plainValues(decoder, region.address, region.address + plain.length)
  }
}
