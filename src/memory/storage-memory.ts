import { raise } from '../errors/raise.js'
import type { Memory } from './memory.js'
import { PAGE_BYTES } from './page-map.js'
import type { Pool } from './pool.js'
import { formatBytes, type PageOwner } from './task-memory.js'

let clock = 0

/** Pages of something kept between queries (a cached frame). While it is pinned it is in use and stays; else it can be evicted. */
export class StorageMemory implements PageOwner {
  readonly memory: Memory
  readonly pool: Pool
  readonly name: string
  readonly #evicted: () => void
  readonly #runs = new Map<number, number>()
  #pages = 0
  #peak = 0
  #pins = 0
  #lastUsed = ++clock
  #closed = false

  /** Made by `pool.storage(name, evicted)`. */
  constructor(pool: Pool, name: string, evicted: () => void) {
    this.pool = pool
    this.memory = pool.memory
    this.name = name
    this.#evicted = evicted
  }

  get pages(): number { return this.#pages }
  get peakBytes(): number { return this.#peak * PAGE_BYTES }
  get pinned(): boolean { return this.#pins > 0 }
  get lastUsed(): number { return this.#lastUsed }

  pin(): void {
    this.#pins++
    this.#lastUsed = ++clock
  }
  unpin(): void { this.#pins-- }

  acquire(pages: number, consumer: string | { readonly name: string } = this.name): number {
    return this.tryAcquire(pages) || raise('OUT_OF_MEMORY', {
      consumer: typeof consumer === 'string' ? consumer : consumer.name,
      needed: formatBytes(pages * PAGE_BYTES),
      limit: formatBytes(this.pool.limitBytes),
    })
  }

  /** Free pages, or those of storage used less recently: storage never makes a query spill. */
  tryAcquire(pages: number): number {
    if (this.#closed) return raise('INTERNAL_ERROR', { message: `${this.name} asked for memory after it was evicted or closed.` })
    const address = this.pool.grantStorage(pages) || (this.pool.evict(pages, this) > 0 ? this.pool.grantStorage(pages) : 0)
    if (address === 0) return 0
    this.#runs.set(address, pages)
    this.#pages += pages
    this.#peak = Math.max(this.#peak, this.#pages)
    return address
  }

  release(address: number, pages: number): void {
    if (this.#closed) return
    if (this.#runs.get(address) !== pages) {
      return raise('INTERNAL_ERROR', { message: `${this.name} gave back ${pages} pages at ${address} that it does not have.` })
    }
    this.#runs.delete(address)
    this.#pages -= pages
    this.pool.giveBackStorage(address, pages)
  }

  /** Called by the pool: the pages go, then whoever kept them is told. */
  evict(): void {
    this.close()
    this.#evicted()
  }

  close(): void {
    for (const [address, pages] of this.#runs) this.release(address, pages)
    this.#closed = true
    this.pool.forget(this)
  }
}
