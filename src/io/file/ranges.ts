/** A file behind a server, read by ranges: what HTTP and S3 have in common. */
import { raise } from '../../errors/raise.js'
import { coalescing } from './coalesce.js'
import type { InputFile } from './input-file.js'
import { Broken, requested, type RequestOptions } from './request.js'

export interface RemoteFile extends RequestOptions {
  /** For messages. */
  readonly path: string
  /** One GET request with these headers. */
  send(headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Response>
}
/** What the first request asks for: the length of the file comes with it, and all of a small file. */
const FIRST = 64 << 10

/** A part of a file, of a version of it. */
interface Part { readonly bytes: Uint8Array; readonly from: number; readonly total: number; readonly version: string | undefined; readonly isAll: boolean }

/** @throws PATH_NOT_FOUND, FILE_PERMISSION_DENIED, FAILED_READ_FILE */
export async function openRemote(file: RemoteFile, signal: AbortSignal | undefined): Promise<InputFile> {
  const first = await part(file, 0, FIRST, signal)
  const { total, version, isAll } = first
  return versionOf(file, { total, version, isAll }, first.bytes, signal)
}
/** Reads one version of the file, of which the first bytes may be known. */
function versionOf(file: RemoteFile, of: Pick<Part, 'total' | 'version' | 'isAll'>, first: Uint8Array, signal: AbortSignal | undefined): InputFile {
  const { path } = file, { total, version, isAll } = of
  const fetchRange = async (from: number, to: number): Promise<Uint8Array> => {
    const found = await part(file, from, to, signal)
    if (found.total !== total || found.version !== version) raise('FAILED_READ_FILE', { path, reason: 'it was changed while it was read' })
    return found.isAll ? found.bytes.subarray(from, to) : found.bytes
  }
  const read = coalescing(fetchRange)
  let known = first
  return {
    path,
    bytes: total,
    waits: true,
    async read(into, position) {
      const end = position + into.length
      if (end > total) return raise('FAILED_READ_FILE', { path, reason: `it ends at byte ${total}, before byte ${end}` })
      // who reads a few bytes at the front goes on from there
      if (position === 0 && known.length === 0 && end < FIRST) known = await fetchRange(0, Math.min(FIRST, total))
      if (end <= known.length) into.set(known.subarray(position, end))
      else await read(into, position)
    },
    close: () => Promise.resolve(),
    // all that a server gives which knows no ranges would have to be kept, or asked for at each read
    ...isAll ? {} : { again: (stop?: AbortSignal) => versionOf(file, of, new Uint8Array(), stop) },
  }
}

/** Bytes from a place on; all of the file from a server that knows no ranges. */
function part(file: RemoteFile, from: number, to: number, signal: AbortSignal | undefined): Promise<Part> {
  const { path } = file
  const request = { path, action: 'read', signal, send: (s: AbortSignal) => file.send({ range: `bytes=${from}-${to - 1}`, 'accept-encoding': 'identity' }, s) } as const
  return requested(request, file, async response => {
    const version = response.headers.get('etag') ?? response.headers.get('last-modified') ?? undefined
    switch (response.status) {
      case 206: return ranged(path, response, version, from, to)
      case 200: {
        const bytes = await body(response), length = response.headers.get('content-length')
        if (length !== null && response.headers.get('content-encoding') === null && Number(length) !== bytes.length) throw new Broken('the answer ended too early')
        return { bytes, from: 0, total: bytes.length, version, isAll: true }
      }
      case 416: {
        const total = totalOf(response)
        await response.body?.cancel()
        return total === 0 && from === 0 ? { bytes: new Uint8Array(), from, total, version, isAll: true }
          : raise('FAILED_READ_FILE', { path, reason: 'it was changed while it was read' })
      }
      default: return refused(path, 'read', response)
    }
  })
}
async function ranged(path: string, response: Response, version: string | undefined, from: number, to: number): Promise<Part> {
  const total = totalOf(response), start = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1]
  const bytes = await body(response)
  if (total === undefined || Number(start) !== from) return raise('FAILED_READ_FILE', { path, reason: 'the server answered with another range than it was asked for' })
  if (bytes.length !== Math.min(to, total) - from) throw new Broken('the answer ended too early')
  return { bytes, from, total, version, isAll: false }
}
const body = async (response: Response): Promise<Uint8Array> => new Uint8Array(await response.arrayBuffer())
function totalOf(response: Response): number | undefined {
  const total = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1]
  return total === undefined ? undefined : Number(total)
}

/** @throws what an answer that is no success means */
export async function refused(path: string, action: 'read' | 'write', response: Response): Promise<never> {
  const { status, statusText } = response, text = (await response.text().catch(() => '')).slice(0, 4096)
  if (status === 404 || status === 410) return raise('PATH_NOT_FOUND', { path })
  const said = /<Code>([^<]*)<\/Code>(?:\s*<Message>([^<]*)<\/Message>)?/.exec(text)
  if (status === 401 || status === 403) return raise('FILE_PERMISSION_DENIED', { path, action }, { cause: said?.[0] ?? text })
  const reason = `the server answered ${status} ${said ? said.slice(1).filter(Boolean).join(': ') : statusText}`.trim()
  return raise(action === 'read' ? 'FAILED_READ_FILE' : 'FAILED_WRITE_FILE', { path, reason })
}
