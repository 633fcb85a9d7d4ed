import type { Sink } from '../../logical/sink.js'
import type { Batch } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import type { Field } from '../../types/data-type.js'
import { targetPath, type Target } from '../target.js'
import { textTarget, type TextWriteOptions } from './target.js'

/** Bytes of a text format; each result is valid until the next call. */
export interface RowEncoder {
  /** What stands before all rows. */
  head(): Uint8Array
  rows(batch: Batch): Uint8Array
}

/** Writes one text file. */
export function textSink(format: string, target: Target, options: TextWriteOptions, encoderOf: (fields: readonly Field[], memory: Memory) => RowEncoder): Sink {
  return {
    name: `${format} ${targetPath(target)}`,
    async open(fields, { memory }) {
      const encoder = encoderOf(fields, memory), file = await textTarget(target, options)
      let begun = false
      const begin = async (): Promise<void> => {
        if (!begun) await file.write(encoder.head())
        begun = true
      }
      return {
        async write(batch) {
          await begin()
          await file.write(encoder.rows(batch))
        },
        async commit() {
          await begin()
          await file.commit()
        },
        abort: () => file.abort(),
      }
    },
  }
}
