/**
 * Rows on disk, spread over partitions by bits of their hash. A page goes out through the task's staging block, where its rows
 * are put in order of partition, in one write; each partition's part of it is a segment. Partitions are read back segment by
 * segment, packed into pages, in the order in which they were written.
 */
import { raise } from '../errors/raise.js'
import type { Memory } from './memory.js'
import { PAGE_BYTES, pagesFor } from './page-map.js'
import { PAGE_HEAD } from './row.js'
import type { SpillFile } from './spill-disk.js'
import type { TaskMemory } from './task-memory.js'

/** Bits of the hash that choose a partition: each time a partition does not fit, the next ones spread it. */
export const PARTITION_BITS = 4
/** How often rows are spread: of 32 bits of hash, the last are left to the slots of a table. */
export const MOST_LEVELS = 4
const MOSTLY = 0.9
/** The staging block begins with the parts' places: 12 bytes a partition, and then the places of texts in states. */
const COUNTS_BYTES = 12 << PARTITION_BITS
const CONTROL_BYTES = 1_024

export interface SpillOptions {
  readonly name: string
  /** How many times rows were spread before: 0 for those that come from elsewhere. */
  readonly level?: number
  /** Where rows need not be spread: they come back in the order in which they went. */
  readonly together?: boolean
  /** Offsets in a row of state words that point to text, which goes with the row. */
  readonly texts?: readonly number[]
  /** Told how many bytes were written. */
  readonly onSpill?: ((bytes: number) => void) | undefined
}
export interface Segment { readonly at: number; readonly bytes: number; readonly rows: number }

export class SpilledRows {
  readonly partitions: number
  readonly #task: TaskMemory
  readonly #memory: Memory
  readonly #options: SpillOptions
  readonly #bits: number
  readonly #skip: number
  readonly #segments: readonly Segment[][]
  #file: SpillFile | undefined
  #rows = 0

  constructor(task: TaskMemory, options: SpillOptions) {
    this.#task = task
    this.#memory = task.memory
    this.#options = options
    this.#bits = options.together ? 0 : PARTITION_BITS
    this.#skip = PARTITION_BITS * (options.level ?? 0)
    this.partitions = 2 ** this.#bits
    this.#segments = Array.from({ length: this.partitions }, () => [])
  }

