/** What `frame.write` offers: one method a format. */
import type { FrameWriter, WriteOptions, WriteResult } from '../dsl/frame-writer.js'
import { raise } from '../errors/raise.js'
import { arrowSink } from '../io/arrow/sink.js'
import { csvSink } from '../io/csv/sink.js'
import { isS3, storageChecks } from '../io/file/location.js'
import { ndjsonSink } from '../io/ndjson/sink.js'
import { ownSink } from '../io/own/sink.js'
import { parquetSink } from '../io/parquet/sink.js'
import { targetChecks, type Target } from '../io/target.js'
import { folderSink } from '../io/write/folder-sink.js'
import { checkPartitions, kindAt, writeJob, type JobKind } from '../io/write/job.js'
import { checkOptions, checkValues, watchChecks, type OptionCheck } from '../logical/check-options.js'
import { sort } from '../logical/node/sort.js'
import { unresolvedColumn, type SortKey } from '../logical/expression.js'
import type { LogicalPlan } from '../logical/plan.js'
import type { Sink } from '../logical/sink.js'
import { analyze } from '../rules/analysis/analyze.js'
import type { LocalExecutor } from './local-executor.js'
import { filePath } from './path.js'
import { cancelled } from './run.js'
import { schemaOf } from './schema.js'

const names: OptionCheck = value =>
  Array.isArray(value) && value.every(v => typeof v === 'string') && new Set(value).size === value.length ? undefined : "It must be a list of different columns, such as ['year', 'month']."
const checks = { ...targetChecks, partitionBy: names, s3: storageChecks.s3 }

export function writer(plan: LogicalPlan, executor: LocalExecutor): FrameWriter {
  type Make<O> = (target: Target, options: O) => Sink
  const write = <O extends WriteOptions>(format: string, make: Make<Omit<O, 'partitionBy' | 's3'>>) => async (path: string, options?: O): Promise<WriteResult> => {
    const given = checkValues('write', options === undefined ? {} as O : options, checks), { partitionBy = [], s3, ...own } = given
    const storage = { ...executor.config.storage, ...s3 && { s3 } }, { mode = 'errorIfExists', signal } = given
    const sink = (target: Target): Sink => make(target, own)
    sink(filePath(path))
    const there = await look(kindAt(path, storage, signal), signal)
    if (there !== 'nothing' && mode === 'ignore') return { rows: 0 }
    if (there !== 'nothing' && mode !== 'append' && mode !== 'overwrite') return raise('PATH_ALREADY_EXISTS', { path })
    if (there === 'file' && mode === 'append') return raise('FAILED_WRITE_FILE', { path, reason: 'it is one file; rows are appended to a folder' })
    if (there === 'folder' && mode === 'append') await look(checkPartitions(path, partitionBy, storage, signal), signal)
    const kind: JobKind = there === 'nothing' ? 'begin' : mode === 'append' ? 'add' : 'replace'
    const begin = () => writeJob(path, kind, storage), name = `${format} ${path}`
    if (partitionBy.length || mode === 'append' || path.endsWith('/') || there === 'folder') {
      const folder = folderSink(name, { path, partitionBy, extension: extensionOf(format, own), begin, file: sink })
      return executor.write(sorted(plan, partitionBy), folder, given)
    }
    return executor.write(plan, isS3(path) ? oneObject(name, path, sink, begin) : sink(path), given)
  }
  const { timeZone } = executor.config
  return {
    parquet: write('parquet', (target, options) => parquetSink(target, options)),
    csv: write('csv', (target, options) => csvSink(target, { timeZone, ...options })),
    ndjson: write('ndjson', (target, options) => ndjsonSink(target, { timeZone, ...options })),
    arrow: write('arrow', (target, options) => arrowSink(target, options)),
    to: async (sink, options = {}) => {
      const { signal } = checkOptions('write.to', options, watchChecks)
      return executor.write(plan, ownSink(sink, { js: executor.config.js, schemaOf, signal }), options)
    },
  }
}
/** An abort is one error, wherever it comes. */
const look = <T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> => work.catch((error: unknown) => { throw cancelled(error, signal) })

/** By which readers know compressed text; the other formats compress inside. */
const endings: Readonly<Record<string, string>> = { gzip: '.gz', deflate: '.deflate', brotli: '.br', zstd: '.zst' }
const extensionOf = (format: string, options: object): string =>
  `.${format}${format === 'parquet' || format === 'arrow' || !('compression' in options) ? '' : endings[String(options.compression)] ?? ''}`

/** Rows of one partition together; within it the order that the frame has. */
function sorted(plan: LogicalPlan, columns: readonly string[]): LogicalPlan {
  if (columns.length === 0) return plan
  const keys = columns.map((name): SortKey => ({ child: unresolvedColumn(name), descending: false, nullsFirst: true }))
  return plan.node === 'sort' ? analyze(sort(plan.children[0]!, [...keys, ...plan.keys])) : analyze(sort(plan, keys))
}
/** A single file that a job makes. */
const oneObject = (name: string, path: string, sink: (target: Target) => Sink, begin: () => ReturnType<typeof writeJob>): Sink => ({
  name,
  async open(fields, owner) {
    const job = await begin(), file = await sink({ path, create: () => job.file('') }).open(fields, owner)
    return {
      write: batch => file.write(batch),
      async commit() {
        await file.commit()
        await job.commit()
      },
      async abort() {
        await file.abort()
        await job.abort()
      },
    }
  },
})
