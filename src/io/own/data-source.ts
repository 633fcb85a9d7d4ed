/**
 * The contract of a source of one's own: a database, a service, a file format. Everything but `name`, `schema` and `read` is
 * optional: what a source does not take, the engine does itself, with the same answers.
 */
import type { RecordBatch } from 'apache-arrow'
import type { Schema } from '../../types/schema.js'

/** 64-bit integers are bigints; decimals, dates and timestamps are texts (`'12.50'`, `'2024-02-29'`, `'2024-02-29T12:00:00Z'`). */
export type DataValue = string | number | bigint | boolean | Uint8Array | null

/**
 * What rows must fulfil. Logic is SQL's, of three values: rows are wanted for which the whole is true, not those for which it is
 * null. Texts are ordered by their bytes in UTF-8; NaN equals NaN and is greater than all other numbers.
 */
export type DataFilter =
  | { readonly op: 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge' | 'eqNullSafe'; readonly column: string; readonly value: DataValue }
  | { readonly op: 'isNull' | 'isNotNull'; readonly column: string }
  | { readonly op: 'in'; readonly column: string; readonly values: readonly DataValue[] }
  | { readonly op: 'startsWith' | 'endsWith' | 'contains'; readonly column: string; readonly value: string }
  | { readonly op: 'and' | 'or'; readonly filters: readonly DataFilter[] }
  | { readonly op: 'not'; readonly filter: DataFilter }

export interface DataOrder { readonly column: string; readonly descending: boolean; readonly nullsFirst: boolean }
export interface DataAggregate {
  readonly function: 'count' | 'sum' | 'min' | 'max' | 'avg'
  /** undefined: `count` of all rows. */
  readonly column: string | undefined
  /** What the result's column is called. */
  readonly name: string
}
export interface DataAggregation { readonly groupBy: readonly string[]; readonly aggregates: readonly DataAggregate[] }
export interface DataStatistics {
  readonly rows?: number
  readonly bytes?: number
  readonly columns?: Readonly<Record<string, { readonly min?: DataValue; readonly max?: DataValue; readonly nulls?: number; readonly distinct?: number }>>
}
/** A part in whose rows some columns have one value each; its source gives the other columns. */
export interface DataPartition { readonly values: Readonly<Record<string, DataValue>>; readonly source: DataSource }

export interface DataReadOptions {
  /** The columns that are wanted; others may come along. */
  readonly columns: readonly string[]
  /** A good number of rows to give at a time. */
  readonly batchRows: number
  readonly signal: AbortSignal | undefined
}
/** Rows as objects, as lists of values by column, or as an Arrow record batch. */
export type DataBatch = readonly object[] | Readonly<Record<string, ArrayLike<unknown>>> | RecordBatch

/**
 * A source of rows. Immutable: what takes something in (`push…`, `pruneColumns`) gives another source.
 * @example
 * const numbers = { name: 'numbers', schema: schema({ n: t.int32 }), async *read() { yield [{ n: 1 }, { n: 2 }] } }
 * await tf.from(numbers).filter($ => $.n.gt(1)).collect()
 */
export interface DataSource<S = any> {
  /** For plans and messages. */
  readonly name: string
  /** What it gives. Values are checked against it. */
  readonly schema: Schema<S>
  /** Called once for each query, before it is planned: the place for a connection or a look at statistics. */
  open?(signal?: AbortSignal): Promise<DataSource<S>>
  statistics?(): DataStatistics
  /** Takes filters, all of which rows must fulfil. `remaining`: those offered that rows it gives may still not fulfil. */
  pushFilters?(filters: readonly DataFilter[]): { readonly source: DataSource; readonly remaining: readonly DataFilter[] }
  /** Only these columns are wanted from here on. */
  pruneColumns?(columns: readonly string[]): DataSource
  /** At least this many rows, if there are so many; more are cut off. */
  pushLimit?(rows: number): DataSource
  /** At least the first rows of this order, in any order; undefined: it cannot. */
  pushTopN?(order: readonly DataOrder[], rows: number): DataSource | undefined
  /** One row for each group (one in all without `groupBy`): its keys, and the aggregates by name; undefined: it cannot. */
  pushAggregate?(aggregation: DataAggregation): DataSource | undefined
  /** Columns that `partitions` have one value of each. */
  readonly partitionedBy?: readonly string[]
  /** Its parts. Those that a query's filters leave out are not opened. */
  partitions?(signal?: AbortSignal): Promise<readonly DataPartition[]>
  read(options: DataReadOptions): AsyncIterable<DataBatch> | Iterable<DataBatch>
}
