/** Which files a location means: one file, all of a folder, or those that a pattern matches. */
import { raise } from '../../errors/raise.js'
import type { DataFile } from '../file/input-file.js'
import { dataFile, storeOf, type Location, type StorageOptions } from '../file/location.js'
import type { FileStore, ListedFile } from '../file/store.js'
import { globMatcher, isGlob, splitGlob } from './glob.js'

export interface FindOptions extends StorageOptions {
  /** The folder from which `name=value` folders become columns. Default: the folder that is read, or that a pattern begins with. */
  readonly basePath?: string
  /** Only files whose names match this pattern, such as `*.parquet`. */
  readonly pathGlobFilter?: string
  /** All files of all folders below, and no columns from names of folders. Default: false. */
  readonly recursiveFileLookup?: boolean
}
/** A file and the folders between the base path and it. */
export interface FoundFile { readonly file: DataFile; readonly folders: readonly string[] }

/**
 * In the order of their paths. Names that begin with `_` or `.` are no data.
 * @throws PATH_NOT_FOUND where there is nothing, or a pattern matches nothing
 */
export async function findFiles(location: Location, options: FindOptions, signal?: AbortSignal): Promise<readonly FoundFile[]> {
  const store = storeOf(location, options)
  if (!store) return [{ file: dataFile(location, options), folders: [] }]
  const { path } = dataFile(location, options), kind = await store.kindOf(path, signal)
  if (kind === 'file') return [{ file: store.file(path), folders: foldersAbove(path, options) }]
  const recursive = options.recursiveFileLookup === true
  const found = kind === 'folder' ? await inFolder(store, path, recursive, signal)
    : isGlob(path) ? await matching(store, path, recursive, signal)
    : []
  if (kind === 'nothing' && found.length === 0) return raise('PATH_NOT_FOUND', { path })
  const fits = options.pathGlobFilter === undefined ? () => true : globMatcher(options.pathGlobFilter)
  return found.filter(f => fits(f.name)).sort(byPath)
    .map(f => ({ file: store.file(f.path), folders: recursive ? [] : options.basePath === undefined ? f.folders : foldersAbove(f.path, options) }))
}
const byPath = (a: ListedFile, b: ListedFile): number => a.path < b.path ? -1 : a.path > b.path ? 1 : 0

function foldersAbove(path: string, { basePath }: FindOptions): readonly string[] {
  if (basePath === undefined) return []
  const base = basePath === '' || basePath.endsWith('/') ? basePath : `${basePath}/`
  if (path.startsWith(base)) return path.slice(base.length).split('/').slice(0, -1)
  const hint = `It must be a folder above '${path}', written the same way.`
  return raise('INVALID_CONFIG_VALUE', { option: 'basePath', value: `'${basePath}'`, hint })
}

export const isPartitionFolder = (name: string): boolean => /^[^=]+=/.test(name)
/** As Spark: what begins with `_` or `.` is no data, but for a partition column of such a name. */
const isHidden = (name: string): boolean => name.startsWith('.') || (name.startsWith('_') && !isPartitionFolder(name))

/** Files of the folder and of the partitions in it. */
async function inFolder(store: FileStore, folder: string, recursive: boolean, signal: AbortSignal | undefined): Promise<ListedFile[]> {
  let deeper: string | undefined
  const enter = (folders: readonly string[]): boolean => {
    const name = folders.at(-1)!
    if (isHidden(name)) return false
    if (!recursive && !isPartitionFolder(name)) deeper ??= folders.join('/')
    return recursive || isPartitionFolder(name)
  }
  const found: ListedFile[] = []
  for await (const file of store.list(folder, enter, signal)) if (!isHidden(file.name)) found.push(file)
  if (found.length > 0 || deeper === undefined) return found
  const reason = `it has no files itself, only folders such as '${deeper}': give { recursiveFileLookup: true } to read those`
  return raise('FAILED_READ_FILE', { path: folder, reason })
}
/** Files that the pattern matches, and those in folders that it matches. */
async function matching(store: FileStore, pattern: string, recursive: boolean, signal: AbortSignal | undefined): Promise<ListedFile[]> {
  const { base, rest } = splitGlob(pattern.replace(/\/+$/, '')), matches = globMatcher(rest)
  if (base !== '' && await store.kindOf(base, signal) !== 'folder') return []
  const depth = rest.split('/').includes('**') ? Infinity : rest.split('/').length
  const inMatch = (folders: readonly string[]): boolean => folders.some((_, n) =>
    matches(folders.slice(0, n + 1).join('/')) && folders.slice(n + 1).every(name => recursive || isPartitionFolder(name)))
  const enter = (folders: readonly string[]): boolean => !isHidden(folders.at(-1)!) && (folders.length < depth || inMatch(folders))
  const found: ListedFile[] = []
  for await (const file of store.list(base, enter, signal)) {
    if (!isHidden(file.name) && (matches([...file.folders, file.name].join('/')) || inMatch(file.folders))) found.push(file)
  }
  return found
}
