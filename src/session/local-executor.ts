/** Runs plans in this process: what a frame's verbs ask of `Executor`. */
import type { RecordBatch, Table } from 'apache-arrow'
import { raise } from '../errors/raise.js'
import { toRecordBatch, toTable } from '../io/arrow/record-batch.js'
import { spillFolder } from '../io/file/spill-folder.js'
import { rowReader } from '../io/rows/row-reader.js'
import type { Executor } from '../logical/executor.js'
import type { ExplainOptions, RowObject, RunOptions } from '../logical/options.js'
import { alias, unresolvedCall } from '../logical/expression.js'
import { aggregate } from '../logical/node/aggregate.js'
import { cachedRelation } from '../logical/node/cached-relation.js'
import { formatPlan } from '../logical/node/kinds.js'
import type { LogicalPlan } from '../logical/plan.js'
import type { Sink } from '../logical/sink.js'
import { DEFAULT_LEVEL, type CacheOptions } from '../logical/storage-level.js'
import { Memory } from '../memory/memory.js'
import { Pool } from '../memory/pool.js'
import { analyze } from '../rules/analysis/analyze.js'
import { optimize } from '../rules/optimize.js'
import { knownRows } from '../rules/statistics.js'
import type { Field } from '../types/data-type.js'
import { Cache } from './cache.js'
import { configOf, type Config, type SessionOptions } from './config.js'
import { explain } from './explain.js'
import { prepare, start, type Engine } from './run.js'

export class LocalExecutor implements Executor {
  readonly config: Config
  #engine: Engine | undefined
  #closed = false

  constructor(options: SessionOptions = {}) { this.config = configOf(options) }

  /** Made on first use: a session that only builds plans reserves nothing. */
  get engine(): Engine {
    if (this.#closed) return raise('SESSION_CLOSED')
    if (!this.#engine) {
      const memory = Memory.shared(), pool = new Pool(memory, { limit: this.config.memory, disk: spillFolder(this.config.localDir) })
      this.#engine = { config: this.config, memory, pool, cache: new Cache(pool), closed: () => this.#closed }
    }
    return this.#engine
  }

  async *rows(plan: LogicalPlan, options: RunOptions): AsyncGenerator<RowObject[]> {
    const { engine } = this
    const { batches, context } = start(await prepare(plan, engine, options.signal), engine, options)
    const read = rowReader(fieldsOf(plan), engine.memory, { ...this.config.js, ...options }, context.task)
    for await (const batch of batches) yield read(batch)
  }
  async collect(plan: LogicalPlan, options: RunOptions): Promise<RowObject[]> {
    const { engine } = this, prepared = await prepare(plan, engine, options.signal)
    const { batches, context } = start(prepared, engine, options), size = knownRows(prepared.optimized)
    const read = rowReader(fieldsOf(plan), engine.memory, { ...this.config.js, ...options }, context.task, true)
    if (size === undefined) {
      const parts: RowObject[][] = []
      for await (const batch of batches) parts.push(read(batch))
      return joined(parts)
    }
    const rows = new Array<RowObject>(size)
    let done = 0
    for await (const batch of batches) {
      read(batch, rows, done)
      done += batch.rows
    }
    rows.length = done
    return rows
  }
  async *recordBatches(plan: LogicalPlan, options: RunOptions): AsyncGenerator<RecordBatch> {
    const { engine } = this, fields = fieldsOf(plan)
    for await (const batch of start(await prepare(plan, engine, options.signal), engine, options).batches) yield toRecordBatch(fields, batch, engine.memory)
  }
  async toArrow(plan: LogicalPlan, options: RunOptions): Promise<Table> {
    const batches: RecordBatch[] = []
    for await (const batch of this.recordBatches(plan, options)) batches.push(batch)
    return toTable(fieldsOf(plan), batches)
  }
  async count(plan: LogicalPlan, options: RunOptions): Promise<number> {
    const counted = analyze(aggregate(plan, [], [alias(unresolvedCall('count', []), 'count')]))
    for await (const [row] of this.rows(counted, { ...options, int64: 'number' })) return row!['count'] as number
    return 0
  }
  async write(plan: LogicalPlan, sink: Sink, options: RunOptions): Promise<{ readonly rows: number }> {
    const { engine } = this
    const prepared = await prepare(plan, engine, options.signal)
    const task = engine.pool.task(`Writing ${sink.name}`)
    try {
      const writer = await sink.open(fieldsOf(plan), task)
      let rows = 0
      try {
        for await (const batch of start(prepared, engine, options).batches) {
          await writer.write(batch)
          rows += batch.rows
        }
        await writer.commit()
      } catch (error) {
        await writer.abort()
        throw error
      }
      return { rows }
    } finally {
      task.close()
    }
  }

  explain(plan: LogicalPlan, options: ExplainOptions): Promise<string> { return explain(plan, this.engine, options) }
  optimizedPlan(plan: LogicalPlan): string {
    return formatPlan(optimize(plan, { timeZone: this.config.timeZone, enabled: this.config.optimize }))
  }

  async cache(plan: LogicalPlan, { storageLevel = DEFAULT_LEVEL, ...options }: CacheOptions): Promise<LogicalPlan> {
    const { engine } = this
    return cachedRelation(plan, await engine.cache.add(plan, storageLevel, async function* (p) {
      yield* start(await prepare(p, engine, options.signal), engine, options).batches
    }))
  }
  uncache(plan: LogicalPlan): void {
    if (plan.node === 'cachedRelation') this.#engine?.cache.drop(plan.rows.key)
  }

  close(): void {
    this.#engine?.cache.close()
    this.#closed = true
  }
}

const fieldsOf = (plan: LogicalPlan): readonly Field[] => plan.output.map(a => ({ name: a.name, type: a.type, nullable: a.nullable }))

/** One array of all rows; the batch's own where there is only one. (`concat` is slow where Arrow is loaded: it changes what is spread.) */
function joined(batches: readonly RowObject[][]): RowObject[] {
  if (batches.length === 1) return batches[0]!
  const all = new Array<RowObject>(batches.reduce((rows, batch) => rows + batch.length, 0))
  let n = 0
  for (const batch of batches) for (let k = 0; k < batch.length; k++) all[n++] = batch[k]!
  return all
}
