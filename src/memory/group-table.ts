import { raise } from '../errors/raise.js'
import type { DataType } from '../types/data-type.js'
import { Arena } from './arena.js'
import { BATCH_ROWS, type Vector } from './batch.js'
import { HashSlots } from './hash-slots.js'
import type { Memory } from './memory.js'
import { gatherField } from './row-columns.js'
import { RowEncoder } from './row-encoder.js'
import { RowPages, type RowPointers } from './row-pages.js'
import { CHUNK_ROWS, LOOKUP_ROWS, rowLayout, type RowLayout } from './row.js'
import { PARTITION_BITS, type SpilledRows } from './spilled-rows.js'
import type { Steps } from './steps.js'
import type { Consumer, PageOwner } from './task-memory.js'

export interface GroupTableOptions {
  /** Who can make room by having the rows spilled. */
  readonly consumer?: Consumer
  /** How often its rows were spread over partitions before, by bits of their hash that they now have in common. */
  readonly level?: number
  /** The most rows that are looked up at once. */
  readonly batchRows?: number
}

/**
 * Groups by key, each a row with state words that begin as zero. Nulls are equal to each other. Group rows never move, so a
 * pointer stays good until the table is closed or its rows have spilled. With no keys there is one group as soon as a row was located.
 */
export class GroupTable {
  readonly layout: RowLayout
  /** Byte offset in a group row of state word 0; word k is 8 k further. */
  readonly stateOffset: number
  readonly #memory: Memory
  readonly #arena: Arena
  readonly #encoder: RowEncoder
  readonly #slots: HashSlots
  readonly #pages: RowPages
  readonly #hasNulls: boolean[]
  readonly #pointers: number
  readonly #batchRows: number
  readonly #scratch: number
  #fresh = 0

  constructor(task: PageOwner, keyTypes: readonly DataType[], stateWords: number, { consumer, level = 0, batchRows = BATCH_ROWS }: GroupTableOptions = {}) {
    const name = consumer?.name ?? 'The aggregate'
    this.layout = rowLayout({ keys: keyTypes, stateWords })
    this.stateOffset = this.layout.statesAt
    this.#memory = task.memory
    this.#arena = new Arena(task, name)
    this.#encoder = new RowEncoder(this.layout, this.#arena)
    this.#slots = new HashSlots(task, this.#arena, consumer ?? name, { skip: PARTITION_BITS * level })
    this.#pages = new RowPages(task, this.#arena, consumer ?? name)
    this.#hasNulls = keyTypes.map(() => false)
    this.#batchRows = batchRows
    this.#pointers = this.#arena.allocate(batchRows * 4)
    this.#scratch = this.#arena.allocate(CHUNK_ROWS * 4)
  }

  /** Groups in memory. */
  get size(): number { return this.#pages.rows }
  /** Pages of the pool. */
  get pages(): number { return this.#pages.held + this.#slots.held }

  /**
   * Address of a u32 for each of at most `batchRows` rows: its group row. Good until the next call. 0 where there is no memory for
   * new groups: some may have been made, with states as they begin. `must`: then an error.
   */
  locate(keys: readonly Vector[], rows: number, must = false): number {
    return this.#find(keys, rows, 0, must) ? this.#pointers : 0
  }

  /**
   * Before so many more rows: more slots, step by step, where there are so many that it takes long and they may not do. False where
   * there is no memory for them.
   */
  *growAhead(rows: number): Steps<boolean> {
    return !this.#slots.isHuge || this.#slots.room >= rows || (yield* this.#slots.growInSteps())
  }

  /** Where the last call put the pointers. */
  get located(): number { return this.#pointers }

  /** A byte a row: 1 where the row made its group, as a column of bools. 0 as above: what is new is not known then. */
  locateNew(keys: readonly Vector[], rows: number, must = false): number {
    if (this.#fresh === 0) this.#fresh = this.#arena.allocate(this.#batchRows)
    return this.#find(keys, rows, this.#fresh, must) ? this.#fresh : 0
  }

  /** All groups, at most `most` at a time, in the order they were made. */
  *batches(most: number = BATCH_ROWS): Generator<RowPointers> {
    const scratch = new Arena(this.#arena.task, this.#arena.name)
    try {
      yield* this.#pages.scan(most, scratch.allocate(most * 4), scratch.allocate(8))
    } finally {
      scratch.close()
    }
  }

  /** All rows go to disk; pages released. */
  *spillTo(disk: SpilledRows): Steps<number> {
    const { pages } = this
    this.#slots.close()
    yield* this.#pages.spillTo(disk)
    return pages
  }
  /** Nulls may be in any key: rows come from elsewhere. */
  expectNulls(): void { this.#hasNulls.fill(true) }
  /** No groups. */
  clear(): void {
    this.#slots.close()
    this.#pages.clear()
  }

  /** The key columns of groups; text views live as long as the table. */
  keys(pointers: number, count: number, arena: Arena): Vector[] {
    return this.layout.keys.map((field, k) => gatherField(this.#memory, field, pointers, count, this.#hasNulls[k]!, arena))
  }

  close(): void {
    this.#slots.close()
    this.#pages.close()
    this.#arena.close()
  }

  #find(keys: readonly Vector[], rows: number, fresh: number, must: boolean): boolean {
    if (rows > this.#batchRows) raise('INTERNAL_ERROR', { message: `A batch has ${rows} rows, more than ${this.#batchRows}.` })
    if (!this.#slots.isOpen && !this.#slots.open(0, must)) return false
    const { kernels } = this.#memory
    const { shape, chunk, hashes } = this.#encoder
    const table = this.#slots.table
    keys.forEach((key, k) => { if (key.validity !== 0) this.#hasNulls[k] = true })
    for (let from = 0; from < rows; from += CHUNK_ROWS) {
      const n = Math.min(CHUNK_ROWS, rows - from)
      const pointers = this.#pointers + 4 * from
      const made = fresh === 0 ? 0 : fresh + from
      this.#encoder.encode(keys, from, n)
      for (let done = 0; done < n;) {
        const end = Math.min(n, done + LOOKUP_ROWS)
        if (this.#slots.isLarge) kernels.touchTable(done, end, hashes, table, this.#scratch)
        done = kernels.findGroups(done, end, shape, chunk, table, this.layout.stateWords, this.#pages.writer, pointers, made)
        if (done === end) continue
        if (!(this.#pages.needsPage ? this.#pages.addPage(must) : this.#slots.grow(must))) return false
      }
    }
    return true
  }
}
