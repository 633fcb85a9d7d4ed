import { raise } from '../errors/raise.js'
import type { DataType } from '../types/data-type.js'
import { Arena } from './arena.js'
import { BATCH_ROWS, type Vector } from './batch.js'
import { HashSlots } from './hash-slots.js'
import type { Memory } from './memory.js'
import { appendRows } from './append-rows.js'
import { PAGE_BYTES } from './page-map.js'
import { addTextSizes, gatherField, writeColumns } from './row-columns.js'
import { RowEncoder } from './row-encoder.js'
import { RowPages, type RowPointers } from './row-pages.js'
import { CHUNK_ROWS, LOOKUP_ROWS, rowLayout, type RowLayout } from './row.js'
import { PARTITION_BITS, SpilledRows, type SpillOptions, type SpillReader } from './spilled-rows.js'
import { atOnce, type Steps } from './steps.js'
import type { Consumer, TaskMemory } from './task-memory.js'

export interface JoinKey {
  readonly type: DataType
  /** Null equals null (`eqNullSafe`, intersect, except); otherwise a null key matches nothing. */
  readonly nullSafe?: boolean
}
/** Pairs that matched: u32 index of the probe row, u32 pointer to the build row (0: none). Valid until the next step. */
export interface JoinPairs { readonly count: number; readonly probeRows: number; readonly buildRows: number }
export interface PairOptions {
  /** Probe rows without a match come as well, with build row 0. */
  readonly outer?: boolean
  /** Flags the build rows that are given, for `unmatched`. */
  readonly mark?: boolean
}

/** `level`: how often its rows were spread over partitions before, by bits of their hash that they now have in common. */
export interface JoinTableOptions extends Pick<SpillOptions, 'level' | 'onSpill'> {
  /** The most rows that are probed, and pairs that come out, at once. */
  readonly batchRows?: number
}

/** Where more of a batch's rows have partners, its table is no longer asked whether it may have one. */
const MOST_HITS = 0.5

/**
 * The build side of a hash join: rows are kept as they come (`build`), linked into a table (`finish`), then looked up batch
 * by batch (`probe`). With no keys every row matches every row. Between two calls it can spill, also when probing has begun:
 * all rows go to disk then, flags included.
 */
export class JoinTable implements Consumer {
  readonly name = 'The join'
  readonly layout: RowLayout
  readonly #memory: Memory
  readonly #arena: Arena
  readonly #encoder: RowEncoder
  readonly #slots: HashSlots
  readonly #pages: RowPages
  readonly #hasNulls: { readonly keys: boolean[]; readonly payload: boolean[] }
  readonly #reject: number
  readonly #pointers: number
  readonly #cursors: number
  readonly #heads: number
  readonly #links: number
  readonly #pairs: { readonly probe: number; readonly build: number; readonly state: number }
  readonly #task: TaskMemory
  readonly #options: JoinTableOptions
  readonly #batchRows: number
  #spilled: SpilledRows | undefined
  /** Half-way through a change, or its rows are looked at: it cannot spill now. */
  busy = false
  #probed = 0
  #distinctKeys = 0
  #peak = 0

  constructor(task: TaskMemory, keys: readonly JoinKey[], payload: readonly DataType[], options: JoinTableOptions = {}) {
    const arena = new Arena(task, 'The join')
    this.#task = task
    this.#options = options
    this.layout = rowLayout({ keys: keys.map(k => k.type), payload, linked: true })
    this.#memory = task.memory
    this.#arena = arena
    this.#encoder = new RowEncoder(this.layout, arena)
    this.#slots = new HashSlots(task, arena, this, { skip: PARTITION_BITS * (options.level ?? 0), hasFilter: true })
    this.#pages = new RowPages(task, arena, this)
    this.#hasNulls = { keys: keys.map(() => false), payload: payload.map(() => false) }
    this.#reject = arena.allocateZeroed(8 * Math.ceil(keys.length / 64) + 8)
    keys.forEach((key, n) => {
      if (!key.nullSafe) this.#memory.u64[(this.#reject >>> 3) + (n >>> 6)]! |= 1n << BigInt(n & 63)
    })
    this.#pointers = arena.allocate(CHUNK_ROWS * 4)
    this.#cursors = arena.allocate(CHUNK_ROWS * 4)
    this.#batchRows = options.batchRows ?? BATCH_ROWS
    const bytes = this.#batchRows * 4
    this.#heads = arena.allocate(bytes)
    this.#links = arena.allocate(bytes)
    this.#pairs = { probe: arena.allocate(bytes), build: arena.allocate(bytes), state: arena.allocate(8) }
    task.register(this)
  }

