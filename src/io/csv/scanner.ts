/** The rows of a CSV text as views of their fields, block by block. */
import { Arena } from '../../memory/arena.js'
import { bitmapBytes } from '../../memory/vector.js'
import type { PageOwner } from '../../memory/task-memory.js'
import { checkUtf8 } from '../text/batches.js'
import type { ByteStream } from '../text/byte-stream.js'
import { malformed } from '../text/malformed.js'
import type { RowScanner, TextRows } from '../text/rows.js'
import { TextBlock } from '../text/text-block.js'
import type { Dialect } from './dialect.js'

const NAME = 'Reading CSV'
/** No byte: there is no such character. */
const NONE = 256
/** Words of the state that the kernel works on (kernels/csv.ts draws it), and what it leaves in word 15. */
const STATE_WORDS = 27, AT = 0, LINE = 14, ERROR = 15, FIELDS_FOUND = 16, ERROR_AT = 17
const FIELD_COUNT = 1, AFTER_QUOTE = 2
const TRIM_LEFT = 1, TRIM_RIGHT = 2, ONE_LINE = 4, ANY_COUNT = 8
const byte = (character: string): number => character === '' ? NONE : character.charCodeAt(0)

/** Where a row begins. */
export interface ScanStart { readonly position: number; readonly line: number }
export interface ScanOptions {
  readonly start: ScanStart
  /** Malformed rows are marked instead of being an error. */
  readonly lenient: boolean
  /** Rows may have fewer fields or more. */
  readonly anyCount?: boolean
  readonly blockBytes?: number
}

export class Scanner implements RowScanner {
  /** How many fields the last row had. */
  fieldsFound = 0
  private readonly arena: Arena
  private readonly state: number
  private readonly text: TextBlock
  private readonly texts: readonly { address: number; length: number }[]
  private readonly nulls: number
  private line: number
  private started = false

  /** Fields that are not wanted are not kept. */
  constructor(owner: PageOwner, stream: ByteStream, private readonly path: string, private readonly dialect: Dialect,
    private readonly wanted: readonly boolean[], private readonly options: ScanOptions) {
    this.arena = new Arena(owner, NAME)
    this.state = this.arena.allocate(4 * STATE_WORDS)
    this.texts = [dialect.delimiter, dialect.emptyValue].map(text => this.arena.writeText(text))
    const nulls = dialect.nullValues.map(text => this.arena.writeText(text))
    this.nulls = this.arena.allocate(Math.max(8, 8 * nulls.length))
    this.arena.memory.u32.set(nulls.flatMap(({ address, length }) => [address, length]), this.nulls >>> 2)
    this.text = new TextBlock(owner, stream, NAME, options.blockBytes)
    this.line = options.start.line
  }
  close(): void {
    this.text.close()
    this.arena.close()
  }
  get bytesRead(): number { return this.text.bytesRead }
  get end(): ScanStart { return { position: this.text.position, line: this.line } }

  async next(maxRows: number, arena: Arena): Promise<TextRows | undefined> {
    const { text } = this
    if (!this.started) await text.skipTo(this.options.start.position)
    this.started = true
    for (;;) {
      if (text.at < text.end || text.last) {
        const from = text.at, rows = this.scan(maxRows, arena)
        if (!this.options.lenient) checkUtf8(this.path, text.memory, from, text.at, rows, this.line)
        if (rows.rows > 0) return rows
        if (text.last && text.at >= text.end) return undefined
      }
      await text.fill(limit => malformed(this.path, this.line, `a row is longer than ${limit}: is a quote not closed?`))
    }
  }
  private scan(maxRows: number, arena: Arena): TextRows {
    const { text, wanted, dialect, state, options: { lenient, anyCount } } = this, { u8, u32, kernels } = text.memory, count = wanted.length
    arena.reset()
    const bits = Math.max(8, bitmapBytes(maxRows)), lines = arena.allocate(4 * maxRows), targets = arena.allocate(8 * count)
    const bitmap = (fill: number): number => {
      const at = arena.allocate(bits)
      u8.fill(fill, at, at + bits)
      return at
    }
    const views = wanted.map(w => w ? arena.allocate(8 * maxRows) : 0), validity = wanted.map(w => w ? bitmap(255) : 0)
    const bad = lenient ? bitmap(0) : 0, texts = arena.allocate(8 * maxRows)
    const side = lenient ? arena.allocate(text.end - text.at + 16) : 0, [delimiter, emptyText] = this.texts
    u32.set(views, targets >>> 2)
    u32.set(validity, (targets >>> 2) + count)
    const flags = (dialect.trimLeft ? TRIM_LEFT : 0) | (dialect.trimRight ? TRIM_RIGHT : 0) | (dialect.multiLine ? 0 : ONE_LINE) | (anyCount ? ANY_COUNT : 0)
    u32.set([
      text.at, text.end, text.last ? 1 : 0, delimiter!.address, byte(dialect.quote), byte(dialect.escape), byte(dialect.comment), count,
      targets, targets + 4 * count, maxRows, lines, this.nulls, dialect.nullValues.length, this.line, 0,
      0, 0, delimiter!.length, byte(dialect.lineSep || '\n'), dialect.lineSep === '' ? 13 : NONE, flags, emptyText!.address, emptyText!.length,
      bad, texts, side,
    ], state >>> 2)
    const rows = kernels.csvRows(state), word = (n: number): number => u32[(state >>> 2) + n]!
    text.at = word(AT)
    this.line = word(LINE)
    this.fieldsFound = word(FIELDS_FOUND)
    if (word(ERROR) !== 0) this.fail(word(ERROR), word(ERROR_AT))
    return { rows, views, validity, bad, texts, lineOf: row => u32[(lines >>> 2) + row]! }
  }
  private fail(error: number, at: number): never {
    const found = this.fieldsFound, problem = error === FIELD_COUNT ? `the row has ${found} ${found === 1 ? 'field' : 'fields'}, not ${this.wanted.length}`
      : error === AFTER_QUOTE ? `text follows a closing quote: ${this.excerpt(at)}` : `a quote is never closed: ${this.excerpt(at)}`
    return malformed(this.path, this.line, `${problem}. { mode: 'PERMISSIVE' } keeps such rows, 'DROPMALFORMED' leaves them out`)
  }
  private excerpt(at: number): string {
    const bytes = this.text.memory.u8.slice(at, Math.min(at + 30, this.text.end))
    return JSON.stringify(new TextDecoder('latin1').decode(new Uint8Array(bytes)))
  }
}
