import { raise } from '../errors/raise.js'
import { oneOf, watchChecks, type OptionChecks } from '../logical/check-options.js'
import type { RunOptions } from '../logical/options.js'
import { atomicFile, type AtomicFile } from './file/atomic.js'
import { nodeFiles } from './file/local.js'

export interface TargetOptions {
  /** What to do where something is already: `'error'` (the default) or `'overwrite'`. */
  readonly mode?: 'error' | 'overwrite'
}
/** What every sink is given; whoever checks a format's options adds these. */
export const targetChecks: OptionChecks<TargetOptions & Pick<RunOptions, 'signal' | 'onProgress'>> = {
  mode: oneOf('error', 'overwrite'), ...watchChecks,
}

/**
 * A file to write.
 * @throws PATH_ALREADY_EXISTS unless it may be overwritten
 */
export async function openTarget(path: string, { mode = 'error' }: TargetOptions = {}): Promise<AtomicFile> {
  if (mode === 'error') {
    const { access } = nodeFiles(path)
    const there = await access(path).then(() => true, () => false)
    if (there) return raise('PATH_ALREADY_EXISTS', { path })
  }
  return atomicFile(path)
}
