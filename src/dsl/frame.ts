/** The class behind `DataFrame`: a plan, and whoever runs it. Verbs give another frame, actions a promise. */
import { formatFields, formatSchema } from '../display/schema.js'
import { formatTable } from '../display/table.js'
import { displayOptions } from '../display/value.js'
import { raise } from '../errors/raise.js'
import { checkOptions, explainChecks, runChecks, timeZoneName, watchChecks, whole, type OptionChecks } from '../logical/check-options.js'
import type { Executor } from '../logical/executor.js'
import type { ExplainOptions, RowObject, RunOptions } from '../logical/options.js'
import type { LogicalPlan } from '../logical/plan.js'
import { cacheChecks, DEFAULT_LEVEL, type CacheOptions, type StorageLevel } from '../logical/storage-level.js'
import type { Field } from '../types/data-type.js'
import type { JsConfig } from '../types/js.js'
import { declaredFields, type Schema } from '../types/schema.js'
import { asCallback, columnsOf, kindOf, type ColumnValues } from './columns.js'
import type { DataFrame, ShowOptions } from './data-frame.js'
import type { FrameWriter } from './frame-writer.js'
import { asSchema } from './verb/as-schema.js'
import { drop } from './verb/drop.js'
import { fillNulls } from './verb/fill-nulls.js'
import { filter } from './verb/filter.js'
import { aggregated, counted, groupBy, type Grouping } from './verb/group.js'
import { crossJoin, join, joinOn, type JoinOn, type JoinOptions } from './verb/join.js'
import { orderBy, type Key } from './verb/order-by.js'
import type { Selected } from './verb/projection.js'
import { rename } from './verb/rename.js'
import { distinct, dropDuplicates, dropNulls, limit, offset, sample } from './verb/rows.js'
import { select } from './verb/select.js'
import { except, intersect, union, unionByName } from './verb/set.js'
import { withColumns } from './verb/with-columns.js'

/** What frames need from the session that made them. */
export interface FrameContext {
  readonly executor: Executor
  /** Knows the formats. */
  writer(plan: LogicalPlan): FrameWriter
  print(text: string): void
  schemaOf(fields: readonly Field[]): Schema<unknown>
  /** The time zone in which `show` prints timestamps. */
  readonly timeZone?: string
}
type Callback = ($: ColumnValues) => unknown
const SHOWN = 20
const MOST_SHOWN = 2 ** 31
const rowCount = whole(0, MOST_SHOWN)
const showChecks: OptionChecks<ShowOptions> = {
  rows: rowCount, maxRows: rowCount, maxColumnWidth: whole(1), totalRows: value => value === 'more' ? undefined : whole(0)(value),
  timeZone: timeZoneName, ...watchChecks,
}

export class Frame {
  #plan: LogicalPlan
  /** The plan as it was before `cache`. */
  #uncached: LogicalPlan | undefined
  #storageLevel = DEFAULT_LEVEL
  readonly #context: FrameContext

