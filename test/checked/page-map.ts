/** Stands in for src/memory/page-map.ts: between any two runs of pages lies one that nobody has, so that overruns of a run are seen. */
import { PAGE_BYTES, PageMap as Unfenced } from '../../src/memory/page-map.js'

export * from '../../src/memory/page-map.js'

/** As src/memory/page-map.ts and scripts/kernels/checked.mjs have it. */
const META_ADDRESS = 65_536, META_WORDS = 2_080, MAP = 16, FIRST_PAGE = (1 << 20) / PAGE_BYTES

export class PageMap extends Unfenced {
  readonly #words: Int32Array
  constructor(buffer: ArrayBufferLike) {
    super(buffer)
    this.#words = new Int32Array(buffer, META_ADDRESS, META_WORDS)
  }
  override take(n: number): number {
    let free = 0
    for (let page = FIRST_PAGE; page < FIRST_PAGE + this.count; page++) {
      free = (this.#words[MAP + (page >>> 5)]! >>> (page & 31)) & 1 ? 0 : free + 1
      if (free < n + 2) continue
      const first = page - n
      for (let p = first; p < page; p++) this.#words[MAP + (p >>> 5)]! |= 1 << (p & 31)
      return first * PAGE_BYTES
    }
    return 0
  }
}
