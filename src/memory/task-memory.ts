import type { Memory } from './memory.js'
import { outOfMemory, PageBook } from './page-book.js'
import type { Pool } from './pool.js'
import type { SpillFile } from './spill-disk.js'
import { atOnce, type Steps } from './steps.js'

/**
 * Something that holds pages and can put their rows elsewhere. Asked only on its own thread, never from its own `acquire` and never
 * while it spills: what little it needs then comes from what is kept free, or from others.
 */
export interface Consumer {
  readonly name: string
  readonly pages: number
  /** Half-way through a change, or its rows are being looked at: it must not be asked now. */
  readonly busy: boolean
  /** Releases at least `wanted` pages if it can; gives how many, at once or after some steps. */
  spill(wanted: number): number | Steps<number>
}

/** Who holds pages: a query (`TaskMemory`) or something kept between queries (`StorageMemory`). */
export interface PageOwner {
  readonly memory: Memory
  readonly peakBytes: number
  /** How many pages to take at a time where more will be needed. */
  readonly blockPages: number
  /** Address of a run of n pages. @throws OUT_OF_MEMORY */
  acquire(pages: number, consumer?: Consumer | string): number
  /** The same, or 0. A consumer that can spill is refused earlier: it leaves headroom for those that cannot. */
  tryAcquire(pages: number, consumer?: Consumer | string): number
  /** Nothing happens after `close`, which gave everything back. */
  release(address: number, pages: number): void
  /** Releases whatever is left. */
  close(): void
}

/** A consumer's rows on their way out: pages released, once it is done. */
interface Spilling { readonly steps: Steps<number>; running: boolean; freed: number | undefined }

/** What one query has of the pool. */
export class TaskMemory implements PageOwner {
  readonly memory: Memory
  readonly pool: Pool
  readonly name: string
  readonly blockPages: number
  readonly #id: number
  readonly #book: PageBook
  readonly #consumers = new Set<Consumer>()
  readonly #asked = new Set<Consumer>()
  readonly #spilling = new Map<Consumer, Spilling>()
  readonly #files = new Set<SpillFile>()
  #staging = 0
  #failure: { readonly error: unknown } | undefined

  /** Made by `pool.task(name)`. */
  constructor(pool: Pool, id: number, name: string) {
    this.pool = pool
    this.memory = pool.memory
    this.blockPages = pool.blockPages
    this.name = name
    this.#id = id
    this.#book = new PageBook(name)
  }

