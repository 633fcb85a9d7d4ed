/** Counts the rows that an operator gives and the time it takes, without that of its inputs. */
import type { Batch } from '../memory/batch.js'
import type { Metrics } from './metrics.js'
import { pulse, type Pipeline, type Step } from './pipeline.js'
import type { PhysicalPlan } from './plan.js'

/** Whose time it is: one operator at a time, since a query runs on one thread. */
export class Clock {
  readonly #metrics: Metrics
  readonly #running: PhysicalPlan[] = []
  #since = 0
  constructor(metrics: Metrics) { this.#metrics = metrics }

  /** From now on time is this operator's, until `leave`. */
  enter(plan: PhysicalPlan): void {
    this.#settle()
    this.#running.push(plan)
  }
  leave(): void {
    this.#settle()
    this.#running.pop()
  }
  #settle(): void {
    const now = performance.now(), current = this.#running.at(-1)
    if (current) this.#metrics.add(current, 'time', now - this.#since)
    this.#since = now
  }
}

/** The operator's part of its pipeline is its last step, or the source where it begins a new pipeline. */
export function timed({ open, steps }: Pipeline, plan: PhysicalPlan, clock: Clock, metrics: Metrics): Pipeline {
  const last = steps.at(-1)
  if (last) return { open, steps: [...steps.slice(0, -1), new TimedStep(last, plan, clock, metrics)] }
  return { open: () => timedSource(open(), plan, clock, metrics), steps }
}

async function* timedSource(source: AsyncIterable<Batch>, plan: PhysicalPlan, clock: Clock, metrics: Metrics): AsyncGenerator<Batch> {
  const iterator = source[Symbol.asyncIterator]()
  try {
    for (;;) {
      clock.enter(plan)
      let next: IteratorResult<Batch>
      try {
        next = await iterator.next()
      } finally {
        clock.leave()
      }
      if (next.done) return
      if (next.value !== pulse) metrics.add(plan, 'numOutputRows', next.value.rows)
      yield next.value
    }
  } finally {
    await iterator.return?.()
  }
}

class TimedStep implements Step {
  readonly #step: Step
  readonly #plan: PhysicalPlan
  readonly #clock: Clock
  readonly #metrics: Metrics
  constructor(step: Step, plan: PhysicalPlan, clock: Clock, metrics: Metrics) {
    this.#step = step
    this.#plan = plan
    this.#clock = clock
    this.#metrics = metrics
  }
  async prepare(): Promise<void> {
    this.#clock.enter(this.#plan)
    try {
      await this.#step.prepare?.()
    } finally {
      this.#clock.leave()
    }
  }
  process(batch: Batch): Iterable<Batch> { return this.#timed(() => this.#step.process(batch)) }
  finish(): Iterable<Batch> { return this.#step.finish ? this.#timed(() => this.#step.finish!()) : [] }
  done(): boolean { return this.#step.done?.() ?? false }
  close(): void { this.#step.close() }

  *#timed(start: () => Iterable<Batch>): Iterable<Batch> {
    let iterator: Iterator<Batch> | undefined
    try {
      for (;;) {
        this.#clock.enter(this.#plan)
        let next: IteratorResult<Batch>
        try {
          iterator ??= start()[Symbol.iterator]()
          next = iterator.next()
        } finally {
          this.#clock.leave()
        }
        if (next.done) return
        if (next.value !== pulse) this.#metrics.add(this.#plan, 'numOutputRows', next.value.rows)
        yield next.value
      }
    } finally {
      iterator?.return?.()
    }
  }
}
