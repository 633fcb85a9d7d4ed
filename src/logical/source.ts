/** What a source of rows must offer (a file format, rows in memory, later a database). `io/` implements it. */
import type { Batch } from '../memory/batch.js'
import type { TaskMemory } from '../memory/task-memory.js'
import type { Field } from '../types/data-type.js'
import type { EngineValue } from '../types/representation.js'
import type { Attribute, Expression } from './expression.js'

export interface ColumnStatistics {
  readonly min?: EngineValue
  readonly max?: EngineValue
  readonly nulls?: number
  readonly distinct?: number
}
export interface Statistics {
  readonly rows?: number
  readonly bytes?: number
  readonly columns?: ReadonlyMap<string, ColumnStatistics>
}
export interface ReadOptions {
  /** Where batches and decoded pages are kept; the reader releases what it took when it ends, also early or by an error. */
  readonly task: TaskMemory
  /** The most rows a batch may have. */
  readonly batchRows: number
  readonly signal: AbortSignal | undefined
  /** Counters for `explain({ metrics: true })`, by Spark's names (`numFiles`, `bytesRead`, `rowGroupsRead`, `rowGroupsPruned` …). */
  readonly metric: (name: string, add: number) => void
  /** What the engine will do to every batch first: a source may ask it before it reads the columns that it does not speak of. */
  readonly late?: LateFilter | undefined
}
/** Filters on some columns. Rows of which it leaves none need not be given. */
export interface LateFilter {
  readonly columns: readonly string[]
  /** Of a batch of these columns alone. */
  leavesAny(batch: Batch): boolean
}
/** A source that takes some filters, and those that it does not fully apply. */
export interface PushedFilters { readonly source: Source; readonly remaining: readonly Expression[] }
/** Parts that are read, of all that there are, for explain: `RowGroups: 2 of 11`. */
export interface Kept { readonly what: string; readonly kept: number; readonly all: number }
/** One key of an order. */
export interface SourceOrder { readonly column: string; readonly descending: boolean; readonly nullsFirst: boolean }
/** `fields`: what comes out, keys first, then the aggregates. */
export interface Aggregation {
  readonly groupBy: readonly string[]
  readonly aggregates: readonly { readonly function: 'count' | 'sum' | 'min' | 'max' | 'avg'; readonly column: string | undefined; readonly name: string }[]
  readonly fields: readonly Field[]
}
/** Parts of a source (files in folders such as `year=2024`) that differ in columns of which each part has one value. */
export interface Partitions {
  readonly columns: readonly string[]
  /** Leaves out parts of which no row makes the condition, over these columns alone, true. They are never opened. */
  prune(condition: Expression, columns: readonly Attribute[]): Source
}
/**
 * Immutable: every `push…` gives another source. `open` is called once before a query is optimised and may do I/O
 * (read a footer, infer a schema); statistics and pushing are meaningful on an opened source.
 */
export interface Source {
  /** For explain: `parquet flights.parquet`. */
  readonly name: string
  /** Columns it gives, in order, after pruning. */
  readonly fields: readonly Field[]
  /** Where a source must be looked for before it is opened: its parts are known afterwards. */
  find?(signal?: AbortSignal): Promise<Source>
  /** Of a found source that is not open yet. */
  readonly partitions?: Partitions
  open(signal?: AbortSignal): Promise<Source>
  statistics(): Statistics
  /** Only these columns, in this order. */
  pruneColumns(names: readonly string[]): Source
  /**
   * Conjuncts over `columns` (attributes whose names are this source's columns). `remaining` must still be applied by the
   * engine; a source may use a filter to skip data and still list it there.
   */
  pushFilters?(filters: readonly Expression[], columns: readonly Attribute[]): PushedFilters
  /** At least the first `rows` rows (it may give more: the engine cuts). */
  pushLimit?(rows: number): Source
  /** Called once when all is pushed: may do I/O to find out what else need not be read. */
  narrow?(signal?: AbortSignal): Promise<Source>
  /** How much of it the filters leave to be read. */
  kept?(): readonly Kept[]
  /** At least the first `rows` rows of an order, in any order: the engine sorts and cuts. undefined: it cannot. */
  pushTopN?(order: readonly SourceOrder[], rows: number): Source | undefined
  /** The groups themselves, complete, in place of the rows. undefined: it cannot. */
  pushAggregate?(aggregation: Aggregation): Source | undefined
  /** What was pushed, for explain: `PushedFilters: [delay > 15]`, `Limit: 10`. */
  describe?(): readonly string[]
  read(options: ReadOptions): AsyncIterable<Batch>
  /** As `read`, and what is needed first is fetched from now on. */
  begin?(options: ReadOptions): Begun
}
/** A read of which nothing was asked for yet. Either its rows are asked for, or it is left. */
export interface Begun {
  rows(): AsyncIterable<Batch>
  leave(): Promise<void>
}

/** The parts of which some are not read, for explain; counts of the same are added up. */
export function describeKept(each: readonly Kept[]): readonly string[] {
  const sums = new Map<string, Kept>()
  for (const { what, kept, all } of each) {
    const before = sums.get(what)
    sums.set(what, { what, kept: kept + (before?.kept ?? 0), all: all + (before?.all ?? 0) })
  }
  return [...sums.values()].filter(({ kept, all }) => kept < all).map(({ what, kept, all }) => `${what}: ${kept} of ${all}`)
}
