/** One run of a plan: open its sources, optimise, plan, execute, and clean up however it ends. */
import { TypedFrameError, raise } from '../errors/raise.js'
import type { Progress, RunOptions } from '../logical/executor.js'
import { relation } from '../logical/node/relation.js'
import { transformUp } from '../logical/node/kinds.js'
import type { LogicalPlan } from '../logical/plan.js'
import type { Batch } from '../memory/batch.js'
import type { Memory } from '../memory/memory.js'
import type { Pool } from '../memory/pool.js'
import { closuresTier } from '../physical/closures/tier.js'
import { canCompile } from '../physical/compile/can-compile.js'
import { wasmTier } from '../physical/compile/tier.js'
import { ExecutionContext } from '../physical/context.js'
import { partitionsOf } from '../physical/operator/kinds.js'
import { drain } from '../physical/pipeline.js'
import type { PhysicalPlan } from '../physical/plan.js'
import { planPhysical } from '../physical/planner.js'
import { optimize } from '../rules/optimize.js'
import { estimate } from '../rules/statistics.js'
import type { ColumnStore } from '../physical/column-store.js'
import type { Config } from './config.js'

export interface Engine {
  readonly config: Config
  readonly memory: Memory
  readonly pool: Pool
  readonly cached: (key: number) => ColumnStore
}
export interface Prepared { readonly optimized: LogicalPlan; readonly physical: PhysicalPlan }

/** The same plan over opened sources: their statistics are known from here on. */
export async function openSources(plan: LogicalPlan, signal?: AbortSignal): Promise<LogicalPlan> {
  const opened = new Map<LogicalPlan, LogicalPlan>()
  const open = async (p: LogicalPlan): Promise<void> => {
    if (p.node === 'relation' && !opened.has(p)) opened.set(p, relation(await p.source.open(signal), p.output))
    for (const child of p.children) await open(child)
  }
  await open(plan)
  return transformUp(plan, p => opened.get(p) ?? p)
}

export async function prepare(plan: LogicalPlan, { config }: Engine, signal?: AbortSignal): Promise<Prepared> {
  const opened = await openSources(plan, signal)
  const optimized = optimize(opened, { timeZone: config.timeZone, enabled: config.optimize })
  const tier = config.tier === 'wasm'
  const physical = planPhysical(optimized, { partitions: config.partitions, estimate, canCompile: tier ? canCompile : () => true })
  return { optimized, physical }
}

export interface Run { readonly physical: PhysicalPlan; readonly context: ExecutionContext; readonly batches: AsyncGenerator<Batch> }

/** Starts a run; its memory is given back when `batches` ends, is left early, or throws. */
export function start({ physical }: Prepared, engine: Engine, options: RunOptions): Run {
  const { config, memory, pool, cached } = engine
  const task = pool.task('query')
  const started = performance.now()
  const context: ExecutionContext = new ExecutionContext({
    memory, task, tier: config.tier === 'wasm' ? wasmTier : closuresTier, fallback: closuresTier,
    batchRows: config.batchRows, signal: options.signal, cached,
    onBatch: options.onProgress && (() => options.onProgress!(progress(context, started))),
  })
  return { physical, context, batches: run(physical, context, () => task.close()) }
}

async function* run(physical: PhysicalPlan, context: ExecutionContext, close: () => void): AsyncGenerator<Batch> {
  try {
    for (let p = 0; p < partitionsOf(physical); p++) yield* drain(context.lower(physical, p))
  } catch (error) {
    throw cancelled(error, context.options.signal)
  } finally {
    context.close()
    close()
  }
}

/** An abort, however it surfaced, is one error; everything else passes as it is. */
function cancelled(error: unknown, signal: AbortSignal | undefined): unknown {
  if (!signal?.aborted || error instanceof TypedFrameError) return error
  const { reason } = signal
  try {
    return raise('CANCELLED', { reason: reason instanceof Error && reason.name !== 'AbortError' ? `: ${reason.message}` : '' }, { cause: reason })
  } catch (made) {
    return made
  }
}

const progress = (context: ExecutionContext, started: number): Progress => ({
  rowsRead: context.metrics.total('numOutputRows'),
  bytesRead: context.metrics.total('bytesRead'),
  fraction: undefined,
  elapsedMs: performance.now() - started,
})
