/** Frames as the compiler sees them. The class behind them is `frame.ts`; each verb's rewriting of plans is in `verb/`. */
import type { RecordBatch, Table } from 'apache-arrow'
import type { TableOptions } from '../display/table.js'
import type { ExplainOptions, RunOptions } from '../logical/options.js'
import type { CacheOptions, StorageLevel } from '../logical/storage-level.js'
import type {
  Clash, Ent, Entry, Obj, Renamed, UnionOf, WithoutNull,
} from '../types/entry.js'
import type { Js, JsConfig, Override } from '../types/js.js'
import type { Lit } from '../types/literal.js'
import type { Infer, Schema, SCHEMA } from '../types/schema.js'
import type { Bool, Int64, Null, Unknown } from '../types/tag.js'
import type { Columns, Computed, ComputedByGroup, ComputedOverall, GroupColumns } from './column.js'
import type { AggregateExpression, Expr, PerRowExpression, ProvedBy, SortKey } from './expr.js'
import type { FrameWriter } from './frame-writer.js'
import type { Conditional, CrossArg, Crossed, How, JoinArg, Joined, OnArg, SetArg, UnionArg } from './join-types.js'

export type RowExpressions = { readonly [name: string]: PerRowExpression }
export type AggregateExpressions = { readonly [name: string]: AggregateExpression }
export type Predicate = Expr<Bool | Null | Unknown, string>
export type Ordering = SortKey<string> | PerRowExpression
/** The names in a list of names and callbacks. */
export type Names<A extends readonly unknown[], S> = Extract<A[number], keyof S>
/** What the callbacks in a list of names and callbacks give. */
export type Made<A extends readonly unknown[]> = A[number] extends infer F ? (F extends (...args: never) => infer E ? E : never) : never

declare const JS: unique symbol
/** The row of a frame (or of a schema, or of a schema's type) in JavaScript: `Row<typeof flights>`. */
export type Row<D, C extends JsConfig = JsOf<D>> = RowOf<[Infer<D>] extends [never] ? D : Infer<D>, C>
export type RowOf<S, C extends JsConfig> = S extends infer T ? { [K in keyof T]: Js<T[K], C> } : never
export type JsOf<D> = D extends { readonly [JS]: infer C extends JsConfig } ? C : import('../types/js.js').DefaultJs

/**
 * Rows of columns, not yet computed: each verb gives another frame, and nothing is read before a result is asked for.
 * S is the schema, C how values become JavaScript (`session({ int64: 'bigint' })`); without C, as any session says.
 * @ts-ignore variance is asserted */
export interface DataFrame<out S, out C extends JsConfig = JsConfig> extends AsyncIterable<{ [K in keyof S]: Js<S[K], C> }> {
  readonly [SCHEMA]: S
  readonly [JS]: C
  /** The columns as expressions. */
  readonly $: Columns<S>
  /** Names and types of the columns. */
  readonly schema: Schema<S>
  /** The columns' names, in order. */
  readonly columns: readonly (keyof S & string)[]

  /**
   * Only these columns: names, expressions, or both.
   * @example
   * df.select('id', 'name', $ => ({ total: $.price.mul($.quantity) }))
   */
  select<const A extends readonly ((keyof S & string) | (($: Columns<S>) => RowExpressions))[]>(
    ...columns: A
  ): DataFrame<Obj<Ent<S, Names<A, S>> | Computed<Made<A>>>, C>
  /** All columns and these; one of an existing name takes its place. */
  withColumns<E extends RowExpressions>(columns: ($: Columns<S>) => E): DataFrame<Obj<Ent<S, Exclude<keyof S, keyof E>> | Computed<E>>, C>
  /** All columns but these. */
  drop<K extends keyof S & string>(...columns: K[]): DataFrame<Obj<Ent<S, Exclude<keyof S, K>>>, C>
  /** Other names for some columns, old to new. */
  rename<const M extends { readonly [K in keyof S]?: string }>(names: M & Clash<S, M>): DataFrame<Obj<Renamed<S, M>>, C>
  /** The rows for which the condition is true. Columns that it proves to be there are not nullable afterwards. */
  filter<P extends Predicate>(condition: ($: Columns<S>) => P): DataFrame<Obj<WithoutNull<S, ProvedBy<P>>>, C>
  /** The same as `filter`. */
  where<P extends Predicate>(condition: ($: Columns<S>) => P): DataFrame<Obj<WithoutNull<S, ProvedBy<P>>>, C>

