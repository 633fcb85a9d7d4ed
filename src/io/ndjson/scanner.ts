/** The objects of a text as views of their members' values, block by block. */
import { Arena } from '../../memory/arena.js'
import type { PageOwner } from '../../memory/task-memory.js'
import { readText } from '../../memory/text.js'
import { bitmapBytes } from '../../memory/vector.js'
import type { Field } from '../../types/data-type.js'
import { checkUtf8 } from '../text/batches.js'
import type { ByteStream } from '../text/byte-stream.js'
import { malformed, malformedValue } from '../text/malformed.js'
import type { RowScanner, TextRows } from '../text/rows.js'
import { TextBlock } from '../text/text-block.js'
import { kindsOf } from './value.js'

const NAME = 'Reading NDJSON'
/** Words of the state that the kernel works on (kernels/json.ts draws it). */
const STATE_WORDS = 23, AT = 0, LINE = 10, ERROR = 11, ERROR_AT = 12, ERROR_COLUMN = 13, PHASE = 18, ERROR_BYTES = 22
const ENDED = 2, BAD_ESCAPE = 3, CONTROL = 4, TOO_DEEP = 5, WRONG_KIND = 6, NO_OBJECT = 7
/** A name that JSON writes with escapes. */
const ODD_NAME = 0x8000_0000
const isPlain = (name: string): boolean => JSON.stringify(name).length === name.length + 2
/** An escape is at most this many times as long as what it stands for. */
const LONGEST_ESCAPE = 6

export interface JsonScanOptions {
  readonly multiLine: boolean
  /** NaN and infinities are numbers. */
  readonly specials: boolean
  /** Malformed rows are marked instead of being an error. */
  readonly lenient: boolean
  /** What the error about a value of another kind adds; `{value}` is the value. */
  readonly hint: string
  readonly blockBytes?: number
}

export class JsonScanner implements RowScanner {
  private readonly arena: Arena
  private readonly state: number
  private readonly text: TextBlock
  private readonly names: number
  private readonly kinds: number
  private readonly nameRoom: number
  private readonly nameBytes: number
  private line = 1
  private phase = 0

  constructor(owner: PageOwner, stream: ByteStream, private readonly path: string, private readonly fields: readonly Field[],
    private readonly options: JsonScanOptions) {
    const arena = this.arena = new Arena(owner, NAME), { u32 } = arena.memory
    this.state = arena.allocate(4 * STATE_WORDS)
    this.names = arena.allocate(8 * fields.length)
    this.kinds = arena.allocate(4 * fields.length)
    const views = fields.map(f => arena.writeText(f.name))
    u32.set(views.flatMap(({ address, length }) => [address, length]), this.names >>> 2)
    u32.set(fields.map(f => kindsOf(f.type) | (isPlain(f.name) ? 0 : ODD_NAME)), this.kinds >>> 2)
    this.nameBytes = LONGEST_ESCAPE * views.reduce((most, { length }) => Math.max(most, length), 0)
    this.nameRoom = arena.allocate(this.nameBytes + 16)
    this.text = new TextBlock(owner, stream, NAME, options.blockBytes)
  }
  close(): void {
    this.text.close()
    this.arena.close()
  }
  get bytesRead(): number { return this.text.bytesRead }

  async next(maxRows: number, arena: Arena): Promise<TextRows | undefined> {
    const { text } = this
    for (;;) {
      if (text.at < text.end || text.last) {
        const from = text.at, rows = this.scan(maxRows, arena)
        if (!this.options.lenient) checkUtf8(this.path, text.memory, from, text.at, rows, this.line)
        if (rows.rows > 0) return rows
        if (text.last) return undefined
      }
      await text.fill(limit => malformed(this.path, this.line, `a row is longer than ${limit}`))
    }
  }
  private scan(maxRows: number, arena: Arena): TextRows {
    const { text, fields, state, options: { lenient, multiLine, specials } } = this, { u8, u32, kernels } = text.memory
    arena.reset()
    const bits = Math.max(8, bitmapBytes(maxRows)), lines = arena.allocate(4 * maxRows), targets = arena.allocate(8 * fields.length)
    const bitmap = (): number => {
      const at = arena.allocate(bits)
      u8.fill(0, at, at + bits)
      return at
    }
    const views = fields.map(() => arena.allocate(8 * maxRows)), validity = fields.map(bitmap), bad = lenient ? bitmap() : 0
    const texts = arena.allocate(8 * maxRows), side = lenient ? arena.allocate(text.end - text.at + 16) : 0
    u32.set(views, targets >>> 2)
    u32.set(validity, (targets >>> 2) + fields.length)
    u32.set([
      text.at, text.end, text.last ? 1 : 0, fields.length, this.names, targets, targets + 4 * fields.length, this.kinds, maxRows, lines, this.line,
      0, 0, 0, bad, texts, side, multiLine ? 1 : 0, this.phase, specials ? 1 : 0, this.nameRoom, this.nameBytes, 0,
    ], state >>> 2)
    const rows = kernels.jsonRows(state), word = (n: number): number => u32[(state >>> 2) + n]!
    text.at = word(AT)
    this.line = word(LINE)
    this.phase = word(PHASE)
    if (word(ERROR) !== 0) this.fail(word(ERROR), word(ERROR_AT), word(ERROR_COLUMN), word(ERROR_BYTES))
    return { rows, views, validity, bad, texts, lineOf: row => u32[(lines >>> 2) + row]! }
  }
  private fail(error: number, at: number, column: number, bytes: number): never {
    const { text: { memory, end, at: start }, path, line, options: { multiLine } } = this
    if (error === WRONG_KIND) {
      const { name, type } = this.fields[column]!
      return malformedValue(path, line, name, readText(memory, at, bytes), type, this.options.hint)
    }
    const shown = JSON.stringify(new TextDecoder().decode(memory.u8.slice(at, Math.min(at + 20, end))).replace(/[\r\n].*/s, ''))
    const place = `at byte ${at - start + 1} of the ${multiLine ? 'row' : 'line'}`
    const problem = error === ENDED ? `JSON ends in the middle of a value${multiLine ? '' : '; give { multiLine: true } if rows go over several lines'}`
      : error === BAD_ESCAPE ? `${shown} is no escape of JSON, ${place}`
      : error === CONTROL ? `a control character stands in a text, ${place}`
      : error === TOO_DEEP ? `values lie in values more than 1000 deep, ${place}`
      : error === NO_OBJECT ? `a row is an object, not ${shown}${shown.startsWith('"[') ? '; give { multiLine: true } for a list of rows' : ''}`
      : `${shown} is not JSON, ${place}`
    return malformed(path, line, problem)
  }
}
