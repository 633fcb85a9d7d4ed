/** Sorted rows on disk, a run for each time that memory was full, and their merge. */
import { raise } from '../errors/raise.js'
import { Arena } from './arena.js'
import { BATCH_ROWS } from './batch.js'
import type { Memory } from './memory.js'
import { PAGE_BYTES, pagesFor } from './page-map.js'
import type { RowPointers } from './row-pages.js'
import { PAGE_HEAD } from './row.js'
import type { SpillFile } from './spill-disk.js'
import { SpillReader, type Segment, type SpillOptions } from './spilled-rows.js'
import type { Steps } from './steps.js'
import type { TaskMemory } from './task-memory.js'

/** A block for writing begins with the writer of the page that fills the rest. */
const WRITER_BYTES = 64
const CURSOR_BYTES = 32
const FEWEST_MERGED = 4, MOST_MERGED = 64

/** How the keys of the rows lie (kernels/sort.ts): `fixed` bytes at `keyAt`, or a text word there. */
export interface RunKeys { readonly fixed: 0 | 8 | 16; readonly keyAt: number }

export class SortedRuns {
  readonly #task: TaskMemory
  readonly #memory: Memory
  readonly #keys: RunKeys
  readonly #options: SpillOptions
  readonly #runs: Segment[][] = []
  #file: SpillFile | undefined

  constructor(task: TaskMemory, keys: RunKeys, options: SpillOptions) {
    this.#task = task
    this.#memory = task.memory
    this.#keys = keys
    this.#options = options
  }

  get count(): number { return this.#runs.length }

  /** Writes rows, which come in order, as one more run, step by step, through a block. Asks for no memory, unless a row is larger. */
  *add(batches: Iterable<RowPointers>, block: number): Steps {
    const run: Segment[] = []
    yield* this.#write(batches, run, block)
    this.#runs.push(run)
  }
  *#write(batches: Iterable<RowPointers>, run: Segment[], block: number): Steps {
    const { kernels, u32 } = this.#memory, { blockPages } = this.#task
    const writer = block, needed = (writer >>> 2) + 2
    let page = block + WRITER_BYTES, size = blockPages * PAGE_BYTES - WRITER_BYTES, own = 0
    const open = (): void => kernels.openPage(writer, page, size)
    open()
    try {
      for (const { pointers, count } of batches) {
        for (let done = 0; (done = kernels.copyRows(done, count, pointers, writer)) < count;) {
          const bytes = u32[needed]! + PAGE_HEAD
          this.#flush(page, run)
          if (bytes > size) {
            // a row larger than the block: a place of its own
            const pages = pagesFor(bytes)
            if (own) this.#task.release(page, own)
            own = 0
            page = this.#task.acquire(pages, this.#options.name)
            own = pages
            size = pages * PAGE_BYTES
          }
          open()
        }
        yield
      }
      this.#flush(page, run)
    } finally {
      if (own) this.#task.release(page, own)
    }
  }
  #flush(page: number, run: Segment[]): void {
    const { u8, u32 } = this.#memory, bytes = u32[page >>> 2]! - PAGE_HEAD, rows = u32[(page >>> 2) + 1]!
    if (rows === 0) return
    const file = this.#file ??= this.#task.spillFile() ?? raise('INTERNAL_ERROR', { message: 'Rows were spilled without a disk.' })
    run.push({ at: file.bytes, bytes, rows })
    file.append(u8.subarray(page + PAGE_HEAD, page + PAGE_HEAD + bytes))
    this.#options.onSpill?.(bytes)
  }

  /** All rows in order, at most `most` at a time. Now and then none, where runs are merged to fewer ones first. */
  *merge(most: number): Generator<RowPointers> {
    const { pool, blockPages } = this.#task
    const fanIn = Math.min(MOST_MERGED, Math.max(FEWEST_MERGED, Math.floor(pool.share() / (8 * blockPages))))
    while (this.#runs.length > fanIn) yield* this.#mergeSome(fanIn)
    yield* this.#mergeRuns(this.#runs, most)
  }
  /** One pass: each `fanIn` runs become one, in a new file. */
  *#mergeSome(fanIn: number): Generator<RowPointers> {
    const file = this.#file, runs = this.#runs.splice(0)
    this.#file = undefined
    const longer = new SortedRuns(this.#task, this.#keys, this.#options)
    // not the task's staging block: others may spill meanwhile
    const { name } = this.#options, { blockPages } = this.#task, block = this.#task.acquire(blockPages, name)
    try {
      for (let from = 0; from < runs.length; from += fanIn) {
        const run: Segment[] = []
        for (const _ of longer.#write(this.#mergeRuns(runs.slice(from, from + fanIn), BATCH_ROWS, file), run, block)) yield { pointers: 0, count: 0 }
        this.#runs.push(run)
      }
      this.#file = longer.#file
    } finally {
      this.#task.release(block, blockPages)
      if (file) this.#task.dropFile(file)
    }
  }

  *#mergeRuns(runs: readonly Segment[][], most: number, file = this.#file): Generator<RowPointers> {
    const { kernels, u32 } = this.#memory, { fixed, keyAt } = this.#keys, { name } = this.#options
    const arena = new Arena(this.#task, name)
    const inputs = runs.map(run => ({ reader: new SpillReader(this.#task, file, run), page: 0, pages: 0 }))
    try {
      const pointers = arena.allocate(most * 4), heap = arena.allocateZeroed(8 + 4 * runs.length)
      const cursors = arena.allocate(CURSOR_BYTES * runs.length)
      const load = (n: number): void => {
        const input = inputs[n]!, { bytes } = input.reader
        if (bytes === 0) return
        if (bytes > input.pages * PAGE_BYTES) {
          if (input.pages) this.#task.release(input.page, input.pages)
          input.pages = 0
          const pages = pagesFor(bytes)
          input.page = this.#task.acquire(pages, name)
          input.pages = pages
        }
        input.reader.next(input.page, input.pages * PAGE_BYTES)
        kernels.addToMerge(heap, cursors, n, input.page, fixed, keyAt)
      }
      for (const n of inputs.keys()) load(n)
      while (u32[heap >>> 2]! > 0) {
        u32[(heap >>> 2) + 1] = runs.length
        const count = kernels.mergeRows(heap, cursors, most, pointers, fixed, keyAt), ended = u32[(heap >>> 2) + 1]!
        yield { pointers, count }
        if (ended < runs.length) load(ended)
      }
    } finally {
      for (const { page, pages } of inputs) if (pages) this.#task.release(page, pages)
      arena.close()
    }
  }

  close(): void {
    if (this.#file) this.#task.dropFile(this.#file)
    this.#file = undefined
    this.#runs.length = 0
  }
}
