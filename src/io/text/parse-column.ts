/** Views of texts as cells of a type: the kernels take plain values, the others are parsed one by one. */
import type { Arena } from '../../memory/arena.js'
import type { Vector } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import { encode } from '../../memory/nested.js'
import { readText } from '../../memory/text.js'
import type { DataType, Field } from '../../types/data-type.js'
import { cellBytes, LONG_DIGITS, representation, type EngineValue } from '../../types/representation.js'
import { malformedValue } from './malformed.js'
import { bitAt, clearBit, setBit, type TextRows } from './rows.js'
import { PartOf, type Formats, type ParseField } from './value.js'

export type ParseColumn = (rows: TextRows, arena: Arena) => Vector
export interface ColumnForm extends Formats {
  readonly path: string
  parser(type: DataType): ParseField
  /** What the error about a value that does not fit adds; `{value}` is the value. */
  readonly hint: string
}
/** Goes on at row `from`; gives the first row that it does not take, or the number of rows. */
type Kernel = (from: number, rows: TextRows, out: number, arena: Arena) => number

const limits = { int8: 2n ** 7n, int16: 2n ** 15n, int32: 2n ** 31n, int64: 2n ** 63n } as const

/** `column`: which of the scanner's columns it is. Where malformed rows are no error, a value that does not fit is null. */
export function columnParser(field: Field, column: number, form: ColumnForm): ParseColumn {
  const { type } = field
  const vector = (rows: TextRows, data: number, memory: Memory): Vector =>
    ({ type, data, validity: validityOf(rows.validity[column]!, rows.rows, memory) })
  if (type.kind === 'utf8') return (rows, { memory }) => vector(rows, rows.views[column]!, memory)
  const kernel = kernelFor(type, column, form), parse = form.parser(type), width = cellBytes[representation(type)]
  return (rows, arena) => {
    const out = arena.allocate(Math.max(8, rows.rows * width)), { memory } = arena
    const advance = (row: number): number => kernel ? kernel(row, rows, out, arena) : row
    for (let row = advance(0); row < rows.rows; row = advance(row + 1)) {
      const text = textAt(rows, column, row, memory), value = text === null ? null : parse(text), isPart = value instanceof PartOf
      if (value === undefined || isPart) {
        if (rows.bad === 0) return malformedValue(form.path, rows.lineOf(row), field.name, text ?? '', type, form.hint)
        setBit(memory, rows.bad, row)
        if (!isPart) clearBit(memory, rows.validity[column]!, row)
      }
      storeCell(arena, type, out, row, isPart ? value.value : value ?? null)
    }
    if (type.kind === 'float32') roundToSingle(arena, out, rows.rows)
    return vector(rows, out, memory)
  }
}
/** 0 when every row has a value. */
function validityOf(bitmap: number, rows: number, { u8 }: Memory): number {
  const whole = rows >>> 3
  for (let n = 0; n < whole; n++) if (u8[bitmap + n] !== 255) return bitmap
  const rest = (1 << (rows & 7)) - 1
  return (u8[bitmap + whole]! & rest) === rest ? 0 : bitmap
}
function roundToSingle({ memory: { f64 } }: Arena, out: number, rows: number): void {
  for (let cell = out >>> 3, end = cell + rows; cell < end; cell++) f64[cell] = Math.fround(f64[cell]!)
}
/** Null where there is none. */
export function textAt(rows: TextRows, column: number, row: number, memory: Memory): string | null {
  if (!bitAt(memory, rows.validity[column]!, row)) return null
  const cell = (rows.views[column]! >>> 2) + 2 * row
  return readText(memory, memory.u32[cell]!, memory.u32[cell + 1]!)
}
function kernelFor(type: DataType, column: number, form: Formats): Kernel | undefined {
  /** Views and bitmap of the column. */
  const of = ({ views, validity }: TextRows): [number, number] => [views[column]!, validity[column]!]
  switch (type.kind) {
    case 'bool': return (from, r, out, { memory: { kernels } }) => kernels.csvBooleans(from, r.rows, ...of(r), out)
    case 'int8': case 'int16': case 'int32': case 'int64': {
      const limit = limits[type.kind], wide = type.kind === 'int64' ? 1 : 0
      return (from, r, out, { memory: { kernels } }) => kernels.csvIntegers(from, r.rows, ...of(r), out, -limit, limit - 1n, wide)
    }
    case 'float32': case 'float64': return form.doubles.size === 0
      ? (from, r, out, { memory: { kernels } }) => kernels.csvDoubles(from, r.rows, ...of(r), out) : undefined
    case 'decimal': {
      if (type.precision > LONG_DIGITS) return undefined
      const { precision, scale } = type
      return (from, r, out, { memory: { kernels } }) => kernels.csvDecimals(from, r.rows, ...of(r), out, precision - scale, scale)
    }
    case 'date': return form.dateFormat === undefined
      ? (from, r, out, { memory: { kernels } }) => kernels.csvDates(from, r.rows, ...of(r), out) : undefined
    case 'timestamp': case 'timestampNtz': {
      if ((type.kind === 'timestamp' ? form.timestampFormat : form.timestampNTZFormat) !== undefined) return undefined
      const zoned = type.kind === 'timestampNtz' ? 0 : form.timeZone === 'UTC' ? 2 : 1
      return (from, r, out, { memory: { kernels } }) => kernels.csvTimes(from, r.rows, ...of(r), out, zoned)
    }
    default: return undefined
  }
}
function storeCell(arena: Arena, type: DataType, out: number, row: number, value: EngineValue): void {
  const { u8, u32, i32, i64, f64 } = arena.memory
  switch (representation(type)) {
    case 'bool': u8[out + row] = value ? 1 : 0; return
    case 'i32': i32[(out >>> 2) + row] = Number(value ?? 0); return
    case 'f64': f64[(out >>> 3) + row] = Number(value ?? 0); return
    case 'i64': i64[(out >>> 3) + row] = BigInt(value as bigint ?? 0n); return
    case 'dec':
      i64[(out >>> 3) + 2 * row] = BigInt.asIntN(64, value as bigint ?? 0n)
      i64[(out >>> 3) + 2 * row + 1] = (value as bigint ?? 0n) >> 64n
      return
    case 'str': {
      const bytes = value === null ? new Uint8Array(0) : encode(value, type), at = bytes.length ? arena.allocate(bytes.length) : 0
      u8.set(bytes, at)
      u32[(out >>> 2) + 2 * row] = at
      u32[(out >>> 2) + 2 * row + 1] = bytes.length
    }
  }
}
