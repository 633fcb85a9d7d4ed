/** The objects of a bucket as files and folders. */
import type { DataFile } from '../input-file.js'
import { openRemote, refused } from '../ranges.js'
import { requested } from '../request.js'
import type { FileStore, ListedFile } from '../store.js'
import { s3Place, type S3Client, type S3Place } from './client.js'
import { textsOf } from './xml.js'

const pathOf = ({ bucket, key }: S3Place): string => `s3://${bucket}/${key}`

export function s3File(client: S3Client, path: string): DataFile {
  const place = s3Place(path)
  const send = (headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Response> => client.send({ method: 'GET', place, headers }, signal)
  return Object.freeze({ path: pathOf(place), open: (signal?: AbortSignal) => openRemote({ path: pathOf(place), send, ...client.options }, signal) })
}

export const s3Store = (client: S3Client): FileStore => Object.freeze({
  async kindOf(path: string, signal?: AbortSignal) {
    const place = s3Place(path)
    if (place.key !== '' && !place.key.endsWith('/') && await exists(client, place, signal)) return 'file'
    for await (const _ of keysBelow(client, asFolder(place), 1, signal)) return 'folder'
    return 'nothing'
  },
  list: (folder: string, enter: (folders: readonly string[]) => boolean, signal?: AbortSignal) => list(client, asFolder(s3Place(folder)), enter, signal),
  file: (path: string) => s3File(client, path),
})
const asFolder = ({ bucket, key }: S3Place): S3Place => ({ bucket, key: key === '' || key.endsWith('/') ? key : `${key}/` })

function exists(client: S3Client, place: S3Place, signal?: AbortSignal): Promise<boolean> {
  const path = pathOf(place), send = (s: AbortSignal): Promise<Response> => client.send({ method: 'HEAD', place }, s)
  return requested({ path, action: 'read', signal, send }, client.options, async response =>
    response.ok ? true : response.status === 404 ? false : refused(path, 'read', response))
}

async function* list(client: S3Client, folder: S3Place, enter: (folders: readonly string[]) => boolean, signal: AbortSignal | undefined): AsyncGenerator<ListedFile> {
  for await (const key of keysBelow(client, folder, 1000, signal)) {
    const names = key.slice(folder.key.length).split('/'), name = names.pop()!
    // an empty name: the object that some tools make for a folder
    if (name === '' || !names.every((_, n) => enter(names.slice(0, n + 1)))) continue
    yield { path: pathOf({ bucket: folder.bucket, key }), folders: names, name }
  }
}

/** Keys that begin with one, page by page. */
async function* keysBelow(client: S3Client, { bucket, key }: S3Place, most: number, signal: AbortSignal | undefined): AsyncGenerator<string> {
  const path = pathOf({ bucket, key })
  for (let token: string | undefined; ;) {
    const query = { 'list-type': '2', prefix: key, 'max-keys': String(most), ...token === undefined ? {} : { 'continuation-token': token } }
    const send = (s: AbortSignal): Promise<Response> => client.send({ method: 'GET', place: { bucket, key: '' }, query }, s)
    const page = await requested({ path, action: 'read', signal, send }, client.options, response => response.ok ? response.text() : refused(path, 'read', response))
    yield* textsOf(page, 'Key')
    ;[token] = textsOf(page, 'NextContinuationToken')
    if (token === undefined || most === 1) return
  }
}
