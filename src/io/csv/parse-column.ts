/** Views of fields as cells of a type: the kernels take plain values, the others are parsed one by one. */
import { raise } from '../../errors/raise.js'
import type { Arena } from '../../memory/arena.js'
import type { Vector } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import { readText } from '../../memory/text.js'
import { sqlName, type DataType, type Field } from '../../types/data-type.js'
import { cellBytes, LONG_DIGITS, representation, type EngineValue } from '../../types/representation.js'
import type { Dialect } from './dialect.js'
import type { Fields } from './scanner.js'
import { fieldParser } from './value.js'

export type ParseColumn = (fields: Fields, arena: Arena) => Vector
/** Goes on at row `from`; gives the first row that it does not take, or the number of rows. */
type Kernel = (from: number, fields: Fields, out: number, arena: Arena) => number

const limits = { int8: 2n ** 7n, int16: 2n ** 15n, int32: 2n ** 31n, int64: 2n ** 63n } as const
const LONGEST = 80

/** `column`: the number of the field in the file. */
export function columnParser(path: string, field: Field, column: number, dialect: Dialect): ParseColumn {
  const { type } = field
  const vector = (fields: Fields, data: number, memory: Memory): Vector =>
    ({ type, data, validity: validityOf(fields.validity[column]!, fields.rows, memory) })
  if (type.kind === 'utf8') return (fields, { memory }) => vector(fields, fields.views[column]!, memory)
  const kernel = kernelFor(type, column, dialect), parse = fieldParser(type, dialect), width = cellBytes[representation(type)]
  return (fields, arena) => {
    const out = arena.allocate(Math.max(8, fields.rows * width))
    const advance = (row: number): number => kernel ? kernel(row, fields, out, arena) : row
    for (let row = advance(0); row < fields.rows; row = advance(row + 1)) {
      const text = fieldText(fields, column, row, arena.memory), value = text === null ? null : parse(text)
      if (value === undefined) return unfit(path, field, fields.lineOf(row), text ?? '')
      storeCell(arena, type, out, row, value)
    }
    if (type.kind === 'float32') roundToSingle(arena, out, fields.rows)
    return vector(fields, out, arena.memory)
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
function unfit(path: string, { name, type }: Field, line: number, text: string): never {
  const value = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  return raise('MALFORMED_CSV_VALUE', { path, line, column: name, value, type: sqlName(type) })
}
/** The text of a field; null where there is none. */
function fieldText(fields: Fields, column: number, row: number, memory: Memory): string | null {
  if ((memory.u8[fields.validity[column]! + (row >>> 3)]! >>> (row & 7) & 1) === 0) return null
  const cell = (fields.views[column]! >>> 2) + 2 * row
  return readText(memory, memory.u32[cell]!, memory.u32[cell + 1]!)
}
function kernelFor(type: DataType, column: number, dialect: Dialect): Kernel | undefined {
  /** Views and bitmap of the column. */
  const of = ({ views, validity }: Fields): [number, number] => [views[column]!, validity[column]!]
  switch (type.kind) {
    case 'bool': return (from, f, out, { memory: { kernels } }) => kernels.csvBooleans(from, f.rows, ...of(f), out)
    case 'int8': case 'int16': case 'int32': case 'int64': {
      const limit = limits[type.kind], wide = type.kind === 'int64' ? 1 : 0
      return (from, f, out, { memory: { kernels } }) => kernels.csvIntegers(from, f.rows, ...of(f), out, -limit, limit - 1n, wide)
    }
    case 'float32': case 'float64': return (from, f, out, { memory: { kernels } }) => kernels.csvDoubles(from, f.rows, ...of(f), out)
    case 'decimal': {
      if (type.precision > LONG_DIGITS) return undefined
      const { precision, scale } = type
      return (from, f, out, { memory: { kernels } }) => kernels.csvDecimals(from, f.rows, ...of(f), out, precision - scale, scale)
    }
    case 'date': return dialect.dateFormat === undefined
      ? (from, f, out, { memory: { kernels } }) => kernels.csvDates(from, f.rows, ...of(f), out) : undefined
    case 'timestamp': case 'timestampNtz': {
      if (dialect.timestampFormat !== undefined) return undefined
      const zoned = type.kind === 'timestampNtz' ? 0 : dialect.timeZone === 'UTC' ? 2 : 1
      return (from, f, out, { memory: { kernels } }) => kernels.csvTimes(from, f.rows, ...of(f), out, zoned)
    }
    default: return undefined
  }
}
function storeCell({ memory: { u8, i32, i64, f64 } }: Arena, type: DataType, out: number, row: number, value: EngineValue): void {
  switch (representation(type)) {
    case 'bool': u8[out + row] = value ? 1 : 0; return
    case 'i32': i32[(out >>> 2) + row] = Number(value ?? 0); return
    case 'f64': f64[(out >>> 3) + row] = Number(value ?? 0); return
    case 'i64': i64[(out >>> 3) + row] = BigInt(value as bigint ?? 0n); return
    case 'dec':
      i64[(out >>> 3) + 2 * row] = BigInt.asIntN(64, value as bigint ?? 0n)
      i64[(out >>> 3) + 2 * row + 1] = (value as bigint ?? 0n) >> 64n
      return
    case 'str': return raise('INTERNAL_ERROR', { message: `${sqlName(type)} has no cells in CSV.` })
  }
}
