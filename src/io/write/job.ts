import { findFiles } from '../dataset/find-files.js'
import { partitioned } from '../dataset/partitions.js'
import { raise } from '../../errors/raise.js'
import { s3Client } from '../file/s3/client.js'
import { s3Job } from '../file/s3/job.js'
import { isS3, storeOf, type StorageOptions } from '../file/location.js'
import type { AtomicFile } from '../file/atomic.js'
import { localJob, sweep } from './local-job.js'

/** Files below one place that appear there together. */
export interface WriteJob {
  /** Begins a file; an empty `relative` means the place itself. Its `commit` says that it is complete, not that it appears. */
  file(relative: string): Promise<AtomicFile>
  /** Makes all files appear. */
  commit(): Promise<void>
  /** Removes whatever was written. Safe after a failure. */
  abort(): Promise<void>
}
/** `replace`: what is there goes when the job commits. `add`: it stays. `begin`: nothing is there. */
export type JobKind = 'replace' | 'add' | 'begin'

export const writeJob = (path: string, kind: JobKind, options: StorageOptions): Promise<WriteJob> =>
  isS3(path) ? s3Job(s3Client(options.s3), path, kind) : localJob(path, kind)

/**
 * Files that are added to a folder must lie in it as those that are there do.
 * @throws CONFLICTING_PARTITION_COLUMN_NAMES
 */
export async function checkPartitions(path: string, partitionBy: readonly string[], options: StorageOptions, signal?: AbortSignal): Promise<void> {
  const found = await findFiles(path, options, signal), [first] = found
  if (first === undefined) return
  const { fields } = partitioned([first], undefined), there = fields.map(f => f.name).join(', ') || 'none', added = partitionBy.join(', ') || 'none'
  if (there !== added) raise('CONFLICTING_PARTITION_COLUMN_NAMES', { first: `'${first.file.path}' has ${there}`, other: `what is added would have ${added}` })
}

/**
 * What is at a path that is to be written, once what killed jobs left there is cleared.
 * @throws INVALID_ARGUMENT for a place that only reads
 */
export async function kindAt(path: string, options: StorageOptions, signal?: AbortSignal): Promise<'file' | 'folder' | 'nothing'> {
  const store = storeOf(path, options)
  if (store === undefined) return raise('INVALID_ARGUMENT', { verb: 'write', message: `nothing here writes to '${path}': give a path or s3://bucket/key` })
  if (!isS3(path)) await sweep(path)
  return store.kindOf(path, signal)
}