  /**
   * Groups of rows with equal keys; nulls are equal.
   * @example
   * df.groupBy('city', $ => ({ year: $.date.year() })).agg($ => ({ mean: $.price.avg() }))
   */
  groupBy<const A extends readonly ((keyof S & string) | (($: Columns<S>) => RowExpressions))[]>(
    ...keys: A
  ): GroupedData<S, Names<A, S>, Computed<Made<A>>, C>
  /** One row of aggregates over all rows, also where there is none. */
  agg<E extends AggregateExpressions>(columns: ($: Columns<S>) => E): DataFrame<Obj<ComputedOverall<E>>, C>

  /**
   * Pairs of rows with equal keys. Keys of one name appear once; pairs of names keep both. `how` says what becomes of rows
   * without a partner, `suffix` is added to the right side's names that the left one has too.
   * @example
   * orders.join(customers, 'customerId', { how: 'left' })
   * orders.join(people, { customerId: 'id' }, { suffix: '_customer' })
   */
  join<
    S2,
    const K extends (keyof S & keyof S2 & string) | readonly (keyof S & keyof S2 & string)[]
      | { readonly [L in keyof S]?: keyof S2 & string },
    H extends How = 'inner', X extends string = never,
  >(
    other: JoinArg<S, S2, K, H, X>, on: K, options?: { readonly how?: H; readonly suffix?: X },
  ): DataFrame<Obj<Joined<S, S2, K, H, X>>, C>
  /** Pairs of rows for which a condition holds. */
  joinOn<S2, H extends How = 'inner', X extends string = never>(
    other: OnArg<S, S2, H, X>, condition: (left: Columns<S>, right: Columns<S2>) => Predicate,
    options?: { readonly how?: H; readonly suffix?: X },
  ): DataFrame<Obj<Conditional<S, S2, H, X>>, C>
  /** Every row with every row of the other frame. */
  crossJoin<S2, X extends string = never>(
    other: CrossArg<S, S2, X>, options?: { readonly suffix?: X },
  ): DataFrame<Obj<Crossed<S, S2, X>>, C>

  /** All rows of both; the columns have the same names in the same order. */
  union<S2>(other: UnionArg<S, S2, false>): DataFrame<Obj<UnionOf<S, S2>>, C>
  /** All rows of both, columns matched by name. */
  unionByName<S2, M extends boolean = false>(
    other: UnionArg<S, S2, M>, options?: { readonly allowMissingColumns: M },
  ): DataFrame<Obj<UnionOf<S, S2>>, C>
  /** The distinct rows that are in both. */
  intersect<S2>(other: SetArg<S, S2>): DataFrame<S, C>
  /** The distinct rows that are not in the other frame. */
  except<S2>(other: SetArg<S, S2>): DataFrame<S, C>
  /** Each different row once. */
  distinct(): DataFrame<S, C>
  /** One row (which one is not said) for each combination of these columns; of all columns when none is named. */
  dropDuplicates(...columns: (keyof S & string)[]): DataFrame<S, C>

