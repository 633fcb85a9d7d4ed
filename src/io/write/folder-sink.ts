/** A folder of files: one, or one for each partition. Rows come sorted by the partition's columns, so one file is open at a time. */
import { raise } from '../../errors/raise.js'
import type { Sink, SinkWriter } from '../../logical/sink.js'
import { Arena } from '../../memory/arena.js'
import type { Batch } from '../../memory/batch.js'
import { isValid, readValue } from '../../memory/vector.js'
import { sliceVector } from '../../physical/slice.js'
import type { Field } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import type { JobFile } from '../target.js'
import type { WriteJob } from './job.js'
import { partitionNamer } from './partition-name.js'

export interface FolderSinkOptions {
  readonly path: string
  readonly partitionBy: readonly string[]
  /** What a file's name ends with: `.parquet`. */
  readonly extension: string
  begin(): Promise<WriteJob>
  /** The sink of one file. */
  file(target: JobFile): Sink
}
type Owner = Parameters<Sink['open']>[1]

export const folderSink = (name: string, options: FolderSinkOptions): Sink => Object.freeze({
  name,
  async open(fields: readonly Field[], owner: Owner) {
    const columns = options.partitionBy.map(column => fields.findIndex(f => f.name === column)), names = columns.map(n => partitionNamer(fields[n]!))
    const kept = fields.map((_, n) => n).filter(n => !columns.includes(n))
    if (kept.length === 0) return raise('ALL_PARTITION_COLUMNS_NOT_ALLOWED')
    return new FolderWriter({ ...options, owner, columns, names, kept, fields: kept.map(n => fields[n]!), job: await options.begin() })
  },
})

interface State extends FolderSinkOptions {
  readonly owner: Owner
  /** Of the rows: places of the partition's columns, and of the others. */
  readonly columns: readonly number[]
  readonly kept: readonly number[]
  readonly names: readonly ((value: EngineValue) => string)[]
  readonly fields: readonly Field[]
  readonly job: WriteJob
}
class FolderWriter implements SinkWriter {
  readonly #state: State
  readonly #arena: Arena
  readonly #id = crypto.randomUUID()
  #open: { readonly folder: string; readonly writer: SinkWriter } | undefined
  #files = 0

  constructor(state: State) {
    this.#state = state
    this.#arena = new Arena(state.owner, 'Writing partitions')
  }

  async write(batch: Batch): Promise<void> {
    for (let from = 0; from < batch.rows;) {
      const folder = this.#folder(batch, from), to = this.#end(batch, from)
      this.#arena.reset()
      const columns = this.#state.kept.map(n => to - from === batch.rows ? batch.columns[n]! : sliceVector(batch.columns[n]!, from, to - from, this.#arena))
      await (await this.#writer(folder)).write({ rows: to - from, columns })
      from = to
    }
  }
  async commit(): Promise<void> {
    if (this.#files === 0 && this.#state.columns.length === 0) await this.#writer('')
    await this.#open?.writer.commit()
    this.#open = undefined
    this.#arena.close()
    await this.#state.job.commit()
  }
  async abort(): Promise<void> {
    try {
      await this.#open?.writer.abort()
    } finally {
      this.#open = undefined
      this.#arena.close()
      await this.#state.job.abort()
    }
  }

  async #writer(folder: string): Promise<SinkWriter> {
    if (this.#open?.folder === folder) return this.#open.writer
    await this.#open?.writer.commit()
    this.#open = undefined
    const { path, extension, file, fields, owner, job } = this.#state
    const relative = `${folder}part-${String(this.#files++).padStart(5, '0')}-${this.#id}${extension}`
    const writer = await file({ path: `${path.replace(/\/+$/, '')}/${relative}`, create: () => job.file(relative) }).open(fields, owner)
    this.#open = { folder, writer }
    return writer
  }
  #folder(batch: Batch, row: number): string {
    const { columns, names, owner } = this.#state
    return columns.map((n, k) => `${names[k]!(readValue(owner.memory, batch.columns[n]!, row))}/`).join('')
  }
  /** Null and text without characters have one folder and two places in the order of rows. */
  #key(batch: Batch, row: number): string {
    const { columns, owner } = this.#state
    return `${this.#folder(batch, row)}${columns.map(n => isValid(owner.memory, batch.columns[n]!, row) ? '1' : '0').join('')}`
  }
  /** Where the run of rows like this one ends: rows are sorted, so halving finds it. */
  #end(batch: Batch, from: number): number {
    const key = this.#key(batch, from)
    if (this.#state.columns.length === 0 || this.#key(batch, batch.rows - 1) === key) return batch.rows
    let inside = from, outside = batch.rows - 1
    while (outside - inside > 1) {
      const middle = (inside + outside) >>> 1
      if (this.#key(batch, middle) === key) inside = middle
      else outside = middle
    }
    return outside
  }
}
