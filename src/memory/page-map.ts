/**
 * Which pages of the memory are taken: one bit a page, under one short lock. A page is taken every few thousand rows, so a
 * lock-free list would buy nothing and could not give out runs. The lowest free page goes first: pages that were touched
 * before are used again, and the first touch of a page is what costs.
 *
 * | word | content                                      |
 * |------|----------------------------------------------|
 * | 0    | lock: 0 free, 1 taken, 2 taken and waited for |
 * | 1    | epoch: goes up whenever pages come back      |
 * | 2    | no page below this word of the bitmap is free |
 * | 16…  | bitmap                                       |
 */
const LOCK = 0, EPOCH = 1, HINT = 2, MAP = 16
const META_ADDRESS = 65_536
const META_WORDS = 2_080
const FIRST_ADDRESS = 1 << 20

export const PAGE_BYTES = 64 * 1024

/** Whole pages that hold this many bytes. */
export const pagesFor = (bytes: number): number => Math.max(1, Math.ceil(bytes / PAGE_BYTES))

let blocking: boolean | undefined
/** The main thread of a browser may not block: there the lock spins, and nobody waits for pages. */
export function mayBlock(): boolean {
  if (blocking !== undefined) return blocking
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0)
    return blocking = true
  } catch {
    return blocking = false
  }
}

export class PageMap {
  readonly #words: Int32Array
  readonly #first: number
  readonly #end: number

  constructor(buffer: ArrayBufferLike) {
    this.#words = new Int32Array(buffer, META_ADDRESS, META_WORDS)
    this.#first = FIRST_ADDRESS / PAGE_BYTES
    this.#end = Math.ceil(buffer.byteLength / PAGE_BYTES) - 1
  }

  /** Pages in all. */
  get count(): number { return this.#end - this.#first }
  get epoch(): number { return Atomics.load(this.#words, EPOCH) }

  /** Runs `work` while no other thread changes the map or the accounts of a pool. Never nests. */
  locked<T>(work: () => T): T {
    this.#lock()
    try {
      return work()
    } finally {
      if (Atomics.exchange(this.#words, LOCK, 0) === 2) Atomics.notify(this.#words, LOCK, 1)
    }
  }

  /** Address of the lowest free run of n pages, now taken, or 0. Under the lock. */
  take(n: number): number {
    const page = n === 1 ? this.#firstFree() : this.#freeRun(n)
    if (page < 0) return 0
    for (let p = page; p < page + n; p++) this.#words[MAP + (p >>> 5)]! |= 1 << (p & 31)
    return page * PAGE_BYTES
  }

  /** Under the lock. */
  give(address: number, n: number): void {
    const page = address / PAGE_BYTES
    for (let p = page; p < page + n; p++) this.#words[MAP + (p >>> 5)]! &= ~(1 << (p & 31))
    if (page >>> 5 < this.#words[HINT]!) this.#words[HINT] = page >>> 5
  }

  /** Wakes whoever waits for pages. */
  announce(): void {
    Atomics.add(this.#words, EPOCH, 1)
    Atomics.notify(this.#words, EPOCH)
  }

  /** Waits until pages came back after `epoch` was read, or the time is over. Only where a thread may block. */
  wait(epoch: number, milliseconds: number): void {
    Atomics.wait(this.#words, EPOCH, epoch, milliseconds)
  }

  #firstFree(): number {
    const words = this.#words
    for (let w = Math.max(words[HINT]!, this.#first >>> 5); w * 32 < this.#end; w++) {
      let free = ~words[MAP + w]!
      if (w === this.#first >>> 5) free &= -1 << (this.#first & 31)
      if (free === 0) continue
      const page = w * 32 + 31 - Math.clz32(free & -free)
      if (page >= this.#end) return -1
      words[HINT] = w
      return page
    }
    return -1
  }

  #freeRun(n: number): number {
    let length = 0
    for (let p = Math.max(this.#first, this.#words[HINT]! * 32); p < this.#end;) {
      const word = this.#words[MAP + (p >>> 5)]!
      if ((p & 31) === 0 && p + 32 <= this.#end && (word === 0 || word === -1)) {
        length = word === 0 ? length + 32 : 0
        p += 32
      } else {
        length = (word >>> (p & 31)) & 1 ? 0 : length + 1
        p++
      }
      if (length >= n) return p - length
    }
    return -1
  }

  #lock(): void {
    while (Atomics.compareExchange(this.#words, LOCK, 0, 1) !== 0) {
      if (Atomics.exchange(this.#words, LOCK, 2) === 0) return
      if (mayBlock()) Atomics.wait(this.#words, LOCK, 2, 1_000)
    }
  }
}
