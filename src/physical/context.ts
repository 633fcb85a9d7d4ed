/** What operators share while one query runs. */
import type { Expression } from '../logical/expression.js'
import type { Memory } from '../memory/memory.js'
import type { TaskMemory } from '../memory/task-memory.js'
import type { ColumnStore } from './column-store.js'
import { Metrics } from './metrics.js'
import { nextTurn } from './next-turn.js'
import { Clock, timed } from './timed.js'
import { kindOf, partitionsOf } from './operator/kinds.js'
import type { Pipeline } from './pipeline.js'
import type { PhysicalPlan } from './plan.js'
import type { StageContext, StageRunner, StageSpec, Tier } from './stage.js'

export interface ExecutionOptions {
  readonly memory: Memory
  readonly task: TaskMemory
  readonly tier: Tier
  /** For expressions that the tier cannot compile. */
  readonly fallback: Tier
  readonly canCompile: (e: Expression) => boolean
  readonly batchRows: number
  readonly signal: AbortSignal | undefined
  /** Throws when the query is to end. */
  readonly check: () => void
  /** The rows of a cached frame. */
  readonly cached: (key: number) => ColumnStore
  /** Called about once per batch that a scan reads. */
  readonly onBatch: (() => void) | undefined
}

/** How long a query may keep the event loop to itself. */
const TURN_MS = 10

export class ExecutionContext {
  readonly metrics = new Metrics()
  readonly #clock = new Clock(this.metrics)
  readonly #shared = new Map<PhysicalPlan, unknown>()
  readonly #closers: (() => void)[] = []
  #turn = performance.now()
  constructor(readonly options: ExecutionOptions) {}

  get memory(): Memory { return this.options.memory }
  get task(): TaskMemory { return this.options.task }
  get batchRows(): number { return this.options.batchRows }

  /** The pipeline of one partition of a plan, with its rows counted and its time taken. */
  lower(plan: PhysicalPlan, partition: number): Pipeline {
    return { ...timed(kindOf(plan).lower(plan, this, partition), plan, this.#clock, this.metrics), breathe: this.breathe, makeRoom: this.#makeRoom }
  }
  /** Lets timers and other queries have their turn, else neither an abort nor a second query would be noticed. */
  readonly breathe = (): Promise<void> | undefined => {
    this.options.check()
    if (performance.now() - this.#turn < TURN_MS) return undefined
    return this.#pause()
  }
  readonly #makeRoom = (): Iterable<void> => this.task.makeRoom()
  async #pause(): Promise<void> {
    await nextTurn()
    this.#turn = performance.now()
    this.options.check()
  }
  partitionsOf(plan: PhysicalPlan): number { return partitionsOf(plan) }

  /** Something made once per query for a plan node and used by all of its partitions. */
  shared<T>(plan: PhysicalPlan, make: () => T): T {
    if (!this.#shared.has(plan)) this.#shared.set(plan, make())
    return this.#shared.get(plan) as T
  }
  /** Runs when the query ends, however it ends; last first. */
  onClose(close: () => void): void { this.#closers.push(close) }
  close(): void { for (const close of this.#closers.splice(0).reverse()) close() }

  /** A stage on the session's tier, or as closures where something in it cannot be compiled. */
  stage(spec: StageSpec): StageRunner {
    const { tier, fallback, canCompile } = this.options
    return ([...spec.filters, ...spec.outputs].every(canCompile) ? tier : fallback).stage(spec, this.stageContext())
  }
  stageContext(): StageContext { return { memory: this.memory, task: this.task, batchRows: this.batchRows } }
}
