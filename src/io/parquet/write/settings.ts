import { compressor, type Compressor } from './codec.js'
import type { Leaf } from './leaves.js'
import { leafSettings, type LeafSettings, type ParquetFileOptions } from './options.js'

/** What is written and how: the options, and a choice where they are silent. */
export interface FileSettings {
  readonly compressor: Compressor
  readonly groupRows: number
  readonly groupBytes: number
  readonly pageRows: number
  readonly pageBytes: number
  readonly dictionaryBytes: number
  /** What pages in the making may take together, on the heap. */
  readonly heapBytes: number
  readonly version: 1 | 2
  readonly statistics: boolean
  readonly pageIndex: boolean
  readonly falsePositives: number
  readonly metadata: Readonly<Record<string, string>>
  /** By leaf. */
  readonly leaves: readonly LeafSettings[]
}

const GROUP_ROWS = 1 << 20, GROUP_BYTES = 128 << 20, PAGE_BYTES = 1 << 20, PAGE_ROWS = 20_000, DICTIONARY_BYTES = 1 << 20
const FALSE_POSITIVES = 0.01
/** A row group that waits to be written, and again pages in the making, take at most this part of the memory limit. */
const SHARE = 1 / 8
const LEAST_HEAP = 4 << 20, MOST_HEAP = 64 << 20
const LEAST_DICTIONARY = 16 << 10, LEAST_PAGE = 16 << 10

export async function fileSettings(options: ParquetFileOptions, leaves: readonly Leaf[], memoryLimit: number): Promise<FileSettings> {
  const own = leafSettings(leaves, options)
  const heapBytes = Math.min(MOST_HEAP, Math.max(LEAST_HEAP, memoryLimit * SHARE))
  const groupBytes = Math.min(options.rowGroupSizeBytes ?? GROUP_BYTES, memoryLimit * SHARE)
  const leastDictionary = Math.max(LEAST_DICTIONARY, heapBytes / (2 * leaves.length))
  return {
    compressor: await compressor(options.compression ?? 'snappy', options.compressionLevel),
    groupRows: options.rowGroupSize ?? GROUP_ROWS,
    groupBytes,
    pageRows: options.pageRowCountLimit ?? PAGE_ROWS,
    // A row group has a page of every column at least.
    pageBytes: Math.min(options.pageSize ?? PAGE_BYTES, Math.max(LEAST_PAGE, groupBytes / leaves.length)),
    dictionaryBytes: Math.min(options.dictionaryPageSize ?? DICTIONARY_BYTES, leastDictionary),
    heapBytes,
    version: options.dataPageVersion ?? 1,
    statistics: options.statistics ?? true,
    pageIndex: options.pageIndex ?? true,
    falsePositives: options.bloomFilterFpp ?? FALSE_POSITIVES,
    metadata: options.metadata ?? {},
    leaves: own,
  }
}