  /**
   * In the order of the keys.
   * @example
   * df.orderBy('name', $ => $.age.desc().nullsLast())
   */
  orderBy(...keys: ((keyof S & string) | (($: Columns<S>) => Ordering | readonly Ordering[]))[]): DataFrame<S, C>
  /** At most the first `count` rows. */
  limit(count: number): DataFrame<S, C>
  /** All rows but the first `count`. */
  offset(count: number): DataFrame<S, C>
  /** Each row with probability `fraction`; the same rows for the same seed. */
  sample(fraction: number, options?: { readonly seed?: number }): DataFrame<S, C>
  /** The rows that have a value in each of these columns (by default in all). */
  dropNulls<K extends keyof S & string = keyof S & string>(...columns: K[]): DataFrame<Obj<WithoutNull<S, K>>, C>
  /** Values in place of nulls, by column. */
  fillNulls<M extends { readonly [K in keyof S]?: Lit<S[K]> }>(values: M): DataFrame<Obj<WithoutNull<S, keyof M>>, C>
  /** What a function makes of this frame. */
  pipe<A extends readonly unknown[], R>(transform: (frame: DataFrame<S, C>, ...args: A) => R, ...args: A): R
  /**
   * The columns of a declared schema, checked: for a frame whose columns are known only at run time.
   * @throws SCHEMA_MISMATCH with every difference
   */
  as<S2>(schema: Schema<S2>): DataFrame<S2, C>

  /**
   * Keeps the rows, for this frame and those made from it afterwards: in memory until queries need the room, unless `storageLevel`
   * says otherwise.
   * @throws INVALID_CONFIG_VALUE when they are kept at another level; OUT_OF_MEMORY, SPILL_FAILED or SPILL_DISK_FULL when there is no room
   * @example
   * await df.cache()
   * await df.unpersist().cache({ storageLevel: 'MEMORY_AND_DISK' })
   */
  cache(options?: CacheOptions): Promise<DataFrame<S, C>>
  /**
   * `cache` with a storage level, as Spark writes it: MEMORY_ONLY unless said.
   * @throws as `cache` does
   * @example
   * await df.filter($ => $.age.gt(18)).persist('DISK_ONLY')
   */
  persist(storageLevel?: StorageLevel, options?: RunOptions): Promise<DataFrame<S, C>>
  /**
   * Forgets the kept rows, in memory and on disk.
   * @example
   * df.unpersist()
   */
  unpersist(): DataFrame<S, C>

  // `& RunOptions`: while O is not known yet, a callback's parameter has its type from there
  /** All rows. */
  collect<const O extends RunOptions = {}>(options?: O & RunOptions): Promise<{ [K in keyof S]: Js<S[K], Override<C, O>> }[]>
  /** The rows, batch by batch. */
  rows<const O extends RunOptions = {}>(options?: O & RunOptions): AsyncIterable<{ [K in keyof S]: Js<S[K], Override<C, O>> }[]>
  first<const O extends RunOptions = {}>(options?: O & RunOptions): Promise<{ [K in keyof S]: Js<S[K], Override<C, O>> } | undefined>
  /** How many rows there are. */
  count(options?: RunOptions): Promise<number>
  /** All rows as an Arrow table. */
  toArrow(options?: RunOptions): Promise<Table>
  /** The rows as Arrow record batches. */
  recordBatches(options?: RunOptions): AsyncIterable<RecordBatch>
  /** Writes the rows to files. */
  readonly write: FrameWriter<keyof S & string, { [K in keyof S]: Js<S[K], C> }>
  /** Prints the first rows as a table. */
  show(options?: ShowOptions): Promise<void>
  /** How the frame would be computed: the plan as parsed, analysed, optimised, and as operators. */
  explain(options?: ExplainOptions): Promise<string>
  /** Prints names and types as a tree. */
  printSchema(): void
}
export interface ShowOptions extends TableOptions, Pick<RunOptions, 'signal' | 'onProgress'> {
  /** How many rows: 20 by default. */
  readonly rows?: number
}

/**
 * Groups of rows: K are the keys by name, M the entries of computed ones.
 * @ts-ignore variance is asserted */
export interface GroupedData<out S, out K extends keyof S, out M, out C extends JsConfig = JsConfig> {
  /** One row for each group: its keys and these aggregates. */
  agg<E extends AggregateExpressions>(columns: ($: GroupColumns<S, K, M>) => E): DataFrame<Obj<Ent<S, K> | M | ComputedByGroup<E>>, C>
  /** One row for each group: its keys and the number of its rows. */
  count(): DataFrame<Obj<Ent<S, K> | M | Entry<'count', Int64>>, C>
}