  constructor(plan: LogicalPlan, context: FrameContext) {
    this.#plan = plan
    this.#context = context
  }
  /** The plan behind a frame, for those who run or show it. */
  get plan(): LogicalPlan { return this.#plan }
  get context(): FrameContext { return this.#context }
  get $(): ColumnValues { return columnsOf(this.#plan.output) }
  get schema(): Schema<unknown> { return this.#context.schemaOf(fieldsOf(this.#plan)) }
  get columns(): readonly string[] { return this.#plan.output.map(a => a.name) }

  #over(plan: LogicalPlan): Frame { return new Frame(plan, this.#context) }
  select(...columns: readonly Selected[]): Frame { return this.#over(select(this.#plan, columns)) }
  withColumns(columns: Callback): Frame { return this.#over(withColumns(this.#plan, columns)) }
  drop(...names: readonly string[]): Frame { return this.#over(drop(this.#plan, names)) }
  rename(names: Readonly<Record<string, string>>): Frame { return this.#over(rename(this.#plan, names)) }
  filter(condition: Callback): Frame { return this.#over(filter(this.#plan, condition)) }
  where(condition: Callback): Frame { return this.filter(condition) }
  groupBy(...keys: readonly Selected[]): GroupedFrame { return new GroupedFrame(groupBy(this.#plan, keys), this.#context) }
  agg(columns: Callback): Frame { return this.#over(aggregated({ child: this.#plan, keys: [] }, columns)) }
  join(other: Frame, on: JoinOn, options?: JoinOptions): Frame { return this.#over(join(this.#plan, planOf(other, 'join'), on, options)) }
  joinOn(other: Frame, condition: (l: ColumnValues, r: ColumnValues) => unknown, options?: JoinOptions): Frame {
    return this.#over(joinOn(this.#plan, planOf(other, 'joinOn'), condition, options))
  }
  crossJoin(other: Frame, options?: JoinOptions): Frame { return this.#over(crossJoin(this.#plan, planOf(other, 'crossJoin'), options)) }
  union(other: Frame): Frame { return this.#over(union(this.#plan, planOf(other, 'union'))) }
  unionByName(other: Frame, options?: { readonly allowMissingColumns?: boolean }): Frame {
    return this.#over(unionByName(this.#plan, planOf(other, 'unionByName'), options))
  }
  intersect(other: Frame): Frame { return this.#over(intersect(this.#plan, planOf(other, 'intersect'))) }
  except(other: Frame): Frame { return this.#over(except(this.#plan, planOf(other, 'except'))) }
  distinct(): Frame { return this.#over(distinct(this.#plan)) }
  dropDuplicates(...names: readonly string[]): Frame { return this.#over(dropDuplicates(this.#plan, names)) }
  orderBy(...keys: readonly Key[]): Frame { return this.#over(orderBy(this.#plan, keys)) }
  limit(count: number): Frame { return this.#over(limit(this.#plan, count)) }
  offset(count: number): Frame { return this.#over(offset(this.#plan, count)) }
  sample(fraction: number, { seed }: { readonly seed?: number } = {}): Frame { return this.#over(sample(this.#plan, fraction, seed)) }
  dropNulls(...names: readonly string[]): Frame { return this.#over(dropNulls(this.#plan, names)) }
  fillNulls(values: Readonly<Record<string, unknown>>): Frame { return this.#over(fillNulls(this.#plan, values)) }
  as(schema: Schema<unknown>): Frame { return this.#over(asSchema(this.#plan, declaredFields(schema, 'as'))) }
  pipe<A extends readonly unknown[], R>(transform: (frame: Frame, ...args: A) => R, ...args: A): R {
    return asCallback(transform, 'pipe', 'a function of a frame')(this, ...args)
  }

  async cache(options: CacheOptions = {}): Promise<Frame> {
    checkOptions('cache', options, cacheChecks)
    const { storageLevel = this.#storageLevel } = options
    if (this.#uncached && storageLevel !== this.#storageLevel) {
      const hint = `The rows are kept as ${this.#storageLevel} already: call unpersist() first.`
      return raise('INVALID_CONFIG_VALUE', { option: 'storageLevel', value: storageLevel, hint })
    }
    if (this.#uncached) return this
    const plan = this.#plan, { executor } = this.#context, cached = await executor.cache(plan, options)
    if (this.#plan !== plan) {
      executor.uncache(cached)
      return this
    }
    this.#uncached = plan
    this.#plan = cached
    this.#storageLevel = storageLevel
    return this
  }
  async persist(storageLevel: StorageLevel = DEFAULT_LEVEL, options: RunOptions = {}): Promise<Frame> {
    return this.cache({ ...checkOptions('persist', options, runChecks), storageLevel })
  }
  unpersist(): Frame {
    if (!this.#uncached) return this
    this.#context.executor.uncache(this.#plan)
    this.#plan = this.#uncached
    this.#uncached = undefined
    this.#storageLevel = DEFAULT_LEVEL
    return this
  }

  rows(options: RunOptions = {}): AsyncIterable<RowObject[]> {
    return this.#context.executor.rows(this.#plan, checkOptions('rows', options, runChecks))
  }
  async collect(options: RunOptions = {}): Promise<RowObject[]> {
    return this.#context.executor.collect(this.#plan, checkOptions('collect', options, runChecks))
  }
  async first(options: RunOptions = {}): Promise<RowObject | undefined> {
    checkOptions('first', options, runChecks)
    const [row] = await this.limit(1).collect(options)
    return row
  }
  async *[Symbol.asyncIterator](): AsyncGenerator<RowObject> { for await (const batch of this.rows()) yield* batch }
  async count(options: RunOptions = {}): Promise<number> {
    return this.#context.executor.count(this.#plan, checkOptions('count', options, runChecks))
  }
  async toArrow(options: RunOptions = {}): ReturnType<Executor['toArrow']> {
    return this.#context.executor.toArrow(this.#plan, checkOptions('toArrow', options, runChecks))
  }
  recordBatches(options: RunOptions = {}): ReturnType<Executor['recordBatches']> {
    return this.#context.executor.recordBatches(this.#plan, checkOptions('recordBatches', options, runChecks))
  }
  get write(): FrameWriter { return this.#context.writer(this.#plan) }

  async show(options: ShowOptions = {}): Promise<void> {
    const { rows = SHOWN, signal, onProgress, ...table } = checkOptions('show', options, showChecks)
    const run = { ...(signal && { signal }), ...(onProgress && { onProgress }), ...displayOptions }
    const all = await this.limit(rows + 1).collect(run)
    const { timeZone } = this.#context
    this.#context.print(formatTable(fieldsOf(this.#plan), all.slice(0, rows), {
      maxRows: rows, ...(timeZone && { timeZone }), ...(all.length > rows && { totalRows: 'more' }), ...table,
    }))
  }
  async explain(options: ExplainOptions = {}): Promise<string> {
    return this.#context.executor.explain(this.#plan, checkOptions('explain', options, explainChecks))
  }
  printSchema(): void { this.#context.print(formatSchema(fieldsOf(this.#plan))) }
  /** What `console.log(df)` shows in Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): string { return `DataFrame [${formatFields(fieldsOf(this.#plan))}]` }
}

export class GroupedFrame {
  readonly #grouping: Grouping
  readonly #context: FrameContext
  constructor(grouping: Grouping, context: FrameContext) {
    this.#grouping = grouping
    this.#context = context
  }
  agg(columns: Callback): Frame { return new Frame(aggregated(this.#grouping, columns), this.#context) }
  count(): Frame { return new Frame(counted(this.#grouping), this.#context) }
}

/** @throws INVALID_ARGUMENT when plain JavaScript gave no frame. */
const planOf = (other: Frame, verb: string): LogicalPlan => other instanceof Frame
  ? other.plan
  : raise('INVALID_ARGUMENT', { verb, message: `another frame is needed, not ${kindOf(other)}` })
const fieldsOf = (plan: LogicalPlan): readonly Field[] => plan.output.map(({ name, type, nullable }) => ({ name, type, nullable }))

/** A frame over a plan; S and C are what the caller knows of its columns and of the session's options. */
export const frameOf = <S, C extends JsConfig>(plan: LogicalPlan, context: FrameContext): DataFrame<S, C> =>
  new Frame(plan, context) as unknown as DataFrame<S, C>
/** The class behind a frame. */
export const insideOf = (frame: DataFrame<unknown>): Frame => frame as unknown as Frame
