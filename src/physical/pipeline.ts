/**
 * A pipeline: batches from a source through steps that never need to see all of their input. Operators that do (breakers)
 * drain one pipeline and are the source of the next. Steps are synchronous; only sources and `prepare` wait.
 */
import type { Batch } from '../memory/batch.js'

export interface Step {
  /** Work before the first batch, such as building a join's hash table from another pipeline. */
  prepare?(): Promise<void>
  /** The batches this one becomes. Each is valid until the next is asked for. */
  process(batch: Batch): Iterable<Batch>
  /** What is left when the input has ended. */
  finish?(): Iterable<Batch>
  /** Nothing more will come of further input. */
  done?(): boolean
  close(): void
}

export interface Pipeline {
  readonly open: () => AsyncIterable<Batch>
  readonly steps: readonly Step[]
}

export const pipeline = (open: () => AsyncIterable<Batch>, steps: readonly Step[] = []): Pipeline => Object.freeze({ open, steps })
export const through = (p: Pipeline, step: Step): Pipeline => pipeline(p.open, [...p.steps, step])

function* push(steps: readonly Step[], at: number, batch: Batch): Iterable<Batch> {
  const step = steps[at]
  if (!step) yield batch
  else for (const next of step.process(batch)) if (next.rows > 0) yield* push(steps, at + 1, next)
}

/** Runs a pipeline. Whoever stops early, or throws, still closes every step and the source. */
export async function* drain({ open, steps }: Pipeline): AsyncGenerator<Batch, void, undefined> {
  const done = (): boolean => steps.some(s => s.done?.())
  try {
    // later steps first: a join's build side may show that its probe side need not be read
    for (const step of [...steps].reverse()) await step.prepare?.()
    if (!done()) {
      for await (const batch of open()) {
        if (batch.rows > 0) yield* push(steps, 0, batch)
        if (done()) break
      }
    }
    for (const [n, step] of steps.entries()) {
      for (const batch of step.finish?.() ?? []) if (batch.rows > 0) yield* push(steps, n + 1, batch)
    }
  } finally {
    for (const step of steps) step.close()
  }
}
