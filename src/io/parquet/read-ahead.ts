import type { TaskMemory } from '../../memory/task-memory.js'
import type { InputFile } from '../file/input-file.js'
import { WINDOW, type FileRange } from './chunk-input.js'
import { Region } from './region.js'

/** What is read ahead takes at most this part of the memory limit, and only while another part is free. */
const MOST_PART = 1 / 16, FREE_PART = 1 / 4, MOST_BYTES = 64 << 20

/** Bytes of the file on their way into memory, or there. */
interface Piece extends FileRange { readonly region: Region; readonly arrived: Promise<boolean> }

/** A file of which is read ahead what will be needed next, while what is there is decoded. Without memory to spare it is the file. */
export class ReadAhead implements InputFile {
  readonly path: string
  readonly bytes: number
  readonly #file: InputFile
  readonly #task: TaskMemory
  #pieces: readonly Piece[] = []
  #expected: readonly FileRange[] = []
  readonly #left: Promise<void>[] = []

  constructor(file: InputFile, task: TaskMemory) {
    this.path = file.path
    this.bytes = file.bytes
    this.#file = file
    this.#task = task
  }

  /** Ranges that will be read from their beginnings on, some side by side; those that were expected before are all read. */
  expect(ranges: readonly FileRange[]): void {
    this.#expected = [...this.#expected.slice(-ranges.length), ...ranges]
    const isExpected = (piece: Piece): boolean => this.#expected.some(r => r.from <= piece.from && piece.end <= r.end)
    for (const piece of this.#pieces) if (!isExpected(piece)) this.#leave(piece)
    if (this.#file.waits) for (const { from, end } of ranges) this.#begin(from, end)
  }

  get waits(): boolean { return this.#file.waits }

  read(into: Uint8Array, position: number): Promise<void> | undefined {
    return this.#pieces.length > 0 || this.#file.waits ? this.#readAhead(into, position) : this.#file.read(into, position)
  }

  async #readAhead(into: Uint8Array, position: number): Promise<void> {
    const piece = this.#pieces.find(p => p.from <= position && position < p.end)
    if (piece === undefined || !await piece.arrived) await this.#file.read(into, position)
    else {
      const bytes = Math.min(into.length, piece.end - position), at = piece.region.address + position - piece.from
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

  #begin(from: number, rangeEnd: number): void {
    const end = Math.min(rangeEnd, from + WINDOW)
    if (this.#pieces.some(p => p.from <= from && from < p.end) || !this.#spare(end - from)) return
    const region = new Region(this.#task, end - from), { address } = region
    const arrived = Promise.resolve(this.#file.read(this.#task.memory.u8.subarray(address, address + end - from), from)).then(() => true, () => false)
    this.#pieces = [...this.#pieces, { from, end, region, arrived }]
  }

  #spare(bytes: number): boolean {
    const { limitBytes, usedBytes } = this.#task.pool
    const held = this.#pieces.reduce((sum, { region }) => sum + region.bytes, bytes)
    return held <= Math.min(MOST_BYTES, limitBytes * MOST_PART) && limitBytes - usedBytes - bytes > limitBytes * FREE_PART
  }

  /** Gives up a piece that nobody waits for: its memory is free once nothing is read into it. */
  #leave(piece: Piece): void {
    this.#pieces = this.#pieces.filter(p => p !== piece)
    this.#left.push(piece.arrived.then(() => piece.region.release()))
  }
  #drop(piece: Piece): void {
    piece.region.release()
    this.#pieces = this.#pieces.filter(p => p !== piece)
  }
}
