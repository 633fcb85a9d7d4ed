import type { Memory } from '../../../memory/memory.js'
import { BloomFilter } from './bloom-filter.js'
import { boundsOf, mergeBounds, type Bounds } from './bounds.js'
import type { Dictionary } from './dictionary.js'
import type { Leaf } from './leaves.js'
import type { LeafSettings } from './options.js'
import { PageBuilder } from './page-builder.js'
import { dataPageHeader, dataPageHeaderV2, dictionaryPageHeader, type DataPage } from './page-header.js'
import type { PageLog, Place } from './page-log.js'
import type { FileSettings } from './settings.js'
import { ValueEncoder } from './value-encoder.js'

/** A page, not compressed yet: its levels, each kind by itself, and its values. */
interface WaitingPage extends Omit<DataPage, 'repetitionBytes' | 'definitionBytes' | 'isCompressed'> {
  readonly firstRow: number
  readonly bounds: Bounds | undefined
  readonly repetitions: Uint8Array
  readonly definitions: Uint8Array
  readonly body: Uint8Array
}
/** A page in the log. */
interface LoggedPage extends Omit<WaitingPage, 'repetitions' | 'definitions' | 'body'> { readonly place: Place }

/** A column chunk, ready to be written. */
export interface FinishedChunk {
  readonly leaf: Leaf
  readonly pages: readonly LoggedPage[]
  readonly dictionary: Uint8Array | undefined
  readonly uncompressedBytes: number
  readonly bounds: Bounds | undefined
  /** Different values, where it is known. */
  readonly distinct: number | undefined
  readonly bloomFilter: BloomFilter | undefined
}

const none = new Uint8Array()

/** Makes the pages of a column of values, chunk after chunk. */
export class ChunkWriter {
  readonly leaf: Leaf
  /** The page that is being made. */
  readonly page: PageBuilder
  readonly #settings: FileSettings
  readonly #own: LeafSettings
  readonly #log: PageLog
  #encoder: ValueEncoder
  #bloomFilter: BloomFilter | undefined
  #waiting: WaitingPage[] = []
  #pages: LoggedPage[] = []
  #rows = 0
  #uncompressed = 0

  constructor(leaf: Leaf, settings: FileSettings, own: LeafSettings, memory: Memory, log: PageLog) {
    this.leaf = leaf
    this.#settings = settings
    this.#own = own
    this.#log = log
    this.page = new PageBuilder(leaf, { bytes: settings.pageBytes, rows: settings.pageRows }, memory, () => this.endPage())
    this.#encoder = this.#newEncoder()
    this.#bloomFilter = this.#newBloomFilter()
  }

