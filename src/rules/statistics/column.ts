/** What is guessed of one column: how many different values, between which bounds, and how many nulls. */
import { isInteger, type DataType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import type { ColumnStatistics } from '../../logical/source.js'

export interface ColumnEstimate {
  readonly distinct: number
  /** As numbers: dates in days, timestamps in microseconds, decimals unscaled. */
  readonly min: number | undefined
  readonly max: number | undefined
  /** The part of the rows that have no value, 0 … 1; undefined: not known. */
  readonly nulls: number | undefined
}
export type Columns = ReadonlyMap<number, ColumnEstimate>

/** A column of which nothing is known but the number of rows: between all equal and all different. */
export const someColumn = (type: DataType, rows: number): ColumnEstimate =>
  ({ distinct: type.kind === 'bool' ? 2 : Math.min(rows, Math.max(10, Math.sqrt(rows))), min: undefined, max: undefined, nulls: undefined })

export function columnEstimate(type: DataType, given: ColumnStatistics | undefined, rows: number): ColumnEstimate {
  const min = asNumber(given?.min), max = asNumber(given?.max), some = someColumn(type, rows)
  const nulls = given?.nulls !== undefined && rows > 0 ? Math.min(1, given.nulls / rows) : undefined
  return { distinct: Math.max(1, given?.distinct ?? Math.min(rows, valuesBetween(type, min, max) ?? some.distinct)), min, max, nulls }
}
/** How many values a type has between two bounds; undefined where that says nothing. */
function valuesBetween(type: DataType, min: number | undefined, max: number | undefined): number | undefined {
  if (min === undefined || max === undefined) return undefined
  const countable = isInteger(type) || type.kind === 'date' || type.kind === 'decimal' || type.kind === 'timestamp' || type.kind === 'timestampNtz'
  return countable ? max - min + 1 : min === max ? 1 : undefined
}
export const asNumber = (value: EngineValue | undefined): number | undefined =>
  typeof value === 'number' ? (Number.isFinite(value) ? value : undefined) : typeof value === 'bigint' ? Number(value) : undefined

/** Columns of fewer rows have no more different values than rows. */
export const capped = (columns: Columns, rows: number): Columns =>
  new Map([...columns].map(([id, c]) => [id, c.distinct > rows ? { ...c, distinct: Math.max(1, rows) } : c]))
