/**
 * A pipeline: batches from a source through steps that never need to see all of their input. Operators that do (breakers)
 * drain one pipeline and are the source of the next. Steps are synchronous; only sources and `prepare` wait.
 */
import type { Batch } from '../memory/batch.js'

export interface Step {
  /** Work before the first batch, such as building a join's hash table from another pipeline. */
  prepare?(): Promise<void>
  /** The batches this one becomes. Each is valid until the next is asked for. Long work without rows gives a `pulse` now and then. */
  process(batch: Batch): Iterable<Batch>
  /** What is left when the input has ended. */
  finish?(): Iterable<Batch>
  /** Nothing more will come of further input. */
  done?(): boolean
  close(): void
}

/** Work between two batches: throws where the query is to end, waits where others should have their turn. */
export type Breathe = () => Promise<void> | undefined
export interface Pipeline {
  /** Called before the steps take a batch, when none of them is at work: what they keep can spill now, step by step. */
  readonly makeRoom?: (() => Iterable<void>) | undefined
  readonly open: () => AsyncIterable<Batch>
  readonly steps: readonly Step[]
  readonly breathe?: Breathe | undefined
}
/** No rows, only a moment at which the query can be ended. */
export const pulse: Batch = Object.freeze({ rows: 0, columns: Object.freeze([]) })

/** Steps of long work, with such a moment between any two. */
export function* pulses<T>(steps: Iterator<void, T>): Generator<Batch, T> {
  try {
    for (;;) {
      const step = steps.next()
      if (step.done) return step.value
      yield pulse
    }
  } finally {
    // where it was given up in the middle
    steps.return?.()
  }
}

export const pipeline = (open: () => AsyncIterable<Batch>, steps: readonly Step[] = []): Pipeline => Object.freeze({ open, steps })
export const through = (p: Pipeline, step: Step): Pipeline => pipeline(p.open, [...p.steps, step])

function* push(steps: readonly Step[], at: number, batch: Batch): Iterable<Batch> {
  const step = steps[at]
  if (!step || batch.rows === 0) yield batch
  else for (const next of step.process(batch)) yield* push(steps, at + 1, next)
}

/** Runs a pipeline. Whoever stops early, or throws, still closes every step and the source. */
export async function* drain({ open, steps, breathe, makeRoom }: Pipeline): AsyncGenerator<Batch, void, undefined> {
  const done = (): boolean => steps.some(s => s.done?.())
  try {
    // later steps first: a join's build side may show that its probe side need not be read
    for (const step of [...steps].reverse()) await step.prepare?.()
    if (!done()) {
      for await (const batch of open()) {
        for (const _ of makeRoom?.() ?? []) {
          const pause = breathe?.()
          if (pause) await pause
        }
        for (const next of push(steps, 0, batch)) {
          const pause = breathe?.()
          if (pause) await pause
          if (next.rows > 0) yield next
        }
        if (done()) break
      }
    }
    for (const [n, step] of steps.entries()) {
      for (const batch of step.finish?.() ?? []) {
        for (const next of push(steps, n + 1, batch)) {
          const pause = breathe?.()
          if (pause) await pause
          if (next.rows > 0) yield next
        }
      }
    }
  } finally {
    for (const step of steps) step.close()
  }
}
