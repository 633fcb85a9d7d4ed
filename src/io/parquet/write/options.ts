import { raise } from '../../../errors/raise.js'
import { suggestion } from '../../../errors/suggestion.js'
import { checkOptions, oneOf, whole, yesOrNo, type OptionCheck, type OptionChecks } from '../../../logical/check-options.js'
import { targetChecks, type TargetOptions } from '../../target.js'
import { encodings, encodingsFor, type ValueEncoding } from './encodings.js'
import type { Leaf } from './leaves.js'

export type ParquetCompression = 'snappy' | 'zstd' | 'gzip' | 'lz4_raw' | 'brotli' | 'uncompressed' | 'none'
/** Encodings that can be asked for; the dictionary is the option `dictionary`. */
export type ParquetEncoding = ValueEncoding

/**
 * How a Parquet file is written. Columns are named as in the frame (then all that is nested in them is meant), or as the path of a
 * nested one: `address.city`, `tags.list.element`, `prices.key_value.value`.
 */
export interface ParquetFileOptions {
  /** `snappy` by default. */
  readonly compression?: ParquetCompression
  /** For `zstd` 1 to 22 (3), for `gzip` 1 to 9 (6), for `brotli` 0 to 11 (4). */
  readonly compressionLevel?: number
  /** The most rows of a row group: 1 Mi by default. */
  readonly rowGroupSize?: number
  /** The most compressed bytes of a row group: 128 MiB by default, and at most an eighth of the session's memory. */
  readonly rowGroupSizeBytes?: number
  /** After how many bytes, not yet encoded, a page ends: 1 MiB by default. */
  readonly pageSize?: number
  /** The most rows of a page: 20 000 by default. */
  readonly pageRowCountLimit?: number
  /** 1 by default, which every reader knows. 2 also takes encodings by differences where they are shorter. */
  readonly dataPageVersion?: 1 | 2
  /** Whether, or for which columns, values that repeat are kept once in a dictionary: by default wherever it is shorter. */
  readonly dictionary?: boolean | readonly string[]
  /** After how many bytes a dictionary takes no more: 1 MiB by default. */
  readonly dictionaryPageSize?: number
  /** How the values of a column are written, without a dictionary: by default `PLAIN`, where a dictionary is not shorter. */
  readonly encoding?: Readonly<Record<string, ParquetEncoding>>
  /** Least and greatest value and the number of nulls of each column chunk, by which readers pass over row groups: true by default. */
  readonly statistics?: boolean
  /** The same of each page, by which readers pass over pages: true by default. */
  readonly pageIndex?: boolean
  /** Columns with a Bloom filter, by which readers pass over row groups that do not have a value: none by default. */
  readonly bloomFilter?: readonly string[]
  /** How often a Bloom filter may find what is not there: 0.01 by default. */
  readonly bloomFilterFpp?: number
  /** Names and texts to keep in the file's footer. */
  readonly metadata?: Readonly<Record<string, string>>
}
export interface ParquetSinkOptions extends TargetOptions, ParquetFileOptions {}

const MOST_BYTES = 2 ** 30
const text: OptionCheck = value => typeof value === 'string' ? undefined : 'It must be a text.'
const listOf = (check: OptionCheck, hint: string): OptionCheck => value =>
  Array.isArray(value) && value.every(item => check(item) === undefined) ? undefined : hint
const recordOf = (check: OptionCheck, hint: string): OptionCheck => value =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(item => check(item) === undefined)
    ? undefined : hint
const columns = listOf(text, 'It must be a list of column names.')
const names = Object.keys(encodings).filter(name => name !== 'RLE_DICTIONARY')

const checks: OptionChecks<ParquetSinkOptions> = {
  ...targetChecks,
  compression: oneOf('snappy', 'zstd', 'gzip', 'lz4_raw', 'brotli', 'uncompressed', 'none'),
  compressionLevel: whole(0, 22),
  rowGroupSize: whole(1, 2 ** 31 - 1),
  rowGroupSizeBytes: whole(1),
  pageSize: whole(1, MOST_BYTES),
  pageRowCountLimit: whole(1, MOST_BYTES),
  dataPageVersion: value => value === 1 || value === 2 ? undefined : 'It must be 1 or 2.',
  dictionary: value => typeof value === 'boolean' ? undefined : columns(value) && 'It must be true, false, or a list of column names.',
  dictionaryPageSize: whole(1, MOST_BYTES),
  encoding: recordOf(oneOf(...names), `It must give columns one of ${names.join(', ')}.`),
  statistics: yesOrNo,
  pageIndex: yesOrNo,
  bloomFilter: columns,
  bloomFilterFpp: value => typeof value === 'number' && value > 0 && value < 1 ? undefined : 'It must be a number between 0 and 1.',
  metadata: recordOf(text, 'It must be an object of texts.'),
}
const levels: Partial<Readonly<Record<ParquetCompression, OptionCheck>>> = { zstd: whole(1, 22), gzip: whole(1, 9), brotli: whole(0, 11) }

/** @throws INVALID_CONFIG_VALUE naming the option, and the nearest where there is none of its name */
export function checkParquetOptions(options: ParquetSinkOptions): void {
  const { compression = 'snappy', compressionLevel } = checkOptions('write.parquet', options, checks)
  if (compressionLevel === undefined) return
  const check = levels[compression] ?? (() => `${compression} has no levels.`), hint = check(compressionLevel)
  if (hint !== undefined) bad('compressionLevel', compressionLevel, hint)
}

/** What is asked for one column of values. */
export interface LeafSettings {
  readonly dictionary: boolean
  readonly encoding: ParquetEncoding | undefined
  readonly bloomFilter: boolean
}
/** By leaf. @throws INVALID_CONFIG_VALUE naming the option and the column */
export function leafSettings(leaves: readonly Leaf[], options: ParquetFileOptions): LeafSettings[] {
  const { dictionary = true, encoding = {}, bloomFilter = [] } = options
  const known = [...new Set(leaves.flatMap(leaf => [leaf.path[0]!, leaf.name]))]
  const check = (option: string, names: readonly string[]): void => {
    for (const name of names) if (!known.includes(name)) bad(option, name, `There is no such column. ${suggestion(name, known)}`)
  }
  if (typeof dictionary === 'object') check('dictionary', dictionary)
  check('encoding', Object.keys(encoding))
  check('bloomFilter', bloomFilter)
  return leaves.map(({ path, name, storage: { physical } }) => {
    const asked = own(encoding, name) ?? own(encoding, path[0]!)
    if (asked !== undefined && !encodingsFor(physical).includes(asked)) {
      bad('encoding', asked, `Column '${name}' can be written as ${encodingsFor(physical).join(', ')}.`)
    }
    const within = (names: readonly string[]): boolean => names.includes(name) || names.includes(path[0]!)
    const filtered = within(bloomFilter)
    if (filtered && physical === 'bool') bad('bloomFilter', name, 'Booleans have no Bloom filters: statistics say all there is.')
    return { dictionary: typeof dictionary === 'object' ? within(dictionary) : dictionary, encoding: asked, bloomFilter: filtered }
  })
}
/** Columns may have any name, `__proto__` too. */
const own = <T>(of: Readonly<Record<string, T>>, name: string): T | undefined => Object.hasOwn(of, name) ? of[name] : undefined
const bad = (option: string, value: unknown, hint: string): never => raise('INVALID_CONFIG_VALUE', { option, value, hint })