  /** Build rows, those with null keys included. */
  get rows(): number { return this.#pages.rows + (this.#spilled?.rows ?? 0) }
  get pages(): number { return this.#pages.held + this.#slots.held }
  /** The most bytes that it had. */
  get peakBytes(): number { return Math.max(this.#peak, this.pages * PAGE_BYTES) }
  /** Its rows, once they went to disk. */
  get spilled(): SpilledRows | undefined { return this.#spilled }
  /** Keys that differ, once finished. When it equals `rows`, a probe row matches one row at most. */
  get distinctKeys(): number { return this.#distinctKeys }

  build(keys: readonly Vector[], payload: readonly Vector[], rows: number): void {
    const memory = this.#memory
    const { layout } = this
    const { shape, chunk, hashes, ends } = this.#encoder
    keys.forEach((key, k) => { if (key.validity !== 0) this.#hasNulls.keys[k] = true })
    payload.forEach((column, c) => { if (column.validity !== 0) this.#hasNulls.payload[c] = true })
    this.busy = true
    try {
      for (let from = 0; from < rows; from += CHUNK_ROWS) {
        const n = Math.min(CHUNK_ROWS, rows - from)
        this.#encoder.encode(keys, from, n)
        memory.u32.copyWithin(this.#cursors >>> 2, ends >>> 2, (ends >>> 2) + n)
        addTextSizes(memory, layout.payload, payload, from, n, ends)
        const placed = { n, sizes: ends, hashes, zeroTo: layout.keysAt, pointers: this.#pointers }
        appendRows(this.#pages, placed, () => atOnce(this.spill()) > 0, () => {
          memory.kernels.writeKeys(n, shape, chunk, this.#pointers)
          writeColumns(memory, layout.payload, payload, from, n, this.#pointers, this.#cursors)
        })
      }
    } finally {
      this.busy = false
    }
  }

  /** Nulls may be in any column: the rows come from elsewhere. */
  expectNulls(): void {
    this.#hasNulls.keys.fill(true)
    this.#hasNulls.payload.fill(true)
  }
  /**
   * Takes rows of another table's partition as long as there is memory for them and their slots, and at least some of them.
   * True when it came to the end. From now on it cannot spill.
   */
  *load(reader: SpillReader): Steps<boolean> {
    this.busy = true
    while (reader.bytes > 0) {
      const first = this.#pages.rows === 0
      if (!this.#pages.load(reader, first)) return false
      if (this.#slots.held * PAGE_BYTES < 16 * this.#pages.rows) this.#slots.close()
      if (!this.#slots.isOpen && !(first ? this.#slots.open(2 * this.#pages.rows, true) : yield* this.#slots.openInSteps(2 * this.#pages.rows))) {
        this.#slots.open(this.#pages.rows, true)
        return reader.bytes === 0
      }
      yield
    }
    // no rows are looked up like others
    if (!this.#slots.isOpen) this.#slots.open(0, true)
    return true
  }

  /** Once, after the last `build` or `load`, step by step. Where rows have spilled already, or there is no memory for slots, all are on disk then. */
  *finish(): Steps {
    const { busy } = this
    this.busy = true
    try {
      if (this.#spilled || !(this.#slots.isOpen || (yield* this.#slots.openInSteps(this.rows)))) {
        if ((yield* this.#task.spillInSteps(this, this.spill())) > 0 || this.#spilled) return
        this.#slots.open(this.rows, true)
      }
      for (const { address } of this.#pages.pages) {
        this.#distinctKeys += this.#memory.kernels.linkPage(address, this.#encoder.shape, this.#reject, this.#slots.table)
        yield
      }
    } finally {
      this.busy = busy
    }
  }

  /** All rows go to disk. */
  *spill(): Steps<number> {
    if (!this.#task.pool.disk) return 0
    const { pages } = this
    this.#peak = this.peakBytes
    this.#spilled ??= new SpilledRows(this.#task, { name: this.name, ...this.#options })
    yield* this.#pages.spillTo(this.#spilled)
    this.#slots.close()
    return pages
  }

  /** Address of a u32 for each of at most `batchRows` rows: its first matching build row or 0. Good until the next call. */
  probe(keys: readonly Vector[], rows: number): number {
    if (rows > this.#batchRows) raise('INTERNAL_ERROR', { message: `A batch has ${rows} rows, more than ${this.#batchRows}.` })
    if (!this.#slots.isOpen) raise('INTERNAL_ERROR', { message: 'A join looked for partners in a table that was not finished.' })
    const { kernels } = this.#memory
    const { shape, chunk, hashes } = this.#encoder, { table, hasFilter } = this.#slots
    let hits = 0
    for (let from = 0; from < rows; from += CHUNK_ROWS) {
      const n = Math.min(CHUNK_ROWS, rows - from)
      this.#encoder.encode(keys, from, n)
      const heads = this.#heads + 4 * from
      const links = this.#links + 4 * from
      for (let at = 0; at < n; at += LOOKUP_ROWS) {
        const end = Math.min(n, at + LOOKUP_ROWS)
        if (hasFilter) kernels.touchPassing(at, end, hashes, table, this.#pointers)
        else if (this.#slots.isLarge) kernels.touchTable(at, end, hashes, table, this.#pointers)
        hits += kernels.findMatches(at, end, shape, chunk, this.#reject, table, heads, links)
      }
    }
    if (hasFilter && hits > rows * MOST_HITS) this.#slots.dropFilter()
    this.#probed = rows
    return this.#heads
  }

  /** Every match of the last `probe`, at most `batchRows` pairs at a time, in the order of the probe rows. */
  *pairs({ outer = false, mark = false }: PairOptions = {}): Generator<JoinPairs> {
    const { kernels, u32 } = this.#memory
    const { probe, build, state } = this.#pairs
    u32.fill(0, state >>> 2, (state >>> 2) + 2)
    while (u32[state >>> 2]! < this.#probed) {
      const count = kernels.nextPairs(this.#probed, this.#heads, this.#links, state, this.#batchRows, probe, build, outer ? 1 : 0, mark ? 1 : 0)
      if (count > 0) yield { count, probeRows: probe, buildRows: build }
    }
  }

  /** Indexes (u32) of the probe rows that have a match (semi join), or none (anti join). Good until the next call. */
  select(matching: boolean): { readonly count: number; readonly probeRows: number } {
    const probeRows = this.#pairs.probe
    return { count: this.#memory.kernels.selectMatches(this.#probed, this.#heads, matching ? 1 : 0, probeRows), probeRows }
  }

  /** Flags build rows as matched; for joins whose further condition is tested after the pairs are made. */
  mark(buildRows: number, count: number): void { this.#memory.kernels.markRows(count, buildRows) }

  /** Build rows never flagged as matched, those with null keys included (right and full outer joins). */
  unmatched(most: number = BATCH_ROWS): Generator<RowPointers> { return this.#scan(most, false) }
  /** Build rows flagged as matched (a semi join that builds its left side). */
  matched(most: number = BATCH_ROWS): Generator<RowPointers> { return this.#scan(most, true) }

  /** A payload column of the build rows at `pointers` (0: null); text views live as long as the table. */
  gather(pointers: number, count: number, column: number, arena: Arena): Vector {
    return gatherField(this.#memory, this.layout.payload[column]!, pointers, count, this.#hasNulls.payload[column]!, arena)
  }

  /** A key column likewise, as it was made canonical: +0 for −0. */
  gatherKey(pointers: number, count: number, key: number, arena: Arena): Vector {
    return gatherField(this.#memory, this.layout.keys[key]!, pointers, count, this.#hasNulls.keys[key]!, arena)
  }

  close(): void {
    this.#task.unregister(this)
    this.#spilled?.close()
    this.#slots.close()
    this.#pages.close()
    this.#arena.close()
  }

  *#scan(most: number, matched: boolean): Generator<RowPointers> {
    const scratch = new Arena(this.#arena.task, this.#arena.name)
    try {
      yield* this.#pages.scan(most, scratch.allocate(most * 4), scratch.allocate(8), matched)
    } finally {
      scratch.close()
    }
  }
}
