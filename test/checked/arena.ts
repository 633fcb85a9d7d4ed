/**
 * Stands in for src/memory/arena.ts: what is allocated on its own (columns, scratch, tables) ends where its pages end, so that
 * an overrun of it is seen. Bytes of texts, and what comes after the first few, lie one behind the other as ever.
 */
import { Arena as Bumping } from '../../src/memory/arena.js'
import { PAGE_BYTES, pagesFor } from '../../src/memory/page-map.js'

const MOST_FENCED = 24

export class Arena extends Bumping {
  readonly #fenced: { readonly address: number; readonly pages: number }[] = []

  override allocate(bytes: number, align = 8): number {
    if (align < 8 || this.#fenced.length === MOST_FENCED) return super.allocate(bytes, align)
    const pages = pagesFor(bytes), address = this.task.tryAcquire(pages, this.name)
    if (address === 0) return super.allocate(bytes, align)
    this.#fenced.push({ address, pages })
    return address + pages * PAGE_BYTES - Math.ceil(bytes / align) * align
  }
  override reset(): void {
    super.reset()
    for (const { address, pages } of this.#fenced.splice(0)) this.task.release(address, pages)
  }
}
