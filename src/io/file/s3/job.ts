/** Objects that appear together: each is uploaded in parts, and completing the uploads is the commit. */
import { raise } from '../../../errors/raise.js'
import type { AtomicFile } from '../atomic.js'
import { refused } from '../ranges.js'
import { requested } from '../request.js'
import { s3Place, type S3Client, type S3Place, type S3Request } from './client.js'
import { s3Store } from './store.js'
import { escaped, textsOf } from './xml.js'

/** As `WriteJob` of io/write, which this implements. */
export interface S3Job {
  file(relative: string): Promise<AtomicFile>
  commit(): Promise<void>
  abort(): Promise<void>
}
/** Parts grow, so that ten thousand are enough for any file. */
const PART = 8 << 20, LARGE_PART = 64 << 20, SMALL_PARTS = 1000

export async function s3Job(client: S3Client, path: string, kind: 'replace' | 'add' | 'begin'): Promise<S3Job> {
  const root = s3Place(path.replace(/\/+$/, '')), uploads: Upload[] = []
  return {
    async file(relative) {
      const key = relative === '' ? root.key : `${root.key === '' ? '' : `${root.key}/`}${relative}`
      const upload = new Upload(client, { bucket: root.bucket, key })
      uploads.push(upload)
      return upload
    },
    async commit() {
      const before = kind === 'replace' ? await keysAt(client, root) : []
      for (const upload of uploads) await upload.complete(kind === 'begin')
      const made = new Set(uploads.map(u => u.path))
      for (const old of before) if (!made.has(old)) await new S3Action(client, s3Place(old)).do({ method: 'DELETE' })
    },
    // what led here is what the user is to hear of
    async abort() { for (const upload of uploads) await upload.abort().catch(() => {}) },
  }
}
/** The object of this name and those below it. */
async function keysAt(client: S3Client, place: S3Place): Promise<string[]> {
  const store = s3Store(client), path = `s3://${place.bucket}/${place.key}`, found: string[] = []
  if (await store.kindOf(path) === 'file') found.push(path)
  for await (const file of store.list(path, () => true)) found.push(file.path)
  return found
}

/** Requests about one object. */
class S3Action {
  readonly path: string
  constructor(protected readonly client: S3Client, protected readonly place: S3Place) { this.path = `s3://${place.bucket}/${place.key}` }

  do(request: Omit<S3Request, 'place'>): Promise<{ readonly text: string; readonly etag: string | null }> {
    const { client, path, place } = this, send = (signal: AbortSignal): Promise<Response> => client.send({ ...request, place }, signal)
    return requested({ path, action: 'write', signal: undefined, send }, client.options, async response => {
      if (response.status === 412) return raise('PATH_ALREADY_EXISTS', { path })
      if (!response.ok) return refused(path, 'write', response)
      const text = await response.text()
      // an upload that fails while it is completed is said so under status 200
      if (text.includes('<Error>')) return raise('FAILED_WRITE_FILE', { path, reason: textsOf(text, 'Message')[0] ?? 'the upload was not completed' })
      return { text, etag: response.headers.get('etag') }
    })
  }
}

class Upload extends S3Action implements AtomicFile {
  #id: string | undefined
  #waiting: Uint8Array[] = []
  #bytes = 0
  readonly #etags: string[] = []
  #isDone = false

  async write(bytes: Uint8Array): Promise<void> {
    this.#waiting.push(bytes.slice())
    this.#bytes += bytes.length
    if (this.#bytes >= (this.#etags.length < SMALL_PARTS ? PART : LARGE_PART)) await this.#send()
  }
  /** The last part goes; the object appears when the job is complete. */
  async commit(): Promise<void> { if (this.#bytes > 0) await this.#send() }

  async complete(isNew: boolean): Promise<void> {
    const headers: Record<string, string> = isNew ? { 'if-none-match': '*' } : {}
    if (this.#id === undefined) await this.do({ method: 'PUT', headers, body: new Uint8Array(0) })
    else {
      const parts = this.#etags.map((etag, n) => `<Part><PartNumber>${n + 1}</PartNumber><ETag>${escaped(etag)}</ETag></Part>`).join('')
      await this.do({ method: 'POST', query: { uploadId: this.#id }, headers, body: `<CompleteMultipartUpload>${parts}</CompleteMultipartUpload>` })
    }
    this.#isDone = true
  }
  async abort(): Promise<void> {
    const id = this.#id
    this.#waiting = []
    this.#id = undefined
    if (id !== undefined && !this.#isDone) await this.do({ method: 'DELETE', query: { uploadId: id } })
  }

  async #send(): Promise<void> {
    const body = new Uint8Array(this.#bytes)
    let at = 0
    for (const piece of this.#waiting) {
      body.set(piece, at)
      at += piece.length
    }
    this.#waiting = []
    this.#bytes = 0
    this.#id ??= textsOf((await this.do({ method: 'POST', query: { uploads: '' } })).text, 'UploadId')[0]
      ?? raise('FAILED_WRITE_FILE', { path: this.path, reason: 'the server began no upload' })
    const { etag } = await this.do({ method: 'PUT', query: { partNumber: String(this.#etags.length + 1), uploadId: this.#id }, body })
    this.#etags.push(etag ?? raise('FAILED_WRITE_FILE', { path: this.path, reason: 'the server did not confirm a part' }))
  }
}
