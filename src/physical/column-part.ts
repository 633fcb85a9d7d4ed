/**
 * Rows of a cached frame that came together: columns in storage pages, text behind them, until they are written to a file, from
 * where they are read batch by batch. In the file lie, column by column, the cells, the bitmap of those that have nulls, and the
 * texts in order of their rows, each on a multiple of 8 as in memory: where a text lies follows from the lengths of those before it.
 */
import { Arena } from '../memory/arena.js'
import type { Batch, KeptTexts, Vector } from '../memory/batch.js'
import type { Memory } from '../memory/memory.js'
import type { SpillFile } from '../memory/spill-disk.js'
import type { StorageMemory } from '../memory/storage-memory.js'
import type { PageOwner } from '../memory/task-memory.js'
import { bitmapBytes } from '../memory/vector.js'
import type { DataType, Field } from '../types/data-type.js'
import { cellBytes, representation } from '../types/representation.js'
import { sliceVector } from './slice.js'

interface Bytes { readonly address: number; bytes: number }
interface Column {
  readonly type: DataType
  readonly width: number
  readonly isText: boolean
  readonly data: number
  readonly kept?: KeptTexts | undefined
  /** Where texts lie, in order of rows. */
  readonly texts: Bytes[]
  validity: number
}
interface Block { readonly columns: readonly Column[]; rows: number }
/** Where a column of a block lies in the file. */
interface StoredColumn { readonly type: DataType; readonly width: number; readonly isText: boolean; readonly cells: number; readonly validity: number | undefined; readonly texts: number }
interface StoredBlock { readonly columns: readonly StoredColumn[]; readonly rows: number }
interface Stored { readonly file: SpillFile; readonly blocks: readonly StoredBlock[] }

export class ColumnPart {
  readonly #memory: Memory
  readonly #arena: Arena
  readonly #fields: readonly Field[]
  readonly #blockRows: number
  #blocks: Block[] = []
  #stored: Stored | undefined
  #readers = 0

  /** `blockRows`: the most rows of a batch. */
  constructor(storage: StorageMemory, fields: readonly Field[], blockRows: number) {
    this.#memory = storage.memory
    this.#arena = new Arena(storage, storage.name)
    this.#fields = fields
    this.#blockRows = blockRows
  }

