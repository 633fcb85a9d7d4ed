import type { CompressionCodec } from 'hyparquet'
import type { Memory } from '../../memory/memory.js'
import type { TaskMemory } from '../../memory/task-memory.js'
import { SLACK, canBe, type Decompress } from './codec.js'
import { Damaged, type Decoder } from './decoder.js'
import type { PageHeader } from './page-header.js'
import { Region } from './region.js'
import type { Leaf } from './schema.js'
import { oldLevels, toPlain } from './transcode.js'
import { HYBRID_BYTES, bitValues, dictionaryValues, noValues, plainValues, runValues, type Dictionary, type Values } from './values.js'

/** Bytes [from, end) of the memory. */
export interface Span { readonly from: number; readonly end: number }

/** A decompressed data page. */
export interface Page {
  /** Entries: values and nulls. */
  readonly entries: number
  /** Levels as hybrids; undefined where the leaf has none. */
  readonly definition: Span | undefined
  readonly repetition: Span | undefined
  /** Its values, once it is known how many of the entries have one. */
  values(present: number): Values
  /** HYBRID_BYTES for reading the definition levels, and as many for the repetition levels behind them. */
  readonly state: number
  /** Of a leaf that is not nested: room for a bit for each entry and 8 bytes to spare; not cleared. */
  readonly bitmap: number
  release(): void
}

/** What the bodies of the pages of one column chunk are read with. */
export interface PageFormat {
  readonly task: TaskMemory
  readonly leaf: Leaf
  readonly decoder: Decoder
  readonly codec: CompressionCodec
  readonly decompress: Decompress
  /** Room for `SCRATCH_VALUES` indices, shared by all columns. */
  readonly scratch: number
}

interface Body { readonly values: Span; readonly definition: Span | undefined; readonly repetition: Span | undefined }

/** Behind a page, at the end of its region: room for a validity bitmap, then the states of three hybrids (levels, values). */
const bitmapRoom = ({ maxRepetition }: Leaf, entries: number): number => maxRepetition > 0 ? 0 : 8 * Math.ceil(entries / 64) + 8
const extraBytes = (leaf: Leaf, entries: number): number => bitmapRoom(leaf, entries) + 3 * HYBRID_BYTES

/** Decompresses pages and finds what is in them. The dictionary stays until `close`. */
export class PageReader {
  readonly #format: PageFormat
  readonly #regions: Region[] = []
  #dictionary: Dictionary | undefined