  get pages(): number { return this.#book.pages }
  get peakBytes(): number { return this.#book.peakBytes }
  /** Set by a starving task of another thread: looked at once a batch, answered by spilling down to the share. */
  get asked(): boolean { return this.pool.isAsked(this.#id) }
  answer(): void { this.pool.clearAsked(this.#id) }

  /** From now on `consumer` may be asked to spill. */
  register(consumer: Consumer): void {
    if (this.pool.disk) this.#reserveStaging()
    this.#consumers.add(consumer)
  }
  unregister(consumer: Consumer): void { this.#consumers.delete(consumer) }

  /** One block that whoever is spilling may work in: taken before memory is short, since then it could not be had. */
  get staging(): number { return this.#reserveStaging() }
  #reserveStaging(): number {
    if (this.#staging === 0) this.#staging = this.acquire(this.blockPages, 'Spilling')
    return this.#staging
  }

  /** A file for rows that memory has no room for; it goes with the query at the latest. undefined: there is no disk. */
  spillFile(): SpillFile | undefined {
    const file = this.pool.disk?.create()
    if (file) this.#files.add(file)
    return file
  }
  dropFile(file: SpillFile): void {
    this.#files.delete(file)
    file.close()
  }

  acquire(pages: number, consumer?: Consumer | string): number {
    const address = this.tryAcquire(pages, consumer) || this.#acquireFromAnyone(pages)
    if (address !== 0) return address
    const name = typeof consumer === 'object' ? consumer.name : consumer
    return outOfMemory(name ?? this.name, pages, this.pool.limitBytes, this.pool.disk ? '' : ' There is no disk here to spill to.')
  }

  /**
   * Free pages → evicted storage → this task's other consumers, largest first → those of tasks that have more than their share →
   * what tasks of other threads give back while waiting → 0: the caller spills itself, at its own safe point, and asks again.
   */
  tryAcquire(pages: number, consumer?: Consumer | string): number {
    this.#book.checkOpen()
    this.check()
    const self = typeof consumer === 'object' ? consumer : undefined
    if (self && this.pool.refuses()) return 0
    const deadline = performance.now() + this.pool.waitMilliseconds
    for (;;) {
      const epoch = this.memory.pages.epoch
      const granted = this.pool.grant(this.#id, pages, self ? 'spillable' : 'fair')
      if (typeof granted === 'number') return this.#book.enter(granted, pages)
      if (granted === 'full' && this.pool.evict(pages) > 0) continue
      if (this.spillLargest(pages, 1, self) > 0) continue
      const entitled = this.pages + pages <= this.pool.share()
      if (entitled && this.pool.spillOthers(this.#id, pages, this.pool.share()) > 0) continue
      const left = deadline - performance.now()
      if (left <= 0 || this.pages + pages > this.pool.share() / 2 || !this.pool.askOthers(this.#id)) return 0
      this.memory.pages.wait(epoch, Math.min(left, 50))
    }
  }
  /** Whoever it is and however much it was owed: there is no other way to go on. */
  #acquireFromAnyone(pages: number): number {
    do {
      const granted = this.pool.grant(this.#id, pages, 'needed')
      if (typeof granted === 'number') return this.#book.enter(granted, pages)
    } while (this.pool.evict(pages) > 0 || this.pool.spillOthers(this.#id, pages, 0) > 0)
    return 0
  }

  /** Before a batch: spills a consumer that has much in steps, if it might be refused pages in the middle of the batch. Pages released. */
  *spillAhead(consumer: Consumer): Steps<number> {
    const { headroom } = this.pool, pages = Math.max(1, headroom >>> 5)
    if (consumer.pages <= headroom >>> 2) return 0
    const address = this.tryAcquire(pages, consumer)
    if (address === 0) return yield* this.#askToSpill(consumer, pages)
    this.release(address, pages)
    return 0
  }

  /** Called where no consumer is busy: spills until there is headroom again for those that cannot, and a little for those that can. */
  *makeRoom(): Steps {
    const { pool } = this
    while (pool.missingHeadroom > 0) {
      const worth = Math.max(1, pool.headroom >>> 2)
      if ((yield* this.#spillLargest(pool.missingHeadroom, worth)) === 0 && pool.spillOthers(this.#id, pool.missingHeadroom, pool.share()) === 0) return
    }
  }

  release(address: number, pages: number): void {
    if (this.#book.closed) return
    this.#book.strike(address, pages)
    this.pool.giveBack(this.#id, address, pages)
  }

  close(): void {
    if (this.#book.closed) return
    this.#book.close((address, pages) => this.pool.giveBack(this.#id, address, pages))
    for (const file of this.#files) this.dropFile(file)
    this.#consumers.clear()
    this.pool.leave(this.#id)
  }

  /** Asks the largest consumer of at least so many pages; pages released. */
  spillLargest(wanted: number, atLeast = 1, except?: Consumer): number { return atOnce(this.#spillLargest(wanted, atLeast, except)) }
  *#spillLargest(wanted: number, atLeast: number, except?: Consumer): Steps<number> {
    const mayBeAsked = (c: Consumer): boolean => c !== except && !c.busy && !this.#asked.has(c) && !this.#spilling.has(c) && c.pages >= atLeast
    for (const consumer of [...this.#consumers].filter(mayBeAsked).sort((a, b) => b.pages - a.pages)) {
      const freed = yield* this.#askToSpill(consumer, wanted)
      if (freed > 0) return freed
    }
    return 0
  }
  *#askToSpill(consumer: Consumer, wanted: number): Steps<number> {
    this.#asked.add(consumer)
    try {
      const spilled = consumer.spill(wanted)
      return typeof spilled === 'number' ? spilled : yield* this.spillInSteps(consumer, spilled)
    } finally {
      this.#asked.delete(consumer)
    }
  }
  /** What makes a consumer spill, step by step; where another task wants room meanwhile all that is left is done at once. */
  *spillInSteps(consumer: Consumer, steps: Steps<number>): Steps<number> {
    const spilling: Spilling = { steps, running: false, freed: undefined }
    this.#spilling.set(consumer, spilling)
    try {
      for (;;) {
        advance(spilling)
        if (spilling.freed !== undefined) return spilling.freed
        yield
        // another task may have seen to the rest
        if (spilling.freed !== undefined) return spilling.freed
      }
    } finally {
      this.#spilling.delete(consumer)
      steps.return(0)
    }
  }
  /** The same for another task; what is wrong with the disk is this task's affair: it ends as soon as it goes on. */
  spillForOthers(wanted: number): number {
    try {
      if (this.#failure !== undefined) return 0
      const underWay = [...this.#spilling.values()].find(({ running, freed }) => !running && freed === undefined)
      while (underWay && underWay.freed === undefined) advance(underWay)
      return underWay?.freed || this.spillLargest(wanted)
    } catch (error) {
      this.#failure = { error }
      return 0
    }
  }
  /** @throws what kept rows from being spilled when others wanted the room */
  check(): void { if (this.#failure) throw this.#failure.error }
}

function advance(spilling: Spilling): void {
  spilling.running = true
  try {
    const { done, value } = spilling.steps.next()
    if (done) spilling.freed = value ?? 0
  } finally {
    spilling.running = false
  }
}