  /** Pages of the pool. */
  get pages(): number { return this.#arena.pages }
  /** Whether its rows can go to a file now. */
  get movable(): boolean { return !this.#stored && this.#readers === 0 }
  /** Whether the next row begins a batch. */
  get isFull(): boolean { return (this.#blocks.at(-1)?.rows ?? 0) % this.#blockRows === 0 }
  get rows(): number { return this.#blocks.reduce((n, block) => n + block.rows, 0) }

  /** Takes rows from `from` on; how many. Where there is no room, none. @throws OUT_OF_MEMORY */
  append(batch: Batch, from: number): number {
    const block = this.#openBlock(), n = Math.min(batch.rows - from, this.#blockRows - block.rows), texts = block.columns.map(c => c.texts.length)
    try {
      for (const [c, column] of block.columns.entries()) this.#copy(batch.columns[c]!, from, n, column, block.rows)
    } catch (error) {
      for (const [c, column] of block.columns.entries()) column.texts.length = texts[c]!
      throw error
    }
    block.rows += n
    return n
  }
  #openBlock(): Block {
    const last = this.#blocks.at(-1)
    if (last && last.rows < this.#blockRows) return last
    const columns = this.#fields.map(({ type }): Column => {
      const kind = representation(type), width = cellBytes[kind]
      return { type, width, isText: kind === 'str', data: this.#arena.allocate(this.#blockRows * width), kept: type.kind === 'utf8' ? {} : undefined, texts: [], validity: 0 }
    })
    const block = { columns, rows: 0 }
    this.#blocks.push(block)
    return block
  }
  #copy(from: Vector, first: number, n: number, to: Column, at: number): void {
    const { u8, kernels } = this.#memory, source = from.data + first * to.width, target = to.data + at * to.width
    if (to.isText) {
      const bytes = kernels.viewBytes(n, source), address = this.#arena.allocate(Math.max(8, bytes))
      kernels.copyViews(n, source, target, address)
      to.texts.push({ address, bytes })
    } else u8.copyWithin(target, source, source + n * to.width)
    if (from.validity === 0 && to.validity === 0) return
    if (to.validity === 0) {
      const bytes = bitmapBytes(this.#blockRows)
      to.validity = this.#arena.allocate(bytes)
      u8.fill(255, to.validity, to.validity + bytes)
    }
    if (from.validity !== 0) kernels.copyBits(n, from.validity, first, to.validity, at)
    else this.#setBits(to.validity, at, n)
  }
  #setBits(bitmap: number, at: number, n: number): void {
    const { u8 } = this.#memory
    for (let bit = at; bit < at + n; bit++) u8[bitmap + (bit >>> 3)]! |= 1 << (bit & 7)
  }

  /** To the file, for good: asks for no memory. Pages released. @throws SPILL_DISK_FULL, SPILL_FAILED: then nothing has changed */
  moveTo(file: SpillFile): number {
    const { pages } = this
    this.#stored = { file, blocks: this.#blocks.map(({ columns, rows }) => ({ columns: columns.map(c => this.#write(c, rows, file)), rows })) }
    this.#blocks = []
    this.#arena.close()
    return pages
  }
  #write({ type, width, isText, data, validity, texts }: Column, rows: number, file: SpillFile): StoredColumn {
    const write = (address: number, bytes: number): number => {
      const at = file.bytes
      file.append(this.#memory.u8.subarray(address, address + bytes))
      return at
    }
    const stored = { type, width, isText, cells: write(data, rows * width), validity: validity ? write(validity, bitmapBytes(rows)) : undefined, texts: file.bytes }
    for (const { address, bytes } of texts) write(address, bytes)
    return stored
  }

  /** The columns at these positions, at most `most` rows at a time, valid until the next. What a file gives lies in pages of the task. */
  *batches(positions: readonly number[], most: number, task: PageOwner): Generator<Batch> {
    const arena = new Arena(task, this.#arena.name), stored = this.#stored
    this.#readers++
    try {
      const blocks = stored
        ? stored.blocks.map(({ columns, rows }) => ({ rows, cuts: () => positions.map(p => fromFile(stored.file, columns[p]!)) }))
        : this.#blocks.map(({ columns, rows }) => ({ rows, cuts: () => positions.map(p => fromMemory(columns[p]!, rows)) }))
      for (const { rows, cuts } of blocks) {
        const columns = cuts()
        for (let from = 0; from < rows; from += most) {
          const n = Math.min(most, rows - from)
          arena.reset()
          yield { rows: n, columns: columns.map(cut => cut(from, n, arena)) }
        }
      }
    } finally {
      this.#readers--
      arena.close()
    }
  }
}

/** Some rows of a column; asked for from first to last. */
type Cut = (from: number, n: number, arena: Arena) => Vector

const fromMemory = (column: Column, rows: number): Cut => (from, n, arena) => n === rows ? column : sliceVector(column, from, n, arena)

function fromFile(file: SpillFile, { type, width, isText, cells, validity, texts }: StoredColumn): Cut {
  let text = texts
  return (from, n, arena) => {
    const { u8, u32, kernels } = arena.memory, firstByte = from >>> 3
    const read = (at: number, bytes: number): number => {
      const address = arena.allocate(bytes + 8)
      file.read(u8.subarray(address, address + bytes), at)
      return address
    }
    const data = read(cells + from * width, n * width)
    if (isText) {
      const bytes = kernels.viewBytes(n, data)
      let address = read(text, bytes)
      text += bytes
      for (let view = data >>> 2; view < (data >>> 2) + 2 * n; view += 2) {
        u32[view] = address
        address += u32[view + 1]! + 7 & ~7
      }
    }
    if (validity === undefined) return { type, data, validity: 0 }
    const bitmap = read(validity + firstByte, ((from + n + 7) >>> 3) - firstByte)
    return sliceVector({ type, data: data - from * width, validity: bitmap - firstByte }, from, n, arena)
  }
}
