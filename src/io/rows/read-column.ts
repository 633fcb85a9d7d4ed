/**
 * Columns of a batch as JavaScript values, some rows at a time. Cells are read as numbers: a bigint is made only where one is
 * asked for.
 */
import type { JsOptions } from '../../logical/options.js'
import { decimalText } from '../../logical/format.js'
import type { Vector } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import type { TaskMemory } from '../../memory/task-memory.js'
import { readBytes } from '../../memory/text.js'
import { isValid, readValue } from '../../memory/vector.js'
import type { DecimalType, Field } from '../../types/data-type.js'
import { LONG_DIGITS } from '../../types/representation.js'
import type { ColumnReader } from './column-reader.js'
import { decimalOfNumber } from './decimal.js'
import { fromEngine, unsafeInteger } from './from-engine.js'
import { TextReader } from './read-text.js'
import { dayDate, dayText, instantDate, microsToText, timeText } from './temporal.js'

/** The value of a cell that has one. */
type ReadCell = (vector: Vector, row: number) => unknown

const WORD = 0x1_0000_0000
/** High words of whole numbers that a double holds exactly (−2^53 itself is left out, as Number.isSafeInteger does). */
const SAFE_HIGH = 0x20_0000

export function columnReader(field: Field, memory: Memory, options: JsOptions, task?: TaskMemory): ColumnReader {
  const { i32, f64, u8 } = memory
  switch (field.type.kind) {
    case 'int8': case 'int16': case 'int32': return new PlainReader(memory, i32, 2)
    case 'float32': case 'float64': return new PlainReader(memory, f64, 3)
    case 'bool': return new PlainReader(memory, u8, 0, [false, true, null])
    case 'utf8': return new TextReader(memory, task)
    default: return new CellReader(memory, cellReader(field, memory, options))
  }
}
/** Cells that are their values, or which of `texts` is; null is behind the last. They are read where they lie. */
class PlainReader implements ColumnReader {
  values: ArrayLike<unknown> = []
  private vector!: Vector
  private readonly copy: unknown[] = []
  constructor(private readonly memory: Memory, private readonly cells: Int32Array | Float64Array | Uint8Array, private readonly shift: number,
    readonly texts?: readonly unknown[]) {}
  begin(vector: Vector): void { this.vector = vector }
  read(from: number, to: number): void {
    const { cells, copy, texts, shift, memory: { u8 }, vector: { data, validity } } = this, first = data / (1 << shift)
    if (validity === 0) {
      this.values = cells.subarray(first + from, first + to)
      return
    }
    const none = texts ? texts.length - 1 : null
    for (let n = from; n < to; n++) copy[n - from] = (u8[validity + (n >>> 3)]! >>> (n & 7) & 1) === 0 ? none : cells[first + n]
    this.values = copy
  }
}
class CellReader implements ColumnReader {
  readonly values: unknown[] = []
  private vector!: Vector
  constructor(private readonly memory: Memory, private readonly cell: ReadCell) {}
  begin(vector: Vector): void { this.vector = vector }
  read(from: number, to: number): void {
    const { memory, cell, values, vector } = this
    for (let n = from; n < to; n++) values[n - from] = isValid(memory, vector, n) ? cell(vector, n) : null
  }
}
function cellReader(field: Field, memory: Memory, options: JsOptions): ReadCell {
  const { type, name } = field, { u32, i32, i64 } = memory
  switch (type.kind) {
    case 'binary': return ({ data }, n) => readBytes(memory, u32[(data >>> 2) + 2 * n]!, u32[(data >>> 2) + 2 * n + 1]!)
    case 'date': return options.date === 'Date'
      ? ({ data }, n) => dayDate(i32[(data >>> 2) + n]!, name)
      : ({ data }, n) => dayText(i32[(data >>> 2) + n]!)
    case 'int64': switch (options.int64 ?? 'number') {
      case 'bigint': return ({ data }, n) => i64[(data >>> 3) + n]!
      case 'string': return ({ data }, n) => String(safeWord(memory, data, n) ?? i64[(data >>> 3) + n]!)
      case 'number': return ({ data }, n) => safeWord(memory, data, n) ?? unsafeInteger(i64[(data >>> 3) + n]!, name)
    }
    case 'timestamp': case 'timestampNtz': return timeReader(type.kind, memory, options, name)
    case 'decimal': return decimalReader(type, memory, options)
    default: {
      const convert = fromEngine(type, options, name)
      return (vector, n) => convert(readValue(memory, vector, n))
    }
  }
}
/** The 64-bit cell as a number; undefined if a number would not be exact. */
function safeWord({ i32, u32 }: Memory, data: number, row: number): number | undefined {
  const word = (data >>> 2) + 2 * row, high = i32[word + 1]!, low = u32[word]!
  if (high >= -SAFE_HIGH && high < SAFE_HIGH && (high !== -SAFE_HIGH || low !== 0)) return high * WORD + low
  return undefined
}
function timeReader(kind: 'timestamp' | 'timestampNtz', memory: Memory, options: JsOptions, column: string): ReadCell {
  const { i64 } = memory
  if (kind === 'timestamp' && options.timestamp === 'micros') return ({ data }, n) => i64[(data >>> 3) + n]!
  const zone = kind === 'timestamp' ? 'Z' : '', asDate = kind === 'timestamp' && options.timestamp !== 'string'
  return ({ data }, n) => {
    const micros = safeWord(memory, data, n)
    if (micros === undefined) {
      const wide = i64[(data >>> 3) + n]!
      return asDate ? instantDate(wide, column) : microsToText(wide) + zone
    }
    const millis = Math.floor(micros / 1000)
    return asDate ? new Date(millis) : timeText(millis, micros - millis * 1000) + zone
  }
}
function decimalReader(type: DecimalType, memory: Memory, options: JsOptions): ReadCell {
  const { scale } = type, power = 10 ** scale, asNumber = options.decimal === 'number'
  const wide = (value: bigint): string | number => asNumber ? Number(decimalText(value, scale)) : decimalText(value, scale)
  if (type.precision > LONG_DIGITS) return (vector, n) => wide(readValue(memory, vector, n) as bigint)
  return ({ data }, n) => {
    const unscaled = safeWord(memory, data, n)
    if (unscaled === undefined) return wide(memory.i64[(data >>> 3) + n]!)
    return asNumber ? unscaled / power : decimalOfNumber(unscaled, scale)
  }
}
