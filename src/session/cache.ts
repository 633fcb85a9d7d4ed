/** The cached frames of a session. One whose rows were dropped is made again from its plan when it is next read. */
import { TypedFrameError, raise } from '../errors/raise.js'
import type { CachedRows } from '../logical/node/cached-relation.js'
import type { LogicalPlan } from '../logical/plan.js'
import type { StorageLevel } from '../logical/storage-level.js'
import type { Field } from '../types/data-type.js'
import type { Batch } from '../memory/batch.js'
import type { Pool } from '../memory/pool.js'
import { ColumnStore } from '../physical/column-store.js'

interface Entry {
  readonly plan: LogicalPlan
  readonly storageLevel: StorageLevel
  readonly fields: readonly Field[]
  store: ColumnStore | undefined
  filling: Promise<ColumnStore> | undefined
  dropped: boolean
}
/** Runs a plan to its batches. */
export type RunPlan = (plan: LogicalPlan) => AsyncIterable<Batch>

export class Cache {
  readonly #pool: Pool
  readonly #entries = new Map<number, Entry>()
  #keys = 0
  constructor(pool: Pool) { this.#pool = pool }

  /** Runs the plan and keeps its rows. */
  async add(plan: LogicalPlan, storageLevel: StorageLevel, run: RunPlan): Promise<CachedRows> {
    const fields = plan.output.map(({ name, type, nullable }) => ({ name, type, nullable }))
    const entry: Entry = { plan, storageLevel, fields, store: undefined, filling: undefined, dropped: false }
    const store = await this.#fill(entry, run), key = ++this.#keys
    this.#entries.set(key, entry)
    return { key, storageLevel, statistics: store.statistics() }
  }
  async #fill(entry: Entry, run: RunPlan): Promise<ColumnStore> {
    const store = new ColumnStore(this.#pool, entry.fields, entry.storageLevel, () => {
      if (entry.store === store) entry.store = undefined
    })
    store.pin()
    try {
      for await (const batch of run(entry.plan)) store.append(batch)
      store.seal()
    } catch (error) {
      store.close()
      throw error instanceof TypedFrameError && error.condition === 'OUT_OF_MEMORY' ? store.failure ?? error : error
    } finally {
      store.unpin()
    }
    if (entry.dropped) {
      store.close()
      return raise('CACHED_FRAME_DROPPED')
    }
    return entry.store = store
  }
  /** Its rows, pinned. Queries that want them at the same time wait for the one that makes them. */
  async #pinned(entry: Entry, run: RunPlan): Promise<ColumnStore> {
    while (!entry.store) {
      // how another query's attempt ended is that query's affair
      if (entry.filling) await entry.filling.catch(() => {})
      else await (entry.filling = this.#fill(entry, run).finally(() => { entry.filling = undefined }))
    }
    entry.store.pin()
    return entry.store
  }

  /** Stores of these frames, there and pinned; the caller unpins them. */
  async pin(keys: Iterable<number>, run: RunPlan): Promise<ReadonlyMap<number, ColumnStore>> {
    const pinned = new Map<number, ColumnStore>()
    try {
      for (const key of keys) {
        const entry = this.#entries.get(key) ?? raise('CACHED_FRAME_DROPPED')
        pinned.set(key, await this.#pinned(entry, run))
      }
    } catch (error) {
      for (const store of pinned.values()) store.unpin()
      throw error
    }
    return pinned
  }

  /** Whether the frame is cached, though its rows may have been evicted. */
  has(key: number): boolean { return this.#entries.has(key) }

  drop(key: number): void {
    const entry = this.#entries.get(key)
    if (!entry) return
    entry.dropped = true
    entry.store?.close()
    this.#entries.delete(key)
  }
  close(): void { for (const key of this.#entries.keys()) this.drop(key) }
}
