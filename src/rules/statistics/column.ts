/** What is guessed of one column: how many different values, between which bounds, and how many nulls. */
import { isInteger, isTemporal, type DataType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import type { ColumnStatistics } from '../../logical/source.js'

export interface ColumnEstimate {
  /** undefined: not known. */
  readonly distinct: number | undefined
  /** Of how many rows it was a column before filters and joins. */
  readonly of: number
  /** Whether all of those rows seem to differ, as those of a key do. */
  readonly unique: boolean
  /** As numbers: dates in days, timestamps in microseconds, decimals unscaled. */
  readonly min: number | undefined
  readonly max: number | undefined
  /** The part of the rows that have no value, 0 … 1; undefined: not known. */
  readonly nulls: number | undefined
}
export type Columns = ReadonlyMap<number, ColumnEstimate>

/** A column of which nothing is known but the number of rows. */
export const someColumn = (type: DataType, rows: number): ColumnEstimate =>
  ({ distinct: type.kind === 'bool' ? 2 : undefined, of: rows, unique: false, min: undefined, max: undefined, nulls: undefined })
/** How many different values a column has where it is not known, for grouping: between all equal and all different. */
export const distinctOf = (c: ColumnEstimate, rows: number): number => c.distinct ?? Math.min(rows, Math.max(10, Math.sqrt(c.of)))

export function columnEstimate(type: DataType, given: ColumnStatistics | undefined, rows: number): ColumnEstimate {
  const min = asNumber(given?.min), max = asNumber(given?.max)
  const between = valuesBetween(type, min, max) ?? lettersBetween(given?.min, given?.max) ?? someColumn(type, rows).distinct
  const nulls = given?.nulls !== undefined && rows > 0 ? Math.min(1, given.nulls / rows) : undefined
  const distinct = given?.distinct ?? (between === undefined ? undefined : Math.min(rows, between))
  const unique = distinct !== undefined && distinct >= rows
  return { distinct: distinct === undefined ? undefined : Math.max(1, distinct), of: rows, unique, min, max, nulls }
}
/** How many values a type has between two bounds; undefined where that says nothing. */
function valuesBetween(type: DataType, min: number | undefined, max: number | undefined): number | undefined {
  if (min === undefined || max === undefined) return undefined
  const countable = isInteger(type) || isTemporal(type) || type.kind === 'decimal'
  return countable ? max - min + 1 : min === max ? 1 : undefined
}
/** Texts of one letter, such as flags. */
const lettersBetween = (min: EngineValue | undefined, max: EngineValue | undefined): number | undefined =>
  isLetter(min) && isLetter(max) ? max.charCodeAt(0) - min.charCodeAt(0) + 1 : undefined
const isLetter = (value: EngineValue | undefined): value is string => typeof value === 'string' && value.length === 1
export const asNumber = (value: EngineValue | undefined): number | undefined =>
  typeof value === 'number' ? (Number.isFinite(value) ? value : undefined) : typeof value === 'bigint' ? Number(value) : undefined

/** Columns of fewer rows have no more different values than rows. */
export const capped = (columns: Columns, rows: number): Columns =>
  new Map([...columns].map(([id, c]) => [id, c.distinct !== undefined && c.distinct > rows ? { ...c, distinct: Math.max(1, rows) } : c]))
