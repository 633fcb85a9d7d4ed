import { raise } from '../errors/raise.js'
import { PAGE_BYTES } from './page-map.js'

/** The runs of pages that one owner has taken, so that nothing is given back twice and all is given back in the end. */
export class PageBook {
  readonly #owner: string
  readonly #runs = new Map<number, number>()
  #pages = 0
  #peak = 0
  #closed = false

  constructor(owner: string) { this.#owner = owner }

  get pages(): number { return this.#pages }
  get peakBytes(): number { return this.#peak * PAGE_BYTES }
  get closed(): boolean { return this.#closed }

  /** @throws INTERNAL_ERROR after the end */
  checkOpen(): void {
    if (this.#closed) raise('INTERNAL_ERROR', { message: `${this.#owner} asked for memory after it ended.` })
  }
  enter(address: number, pages: number): number {
    this.#runs.set(address, pages)
    this.#pages += pages
    this.#peak = Math.max(this.#peak, this.#pages)
    return address
  }
  /** @throws INTERNAL_ERROR for a run that was never entered, or not with so many pages */
  strike(address: number, pages: number): void {
    if (this.#runs.get(address) !== pages) {
      raise('INTERNAL_ERROR', { message: `${this.#owner} gave back ${pages} pages at ${address} that it does not have.` })
    }
    this.#runs.delete(address)
    this.#pages -= pages
  }
  /** Strikes all that is left, telling `release` of each run; nothing can be entered afterwards. */
  close(release: (address: number, pages: number) => void): void {
    for (const [address, pages] of this.#runs) {
      this.strike(address, pages)
      release(address, pages)
    }
    this.#closed = true
  }
}

/** @throws OUT_OF_MEMORY naming who needs how much */
export function outOfMemory(consumer: string, pages: number, limitBytes: number, hint = ''): never {
  return raise('OUT_OF_MEMORY', { consumer, needed: formatBytes(pages * PAGE_BYTES), limit: formatBytes(limitBytes), hint })
}

/** `64 MiB`, `256 KiB`. */
export function formatBytes(bytes: number): string {
  if (bytes >= 1 << 30) return `${(bytes / (1 << 30)).toFixed(2)} GiB`
  return bytes >= 1 << 20 ? `${Math.ceil(bytes / (1 << 20))} MiB` : `${Math.ceil(bytes / 1024)} KiB`
}
