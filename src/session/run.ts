/** One run of a plan: open its sources, optimise, plan, execute, and clean up however it ends. */
import { TypedFrameError, raise } from '../errors/raise.js'
import { clearly } from '../errors/too-deep.js'
import type { Progress, RunOptions } from '../logical/options.js'
import { relation, type Relation } from '../logical/node/relation.js'
import type { Expression } from '../logical/expression.js'
import { transformUp } from '../logical/node/kinds.js'
import type { LogicalPlan } from '../logical/plan.js'
import type { Batch } from '../memory/batch.js'
import type { Memory } from '../memory/memory.js'
import { loadKernels } from '../memory/prebuilt.js'
import type { Pool } from '../memory/pool.js'
import type { ColumnStore } from '../physical/column-store.js'
import { closuresTier } from '../physical/closures/tier.js'
import { canCompile } from '../physical/compile/can-compile.js'
import { wasmTier } from '../physical/compile/tier.js'
import { ExecutionContext } from '../physical/context.js'
import { partitionsOf } from '../physical/operator/kinds.js'
import { drain } from '../physical/pipeline.js'
import type { PhysicalPlan } from '../physical/plan.js'
import { planPhysical } from '../physical/planner.js'
import type { Source } from '../logical/source.js'
import { optimize, type OptimizeOptions } from '../rules/optimize.js'
import { prunePartitions } from '../rules/prune-partitions.js'
import { estimate } from '../rules/statistics.js'
import type { Cache } from './cache.js'
import type { Config } from './config.js'

export interface Engine {
  readonly config: Config
  readonly memory: Memory
  readonly pool: Pool
  readonly cache: Cache
  /** Whether the session was closed. */
  readonly closed: () => boolean
}
export interface Prepared { readonly optimized: LogicalPlan; readonly physical: PhysicalPlan }

/** The same plan over opened sources: their statistics are known from here on. What no filter leaves is not opened, unless the plan runs as written. */
async function openSources(plan: LogicalPlan, { timeZone, enabled }: OptimizeOptions, signal: AbortSignal | undefined): Promise<LogicalPlan> {
  try {
    const found = await withSources(plan, source => source.find?.(signal))
    return await withSources(enabled ? prunePartitions(found, timeZone) : found, source => source.open(signal))
  } catch (error) {
    throw cancelled(error, signal)
  }
}
/** The same plan over sources that, now that they know the filters, looked what of them need not be read. */
async function narrowSources(plan: LogicalPlan, signal: AbortSignal | undefined): Promise<LogicalPlan> {
  try {
    return await withSources(plan, source => source.narrow?.(signal))
  } catch (error) {
    throw cancelled(error, signal)
  }
}
/** The same plan over other sources; the very same where all stay as they are: of that rules remember that they have nothing to do. */
async function withSources(plan: LogicalPlan, make: (source: Source) => Promise<Source> | undefined): Promise<LogicalPlan> {
  const made = new Map<LogicalPlan, LogicalPlan>()
  for (const p of relationsOf(plan)) {
    const source = await make(p.source) ?? p.source
    if (source !== p.source) made.set(p, relation(source, p.output))
  }
  return made.size === 0 ? plan : transformUp(plan, p => made.get(p) ?? p)
}

function relationsOf(plan: LogicalPlan, into: Set<Relation> = new Set()): ReadonlySet<Relation> {
  if (plan.node === 'relation') into.add(plan)
  for (const child of plan.children) relationsOf(child, into)
  return into
}

/** Frames that were made from a cached one which is cached no more: they are made from what that one was made from. */
function withoutDropped(plan: LogicalPlan, cache: Cache): LogicalPlan {
  return transformUp(plan, p => p.node === 'cachedRelation' && !cache.has(p.rows.key) ? withoutDropped(p.source, cache) : p)
}

