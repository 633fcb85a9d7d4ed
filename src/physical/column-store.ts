/**
 * The rows of a cached frame, in parts. Those in memory are scanned where they lie. With a level that uses the disk, parts that
 * nobody is reading go to a file when queries need the room; if that fails, the frame is dropped as one in memory is, unless it is
 * being read.
 */
import { TypedFrameError } from '../errors/raise.js'
import type { Statistics } from '../logical/source.js'
import type { StorageLevel } from '../logical/storage-level.js'
import { BATCH_ROWS, type Batch } from '../memory/batch.js'
import { PAGE_BYTES } from '../memory/page-map.js'
import type { Pool } from '../memory/pool.js'
import type { SpillFile } from '../memory/spill-disk.js'
import type { Elsewhere, StorageMemory } from '../memory/storage-memory.js'
import type { PageOwner } from '../memory/task-memory.js'
import type { Field } from '../types/data-type.js'
import { cellBytes, representation } from '../types/representation.js'
import { ColumnPart } from './column-part.js'

/** What is moved to disk at once: a sixteenth of the limit, so much at most. */
const MOST_PART_BYTES = 16 << 20
const FEWEST_ROWS = 64

export class ColumnStore implements Elsewhere {
  readonly #pool: Pool
  readonly #fields: readonly Field[]
  readonly #level: StorageLevel
  readonly #evicted: () => void
  readonly #storage: StorageMemory
  readonly #partPages: number
  readonly #blockRows: number
  readonly #parts: ColumnPart[] = []
  /** The last of the parts, while rows are added to it. */
  #open: ColumnPart | undefined
  #file: SpillFile | undefined
  #failure: unknown
  #rows = 0
  #closing = false

  /** `evicted` is called when queries took the memory back and the rows are nowhere else. */
  constructor(pool: Pool, fields: readonly Field[], level: StorageLevel, evicted: () => void) {
    this.#pool = pool
    this.#fields = fields
    this.#level = pool.disk ? level : 'MEMORY_ONLY'
    this.#evicted = evicted
    this.#storage = pool.storage('A cached frame', () => this.#lose(), this)
    const inMemory = this.#level === 'MEMORY_ONLY', partBytes = inMemory ? Infinity : Math.min(MOST_PART_BYTES, pool.limitBytes / 16)
    const rowBytes = fields.reduce((sum, { type }) => sum + cellBytes[representation(type)], 1)
    this.#partPages = partBytes / PAGE_BYTES
    this.#blockRows = inMemory ? BATCH_ROWS : Math.max(FEWEST_ROWS, Math.min(BATCH_ROWS, 2 ** Math.floor(Math.log2(partBytes / rowBytes))))
  }

  get rows(): number { return this.#rows }
  statistics(): Statistics { return { rows: this.#rows, bytes: this.#storage.pages * PAGE_BYTES + (this.#file?.bytes ?? 0) } }
  /** Why rows could not be written to disk, if they could not. */
  get failure(): unknown { return this.#failure }
  /** In use: not to be dropped until `unpin`. */
  pin(): void { this.#storage.pin() }
  unpin(): void {
    this.#storage.unpin()
    if (this.#closing) this.close()
  }

  /** @throws OUT_OF_MEMORY, or what is wrong with the disk */
  append(batch: Batch): void {
    for (let from = 0; from < batch.rows;) {
      const part = this.#open ??= this.#newPart(), n = this.#appendTo(part, batch, from)
      from += n
      this.#rows += n
      if (part.pages >= this.#partPages * (part.isFull ? 1 : 4)) this.#endPart(part)
    }
  }
  #newPart(): ColumnPart {
    const part = new ColumnPart(this.#storage, this.#fields, this.#blockRows)
    this.#parts.push(part)
    return part
  }
  #appendTo(part: ColumnPart, batch: Batch, from: number): number {
    try {
      return part.append(batch, from)
    } catch (error) {
      // there is no room but that of the rows that have just come
      if (this.#level === 'MEMORY_ONLY' || part.rows === 0) throw error
      this.#endPart(part, true)
      return 0
    }
  }
  #endPart(part: ColumnPart, toDisk = this.#level === 'DISK_ONLY'): void {
    if (toDisk) this.#write(part)
    this.#open = undefined
  }
  /** After the last row. */
  seal(): void { if (this.#open) this.#endPart(this.#open) }

  #write(part: ColumnPart): number { return part.moveTo(this.#file ??= this.#pool.disk!.create()) }

  /** Pages that `move` can release. */
  get movable(): number { return this.#movable().reduce((sum, part) => sum + part.pages, 0) }
  #movable(): readonly ColumnPart[] {
    return this.#level === 'MEMORY_ONLY' || this.#failure !== undefined ? [] : this.#parts.filter(part => part !== this.#open && part.movable)
  }
  move(wanted: number): number {
    let moved = 0
    try {
      for (const part of this.#movable()) if (moved === 0 || moved < wanted) moved += this.#write(part)
    } catch (error) {
      this.#failure = error
    }
    return moved
  }

  /** The columns at these positions, at most `most` rows at a time. */
  *batches(positions: readonly number[], most: number, task: PageOwner): Generator<Batch> {
    try {
      for (const part of this.#parts) yield* part.batches(positions, most, task)
    } catch (error) {
      // what cannot be read once more is made again for whoever asks next
      if (error instanceof TypedFrameError && error.condition === 'SPILL_FAILED') this.#lose()
      throw error
    }
  }
  #lose(): void {
    this.close()
    this.#evicted()
  }

  /** At once, or when nobody reads it any more. */
  close(): void {
    this.#closing = true
    if (this.#storage.pinned) return
    this.#storage.close()
    this.#file?.close()
    this.#file = undefined
  }
}
