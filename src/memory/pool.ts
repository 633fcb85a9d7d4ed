/**
 * A pool: how much of the memory one session may use, and who has it. Execution (running queries) and storage (cached
 * frames) share one limit: storage takes what execution leaves, and execution takes it back by eviction, down to the floor.
 *
 * With n running tasks each is owed 1/2n of the limit and is meant to have 1/n. A task below that makes those above it spill;
 * one beyond 1/n first asks its own consumers to spill, and borrows only what no other task is owed. Whoever can spill leaves a
 * part of the limit, the headroom, to those that cannot: columns of a batch, buffers of a reader.
 *
 * Accounts are 32-bit words that threads can share; they change only under the lock of the page map.
 */
import { raise } from '../errors/raise.js'
import type { Memory } from './memory.js'
import { mayBlock, PAGE_BYTES } from './page-map.js'
import type { SpillDisk } from './spill-disk.js'
import { TaskMemory } from './task-memory.js'
import { StorageMemory, type Elsewhere } from './storage-memory.js'

const LIMIT = 0, EXECUTION = 1, STORAGE = 2, FLOOR = 3, ACTIVE = 4, PEAK = 5, HIGHEST = 6, TASKS = 16
/** Words of a task: 0 alive, 1 pages, 2 asked to give back. */
const TASK_WORDS = 4
const MOST_TASKS = 4_096
/** What a query is meant to have, in pages, from which on they are taken by the block. */
const SMALL_SHARE = (32 << 20) / PAGE_BYTES
/** The largest headroom, in pages. */
const MOST_HEADROOM = (64 << 20) / PAGE_BYTES

export interface PoolOptions {
  /** Bytes that queries and cached frames may use together; all of the memory by default. */
  readonly limit?: number
  /** Bytes of cached frames that queries cannot drive out. */
  readonly storageFloor?: number
  /** How long a starved task waits for the tasks of other threads. 0 where a thread must not block. */
  readonly waitMilliseconds?: number
  /** Where queries spill; without it they end with OUT_OF_MEMORY instead. */
  readonly disk?: SpillDisk | undefined
}

/** Why pages were not given: too little is free, or what is free is owed to other tasks. */
export type Refusal = 'full' | 'owed'
/** fair: not what other tasks are owed. spillable: nor the headroom. needed: whatever there is. */
export type Need = 'fair' | 'spillable' | 'needed'

export class Pool {
  readonly memory: Memory
  readonly waitMilliseconds: number
  readonly #words: Int32Array
  readonly #stored = new Set<StorageMemory>()
  /** Tasks of this thread. */
  readonly #tasks = new Map<number, TaskMemory>()
  /** Where queries spill. Changed only by tests, to let it fail. */
  disk: SpillDisk | undefined
  /** For tests: whether to refuse pages to somebody that can spill, though there are some. */
  refuses: () => boolean = () => false

  constructor(memory: Memory, options: PoolOptions = {}) {
    const bytes = (TASKS + MOST_TASKS * TASK_WORDS) * 4
    this.memory = memory
    this.disk = options.disk
    this.waitMilliseconds = mayBlock() ? options.waitMilliseconds ?? 0 : 0
    this.#words = new Int32Array(memory.isShared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes))
    const limit = Math.floor((options.limit ?? Infinity) / PAGE_BYTES)
    this.#words[LIMIT] = Math.max(1, Math.min(memory.pages.count, limit))
    this.#words[FLOOR] = Math.ceil((options.storageFloor ?? 0) / PAGE_BYTES)
  }

