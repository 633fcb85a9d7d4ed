import type { Memory } from './memory.js'
import { outOfMemory, PageBook } from './page-book.js'
import type { Pool } from './pool.js'
import type { PageOwner } from './task-memory.js'

let clock = 0

/** Where what is kept can go, also while it is in use. */
export interface Elsewhere {
  /** Pages that `move` can release. */
  readonly movable: number
  /** Releases at least `wanted` pages if it can; returns how many. Asks for none. */
  move(wanted: number): number
}

/**
 * Pages of something kept between queries (a cached frame). What cannot go elsewhere is dropped when queries need the room, unless
 * it is pinned: then it is in use and stays.
 */
export class StorageMemory implements PageOwner {
  readonly memory: Memory
  readonly pool: Pool
  readonly name: string
  readonly blockPages: number
  readonly #evicted: () => void
  readonly #elsewhere: Elsewhere | undefined
  readonly #book: PageBook
  #pins = 0
  #lastUsed = ++clock

  /** Made by `pool.storage(name, evicted, elsewhere)`. */
  constructor(pool: Pool, name: string, evicted: () => void, elsewhere?: Elsewhere) {
    this.pool = pool
    this.memory = pool.memory
    this.blockPages = pool.blockPages
    this.name = name
    this.#evicted = evicted
    this.#elsewhere = elsewhere
    this.#book = new PageBook(name)
  }

  get pages(): number { return this.#book.pages }
  get peakBytes(): number { return this.#book.peakBytes }
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

  /** Free pages, or those of storage used less recently, or what of this can go elsewhere: storage never makes a query spill. */
  tryAcquire(pages: number): number {
    this.#book.checkOpen()
    const grant = (): number => this.pool.grantStorage(pages)
    const address = grant() || (this.pool.evict(pages, this) > 0 && grant()) || (this.#move(pages) > 0 && grant()) || 0
    return address && this.#book.enter(address, pages)
  }

  release(address: number, pages: number): void {
    if (this.#book.closed) return
    this.#book.strike(address, pages)
    this.pool.giveBackStorage(address, pages)
  }

  /** Pages that `evict` can release. */
  get evictable(): number { return Math.max(this.#elsewhere?.movable ?? 0, this.pinned ? 0 : this.pages) }
  /** Called by the pool: pages go elsewhere, or all go, and whoever kept them is told. Returns how many. */
  evict(wanted: number): number {
    const moved = this.#move(wanted)
    if (moved > 0 || this.pinned) return moved
    const { pages } = this
    this.close()
    this.#evicted()
    return pages
  }
  #move(wanted: number): number { return this.#elsewhere?.move(wanted) ?? 0 }

  close(): void {
    this.#book.close((address, pages) => this.pool.giveBackStorage(address, pages))
    this.pool.forget(this)
  }
}
