import type { Batch, Vector } from '../../../memory/batch.js'
import type { Memory } from '../../../memory/memory.js'
import { isValid } from '../../../memory/vector.js'
import { isNested, type Field } from '../../../types/data-type.js'
import { representation } from '../../../types/representation.js'
import { ChunkWriter, type FinishedChunk } from './chunk-writer.js'
import type { Leaf } from './leaves.js'
import type { PageLog } from './page-log.js'
import type { FileSettings } from './settings.js'
import { shredder } from './shred.js'

/** Rows, and bytes of text, that go to the pages of all columns before sizes are looked at. */
const STEP_ROWS = 4_096, STEP_BYTES = 4 << 20

type AddRows = (vector: Vector, from: number, to: number) => void

/** The column chunks of the row group that is being made. */
export class GroupWriter {
  rows = 0
  readonly #chunks: readonly ChunkWriter[]
  readonly #columns: readonly AddRows[]
  readonly #heapBytes: number
  readonly #stepBytes: number
  readonly #memory: Memory

  /** `leaves`: those of each field. */
  constructor(fields: readonly Field[], leaves: readonly (readonly Leaf[])[], settings: FileSettings, memory: Memory, log: PageLog) {
    this.#memory = memory
    this.#heapBytes = settings.heapBytes
    this.#stepBytes = Math.min(STEP_BYTES, settings.groupBytes / 4)
    this.#chunks = leaves.flat().map((leaf, n) => new ChunkWriter(leaf, settings, settings.leaves[n]!, memory, log))
    let first = 0
    this.#columns = fields.map((field, n) => addRows(field, this.#chunks.slice(first, first += leaves[n]!.length), memory))
  }

  /** Of the pages in the making. */
  get bytes(): number { return this.#chunks.reduce((sum, chunk) => sum + chunk.page.bytes, 0) }

  /** Adds at most so many rows from row `from` on; gives the row behind the last one added. */
  async add(batch: Batch, from: number, rows: number): Promise<number> {
    const most = Math.min(batch.rows, from + Math.min(STEP_ROWS, rows)), to = stepEnd(batch, from, most, this.#stepBytes, this.#memory)
    this.#columns.forEach((add, n) => add(batch.columns[n]!, from, to))
    if (this.bytes > this.#heapBytes) for (const chunk of this.#chunks) chunk.endPage()
    for (const chunk of this.#chunks) await chunk.drain()
    this.rows += to - from
    return to
  }

  /** The chunks one after the other; the next row group begins. */
  async *finish(): AsyncGenerator<FinishedChunk> {
    for (const chunk of this.#chunks) yield await chunk.finish()
    this.rows = 0
  }
}

function addRows(field: Field, chunks: readonly ChunkWriter[], memory: Memory): AddRows {
  const pages = chunks.map(chunk => chunk.page)
  if (!isNested(field.type)) return (vector, from, to) => pages[0]!.column(vector, from, to)
  const shred = shredder(field, pages, memory)
  return (vector, from, to) => {
    for (let row = from; row < to; row++) {
      if (isValid(memory, vector, row)) shred.value(0, vector.data + 8 * row, 0)
      else shred.missing(0, 0)
    }
  }
}

/** Fewer rows than `to` where they hold much text: one at least. */
function stepEnd({ columns }: Batch, from: number, to: number, mostBytes: number, memory: Memory): number {
  const texts = columns.filter(({ type }) => representation(type) === 'str')
  if (texts.length === 0) return to
  let bytes = 0, row = from
  for (; row < to && bytes < mostBytes; row++) {
    for (const text of texts) if (isValid(memory, text, row)) bytes += memory.u32[(text.data >>> 2) + 2 * row + 1]!
  }
  return row
}