  /** Whether a partition of these could be spread once more. */
  get canSplit(): boolean { return (this.#options.level ?? 0) < MOST_LEVELS - 1 }
  /** Whether it would help: not where nearly all rows are of one partition, since then nearly all have one hash. */
  worthSplitting(partition: number): boolean {
    const all = this.#segments.reduce((n, segments) => n + sum(segments, s => s.bytes), 0)
    return this.canSplit && this.bytesOf(partition) < MOSTLY * all
  }
  get rows(): number { return this.#rows }
  rowsOf(partition: number): number { return sum(this.#segments[partition]!, s => s.rows) }
  bytesOf(partition: number): number { return sum(this.#segments[partition]!, s => s.bytes) }

  /** Writes all rows of a page. @throws SPILL_DISK_FULL, SPILL_FAILED */
  write(page: number): void {
    const { u32, kernels } = this.#memory, used = u32[page >>> 2]!
    let buffer = this.#task.staging, pages = this.#task.blockPages
    const segments: [number, Segment][] = []
    try {
      for (let from = PAGE_HEAD; from < used;) {
        const texts = buffer + COUNTS_BYTES, out = buffer + CONTROL_BYTES, room = pages * PAGE_BYTES - CONTROL_BYTES
        this.#setTexts(texts)
        const to = kernels.partitionPage(page, from, this.#skip, this.#bits, texts, buffer, out, room) >>> 0
        if (to === from) {
          // a row larger than the block, with its texts: a place of its own
          this.#giveUp(buffer, pages)
          pages *= 4
          buffer = this.#task.acquire(pages, this.#options.name)
        } else {
          this.#flush(buffer, out, segments)
          from = to
        }
      }
    } finally {
      this.#giveUp(buffer, pages)
    }
    // only now: where writing fails, the page keeps its rows
    for (const [partition, segment] of segments) {
      this.#segments[partition]!.push(segment)
      this.#rows += segment.rows
    }
  }
  #giveUp(buffer: number, pages: number): void { if (buffer !== this.#task.staging) this.#task.release(buffer, pages) }
  #setTexts(at: number): void {
    const { texts = [] } = this.#options
    this.#memory.u32.set([texts.length, ...texts], at >>> 2)
  }
  #flush(counts: number, out: number, segments: [number, Segment][]): void {
    const { u32, u8 } = this.#memory
    const file = this.#file ??= this.#task.spillFile() ?? raise('INTERNAL_ERROR', { message: 'Rows were spilled without a disk.' })
    const { bytes: at } = file
    let total = 0
    for (let p = 0, c = counts >>> 2; p < this.partitions; p++, c += 3) {
      const bytes = u32[c + 1]!, rows = u32[c + 2]!
      if (rows > 0) segments.push([p, { at: at + u32[c]!, bytes, rows }])
      total += bytes
    }
    file.append(u8.subarray(out, out + total))
    this.#options.onSpill?.(total)
  }

  /** Reads a partition from its beginning. */
  reader(partition: number): SpillReader {
    return new SpillReader(this.#task, this.#file, this.#segments[partition]!)
  }
  /** Pages of a partition, one after the other in the same place, each valid until the next is asked for. */
  *pages(partition: number): Generator<number> {
    const reader = this.reader(partition), { blockPages } = this.#task, { texts = [], name } = this.#options
    let pages = 0, page = 0
    try {
      while (reader.bytes > 0) {
        if (pages === 0 || reader.bytes > pages * PAGE_BYTES) {
          if (pages) this.#task.release(page, pages)
          pages = 0
          const wanted = Math.max(blockPages, pagesFor(reader.bytes + CONTROL_BYTES))
          page = this.#task.acquire(wanted, name)
          pages = wanted
        }
        reader.next(page, pages * PAGE_BYTES)
        if (texts.length) {
          const control = this.#task.staging + COUNTS_BYTES
          this.#setTexts(control)
          this.#memory.kernels.restoreStateTexts(page, control)
        }
        yield page
      }
    } finally {
      if (pages) this.#task.release(page, pages)
    }
  }

  /** Spreads the rows of a partition by the next bits of their hash, a page at a time, into `to`. */
  *split(partition: number, to: SpilledRows): Generator<void> {
    for (const page of this.pages(partition)) yield to.write(page)
  }
  /** What a partition's rows are spread into. */
  next(): SpilledRows { return new SpilledRows(this.#task, { ...this.#options, level: (this.#options.level ?? 0) + 1 }) }

  close(): void {
    if (this.#file) this.#task.dropFile(this.#file)
    this.#file = undefined
  }
}

/** One pass over a partition. */
export class SpillReader {
  readonly #memory: Memory
  readonly #file: SpillFile | undefined
  readonly #segments: readonly Segment[]
  #next = 0

  constructor(task: TaskMemory, file: SpillFile | undefined, segments: readonly Segment[]) {
    this.#memory = task.memory
    this.#file = file
    this.#segments = segments
  }

  /** Size that a page must have for what comes next; 0 at the end. */
  get bytes(): number {
    const segment = this.#segments[this.#next]
    return segment ? segment.bytes + PAGE_HEAD : 0
  }
  /** Makes a page of what comes next, as much as it holds. */
  next(page: number, size: number): void {
    const { u8, u32 } = this.#memory
    let used = PAGE_HEAD, rows = 0
    for (let segment; (segment = this.#segments[this.#next]) && used + segment.bytes <= size; this.#next++) {
      this.#file!.read(u8.subarray(page + used, page + used + segment.bytes), segment.at)
      used += segment.bytes
      rows += segment.rows
    }
    u32.set([used, rows, 0, size], page >>> 2)
  }
}

const sum = (segments: readonly Segment[], of: (s: Segment) => number): number => segments.reduce((n, s) => n + of(s), 0)
