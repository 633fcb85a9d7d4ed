/** Columns of a batch as JavaScript values, one pass a column. Cells are read as numbers: a bigint is made only where one is asked for. */
import type { JsOptions } from '../../logical/executor.js'
import { decimalText } from '../../logical/format.js'
import type { Vector } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import { readBytes } from '../../memory/text.js'
import { readValue } from '../../memory/vector.js'
import type { DecimalType, Field } from '../../types/data-type.js'
import { LONG_DIGITS } from '../../types/representation.js'
import { decimalOfNumber } from './decimal.js'
import { fromEngine, unsafeInteger } from './from-engine.js'
import { TextReader } from './read-text.js'
import { dayText, timeText } from './temporal.js'

/** Valid until the next call. */
export type ColumnReader = (vector: Vector, rows: number) => ArrayLike<unknown>

const WORD = 0x1_0000_0000
/** High words of whole numbers that a double holds exactly (−2^53 itself is left out, as Number.isSafeInteger does). */
const SAFE_HIGH = 0x20_0000
const MILLIS_PER_DAY = 86_400_000

export function columnReader(field: Field, memory: Memory, options: JsOptions): ColumnReader {
  const read = cellReader(field, memory, options)
  return (vector, rows) => {
    const values = read(vector, rows)
    return vector.validity === 0 ? values : withNulls(memory, vector.validity, values)
  }
}
function withNulls(memory: Memory, validity: number, values: ArrayLike<unknown>): unknown[] {
  const all: unknown[] = Array.isArray(values) ? values : Array.from(values), { u8 } = memory
  for (let n = 0; n < all.length; n++) if ((u8[validity + (n >>> 3)]! >>> (n & 7) & 1) === 0) all[n] = null
  return all
}
/** Calls `cell` with the number of each valid cell; cells under a null are not looked at. */
function each<V>(memory: Memory, vector: Vector, rows: number, cell: (n: number) => V): (V | null)[] {
  const { validity } = vector, { u8 } = memory, values = new Array<V | null>(rows)
  for (let n = 0; n < rows; n++) values[n] = validity === 0 || (u8[validity + (n >>> 3)]! >>> (n & 7) & 1) === 1 ? cell(n) : null
  return values
}
function cellReader(field: Field, memory: Memory, options: JsOptions): ColumnReader {
  const { type, name } = field, { u8, i32, f64, i64 } = memory
  switch (type.kind) {
    case 'void': return (_, rows) => new Array<null>(rows).fill(null)
    case 'bool': return ({ data }, rows) => Array.from(u8.subarray(data, data + rows), b => b !== 0)
    case 'int8': case 'int16': case 'int32': return ({ data }, rows) => i32.subarray(data >>> 2, (data >>> 2) + rows)
    case 'float32': case 'float64': return ({ data }, rows) => f64.subarray(data >>> 3, (data >>> 3) + rows)
    case 'utf8': {
      const texts = new TextReader(memory)
      return (vector, rows) => texts.read(vector, rows)
    }
    case 'binary': return (vector, rows) => each(memory, vector, rows, n =>
      readBytes(memory, memory.u32[(vector.data >>> 2) + 2 * n]!, memory.u32[(vector.data >>> 2) + 2 * n + 1]!))
    case 'date': return options.date === 'Date'
      ? (vector, rows) => each(memory, vector, rows, n => new Date(i32[(vector.data >>> 2) + n]! * MILLIS_PER_DAY))
      : (vector, rows) => each(memory, vector, rows, n => dayText(i32[(vector.data >>> 2) + n]!))
    case 'int64': switch (options.int64 ?? 'number') {
      case 'bigint': return (vector, rows) => each(memory, vector, rows, n => i64[(vector.data >>> 3) + n]!)
      case 'string': return (vector, rows) => each(memory, vector, rows, n =>
        String(safeWord(memory, vector.data, n) ?? i64[(vector.data >>> 3) + n]!))
      case 'number': return (vector, rows) => each(memory, vector, rows, n => safeWord(memory, vector.data, n)
        ?? unsafeInteger(i64[(vector.data >>> 3) + n]!, name))
    }
    case 'timestamp': case 'timestampNtz': return timeReader(type.kind, memory, options)
    case 'decimal': return decimalReader(type, memory, options)
    default: {
      const convert = fromEngine(type, options, name)
      return (vector, rows) => Array.from({ length: rows }, (_, n) => convert(readValue(memory, vector, n)))
    }
  }
}
/** The 64-bit cell as a number; undefined if a number would not be exact. */
function safeWord({ i32, u32 }: Memory, data: number, row: number): number | undefined {
  const word = (data >>> 2) + 2 * row, high = i32[word + 1]!, low = u32[word]!
  if (high >= -SAFE_HIGH && high < SAFE_HIGH && (high !== -SAFE_HIGH || low !== 0)) return high * WORD + low
  return undefined
}
function timeReader(kind: 'timestamp' | 'timestampNtz', memory: Memory, options: JsOptions): ColumnReader {
  const { i64 } = memory
  if (kind === 'timestamp' && options.timestamp === 'micros') return (vector, rows) =>
    each(memory, vector, rows, n => i64[(vector.data >>> 3) + n]!)
  const form = kind === 'timestampNtz' ? timeText
    : options.timestamp === 'string' ? (millis: number, rest: number) => `${timeText(millis, rest)}Z`
    : (millis: number) => new Date(millis)
  return (vector, rows) => each<unknown>(memory, vector, rows, n => {
    const micros = safeWord(memory, vector.data, n)
    if (micros !== undefined) {
      const millis = Math.floor(micros / 1000)
      return form(millis, micros - millis * 1000)
    }
    const wide = i64[(vector.data >>> 3) + n]!, rest = ((wide % 1000n) + 1000n) % 1000n
    return form(Number((wide - rest) / 1000n), Number(rest))
  })
}
function decimalReader(type: DecimalType, memory: Memory, options: JsOptions): ColumnReader {
  const { scale } = type, power = 10 ** scale, asNumber = options.decimal === 'number'
  const wide = (value: bigint): string | number => asNumber ? Number(decimalText(value, scale)) : decimalText(value, scale)
  if (type.precision > LONG_DIGITS) return (vector, rows) =>
    each<unknown>(memory, vector, rows, n => wide(readValue(memory, vector, n) as bigint))
  return (vector, rows) => each<unknown>(memory, vector, rows, n => {
    const unscaled = safeWord(memory, vector.data, n)
    if (unscaled === undefined) return wide(memory.i64[(vector.data >>> 3) + n]!)
    return asNumber ? unscaled / power : decimalOfNumber(unscaled, scale)
  })
}
