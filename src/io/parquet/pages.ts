import type { ChunkInput } from './chunk-input.js'
import { Damaged } from './decoder.js'
import { readPageHeader, type PageHeader } from './page-header.js'
import type { PageLocation } from './page-index.js'
import type { Page, PageReader } from './page.js'

/** What the pages of one column chunk are found with. */
export interface PageSource {
  readonly input: ChunkInput
  readonly reader: PageReader
  /** Values and nulls that all pages have together. */
  readonly entries: number
  /** Whether each entry is a row. */
  readonly flat: boolean
  /** Where the data pages are, if the index of pages is to be used. */
  readonly locations: readonly PageLocation[] | undefined
  readonly metric: (name: string, add: number) => void
}

/** The data pages of a column chunk, in order. */
export class Pages {
  readonly #source: PageSource
  /** The header of the next data page, if it was looked at already. */
  #header: PageHeader | undefined
  /** Data pages behind us: those that were read, and those that were passed over. */
  #read = 0
  #passed = 0

  constructor(source: PageSource) { this.#source = source }

  /** The next data page, or undefined at the end of the chunk. */
  async next(): Promise<Page | undefined> {
    const header = this.#header ?? await this.#nextHeader()
    this.#header = undefined
    if (header === undefined) return undefined
    const page = await this.#body(header, from => this.#source.reader.data(header, from))
    this.#read++
    return page
  }

  /**
   * Passes over whole pages: they are not decompressed, and where there is an index of pages they are not even read. Gives of how many
   * rows, at most `rows`. Only where a page begins with a row.
   */
  async skip(rows: number): Promise<number> {
    const { locations, flat } = this.#source
    let skipped = 0
    if (locations) {
      for (let next = this.#place; next && next.rows <= rows - skipped; next = this.#place) {
        skipped += next.rows
        this.#header = undefined
        this.#passed++
      }
    } else if (flat) {
      for (;;) {
        this.#header ??= await this.#nextHeader()
        const header = this.#header
        if (header === undefined || header.values > rows - skipped) break
        await this.#body(header, () => undefined)
        this.#header = undefined
        this.#passed++
        skipped += header.values
      }
    }
    return skipped
  }

  close(): void {
    const { input, reader, locations, metric } = this.#source
    metric('pagesRead', this.#read)
    metric('pagesSkipped', locations ? locations.length - this.#read : this.#passed)
    input.close()
    reader.close()
  }

  get #place(): PageLocation | undefined { return this.#source.locations?.[this.#read + this.#passed] }

  /** The header of the next data page; a dictionary before it is read. */
  async #nextHeader(): Promise<PageHeader | undefined> {
    const { input, locations, reader, flat } = this.#source
    const place = this.#place
    if (locations) {
      if (place === undefined) return undefined
      const first = locations[0]!.offset
      while (input.position < first && !reader.hasDictionary) await this.#other(await this.#anyHeader())
      input.jump(place.offset)
    }
    while (input.left > 0) {
      const at = input.position
      const header = await this.#anyHeader()
      const isData = header.kind === 'data' || header.kind === 'dataV2'
      if (place && (!isData || flat && header.values !== place.rows)) throw new Damaged(`its index of pages is wrong about byte ${at}`)
      if (isData) return header
      await this.#other(header)
    }
    return undefined
  }

  async #anyHeader(): Promise<PageHeader> {
    const { input, reader, entries } = this.#source
    const at = input.position
    const header = await readPageHeader(input, reader.memory).catch((cause: unknown) => inPage(at, cause))
    if (header.compressed > input.left) throw new Damaged(`the page at byte ${at} reaches beyond its column chunk`)
    if (header.kind !== 'dictionary' && header.values > entries) throw new Damaged(`the page at byte ${at} has too many values`)
    return header
  }

  async #other(header: PageHeader): Promise<void> {
    await this.#body(header, from => header.kind === 'dictionary' ? this.#source.reader.dictionary(header, from) : undefined)
  }

  /** Works on the body of a page, then passes over it. */
  async #body<T>(header: PageHeader, work: (from: number) => T): Promise<T> {
    const { input } = this.#source
    const at = input.position
    await input.need(header.compressed)
    try {
      return work(input.address)
    } catch (cause) {
      return inPage(at, cause)
    } finally {
      input.skip(header.compressed)
    }
  }
}

/** Adds where the damage is. */
function inPage(at: number, cause: unknown): never {
  if (cause instanceof Damaged) throw new Damaged(`${cause.message} (page at byte ${at})`, { cause })
  throw cause
}
