/** Locations as plain JavaScript may give them. */
import { raise } from '../errors/raise.js'
import { dataFile, type Location } from '../io/file/location.js'

/** @throws INVALID_ARGUMENT for what is no text, or no path */
export function filePath(path: string): string {
  if (typeof path === 'string') return dataFile(path).path
  return raise('INVALID_ARGUMENT', { verb: 'path', message: `the path of a file is needed, as text, not ${String(path)}` })
}
/** @throws INVALID_ARGUMENT for an empty list: its columns would not be known */
export function locations(location: Location | readonly Location[]): readonly Location[] {
  if (!isList(location)) return [location]
  if (location.length) return [...location]
  return raise('INVALID_ARGUMENT', { verb: 'path', message: 'the list of paths is empty: name at least one file' })
}
const isList = (location: Location | readonly Location[]): location is readonly Location[] => Array.isArray(location)
