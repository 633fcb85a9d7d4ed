/** What `frame.write` offers: one method a format. */
import type { FrameWriter, WriteOptions } from '../dsl/frame-writer.js'
import { arrowSink } from '../io/arrow/sink.js'
import { csvSink } from '../io/csv/sink.js'
import { ndjsonSink } from '../io/ndjson/sink.js'
import { parquetSink } from '../io/parquet/sink.js'
import { targetChecks } from '../io/target.js'
import { checkValues } from '../logical/check-options.js'
import type { LogicalPlan } from '../logical/plan.js'
import type { Sink } from '../logical/sink.js'
import type { LocalExecutor } from './local-executor.js'
import { filePath } from './path.js'

export function writer(plan: LogicalPlan, executor: LocalExecutor): FrameWriter {
  const write = <O extends WriteOptions>(make: (path: string, options: O) => Sink) => async (path: string, options?: O) => {
    const given = checkValues('write', options === undefined ? {} as O : options, targetChecks)
    return executor.write(plan, make(filePath(path), given), given)
  }
  const { timeZone } = executor.config
  return {
    parquet: write(parquetSink), csv: write((path, options) => csvSink(path, { timeZone, ...options })),
    ndjson: write((path, options) => ndjsonSink(path, { timeZone, ...options })), arrow: write(arrowSink),
  }
}
