import { PAGE_BYTES } from '../../../memory/page-map.js'
import type { PageOwner } from '../../../memory/task-memory.js'

/** Where bytes lie in a log. */
export interface Place { readonly start: number; readonly bytes: number }

/**
 * The finished pages of all columns of a row group, one behind the other in pages of the pool, until the row group is written. When the
 * pool has no more, what is left of the current step goes to the heap: `isShort` then asks for the row group to end.
 */
export class PageLog {
  readonly #owner: PageOwner
  readonly #addresses: number[] = []
  readonly #pages: Uint8Array[] = []
  #length = 0
  #short = false

  constructor(owner: PageOwner) { this.#owner = owner }

  get length(): number { return this.#length }
  get isShort(): boolean { return this.#short }

  append(bytes: Uint8Array): Place {
    const start = this.#length
    for (let done = 0; done < bytes.length;) {
      const into = this.#length % PAGE_BYTES
      if (into === 0) this.#pages.push(this.#newPage())
      const part = bytes.subarray(done, done + PAGE_BYTES - into)
      this.#pages.at(-1)!.set(part, into)
      done += part.length
      this.#length += part.length
    }
    return { start, bytes: bytes.length }
  }
  /** The bytes of a place, in order. */
  *parts({ start, bytes }: Place): Generator<Uint8Array> {
    for (const end = start + bytes; start < end;) {
      const into = start % PAGE_BYTES, part = Math.min(PAGE_BYTES - into, end - start)
      yield this.#pages[Math.floor(start / PAGE_BYTES)]!.subarray(into, into + part)
      start += part
    }
  }
  /** Empty again; all memory is given back. */
  clear(): void {
    for (const address of this.#addresses.splice(0)) this.#owner.release(address, 1)
    this.#pages.length = 0
    this.#length = 0
    this.#short = false
  }

  #newPage(): Uint8Array {
    const address = this.#owner.tryAcquire(1, 'Writing Parquet')
    if (address === 0) {
      this.#short = true
      return new Uint8Array(PAGE_BYTES)
    }
    this.#addresses.push(address)
    return this.#owner.memory.u8.subarray(address, address + PAGE_BYTES)
  }
}
