/**
 * Columns of a batch as JavaScript values, some rows at a time. Cells are read as numbers: a bigint is made only where one is
 * asked for.
 */
import type { JsOptions } from '../../logical/options.js'
import { decimalText } from '../../logical/format.js'
import type { Vector } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import { readBytes } from '../../memory/text.js'
import { isValid, readValue } from '../../memory/vector.js'
import type { DecimalType, Field } from '../../types/data-type.js'
import { LONG_DIGITS } from '../../types/representation.js'
import { decimalOfNumber } from './decimal.js'
import { fromEngine, unsafeInteger } from './from-engine.js'
import { TextReader } from './read-text.js'
import { dayText, timeText } from './temporal.js'

/** Rows `from` to `to` (not included), in ascending order, from `into[0]` on; null where there is no value. */
export type ReadRows = (from: number, to: number, into: unknown[]) => void
/** Begins a batch: what it gives reads this column until the next call. */
export type ColumnReader = (vector: Vector) => ReadRows
/** The value of a cell that has one. */
type ReadCell = (vector: Vector, row: number) => unknown

const WORD = 0x1_0000_0000
/** High words of whole numbers that a double holds exactly (−2^53 itself is left out, as Number.isSafeInteger does). */
const SAFE_HIGH = 0x20_0000
const MILLIS_PER_DAY = 86_400_000

export function columnReader(field: Field, memory: Memory, options: JsOptions): ColumnReader {
  const { i32, f64 } = memory
  switch (field.type.kind) {
    case 'int8': case 'int16': case 'int32': return plain(memory, i32, 2)
    case 'float32': case 'float64': return plain(memory, f64, 3)
    case 'utf8': {
      const texts = new TextReader(memory)
      return vector => {
        texts.begin(vector)
        return withNulls(memory, vector, (from, to, into) => texts.read(from, to, into))
      }
    }
    default: {
      const cell = cellReader(field, memory, options)
      return vector => (from, to, into) => {
        for (let n = from; n < to; n++) into[n - from] = isValid(memory, vector, n) ? cell(vector, n) : null
      }
    }
  }
}
/** Cells that are their values. */
function plain(memory: Memory, cells: Int32Array | Float64Array, shift: number): ColumnReader {
  return vector => {
    const first = vector.data / (1 << shift)
    return withNulls(memory, vector, (from, to, into) => {
      for (let n = from; n < to; n++) into[n - from] = cells[first + n]
    })
  }
}
function withNulls({ u8 }: Memory, { validity }: Vector, read: ReadRows): ReadRows {
  if (validity === 0) return read
  return (from, to, into) => {
    read(from, to, into)
    for (let n = from; n < to; n++) if ((u8[validity + (n >>> 3)]! >>> (n & 7) & 1) === 0) into[n - from] = null
  }
}
function cellReader(field: Field, memory: Memory, options: JsOptions): ReadCell {
  const { type, name } = field, { u8, u32, i32, i64 } = memory
  switch (type.kind) {
    case 'bool': return ({ data }, n) => u8[data + n] !== 0
    case 'binary': return ({ data }, n) => readBytes(memory, u32[(data >>> 2) + 2 * n]!, u32[(data >>> 2) + 2 * n + 1]!)
    case 'date': return options.date === 'Date'
      ? ({ data }, n) => new Date(i32[(data >>> 2) + n]! * MILLIS_PER_DAY)
      : ({ data }, n) => dayText(i32[(data >>> 2) + n]!)
    case 'int64': switch (options.int64 ?? 'number') {
      case 'bigint': return ({ data }, n) => i64[(data >>> 3) + n]!
      case 'string': return ({ data }, n) => String(safeWord(memory, data, n) ?? i64[(data >>> 3) + n]!)
      case 'number': return ({ data }, n) => safeWord(memory, data, n) ?? unsafeInteger(i64[(data >>> 3) + n]!, name)
    }
    case 'timestamp': case 'timestampNtz': return timeReader(type.kind, memory, options)
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
function timeReader(kind: 'timestamp' | 'timestampNtz', memory: Memory, options: JsOptions): ReadCell {
  const { i64 } = memory
  if (kind === 'timestamp' && options.timestamp === 'micros') return ({ data }, n) => i64[(data >>> 3) + n]!
  const form = kind === 'timestampNtz' ? timeText
    : options.timestamp === 'string' ? (millis: number, rest: number) => `${timeText(millis, rest)}Z`
    : (millis: number) => new Date(millis)
  return ({ data }, n) => {
    const micros = safeWord(memory, data, n)
    if (micros !== undefined) {
      const millis = Math.floor(micros / 1000)
      return form(millis, micros - millis * 1000)
    }
    const wide = i64[(data >>> 3) + n]!, rest = ((wide % 1000n) + 1000n) % 1000n
    return form(Number((wide - rest) / 1000n), Number(rest))
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
