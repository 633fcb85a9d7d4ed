/**
 * Text columns into strings. Making a string costs more than anything else here: texts that come again are found in a table as
 * long as they do and there is memory for it, all others are decoded many at a time.
 */
import { BATCH_ROWS, type Vector } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import type { TaskMemory } from '../../memory/task-memory.js'
import { isValid } from '../../memory/vector.js'
import type { ColumnReader } from './column-reader.js'
import { cutTexts } from './cut-text.js'
import { TextTable } from './intern-text.js'
import { keepTexts } from './keep-text.js'

/** 0, 1, 2 …: each row has its own string. */
const ownCodes = Uint32Array.from({ length: BATCH_ROWS }, (_, n) => n)

export class TextReader implements ColumnReader {
  private readonly table: TextTable | undefined
  private readonly own: (string | null)[] = []
  private vector!: Vector
  values: Uint32Array = ownCodes
  texts: readonly (string | null)[] = this.own

  constructor(private readonly memory: Memory, task: TaskMemory | undefined) {
    this.table = task && new TextTable(task)
  }

  begin(vector: Vector): void { this.vector = vector }
  prepare(): void { this.table?.prepare() }
  read(from: number, to: number): void {
    const { memory, table, own, vector } = this, { kept } = vector
    if (kept?.strings && kept.strings.length >= to) {
      this.values = ownCodes.subarray(from, to)
      this.texts = kept.strings
      return
    }
    if (table?.open) {
      this.values = table.read(vector, from, to)
      this.texts = table.strings
      if (kept) keepTexts(kept, from, this.values, this.texts)
      return
    }
    cutTexts(memory, vector.data, 0, from, to, own, 0)
    if (vector.validity !== 0) for (let n = from; n < to; n++) if (!isValid(memory, vector, n)) own[n - from] = null
    this.values = ownCodes
    this.texts = own
  }
}
