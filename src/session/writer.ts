/** What `frame.write` offers: one method a format. */
import type { FrameWriter, WriteOptions } from '../dsl/frame-writer.js'
import { arrowSink } from '../io/arrow/sink.js'
import { csvSink } from '../io/csv/sink.js'
import { parquetSink } from '../io/parquet/sink.js'
import { checkValues } from '../logical/check-options.js'
import { targetChecks } from '../io/target.js'
import type { Executor } from '../logical/executor.js'
import type { LogicalPlan } from '../logical/plan.js'
import type { Sink } from '../logical/sink.js'
import { filePath } from './path.js'

export function writer(plan: LogicalPlan, executor: Executor): FrameWriter {
  const write = <O extends WriteOptions>(make: (path: string, options: O) => Sink) => async (path: string, options?: O) => {
    const given = checkValues('write', options === undefined ? {} as O : options, targetChecks)
    return executor.write(plan, make(filePath(path), given), given)
  }
  return { parquet: write(parquetSink), csv: write(csvSink), arrow: write(arrowSink) }
}
