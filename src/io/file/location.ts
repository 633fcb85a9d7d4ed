/** Where data lives, as users say it, and the file that is there. */
import { raise } from '../../errors/raise.js'
import { suggestion } from '../../errors/suggestion.js'
import type { OptionCheck, OptionChecks } from '../../logical/check-options.js'
import { httpChecks, httpFile, type HttpOptions } from './http.js'
import { blobFile, bytesFile } from './in-memory.js'
import type { DataFile, InputFile } from './input-file.js'
import { localFile } from './local.js'
import { localStore } from './local-store.js'
import { nodeModule } from './node-module.js'
import { s3Checks, s3Client, type S3Options } from './s3/client.js'
import { s3File, s3Store } from './s3/store.js'
import type { FileStore } from './store.js'

/** A path (in a page: relative to it), a URL (`file:`, `http:`, `https:`, `s3:`), or bytes in memory. */
export type Location = string | URL | Blob | ArrayBuffer | Uint8Array

/** What formats take: also a file that was found before. */
export type FileLocation = Location | DataFile

/** How files elsewhere are reached. */
export interface StorageOptions {
  /** `http:` and `https:` URLs: `{ headers, retries, timeout }`. */
  readonly http?: HttpOptions
  /** `s3://bucket/key`: `{ endpoint, region, accessKeyId, secretAccessKey, … }`. */
  readonly s3?: S3Options
}
export const storageChecks: OptionChecks<StorageOptions> = { http: nested(httpChecks), s3: nested(s3Checks) }
function nested<O extends object>(checks: OptionChecks<O>): OptionCheck {
  return value => {
    if (typeof value !== 'object' || value === null) return `It must be an object such as { ${Object.keys(checks)[0]!}: … }.`
    for (const [name, option] of Object.entries(value)) {
      const check = Object.entries(checks).find(([known]) => known === name)?.[1] as OptionCheck | undefined
      if (check === undefined) return `It has no option '${name}'. ${suggestion(name, Object.keys(checks))}`
      const hint = option === undefined ? undefined : check(option)
      if (hint !== undefined) return `Its option '${name}': ${hint}`
    }
    return undefined
  }
}

export const isS3 = (location: FileLocation): boolean => /^s3a?:$/.test(schemeOf(location) ?? '')

/** Where files can be listed; undefined: the location is one file. */
export function storeOf(location: FileLocation, { s3 }: StorageOptions = {}): FileStore | undefined {
  switch (schemeOf(absolute(location))) {
    case 'path:': case 'file:': return localStore
    case 's3:': case 's3a:': return s3Store(s3Client(s3))
    default: return undefined
  }
}
function schemeOf(location: FileLocation): string | undefined {
  if (typeof location === 'string') return /^[a-z][a-z0-9+.-]+:(?=\/\/)/i.exec(location)?.[0].toLowerCase() ?? (location.startsWith('file:') ? 'file:' : 'path:')
  return location instanceof URL ? location.protocol : undefined
}

/** A page has no paths: what would be one is relative to the page's address. */
function absolute(location: FileLocation): FileLocation {
  if (typeof location !== 'string' || schemeOf(location) !== 'path:' || nodeModule('node:fs/promises')) return location
  const page = globalThis.document?.baseURI ?? globalThis.location?.href
  return page === undefined ? location : new URL(checkedPath(location), page)
}

/**
 * The file at a location; nothing is opened yet.
 * @throws INVALID_ARGUMENT for what is no location
 */
export function dataFile(given: FileLocation, { http, s3 }: StorageOptions = {}): DataFile {
  const location = absolute(given), scheme = schemeOf(location)
  if (typeof location === 'string' || location instanceof URL) {
    switch (scheme) {
      case 'path:': return localFile(checkedPath(String(location)))
      case 'file:': return localUrl(new URL(location))
      case 'http:': case 'https:': return httpFile(parsedUrl(location), http)
      case 's3:': case 's3a:': return s3File(s3Client(s3), decodedUrl(location))
      default: return raise('INVALID_ARGUMENT', { verb: 'path', message: `nothing here reads ${scheme} URLs: ${String(location)}` })
    }
  }
  if (location instanceof Uint8Array || location instanceof ArrayBuffer) return bytesFile(location)
  if (location instanceof Blob) return blobFile(location)
  if (typeof location === 'object' && location !== null && 'open' in location) return location
  return raise('INVALID_ARGUMENT', { verb: 'path', message: `a path, a URL, a Blob or bytes are needed, not ${shown(location)}` })
}
function parsedUrl(location: string | URL): URL {
  if (URL.canParse(String(location))) return new URL(location)
  return raise('INVALID_ARGUMENT', { verb: 'path', message: `'${String(location)}' is no URL` })
}
/** Text is meant as it is written; what a URL escaped on its own is unescaped. */
const decodedUrl = (location: string | URL): string => typeof location === 'string' ? location : decodeURIComponent(location.href)
const shown = (value: unknown): string => typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)

function checkedPath(path: string): string {
  if (path === '') return raise('INVALID_ARGUMENT', { verb: 'path', message: 'the path is empty: name a file' })
  if (!path.includes('\0')) return path
  return raise('INVALID_ARGUMENT', { verb: 'path', message: `a path cannot have a NUL character: ${JSON.stringify(path)}` })
}
function localUrl(url: URL): DataFile {
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
