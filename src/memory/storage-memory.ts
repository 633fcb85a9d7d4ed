import type { Memory } from './memory.js'
import { outOfMemory, PageBook } from './page-book.js'
import type { Pool } from './pool.js'
import type { PageOwner } from './task-memory.js'

let clock = 0

/** Pages of something kept between queries (a cached frame). While it is pinned it is in use and stays; else it can be evicted. */
export class StorageMemory implements PageOwner {
  readonly memory: Memory
  readonly pool: Pool
  readonly name: string
  readonly #evicted: () => void
  readonly #book: PageBook
  #pins = 0
  #lastUsed = ++clock

  /** Made by `pool.storage(name, evicted)`. */
  constructor(pool: Pool, name: string, evicted: () => void) {
    this.pool = pool
    this.memory = pool.memory
    this.name = name
    this.#evicted = evicted
    this.#book = new PageBook(name)
  }

  get pages(): number { return this.#book.pages }
  get peakBytes(): number { return this.#book.peakBytes }
  get blockPages(): number { return this.pool.blockPages }
  get pinned(): boolean { return this.#pins > 0 }
  get lastUsed(): number { return this.#lastUsed }

  pin(): void {
    this.#pins++
    this.#lastUsed = ++clock
  }
  unpin(): void { this.#pins-- }

  acquire(pages: number, consumer: string | { readonly name: string } = this.name): number {
    return this.tryAcquire(pages) || outOfMemory(typeof consumer === 'string' ? consumer : consumer.name, pages, this.pool.limitBytes)
  }

  /** Free pages, or those of storage used less recently: storage never makes a query spill. */
  tryAcquire(pages: number): number {
    this.#book.checkOpen()
    const address = this.pool.grantStorage(pages) || (this.pool.evict(pages, this) > 0 ? this.pool.grantStorage(pages) : 0)
    return address && this.#book.enter(address, pages)
  }

  release(address: number, pages: number): void {
    if (this.#book.closed) return
    this.#book.strike(address, pages)
    this.pool.giveBackStorage(address, pages)
  }

  /** Called by the pool: the pages go, then whoever kept them is told. */
  evict(): void {
    this.close()
    this.#evicted()
  }

  close(): void {
    this.#book.close((address, pages) => this.pool.giveBackStorage(address, pages))
    this.pool.forget(this)
  }
}