  constructor(format: PageFormat) { this.#format = format }

  get memory(): Memory { return this.#format.task.memory }
  get hasDictionary(): boolean { return this.#dictionary !== undefined }

  close(): void { for (const region of this.#regions.splice(0)) region.release() }

  dictionary({ compressed, bytes, values }: PageHeader, body: number): void {
    const { task, decompress, decoder } = this.#format
    const page = this.#region(bytes + SLACK, compressed, bytes)
    this.#regions.push(page)
    decompress(body, compressed, page.address, bytes)
    // A value takes at least a byte of the page, so a wrong count cannot ask for much.
    if (values > bytes) throw new Damaged('its dictionary is wrong')
    // Room for whatever indices of that many bits may be.
    const cells = new Region(task, 2 ** Math.ceil(Math.log2(values || 1)) * decoder.cellBytes)
    this.#regions.push(cells)
    decoder.decode(page.address, page.address + bytes, values, cells.address)
    this.#dictionary = { cells: cells.address, count: values, room: cells.bytes / decoder.cellBytes }
  }

  data(header: PageHeader, body: number): Page {
    const extra = extraBytes(this.#format.leaf, header.values)
    const region = this.#region(header.bytes + 2 * SLACK + extra, header.compressed, header.bytes)
    const regions = [region]
    try {
      const found = header.kind === 'data' ? this.#version1(header, body, region, regions) : this.#version2(header, body, region)
      return this.#page(header, found, region, regions)
    } catch (error) {
      for (const r of regions) r.release()
      throw error
    }
  }

  /** Levels lie before the values. */
  #version1({ values, compressed, bytes, ...header }: PageHeader, body: number, region: Region, regions: Region[]): Body {
    const { task, leaf: { maxDefinition, maxRepetition }, decompress } = this.#format
    decompress(body, compressed, region.address, bytes)
    const end = region.address + bytes
    let from = region.address
    const levels = (max: number, encoding: PageHeader['encoding']): Span | undefined => {
      if (max === 0) return undefined
      if (encoding === 'BIT_PACKED') {
        const old = oldLevels(from, end, values, max, task)
        regions.push(old.region)
        from = old.next
        return old
      }
      if (end - from < 4) throw new Damaged('the levels of a page are missing')
      const span = { from: from + 4, end: from + 4 + task.memory.view.getUint32(from, true) }
      if (span.end > end) throw new Damaged('the levels of a page reach beyond it')
      from = span.end
      return span
    }
    const repetition = levels(maxRepetition, header.repetitionEncoding)
    const definition = levels(maxDefinition, header.definitionEncoding)
    return { values: { from, end }, definition, repetition }
  }

  /** Levels come first and are not compressed; in memory they lie behind the values, which so begin on a multiple of 8. */
  #version2(header: PageHeader, body: number, region: Region): Body {
    const { task: { memory: { kernels } }, codec, decompress, leaf: { maxDefinition, maxRepetition } } = this.#format
    const { repetitionBytes, definitionBytes } = header
    const levelBytes = repetitionBytes + definitionBytes, bytes = header.bytes - levelBytes, compressed = header.compressed - levelBytes
    const end = region.address + bytes, levels = end + SLACK, middle = levels + repetitionBytes
    const packed = bytes > 0 && header.isCompressed && codec !== 'UNCOMPRESSED'
    if (packed) decompress(body + levelBytes, compressed, region.address, bytes)
    else if (compressed >= bytes) kernels.copyBytes(body + levelBytes, bytes, region.address)
    else throw new Damaged('the size of a page is wrong')
    kernels.copyBytes(body, levelBytes, levels)
    return {
      values: { from: region.address, end },
      definition: maxDefinition > 0 ? { from: middle, end: middle + definitionBytes } : undefined,
      repetition: maxRepetition > 0 ? { from: levels, end: middle } : undefined,
    }
  }

  #page({ values: entries, encoding }: PageHeader, { values, definition, repetition }: Body, region: Region, regions: Region[]): Page {
    const state = region.address + region.bytes - 3 * HYBRID_BYTES
    return {
      entries, definition, repetition, state,
      bitmap: state - bitmapRoom(this.#format.leaf, entries),
      values: present => present === 0 ? noValues : this.#values(encoding, values, present, state + 2 * HYBRID_BYTES, regions),
      release: () => { for (const r of regions.splice(0)) r.release() },
    }
  }

  #values(encoding: PageHeader['encoding'], { from, end }: Span, present: number, state: number, regions: Region[]): Values {
    const { task, leaf, decoder, scratch } = this.#format
    const { memory } = task
    const isBoolean = leaf.element.type === 'BOOLEAN'
    switch (encoding) {
      case 'PLAIN': return isBoolean ? bitValues(memory, from, end) : plainValues(memory, decoder, from, end)
      case 'PLAIN_DICTIONARY': case 'RLE_DICTIONARY':
        if (this.#dictionary === undefined) throw new Damaged('its dictionary is missing')
        return dictionaryValues(memory, decoder, this.#dictionary, from, end, state, scratch)
      case 'RLE': if (isBoolean) return runValues(memory, from, end, state, scratch)
    }
    const plain = toPlain(encoding, leaf, from, end, present, task)
    if (plain === undefined) throw new Damaged(`its encoding ${encoding ?? ''} is not known, or not for ${leaf.element.type ?? ''}`)
    regions.push(plain.region)
    return plainValues(memory, decoder, plain.from, plain.end)
  }

  /** Room for a page, unless it cannot become that large. */
  #region(room: number, compressed: number, bytes: number): Region {
    if (!canBe(this.#format.codec, compressed, bytes)) throw new Damaged(`${compressed} bytes cannot become ${bytes}`)
    return new Region(this.#format.task, room)
  }
}
