/** Paths as plain JavaScript may give them. */
import { raise } from '../errors/raise.js'

/** @throws INVALID_ARGUMENT for what is no text */
export function filePath(path: string): string {
  if (typeof path === 'string') return path
  return raise('INVALID_ARGUMENT', { verb: 'path', message: `the path of a file is needed, as text, not ${String(path)}` })
}
/** @throws INVALID_ARGUMENT for what is no text and no list of it, and for an empty list: its columns would not be known */
export function filePaths(path: string | readonly string[]): string | readonly string[] {
  if (!isList(path)) return filePath(path)
  if (path.length) return path.map(filePath)
  return raise('INVALID_ARGUMENT', { verb: 'path', message: 'the list of paths is empty: name at least one file' })
}
const isList = (path: string | readonly string[]): path is readonly string[] => Array.isArray(path)
