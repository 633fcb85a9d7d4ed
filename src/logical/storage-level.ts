/** Where the rows of a cached frame lie, by Spark's names. */
import { oneOf, runChecks, type OptionChecks } from './check-options.js'
import type { RunOptions } from './options.js'

const levels = ['MEMORY_ONLY', 'MEMORY_AND_DISK', 'DISK_ONLY'] as const
/**
 * MEMORY_ONLY: in memory; when queries need the room they are dropped, and computed again. MEMORY_AND_DISK: in memory; when queries
 * need the room they go to a temporary file. DISK_ONLY: in a temporary file. Where there is no disk all are MEMORY_ONLY.
 */
export type StorageLevel = typeof levels[number]
export const DEFAULT_LEVEL: StorageLevel = 'MEMORY_ONLY'

export interface CacheOptions extends RunOptions {
  /** Where the rows lie: MEMORY_ONLY unless said. */
  readonly storageLevel?: StorageLevel
}
export const cacheChecks: OptionChecks<CacheOptions> = { ...runChecks, storageLevel: oneOf(...levels) }
