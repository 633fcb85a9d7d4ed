import type { SinkWriter } from '../../../logical/sink.js'
import type { Batch } from '../../../memory/batch.js'
import type { PageOwner } from '../../../memory/task-memory.js'
import type { Field } from '../../../types/data-type.js'
import type { AtomicFile } from '../../file/atomic.js'
import type { ChunkEntry, IndexPlaces, PageEntry, Span } from './chunk.js'
import type { FinishedChunk } from './chunk-writer.js'
import { elementsOf, rootElement } from './elements.js'
import { FileOutput } from './file-output.js'
import { footer, type GroupEntry } from './footer.js'
import { GroupWriter } from './group-writer.js'
import type { Leaf } from './leaves.js'
import { columnIndexOf, writeColumnIndex, writeOffsetIndex } from './page-index.js'
import { PageLog } from './page-log.js'
import type { FileSettings } from './settings.js'
import { ThriftWriter } from './thrift-writer.js'

const MAGIC = new TextEncoder().encode('PAR1')

/** One Parquet file: row groups as they fill, then page indexes and the footer. */
export class FileWriter implements SinkWriter {
  readonly #file: AtomicFile
  readonly #out: FileOutput
  readonly #fields: readonly Field[]
  readonly #settings: FileSettings
  readonly #log: PageLog
  readonly #group: GroupWriter
  readonly #groups: GroupEntry[] = []

  /** `leaves`: those of each field. */
  constructor(file: AtomicFile, fields: readonly Field[], leaves: readonly (readonly Leaf[])[], settings: FileSettings, owner: PageOwner) {
    this.#file = file
    this.#out = new FileOutput(file)
    this.#fields = fields
    this.#settings = settings
    this.#log = new PageLog(owner)
    this.#group = new GroupWriter(fields, leaves, settings, owner.memory, this.#log)
  }

  async write(batch: Batch): Promise<void> {
    const group = this.#group, { groupRows, groupBytes } = this.#settings
    for (let row = 0; row < batch.rows;) {
      row = await group.add(batch, row, groupRows - group.rows)
      if (group.rows >= groupRows || this.#log.length + group.bytes >= groupBytes || this.#log.isShort) await this.#endGroup()
    }
  }

  async commit(): Promise<void> {
    if (this.#group.rows > 0) await this.#endGroup()
    await this.#begin()
    const indexes = this.#settings.pageIndex ? await this.#writeIndexes() : new Map<ChunkEntry, IndexPlaces>()
    const schema = [rootElement(this.#fields.length), ...this.#fields.flatMap(elementsOf)]
    for (const part of footer(schema, this.#groups, indexes, this.#settings)) await this.#out.write(part)
    await this.#out.flush()
    await this.#file.commit()
  }
  async abort(): Promise<void> {
    this.#log.clear()
    await this.#file.abort()
  }

  async #begin(): Promise<void> {
    if (this.#out.offset === 0) await this.#out.write(MAGIC)
  }

  async #endGroup(): Promise<void> {
    await this.#begin()
    const { rows } = this.#group, { offset } = this.#out, chunks: ChunkEntry[] = []
    for await (const chunk of this.#group.finish()) chunks.push(await this.#writeChunk(chunk))
    this.#log.clear()
    this.#groups.push({ rows, offset, chunks })
  }

  async #writeChunk({ pages, dictionary, bloomFilter, ...facts }: FinishedChunk): Promise<ChunkEntry> {
    const from = this.#out.offset, entries: PageEntry[] = []
    if (dictionary) await this.#out.write(dictionary)
    for (const { place, ...page } of pages) {
      entries.push({ ...page, offset: this.#out.offset, bytes: place.bytes })
      for (const part of this.#log.parts(place)) await this.#out.write(part)
    }
    const compressedBytes = this.#out.offset - from
    const filter = bloomFilter && await this.#span(...bloomFilter.finish(this.#settings.falsePositives))
    const { codec } = this.#settings.compressor
    return { ...facts, codec, pages: entries, compressedBytes, dictionaryOffset: dictionary && from, bloomFilter: filter }
  }

  /** All column indexes, then all offset indexes. */
  async #writeIndexes(): Promise<Map<ChunkEntry, IndexPlaces>> {
    const chunks = this.#groups.flatMap(group => group.chunks), columnIndexes = new Map<ChunkEntry, Span>()
    for (const chunk of chunks) {
      const index = columnIndexOf(chunk)
      if (index) columnIndexes.set(chunk, await this.#thrift(w => writeColumnIndex(w, index)))
    }
    const places = new Map<ChunkEntry, IndexPlaces>()
    for (const chunk of chunks) {
      places.set(chunk, { columnIndex: columnIndexes.get(chunk), offsetIndex: await this.#thrift(w => writeOffsetIndex(w, chunk)) })
    }
    return places
  }
  #thrift(write: (w: ThriftWriter) => void): Promise<Span> {
    const w = new ThriftWriter()
    write(w)
    return this.#span(w.finish())
  }
  async #span(...parts: readonly Uint8Array[]): Promise<Span> {
    const { offset } = this.#out
    for (const part of parts) await this.#out.write(part)
    return { offset, bytes: this.#out.offset - offset }
  }
}
