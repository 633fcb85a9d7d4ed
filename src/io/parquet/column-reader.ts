import type { Arena } from '../../memory/arena.js'
import type { Vector } from '../../memory/batch.js'
import { bitmapBytes } from '../../memory/vector.js'
import type { DataType } from '../../types/data-type.js'
import { Damaged, type Decoder } from './decoder.js'
import type { Page } from './page.js'
import type { Pages } from './pages.js'
import type { Values } from './values.js'

/** Reads one column of a row group, some rows at a time. */
export interface ColumnReader {
  /** The next `rows` rows are not wanted. */
  skip(rows: number): void
  /** Reads and decompresses what the next `rows` rows need; undefined: nothing. */
  prepare(rows: number): Promise<void> | undefined
  /** The next `rows` rows, which `prepare` made ready. */
  take(rows: number): Vector
  /** Gives back the pages that are used up: their vectors are dead. */
  retire(): void
  close(): void
}

interface OpenPage {
  readonly page: Page
  readonly values: Values
  /** Bitmap of its rows, 0 when none is null. */
  readonly validity: number
  /** Rows taken so far. */
  at: number
}

/** A column that is not nested: pages become cells by kernels alone. */
export class FlatReader implements ColumnReader {
  readonly #type: DataType
  readonly #decoder: Decoder
  readonly #pages: Pages
  readonly #arena: Arena
  readonly #open: OpenPage[] = []
  readonly #used: Page[] = []
  /** Rows of open pages not yet taken, and rows to be passed over before. */
  #ready = 0
  #skip = 0

  constructor(type: DataType, decoder: Decoder, pages: Pages, arena: Arena) {
    this.#type = type
    this.#decoder = decoder
    this.#pages = pages
    this.#arena = arena
  }

  skip(rows: number): void { this.#skip += rows }

  prepare(rows: number): Promise<void> | undefined {
    return this.#skip === 0 && this.#ready >= rows ? undefined : this.#prepare(rows)
  }

  async #prepare(rows: number): Promise<void> {
    if (this.#skip > this.#ready) {
      const beyond = this.#skip - this.#ready
      this.#skip = this.#ready
      this.#passOver()
      this.#skip = beyond - await this.#pages.skip(beyond)
    }
    while (this.#ready < this.#skip + rows) {
      const page = await this.#pages.next()
      if (page === undefined) throw new Damaged('it has fewer rows than its row group')
      this.#used.push(page)
      this.#openPage(page)
      this.#used.pop()
      this.#ready += page.entries
    }
    this.#passOver()
  }

  /** Passes over `#skip` rows of open pages. */
  #passOver(): void {
    while (this.#skip > 0) {
      const open = this.#open[0]!
      const rows = Math.min(this.#skip, open.page.entries - open.at)
      const whole = rows === open.page.entries - open.at
      const { kernels } = this.#arena.memory
      if (!whole) open.values.skip(open.validity === 0 ? rows : kernels.bitsCount(open.validity, open.at, rows))
      this.#skip -= rows
      this.#ready -= rows
      this.#advance(open, rows)
    }
  }

  take(rows: number): Vector {
    this.#ready -= rows
    return this.#lend(rows) ?? this.#copy(rows)
  }

  retire(): void {
    for (const page of this.#used.splice(0)) page.release()
  }

  close(): void {
    this.retire()
    for (const { page } of this.#open.splice(0)) page.release()
    this.#pages.close()
  }

  #openPage(page: Page): void {
    const { entries, definition } = page
    let validity = 0, present = entries
    if (definition) {
      const { memory } = this.#arena
      memory.u8.fill(0, page.bitmap, page.bitmap + bitmapBytes(entries) + 8)
      present = memory.kernels.levelsToValidity(page.state, definition.from, definition.end, entries, page.bitmap)
      if (present < 0) throw new Damaged('its definition levels are wrong')
      if (present < entries) validity = page.bitmap
    }
    this.#open.push({ page, validity, values: page.values(present), at: 0 })
  }

  /** Cells as they lie in the page. */
  #lend(rows: number): Vector | undefined {
    const first = this.#open[0]
    if (first === undefined || first.validity !== 0 || first.page.entries - first.at < rows) return undefined
    const data = first.values.lend(rows)
    if (data === 0) return undefined
    this.#advance(first, rows)
    return { type: this.#type, data, validity: 0 }
  }

  #copy(rows: number): Vector {
    const { memory } = this.#arena
    const { kernels } = memory
    const width = this.#decoder.cellBytes
    const data = this.#arena.allocate(Math.max(8, rows * width))
    const validity = this.#someNull(rows) ? this.#arena.allocateZeroed(bitmapBytes(rows) + 8) : 0
    let present = 0
    for (let done = 0; done < rows;) {
      const open = this.#open[0]!
      const step = Math.min(rows - done, open.page.entries - open.at)
      let some = step
      if (open.validity !== 0) some = kernels.bitsCopy(open.validity, open.at, validity, done, step)
      else if (validity !== 0) kernels.bitsFill(validity, done, step)
      open.values.read(some, data + present * width)
      present += some
      done += step
      this.#advance(open, step)
    }
    if (present === rows) return { type: this.#type, data, validity: 0 }
    kernels.spread(width, data, validity, rows, present)
    return { type: this.#type, data, validity }
  }

  #someNull(rows: number): boolean {
    for (const { page, at, validity } of this.#open) {
      if (rows <= 0) return false
      if (validity !== 0) return true
      rows -= page.entries - at
    }
    return false
  }

  #advance(open: OpenPage, rows: number): void {
    open.at += rows
    if (open.at < open.page.entries) return
    this.#open.shift()
    this.#used.push(open.page)
  }
}
