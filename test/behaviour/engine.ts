/** What tests look at behind a frame: the pool of its session, and how it would run. */
import { insideOf } from '../../src/dsl/frame.js'
import type { DataFrame, TypedFrameError } from '../../src/index.js'
import type { Pool } from '../../src/memory/pool.js'
import { formatPhysical } from '../../src/physical/operator/kinds.js'
import { LocalExecutor } from '../../src/session/local-executor.js'
import { prepare } from '../../src/session/run.js'

function executorOf(frame: DataFrame<any, any>): LocalExecutor {
  const { executor } = insideOf(frame).context
  if (!(executor instanceof LocalExecutor)) throw new TypeError('not a local frame')
  return executor
}
export const poolOf = (frame: DataFrame<any, any>): Pool => executorOf(frame).engine.pool
/** The operators that a frame runs as. */
export async function operators(frame: DataFrame<any, any>): Promise<string> {
  return `\n${formatPhysical((await prepare(insideOf(frame).plan, executorOf(frame).engine)).physical)}\n`
}
/** What a promise, or a call, failed with. */
export async function failure(work: Promise<unknown> | (() => unknown)): Promise<TypedFrameError> {
  try {
    await (typeof work === 'function' ? work() : work)
  } catch (error) {
    return error as TypedFrameError
  }
  throw new TypeError('it did not fail')
}
