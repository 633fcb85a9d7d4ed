import { PAGE_BYTES, pagesFor } from '../../memory/page-map.js'
import type { TaskMemory } from '../../memory/task-memory.js'
import type { DataFile, FileRange, InputFile } from './input-file.js'

/** How much is read at a time. */
export const WINDOW = 1 << 20
/** What is read ahead takes at most this part of the memory limit, and only while another part is free. */
const MOST_PART = 1 / 16, FREE_PART = 1 / 4, MOST_BYTES = 64 << 20
/** Of that, what a file may take of which nothing is read yet: the file that is read comes first. */
const WAITING_PART = 1 / 2

/** Pages of each query that are read ahead. */
const held = new WeakMap<TaskMemory, number>()

/** Bytes of the file on their way into memory, or there. */
interface Piece extends FileRange { readonly address: number; readonly pages: number; readonly arrived: Promise<boolean> }

/** A file of which is read ahead what will be needed next, while what is there is decoded. Without memory to spare it is the file. */
export class ReadAhead implements InputFile {
  readonly path: string
  readonly bytes: number
  readonly #file: InputFile
  readonly #task: TaskMemory
  #pieces: readonly Piece[] = []
  #expected: readonly FileRange[] = []
  #isRead = false
  readonly #left: Promise<void>[] = []

  constructor(file: InputFile, task: TaskMemory) {
    this.path = file.path
    this.bytes = file.bytes
    this.#file = file
    this.#task = task
  }

  /** The ranges that will be read from now on, those that are needed first before others: each from its beginning, some side by side. */
  expect(ranges: readonly FileRange[]): void {
    this.#expected = ranges
    const isExpected = (piece: Piece): boolean => this.#expected.some(r => r.from <= piece.from && piece.end <= r.end)
    for (const piece of this.#pieces) if (!isExpected(piece)) this.#leave(piece)
    if (this.waits) for (const { from, end } of ranges) this.#begin(from, end)
  }

  get waits(): boolean { return this.#file.waits }

  read(into: Uint8Array, position: number): Promise<void> | undefined {
    this.#isRead = true
    return this.#pieces.length > 0 || this.waits ? this.#readAhead(into, position) : this.#file.read(into, position)
  }

  async #readAhead(into: Uint8Array, position: number): Promise<void> {
    const piece = this.#at(position)
    if (piece === undefined || !await piece.arrived || !this.#pieces.includes(piece)) await this.#file.read(into, position)
    else {
      const bytes = Math.min(into.length, piece.end - position), at = piece.address + position - piece.from
      into.set(this.#task.memory.u8.subarray(at, at + bytes))
      if (bytes < into.length) await this.#readAhead(into.subarray(bytes), position + bytes)
    }
    if (piece && position + into.length >= piece.end) this.#drop(piece)
    const range = this.#expected.find(r => r.from <= position && position + into.length < r.end)
    if (range) this.#begin(position + into.length, range.end)
  }

  async close(): Promise<void> {
    for (const piece of this.#pieces) this.#leave(piece)
    await Promise.all(this.#left)
    await this.#file.close()
  }

  /** What follows `from`, or the piece in which that lies. */
  #begin(position: number, rangeEnd: number): void {
    const from = this.#at(position)?.end ?? position, end = Math.min(rangeEnd, from + WINDOW), pages = pagesFor(end - from)
    if (from >= rangeEnd || this.#at(from) || !this.#spare(pages)) return
    const address = this.#task.acquire(pages, 'Reading ahead')
    this.#hold(pages)
    const arrived = Promise.resolve(this.#file.read(this.#task.memory.u8.subarray(address, address + end - from), from)).then(() => true, () => false)
    this.#pieces = [...this.#pieces, { from, end, address, pages, arrived }]
  }

  #at(position: number): Piece | undefined { return this.#pieces.find(p => p.from <= position && position < p.end) }
  #spare(pages: number): boolean {
    const { limitBytes, usedBytes } = this.#task.pool, most = Math.min(MOST_BYTES, limitBytes * MOST_PART) * (this.#isRead ? 1 : WAITING_PART)
    return ((held.get(this.#task) ?? 0) + pages) * PAGE_BYTES <= most && limitBytes - usedBytes - pages * PAGE_BYTES > limitBytes * FREE_PART
  }
  #hold(pages: number): void { held.set(this.#task, (held.get(this.#task) ?? 0) + pages) }

  /** Gives up a piece that nobody waits for: its memory is free once nothing is read into it. */
  #leave(piece: Piece): void {
    this.#pieces = this.#pieces.filter(p => p !== piece)
    this.#left.push(piece.arrived.then(() => this.#release(piece)))
  }
  #drop(piece: Piece): void {
    if (!this.#pieces.includes(piece)) return
    this.#pieces = this.#pieces.filter(p => p !== piece)
    this.#release(piece)
  }
  #release({ address, pages }: Piece): void {
    this.#task.release(address, pages)
    this.#hold(-pages)
  }
}

/** A file that is read from its first byte to its last. */
export const fromFront = ({ path, open }: DataFile, task: TaskMemory): DataFile => ({
  path,
  async open(signal) {
    const file = new ReadAhead(await open(signal), task)
    file.expect([{ from: 0, end: file.bytes }])
    return file
  },
})