  endPage(): void {
    const { page, leaf: { storage } } = this, { values, rows, entries } = page, { statistics, pageIndex } = this.#settings
    if (rows === 0) return
    const { encoding, bytes, bounds } = this.#encoder.encode(values)
    if (encoding !== 'RLE_DICTIONARY') this.#bloomFilter?.add(storage, values.buffer, values.count)
    this.#waiting.push({
      values: entries, nulls: entries - values.count, rows, firstRow: this.#rows, encoding,
      bounds: statistics || pageIndex ? bounds ?? boundsOf(values) : undefined,
      repetitions: page.repetitions.most > 0 ? page.repetitions.encoded() : none,
      definitions: page.definitions.most > 0 ? page.definitions.encoded() : none,
      // The builder's own bytes are used again.
      body: bytes.buffer === values.buffer.bytes.buffer ? bytes.slice() : bytes,
    })
    this.#rows += rows
    page.clear()
  }

  /** Compresses the pages that have ended. */
  async drain(): Promise<void> {
    for (const page of this.#waiting.splice(0)) this.#pages.push(await this.#logged(page))
  }

  /** The chunk; the next begins. */
  async finish(): Promise<FinishedChunk> {
    this.endPage()
    await this.drain()
    const { dictionary, isComplete } = this.#encoder, bloomFilter = this.#bloomFilter, { storage } = this.leaf
    if (dictionary) bloomFilter?.add(storage, dictionary.plain, dictionary.count)
    const page = dictionary && await this.#dictionaryPage(dictionary)
    // One number may be several floats: zeros, NaN.
    const isCounted = isComplete && storage.physical !== 'float' && storage.physical !== 'double'
    const finished = {
      leaf: this.leaf, pages: this.#pages, dictionary: page, uncompressedBytes: this.#uncompressed, bloomFilter,
      bounds: mergeBounds(storage, this.#pages.map(p => p.bounds)), distinct: isCounted ? dictionary?.count : undefined,
    }
    this.#pages = []
    this.#rows = this.#uncompressed = 0
    this.#encoder = this.#newEncoder()
    this.#bloomFilter = this.#newBloomFilter()
    return finished
  }

  #newEncoder(): ValueEncoder {
    const { dictionaryBytes, version } = this.#settings, { dictionary, encoding } = this.#own
    return new ValueEncoder({ dictionaryBytes: dictionary ? dictionaryBytes : 0, encoding, version }, this.leaf.storage)
  }

  #newBloomFilter(): BloomFilter | undefined {
    return this.#own.bloomFilter ? new BloomFilter(this.#settings.groupRows) : undefined
  }

  async #logged({ repetitions, definitions, body, ...page }: WaitingPage): Promise<LoggedPage> {
    const { header, parts, uncompressed } = this.#settings.version === 1
      ? await this.#version1(page, [withLength(repetitions), withLength(definitions), body])
      : await this.#version2(page, repetitions, definitions, body)
    this.#uncompressed += header.length + uncompressed
    const places = [header, ...parts].map(part => this.#log.append(part))
    return { ...page, place: { start: places[0]!.start, bytes: places.reduce((sum, p) => sum + p.bytes, 0) } }
  }

  async #version1(page: PageFacts, parts: readonly Uint8Array[]): Promise<PageBytes> {
    const body = joined(parts), compressed = await this.#settings.compressor.compress(body)
    const facts = { ...page, repetitionBytes: 0, definitionBytes: 0, isCompressed: true }
    const header = dataPageHeader(facts, { uncompressed: body.length, compressed: compressed.length })
    return { header, parts: [compressed], uncompressed: body.length }
  }
  /** Levels are not compressed, and values only if it helps. */
  async #version2(page: PageFacts, repetitions: Uint8Array, definitions: Uint8Array, body: Uint8Array): Promise<PageBytes> {
    const compressed = await this.#settings.compressor.compress(body), isCompressed = compressed.length < body.length
    const values = isCompressed ? compressed : body, levels = repetitions.length + definitions.length
    const facts = { ...page, repetitionBytes: repetitions.length, definitionBytes: definitions.length, isCompressed }
    const header = dataPageHeaderV2(facts, { uncompressed: levels + body.length, compressed: levels + values.length })
    return { header, parts: [repetitions, definitions, values], uncompressed: levels + body.length }
  }
  async #dictionaryPage({ plain, count }: Dictionary): Promise<Uint8Array> {
    const compressed = await this.#settings.compressor.compress(plain.content)
    const header = dictionaryPageHeader(count, { uncompressed: plain.length, compressed: compressed.length })
    this.#uncompressed += header.length + plain.length
    return joined([header, compressed])
  }
}
type PageFacts = Omit<DataPage, 'repetitionBytes' | 'definitionBytes' | 'isCompressed'>
interface PageBytes { readonly header: Uint8Array; readonly parts: readonly Uint8Array[]; readonly uncompressed: number }

/** Levels as version 1 has them; nothing where there are none. */
function withLength(levels: Uint8Array): Uint8Array {
  if (levels.length === 0) return levels
  const bytes = new Uint8Array(4 + levels.length)
  new DataView(bytes.buffer).setUint32(0, levels.length, true)
  bytes.set(levels, 4)
  return bytes
}
function joined(all: readonly Uint8Array[]): Uint8Array {
  const parts = all.filter(part => part.length > 0)
  if (parts.length === 1) return parts[0]!
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
