import { raise } from '../errors/raise.js'
import type { Memory } from './memory.js'
import { PAGE_BYTES } from './page-map.js'
import type { Pool } from './pool.js'

/** Something that holds pages and can put their rows elsewhere. Asked only on its own thread, and never from its own `acquire`. */
export interface Consumer {
  readonly name: string
  readonly pages: number
  /** Half-way through a change: it must not be asked now. */
  readonly busy: boolean
  /** Releases at least `wanted` pages if it can; returns how many. */
  spill(wanted: number): number
}

/** Who holds pages: a query (`TaskMemory`) or something kept between queries (`StorageMemory`). */
export interface PageOwner {
  readonly memory: Memory
  readonly peakBytes: number
  /** Address of a run of n pages. @throws OUT_OF_MEMORY */
  acquire(pages: number, consumer?: Consumer | string): number
  /** The same, or 0. */
  tryAcquire(pages: number, consumer?: Consumer | string): number
  /** Nothing happens after `close`, which gave everything back. */
  release(address: number, pages: number): void
  /** Releases whatever is left. */
  close(): void
}

/** What one query has of the pool. */
export class TaskMemory implements PageOwner {
  readonly memory: Memory
  readonly pool: Pool
  readonly name: string
  readonly #id: number
  readonly #runs = new Map<number, number>()
  readonly #consumers = new Set<Consumer>()
  #pages = 0
  #peak = 0
  #closed = false

  /** Made by `pool.task(name)`. */
  constructor(pool: Pool, id: number, name: string) {
    this.pool = pool
    this.memory = pool.memory
    this.name = name
    this.#id = id
  }

  get pages(): number { return this.#pages }
  get peakBytes(): number { return this.#peak * PAGE_BYTES }
  /** Set by a starving task of another thread: looked at once a batch, answered by spilling down to the share. */
  get asked(): boolean { return this.pool.isAsked(this.#id) }
  answer(): void { this.pool.clearAsked(this.#id) }

  /** From now on `consumer` may be asked to spill. */
  register(consumer: Consumer): void { this.#consumers.add(consumer) }
  unregister(consumer: Consumer): void { this.#consumers.delete(consumer) }

  acquire(pages: number, consumer?: Consumer | string): number {
    return this.tryAcquire(pages, consumer) || raise('OUT_OF_MEMORY', {
      consumer: (typeof consumer === 'object' ? consumer.name : consumer) ?? this.name,
      needed: formatBytes(pages * PAGE_BYTES),
      limit: formatBytes(this.pool.limitBytes),
    })
  }

  /**
   * Free pages → evicted storage → this task's other consumers, largest first → what tasks of other threads give back while
   * waiting → 0: the caller spills itself, at its own safe point, and asks again.
   */
  tryAcquire(pages: number, consumer?: Consumer | string): number {
    if (this.#closed) return raise('INTERNAL_ERROR', { message: `${this.name} asked for memory after it ended.` })
    const self = typeof consumer === 'object' ? consumer : undefined
    const deadline = performance.now() + this.pool.waitMilliseconds
    for (;;) {
      const epoch = this.memory.pages.epoch
      const granted = this.pool.grant(this.#id, pages)
      if (typeof granted === 'number') return this.#took(granted, pages)
      if (granted === 'full' && this.pool.evict(pages) > 0) continue
      if (this.#spillOthers(pages, self) > 0) continue
      const left = deadline - performance.now()
      const entitled = this.#pages + pages <= this.pool.share() / 2
      if (left <= 0 || !entitled || !this.pool.askOthers(this.#id)) return 0
      this.memory.pages.wait(epoch, Math.min(left, 50))
    }
  }

  release(address: number, pages: number): void {
    if (this.#closed) return
    if (this.#runs.get(address) !== pages) {
      return raise('INTERNAL_ERROR', { message: `${this.name} gave back ${pages} pages at ${address} that it does not have.` })
    }
    this.#runs.delete(address)
    this.#pages -= pages
    this.pool.giveBack(this.#id, address, pages)
  }

  close(): void {
    if (this.#closed) return
    for (const [address, pages] of this.#runs) this.release(address, pages)
    this.#closed = true
    this.#consumers.clear()
    this.pool.leave(this.#id)
  }

  #took(address: number, pages: number): number {
    this.#runs.set(address, pages)
    this.#pages += pages
    this.#peak = Math.max(this.#peak, this.#pages)
    return address
  }

  #spillOthers(wanted: number, self: Consumer | undefined): number {
    const able = [...this.#consumers].filter(c => c !== self && !c.busy && c.pages > 0).sort((a, b) => b.pages - a.pages)
    for (const consumer of able) {
      const freed = consumer.spill(wanted)
      if (freed > 0) return freed
    }
    return 0
  }
}

/** `64 MiB`, `256 KiB`. */
export function formatBytes(bytes: number): string {
  if (bytes >= 1 << 30) return `${(bytes / (1 << 30)).toFixed(2)} GiB`
  return bytes >= 1 << 20 ? `${Math.ceil(bytes / (1 << 20))} MiB` : `${Math.ceil(bytes / 1024)} KiB`
}
