import { AsyncByteQueue } from 'apache-arrow'
import { checkOptions, oneOf, type OptionChecks } from '../../logical/check-options.js'
import type { Sink } from '../../logical/sink.js'
import type { AtomicFile } from '../file/atomic.js'
import { openTarget, targetChecks, targetPath, type Target, type TargetOptions } from '../target.js'
import { arrowCompressions, ipcWriter, type ArrowCompression } from './compression.js'
import { toRecordBatch, toTable } from './record-batch.js'

export interface ArrowSinkOptions extends TargetOptions {
  /** `file` (the default) can be read from any place, `stream` from the front only. */
  readonly format?: 'file' | 'stream'
  /** Of the values: `lz4`, which is faster, or `zstd`, which is smaller. Default: none. */
  readonly compression?: ArrowCompression
}
const checks: OptionChecks<ArrowSinkOptions> = { ...targetChecks, format: oneOf('file', 'stream'),
  compression: oneOf(...arrowCompressions) }

/** Writes Arrow IPC, one record batch a batch. */
export function arrowSink(target: Target, options: ArrowSinkOptions = {}): Sink {
  checkOptions('write.arrow', options, checks)
  return {
    name: `arrow ${targetPath(target)}`,
    async open(fields, { memory }) {
      const chunks = new Chunks(), writer = (await ipcWriter(options.format ?? 'file', options.compression ?? 'none')).reset(chunks),
        file = await openTarget(target, options)
      let begun = false
      return {
        async write(batch) {
          begun = true
          writer.write(toRecordBatch(fields, batch, memory))
          await chunks.moveTo(file)
        },
        async commit() {
          if (!begun) writer.write(toTable(fields, []))
          writer.finish()
          await chunks.moveTo(file)
          await file.commit()
        },
        abort: () => file.abort(),
      }
    },
  }
}
/** What the writer has made and the file has not got yet: at most one batch. */
class Chunks extends AsyncByteQueue {
  private readonly waiting: Uint8Array[] = []
  override write(chunk: unknown): void { this.waiting.push(chunk as Uint8Array) }
  async moveTo(file: AtomicFile): Promise<void> {
    for (const chunk of this.waiting.splice(0)) await file.write(chunk)
  }
}