  /** The accounts, for a thread that shares this pool. */
  get accounts(): Int32Array { return this.#words }
  get limitBytes(): number { return this.#words[LIMIT]! * PAGE_BYTES }
  get usedBytes(): number { return (this.#words[EXECUTION]! + this.#words[STORAGE]!) * PAGE_BYTES }
  get storageBytes(): number { return this.#words[STORAGE]! * PAGE_BYTES }
  get peakBytes(): number { return this.#words[PEAK]! * PAGE_BYTES }
  /** How many pages whoever begins now takes at a time: few where there are few for each. */
  get blockPages(): number { return this.share() >= SMALL_SHARE ? 4 : 1 }
  /** Pages that those who can spill leave free. */
  get headroom(): number { return Math.min(this.#words[LIMIT]! >>> 2, MOST_HEADROOM) }
  /** Pages missing of the headroom and of what a batch may add, what can be evicted taken for free. */
  get missingHeadroom(): number {
    let free = this.#free() - this.headroom - (this.headroom >>> 4)
    for (const stored of free < 0 ? this.#stored : []) free += stored.evictable
    return Math.max(0, -free)
  }

  /** Memory for one query. The caller closes it, whatever happens. */
  task(name: string): TaskMemory {
    const id = this.#enter(), task = new TaskMemory(this, id, name)
    this.#tasks.set(id, task)
    return task
  }

  /** Memory for something kept between queries. `evicted` is called when execution took all of it back. */
  storage(name: string, evicted: () => void = () => {}, elsewhere?: Elsewhere): StorageMemory {
    const storage = new StorageMemory(this, name, evicted, elsewhere)
    this.#stored.add(storage)
    return storage
  }

  /** Address of n pages for the task, or why not. */
  grant(task: number, n: number, need: Need): number | Refusal {
    return this.memory.pages.locked(() => {
      const words = this.#words
      const at = TASKS + task * TASK_WORDS
      const free = this.#free()
      if (free < n || (need === 'spillable' && free - n < this.headroom)) return 'full'
      if (need !== 'needed' && words[at + 1]! + n > this.#owed() && free - n < this.#owedToOthers(task)) return 'owed'
      const address = this.memory.pages.take(n)
      if (address === 0) return 'full'
      words[at + 1]! += n
      words[EXECUTION]! += n
      this.#notePeak()
      return address
    })
  }

  giveBack(task: number, address: number, n: number): void {
    this.memory.pages.locked(() => {
      this.memory.pages.give(address, n)
      this.#words[EXECUTION]! -= n
      this.#words[TASKS + task * TASK_WORDS + 1]! -= n
    })
    this.memory.pages.announce()
  }

  grantStorage(n: number): number {
    return this.memory.pages.locked(() => {
      const words = this.#words
      if (this.#free() < n) return 0
      const address = this.memory.pages.take(n)
      if (address !== 0) {
        words[STORAGE]! += n
        this.#notePeak()
      }
      return address
    })
  }

  giveBackStorage(address: number, n: number): void {
    this.memory.pages.locked(() => {
      this.memory.pages.give(address, n)
      this.#words[STORAGE]! -= n
    })
    this.memory.pages.announce()
  }

  /**
   * Drops stored things or has them moved to disk, least recently used first: some at least, then until `wanted` pages are free or
   * the floor is reached. Returns pages freed.
   */
  evict(wanted: number, except?: StorageMemory): number {
    let freed = 0
    while ((freed === 0 || this.#free() < wanted) && this.#words[STORAGE]! > this.#words[FLOOR]!) {
      const victim = [...this.#stored].filter(s => s !== except && s.evictable > 0).sort((a, b) => a.lastUsed - b.lastUsed)[0]
      if (victim === undefined) break
      freed += victim.evict(wanted - this.#free())
    }
    return freed
  }

  forget(storage: StorageMemory): void { this.#stored.delete(storage) }

  /**
   * Lets the largest consumers of this thread's tasks that have more than `share` pages spill, the fattest task first. One that cannot
   * ends its own task, not the one that asks.
   */
  spillOthers(task: number, wanted: number, share: number): number {
    const rich = [...this.#tasks].filter(([id, other]) => id !== task && other.pages > share).sort(([, a], [, b]) => b.pages - a.pages)
    for (const [, other] of rich) {
      const freed = other.spillForOthers(wanted)
      if (freed > 0) return freed
    }
    return 0
  }

  /** Flags every task that has more than its share; true when there is one on which waiting can help. */
  askOthers(task: number): boolean {
    const words = this.#words
    let asked = false
    for (let t = 0; t <= words[HIGHEST]!; t++) {
      const at = TASKS + t * TASK_WORDS
      if (t === task || words[at] === 0 || words[at + 1]! <= this.share()) continue
      Atomics.store(words, at + 2, 1)
      asked = true
    }
    return asked
  }

  isAsked(task: number): boolean { return Atomics.load(this.#words, TASKS + task * TASK_WORDS + 2) !== 0 }
  clearAsked(task: number): void { Atomics.store(this.#words, TASKS + task * TASK_WORDS + 2, 0) }

  /** Pages meant for each running task. */
  share(): number { return Math.floor(this.#words[LIMIT]! / Math.max(1, this.#words[ACTIVE]!)) }

  leave(task: number): void {
    this.#tasks.delete(task)
    this.memory.pages.locked(() => {
      this.#words[TASKS + task * TASK_WORDS] = 0
      this.#words[ACTIVE]! -= 1
    })
    this.memory.pages.announce()
  }

  #enter(): number {
    const task = this.memory.pages.locked(() => {
      const words = this.#words
      for (let t = 0; t < MOST_TASKS; t++) {
        const at = TASKS + t * TASK_WORDS
        if (words[at] !== 0) continue
        words.fill(0, at, at + TASK_WORDS)
        words[at] = 1
        words[ACTIVE]! += 1
        words[HIGHEST] = Math.max(words[HIGHEST]!, t)
        return t
      }
      return -1
    })
    return task >= 0 ? task : raise('OUT_OF_MEMORY', { consumer: 'A query', needed: 'a place', limit: `${MOST_TASKS} queries at once`, hint: '' })
  }

  #free(): number { return this.#words[LIMIT]! - this.#words[EXECUTION]! - this.#words[STORAGE]! }

  /** Pages each running task is owed. */
  #owed(): number { return Math.floor(this.#words[LIMIT]! / (2 * Math.max(1, this.#words[ACTIVE]!))) }

  #owedToOthers(task: number): number {
    const owed = this.#owed()
    let sum = 0
    for (let t = 0; t <= this.#words[HIGHEST]!; t++) {
      const at = TASKS + t * TASK_WORDS
      if (t !== task && this.#words[at] !== 0) sum += Math.max(0, owed - this.#words[at + 1]!)
    }
    return sum
  }

  #notePeak(): void {
    this.#words[PEAK] = Math.max(this.#words[PEAK]!, this.#words[EXECUTION]! + this.#words[STORAGE]!)
  }
}

export { TaskMemory } from './task-memory.js'
export { StorageMemory } from './storage-memory.js'
