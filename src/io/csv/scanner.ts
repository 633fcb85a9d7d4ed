/**
 * The rows of a file as views of their fields, block by block: one block of the file is in memory at a time, and a row that
 * the block cuts off is moved to the front before the block is filled again.
 */
import { raise } from '../../errors/raise.js'
import { Arena } from '../../memory/arena.js'
import { PAGE_BYTES, pagesFor } from '../../memory/page-map.js'
import type { TaskMemory } from '../../memory/task-memory.js'
import { bitmapBytes } from '../../memory/vector.js'
import type { InputFile } from '../file/input-file.js'
import type { Dialect } from './dialect.js'

const BLOCK_BYTES = 8 * PAGE_BYTES - 16
/** A row of more than this many bytes is taken for a quote that is never closed. */
const LONGEST_ROW = 64 << 20
/** The kernel looks at 16 bytes at once. */
const SPARE = 16
/** No byte: there is no such character. */
const NONE = 256
/** Words of the state that the kernel works on (kernels/csv.ts draws it), and what it leaves in word 15. */
const STATE_WORDS = 18, AT = 0, LINE = 14, ERROR = 15, ERROR_FIELDS = 16, ERROR_AT = 17
const FIELD_COUNT = 1, AFTER_QUOTE = 2

/** Rows of one batch. Addresses of columns that are not wanted are 0. */
export interface Fields {
  readonly rows: number
  /** Of each field: address of its views, one a row. */
  readonly views: readonly number[]
  /** Of each field: address of its bitmap. */
  readonly validity: readonly number[]
  /** The line on which a row begins. */
  lineOf(row: number): number
}
export interface ScanStart { readonly position: number; readonly line: number }

export class Scanner {
  private readonly arena: Arena
  private readonly state: number
  private readonly nullText: { address: number; length: number }
  private block: number
  /** Bytes that the block may hold. */
  private capacity: number
  /** Bytes of the block that hold something, and how far the rows were read. */
  private end: number
  private at: number
  private position: number
  private line: number

  constructor(private readonly task: TaskMemory, private readonly file: InputFile, private readonly dialect: Dialect,
    private readonly wanted: readonly boolean[], start: ScanStart, blockBytes = BLOCK_BYTES) {
    this.arena = new Arena(task, 'Reading CSV')
    this.state = this.arena.allocate(4 * STATE_WORDS)
    this.nullText = this.arena.writeText(dialect.nullValue)
    this.capacity = Math.max(1, Math.min(blockBytes, file.bytes))
    this.block = task.acquire(this.pages, 'Reading CSV')
    this.end = this.at = this.block
    this.position = start.position
    this.line = start.line
  }
  private get pages(): number { return pagesFor(this.capacity + SPARE) }
  close(): void {
    this.task.release(this.block, this.pages)
    this.arena.close()
  }
  /** What of the file has been read. */
  get bytesRead(): number { return this.position }

  /** The next rows, with their columns in `arena`; undefined at the end. */
  async next(maxRows: number, arena: Arena): Promise<Fields | undefined> {
    for (;;) {
      const last = this.position >= this.file.bytes
      if (this.at < this.end || last) {
        const from = this.at, fields = this.scan(maxRows, last, arena)
        this.checkText(from, this.at)
        if (fields.rows > 0) return fields
        if (last && this.at >= this.end) return undefined
      }
      await this.fill()
    }
  }
  /** Moves what is left to the front and reads on; a block that holds less than one row grows. */
  private async fill(): Promise<void> {
    const { task, memory } = this, left = this.end - this.at
    if (left >= this.capacity) {
      if (left > LONGEST_ROW) this.malformed(`a row is longer than ${LONGEST_ROW >> 20} MiB: is a quote not closed?`)
      const old = { block: this.block, pages: this.pages }
      this.block = task.acquire(pagesFor(2 * this.capacity + SPARE), 'Reading CSV')
      this.capacity *= 2
      memory.u8.copyWithin(this.block, this.at, this.end)
      task.release(old.block, old.pages)
    } else memory.u8.copyWithin(this.block, this.at, this.end)
    this.at = this.block
    this.end = this.block + left
    const bytes = Math.min(this.capacity - left, this.file.bytes - this.position)
    await this.file.read(memory.u8.subarray(this.end, this.end + bytes), this.position)
    this.end += bytes
    this.position += bytes
  }
  private get memory() { return this.arena.memory }

  private scan(maxRows: number, last: boolean, arena: Arena): Fields {
    const { memory, wanted, dialect, state } = this, { u8, u32, kernels } = memory, count = wanted.length
    arena.reset()
    const bits = Math.max(8, bitmapBytes(maxRows)), lines = arena.allocate(4 * maxRows), targets = arena.allocate(8 * count)
    const views = wanted.map(w => w ? arena.allocate(8 * maxRows) : 0)
    const validity = wanted.map(w => {
      const bitmap = w ? arena.allocate(bits) : 0
      if (w) u8.fill(255, bitmap, bitmap + bits)
      return bitmap
    })
    u32.set(views, targets >>> 2)
    u32.set(validity, (targets >>> 2) + count)
    const byte = (character: string): number => character === '' ? NONE : character.charCodeAt(0)
    u32.set([
      this.at, this.end, last ? 1 : 0, byte(dialect.delimiter), byte(dialect.quote), byte(dialect.escape), byte(dialect.comment), count,
      targets, targets + 4 * count, maxRows, lines, this.nullText.address, this.nullText.length, this.line,
    ], state >>> 2)
    const rows = kernels.csvRows(state), word = (n: number): number => u32[(state >>> 2) + n]!
    this.at = word(AT)
    this.line = word(LINE)
    if (word(ERROR) !== 0) this.fail(word(ERROR), word(ERROR_FIELDS), word(ERROR_AT))
    return { rows, views, validity, lineOf: row => u32[(lines >>> 2) + row]! }
  }
  private fail(error: number, fields: number, at: number): never {
    const { wanted } = this
    const problem = error === FIELD_COUNT ? `the row has ${fields} ${fields === 1 ? 'field' : 'fields'}, not ${wanted.length}`
      : error === AFTER_QUOTE ? `text follows a closing quote: ${this.excerpt(at)}` : `a quote is never closed: ${this.excerpt(at)}`
    return this.malformed(problem)
  }
  private malformed(problem: string, line = this.line): never { return raise('MALFORMED_CSV', { path: this.file.path, line, problem }) }
  private excerpt(at: number): string {
    const text = new TextDecoder('latin1').decode(this.memory.u8.slice(at, Math.min(at + 30, this.end)))
    return JSON.stringify(text)
  }
  /** @throws MALFORMED_CSV where bytes are no UTF-8 */
  private checkText(from: number, to: number): void {
    const at = this.memory.kernels.utf8Problem(from, to) >>> 0
    if (at === 0) return
    let line = this.line
    for (let p = at; p < to; p++) if (this.memory.u8[p] === 10) line--
    this.malformed('the text is not UTF-8. Convert the file first', line)
  }
}