export async function prepare(plan: LogicalPlan, { config, cache }: Engine, signal?: AbortSignal): Promise<Prepared> {
  await loadKernels()
  const options: OptimizeOptions = { timeZone: config.timeZone, enabled: config.optimize, warn: config.warn }
  try {
    const optimized = await narrowSources(optimize(await openSources(withoutDropped(plan, cache), options, signal), options), signal)
    const physical = planPhysical(optimized, { partitions: config.partitions, estimate, canCompile: compiles(config) })
    return { optimized, physical }
  } catch (error) {
    throw clearly(error)
  }
}

/** Whether the session's tier has code for an expression: closures have it for all. */
const compiles = ({ tier }: Config): ((e: Expression) => boolean) => tier === 'wasm' ? canCompile : () => true

export interface Run { readonly physical: PhysicalPlan; readonly context: ExecutionContext; readonly batches: AsyncGenerator<Batch> }

/** Starts a run; its memory is given back when `batches` ends, is left early, or throws. */
export function start({ physical }: Prepared, engine: Engine, options: RunOptions): Run {
  const { config, memory, pool } = engine
  const task = pool.task('A query')
  const stores = new Map<number, ColumnStore>()
  const started = performance.now()
  const context: ExecutionContext = new ExecutionContext({
    memory, task, tier: config.tier === 'wasm' ? wasmTier : closuresTier, fallback: closuresTier, canCompile: compiles(config),
    batchRows: config.batchRows, signal: options.signal,
    check: () => {
      options.signal?.throwIfAborted()
      task.check()
      if (engine.closed()) raise('SESSION_CLOSED')
    },
    cached: key => stores.get(key) ?? raise('CACHED_FRAME_DROPPED'),
    onBatch: options.onProgress && (() => options.onProgress!(progress(physical, context, started))),
  })
  return { physical, context, batches: run(physical, context, engine, stores) }
}

async function* run(physical: PhysicalPlan, context: ExecutionContext, engine: Engine, stores: Map<number, ColumnStore>): AsyncGenerator<Batch> {
  const { signal } = context.options
  try {
    context.options.check()
    const again = async function* (plan: LogicalPlan) { yield* start(await prepare(plan, engine, signal), engine, {}).batches }
    for (const [key, store] of await engine.cache.pin(cachedKeys(physical), again)) stores.set(key, store)
    for (let p = 0; p < partitionsOf(physical); p++) yield* drain(context.lower(physical, p))
  } catch (error) {
    throw clearly(cancelled(error, signal))
  } finally {
    for (const store of stores.values()) store.unpin()
    context.close()
    context.task.close()
  }
}
function cachedKeys(plan: PhysicalPlan, into: Set<number> = new Set()): Set<number> {
  if (plan.operator === 'cachedScan') into.add(plan.rows.key)
  for (const child of plan.children) cachedKeys(child, into)
  return into
}

/** An abort, however it surfaced, is one error; everything else passes as it is. */
export function cancelled(error: unknown, signal: AbortSignal | undefined): unknown {
  if (!signal?.aborted || error instanceof TypedFrameError) return error
  const { reason } = signal
  try {
    return raise('CANCELLED', { reason: reason instanceof Error && reason.name !== 'AbortError' ? `: ${reason.message}` : '' }, { cause: reason })
  } catch (made) {
    return made
  }
}

function progress(physical: PhysicalPlan, context: ExecutionContext, started: number): Progress {
  const rowsRead = context.metrics.total('rowsRead'), expected = rowsToRead(physical)
  return {
    rowsRead, bytesRead: context.metrics.total('bytesRead'),
    fraction: expected === undefined || expected === 0 ? undefined : Math.min(1, rowsRead / expected),
    elapsedMs: performance.now() - started,
  }
}
/** Rows of all sources together; undefined where one does not know. */
function rowsToRead(plan: PhysicalPlan): number | undefined {
  const own = plan.operator === 'scan' ? plan.source.statistics().rows : 0
  return plan.children.reduce<number | undefined>((sum, child) => {
    const rows = rowsToRead(child)
    return sum === undefined || rows === undefined ? undefined : sum + rows
  }, own)
}
