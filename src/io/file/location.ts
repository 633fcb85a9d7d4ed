/** Where data lives, as users say it, and the file that is there. */
import { raise } from '../../errors/raise.js'
import { blobFile, bytesFile } from './in-memory.js'
import type { DataFile, InputFile } from './input-file.js'
import { localFile } from './local.js'
import { localStore } from './local-store.js'
import type { FileStore } from './store.js'

/** A path, a `file:` URL, or bytes in memory. */
export type Location = string | URL | Blob | ArrayBuffer | Uint8Array

/** What formats take: also a file that was found before. */
export type FileLocation = Location | DataFile

/** How files elsewhere are reached. */
export interface StorageOptions {}

/** Where files can be listed; undefined: the location is one file. */
export function storeOf(location: FileLocation, _: StorageOptions = {}): FileStore | undefined {
  return schemeOf(location) === 'file:' ? localStore : undefined
}
function schemeOf(location: FileLocation): string {
  if (typeof location === 'string') return /^[a-z][a-z0-9+.-]+:(?=\/\/)/i.exec(location)?.[0] ?? 'file:'
  return location instanceof URL ? location.protocol : ''
}

/**
 * The file at a location; nothing is opened yet.
 * @throws INVALID_ARGUMENT for what is no location
 */
export function dataFile(location: FileLocation, _: StorageOptions = {}): DataFile {
  if (typeof location === 'string') return location.startsWith('file:') ? dataFile(new URL(location)) : localFile(checkedPath(location))
  if (location instanceof URL) return localUrl(location)
  if (location instanceof Uint8Array || location instanceof ArrayBuffer) return bytesFile(location)
  if (location instanceof Blob) return blobFile(location)
  if (typeof location === 'object' && location !== null && 'open' in location) return location
  return raise('INVALID_ARGUMENT', { verb: 'path', message: `a path, a URL, a Blob or bytes are needed, not ${shown(location)}` })
}
const shown = (value: unknown): string => typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)

function checkedPath(path: string): string {
  if (path === '') return raise('INVALID_ARGUMENT', { verb: 'path', message: 'the path is empty: name a file' })
  if (!path.includes('\0')) return path
  return raise('INVALID_ARGUMENT', { verb: 'path', message: `a path cannot have a NUL character: ${JSON.stringify(path)}` })
}
function localUrl(url: URL): DataFile {
  if (url.protocol !== 'file:') return raise('INVALID_ARGUMENT', { verb: 'path', message: `nothing here reads ${url.protocol} URLs: ${url.href}` })
  const path = decodeURIComponent(url.pathname)
  return localFile(checkedPath(/^\/[A-Za-z]:/.test(path) ? path.slice(1) : path))
}

/** @throws PATH_NOT_FOUND, FILE_PERMISSION_DENIED, FAILED_READ_FILE */
export const openFile = (location: FileLocation, signal?: AbortSignal): Promise<InputFile> => dataFile(location).open(signal)

/** The whole file. */
export async function readFile(location: FileLocation, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const file = await openFile(location, signal)
  try {
    const bytes = new Uint8Array(file.bytes)
    await file.read(bytes, 0)
    return bytes
  } finally {
    await file.close()
  }
}
