/** Where a sink writes its file to. */
import { oneOf, watchChecks, type OptionChecks } from '../logical/check-options.js'
import type { RunOptions } from '../logical/options.js'
import { raise } from '../errors/raise.js'
import { atomicFile, type AtomicFile } from './file/atomic.js'
import { nodeFiles } from './file/local.js'

/** Of what happens where something is already; `error` is Spark's short name of `errorIfExists`. */
export type WriteMode = 'append' | 'overwrite' | 'errorIfExists' | 'error' | 'ignore'
export interface TargetOptions {
  /** What to do where something is already: `'errorIfExists'` (the default), `'overwrite'`, `'append'` to a folder, or `'ignore'`: nothing. */
  readonly mode?: WriteMode
}
/** What every sink is given; whoever checks a format's options adds these. */
export const targetChecks: OptionChecks<TargetOptions & Pick<RunOptions, 'signal' | 'onProgress'>> = {
  mode: oneOf('append', 'overwrite', 'errorIfExists', 'error', 'ignore'), ...watchChecks,
}

/** A path of this machine, or a file that a job of several makes. */
export type Target = string | JobFile
export interface JobFile { readonly path: string; create(): Promise<AtomicFile> }

export const targetPath = (target: Target): string => typeof target === 'string' ? target : target.path

/**
 * A file to write.
 * @throws PATH_ALREADY_EXISTS unless it may be overwritten
 */
export async function openTarget(target: Target, { mode }: TargetOptions = {}): Promise<AtomicFile> {
  if (typeof target !== 'string') return target.create()
  if (mode !== 'overwrite') {
    const { access } = nodeFiles(target)
    const there = await access(target).then(() => true, () => false)
    if (there) return raise('PATH_ALREADY_EXISTS', { path: target })
  }
  return atomicFile(target)
}
