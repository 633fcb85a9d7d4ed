/** What `frame.write` offers: one method a format. */
import type { FrameWriter, WriteOptions } from '../dsl/frame-writer.js'
import { raise } from '../errors/raise.js'
import { arrowSink } from '../io/arrow/sink.js'
import { csvSink } from '../io/csv/sink.js'
import { parquetSink } from '../io/parquet/sink.js'
import { checkValues, watchChecks } from '../logical/check-options.js'
import type { Executor } from '../logical/executor.js'
import type { LogicalPlan } from '../logical/plan.js'
import type { Sink } from '../logical/sink.js'
import { filePath } from './path.js'

const modes: readonly string[] = ['error', 'overwrite']

export function writer(plan: LogicalPlan, executor: Executor): FrameWriter {
  const write = <O extends WriteOptions>(make: (path: string, options: O) => Sink) => async (path: string, options?: O) => {
    const given = checkValues('write', options === undefined ? {} as O : options, watchChecks), { mode } = given
    if (mode !== undefined && !modes.includes(mode)) {
      raise('INVALID_CONFIG_VALUE', { option: 'mode', value: mode, hint: `It must be one of ${modes.join(', ')}.` })
    }
    return executor.write(plan, make(filePath(path), given), given)
  }
  return { parquet: write(parquetSink), csv: write(csvSink), arrow: write(arrowSink) }
}
