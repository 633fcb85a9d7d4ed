/**
 * Columns of one batch in JavaScript. Cells stand at the row of the batch they belong to, so a selection needs no copying,
 * and a column computed for some rows may be computed again for others in the same place: a row's value is always the same.
 *
 * | form    | cells        | types                                                                                |
 * |---------|--------------|--------------------------------------------------------------------------------------|
 * | numbers | Float64Array | int8 … int32, date, floats; int64, timestamps and decimals while all are below 2⁵³    |
 * | flags   | Uint8Array   | bool                                                                                  |
 * | values  | array        | everything else, and what does not fit numbers: engine values                         |
 */
import { representation, type EngineValue } from '../../types/representation.js'
import type { DataType } from '../../types/data-type.js'
import type { Scratch } from './scratch.js'

/** Rows of a batch in ascending order: the first `count` of `at`. Results are remembered by the identity of this object. */
export interface Rows { readonly at: Int32Array; readonly count: number }
/** 1 where a row is null; undefined: nowhere. */
export type Nulls = Uint8Array | undefined

/** Numbers of exact types, also those under a null, are whole, never −0, and within `least` and `most`. */
export interface NumberColumn {
  readonly form: 'numbers'; readonly cells: Float64Array; readonly nulls: Nulls; readonly least: number; readonly most: number
}
export interface FlagColumn { readonly form: 'flags'; readonly cells: Uint8Array; readonly nulls: Nulls }
export interface ValueColumn { readonly form: 'values'; readonly cells: readonly EngineValue[]; readonly nulls: Nulls }
export type Column = NumberColumn | FlagColumn | ValueColumn

export const { MAX_SAFE_INTEGER: SAFE } = Number

/** The column as numbers; undefined: a value of it does not fit. */
export function asNumbers(column: Column, rows: Rows, scratch: Scratch): NumberColumn | undefined {
  if (column.form !== 'values') return column.form === 'numbers' ? column : undefined
  const { cells, nulls } = column, out = scratch.numbers(), { at, count } = rows
  let least = 0, most = 0
  for (let k = 0; k < count; k++) {
    const row = at[k]!, value = nulls && nulls[row] === 1 ? 0 : Number(cells[row])
    out[row] = value
    if (value < least) least = value
    else if (value > most) most = value
  }
  return least >= -SAFE && most <= SAFE ? { form: 'numbers', cells: out, nulls, least, most } : undefined
}

/** What functions take, at the rows that are not null. */
export function engineValues(column: Column, type: DataType, rows: Rows, scratch: Scratch): ArrayLike<EngineValue> {
  if (column.form === 'values') return column.cells
  const { at, count } = rows
  if (column.form === 'flags') {
    const { cells } = column, out = scratch.values()
    for (let k = 0; k < count; k++) out[at[k]!] = cells[at[k]!] === 1
    return out
  }
  const { cells } = column, kind = representation(type)
  if (kind !== 'i64' && kind !== 'dec') return cells
  const out = scratch.values()
  for (let k = 0; k < count; k++) out[at[k]!] = BigInt(cells[at[k]!]!)
  return out
}
/** One value of a column. */
export function valueAt(column: Column, type: DataType, row: number): EngineValue {
  if (column.nulls && column.nulls[row] === 1) return null
  if (column.form === 'values') return column.cells[row]!
  if (column.form === 'flags') return column.cells[row] === 1
  const kind = representation(type)
  return kind === 'i64' || kind === 'dec' ? BigInt(column.cells[row]!) : column.cells[row]!
}

/** Rows where either is null; `b` is known at `rows` only. */
export function eitherNull(a: Nulls, b: Nulls, rows: Rows, scratch: Scratch): Nulls {
  if (!a || !b || a === b) return a ?? b
  const out = scratch.nulls(), { at, count } = rows
  for (let k = 0; k < count; k++) out[at[k]!] = a[at[k]!]! | b[at[k]!]!
  return out
}
export function withoutNulls(rows: Rows, nulls: Nulls): Rows {
  if (!nulls) return rows
  const { at, count } = rows, kept = new Int32Array(count)
  let n = 0
  for (let k = 0; k < count; k++) {
    kept[n] = at[k]!
    n += 1 - nulls[at[k]!]!
  }
  return n === count ? rows : { at: kept, count: n }
}
/** Rows where a condition is true, in `kept`, which may be the array of `rows`; a condition that is not of flags is null. */
export function whereTrue(rows: Rows, condition: Column, kept: Int32Array = new Int32Array(rows.count)): Rows {
  if (condition.form !== 'flags') return { at: kept, count: 0 }
  const { cells, nulls } = condition, n = nulls ? keepTrue(kept, rows, cells, nulls) : keepSet(kept, rows, cells)
  return n === rows.count ? rows : { at: kept, count: n }
}
function keepSet(kept: Int32Array, { at, count }: Rows, cells: Uint8Array): number {
  let n = 0
  for (let k = 0; k < count; k++) {
    const row = at[k]!
    kept[n] = row
    n += cells[row]!
  }
  return n
}
function keepTrue(kept: Int32Array, { at, count }: Rows, cells: Uint8Array, nulls: Uint8Array): number {
  let n = 0
  for (let k = 0; k < count; k++) {
    const row = at[k]!
    kept[n] = row
    n += cells[row]! & (1 - nulls[row]!)
  }
  return n
}
/** The rows that are not in `some`, a part of `all`. */
export function except(all: Rows, some: Rows): Rows {
  const kept = new Int32Array(all.count - some.count)
  let n = 0, s = 0
  for (let k = 0; k < all.count; k++) {
    const row = all.at[k]!
    if (s < some.count && some.at[s] === row) s++
    else kept[n++] = row
  }
  return { at: kept, count: n }
}
