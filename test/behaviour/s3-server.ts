/** A small S3 in memory. It checks each signature by Signature Version 4 as AWS documents it, written here from node:crypto. */
import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sendFile } from './web-server.js'

export const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', region: 'eu-central-1' }
export interface S3Server {
  readonly endpoint: string
  /** `bucket/key` */
  readonly objects: Map<string, Buffer>
  readonly uploads: Map<string, { readonly name: string; readonly parts: Map<number, Buffer> }>
  readonly requests: string[]
  before: (request: IncomingMessage, response: ServerResponse) => boolean
  /** Keys of a page of a listing. */
  page: number
  close(): Promise<void>
}
const sha256 = (data: Buffer | string): string => createHash('sha256').update(data).digest('hex')
const hmac = (key: Buffer | string, data: string): Buffer => createHmac('sha256', key).update(data, 'utf8').digest()
const uri = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

/** Why a request is refused. */
function problem({ method, url, headers }: IncomingMessage, body: Buffer): string | undefined {
  const [, credential, signed, signature] = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(headers.authorization ?? '') ?? []
  if (!credential || !signed) return 'AccessDenied'
  const [id, day, region, service, end] = credential.split('/'), { pathname, searchParams } = new URL(url!, 'http://x')
  if (id !== keys.accessKeyId || region !== keys.region || service !== 's3' || end !== 'aws4_request') return 'InvalidAccessKeyId'
  const time = String(headers['x-amz-date'])
  if (!time.startsWith(day!) || Math.abs(Date.parse(time.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z')) - Date.now()) > 900_000) return 'RequestTimeTooSkewed'
  if (headers['x-amz-content-sha256'] !== sha256(body)) return 'XAmzContentSHA256Mismatch'
  const query = [...searchParams].map(([k, v]) => `${uri(k)}=${uri(v)}`).sort().join('&')
  const names = signed.split(';')
  if (!names.includes('host') || !names.includes('x-amz-date') || !names.includes('x-amz-content-sha256')) return 'AccessDenied'
  const canonical = [
    method, pathname.split('/').map(s => uri(decodeURIComponent(s))).join('/'), query,
    ...names.map(name => `${name}:${String(headers[name]).trim()}`), '', signed, headers['x-amz-content-sha256'],
  ].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`, text = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n')
  const key = hmac(hmac(hmac(hmac(`AWS4${keys.secretAccessKey}`, day!), region!), 's3'), 'aws4_request')
  return createHmac('sha256', key).update(text, 'utf8').digest('hex') === signature ? undefined : 'SignatureDoesNotMatch'
}

export async function s3Server(): Promise<S3Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => answer(request, response, Buffer.concat(chunks)))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const s3: S3Server = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, objects: new Map(), uploads: new Map(), requests: [], before: () => false, page: 1000,
    close: () => new Promise(resolve => { server.close(() => resolve()); server.closeAllConnections() }),
  }
  const xml = (response: ServerResponse, text: string, status = 200): void => void response.writeHead(status, { 'content-type': 'application/xml' }).end(`<?xml version="1.0"?>${text}`)
  const refuse = (response: ServerResponse, status: number, code: string): void => xml(response, `<Error><Code>${code}</Code><Message>no</Message></Error>`, status)
  const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

  function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const { method } = request, { pathname, searchParams: query } = new URL(request.url!, 'http://x'), name = decodeURIComponent(pathname.slice(1))
    s3.requests.push(`${method} ${name}${query.size ? `?${[...query.keys()].join('&')}` : ''}`)
    if (s3.before(request, response)) return
    const wrong = problem(request, body)
    if (wrong) return refuse(response, 403, wrong)
    const upload = query.get('uploadId')
    if (method === 'GET' && query.get('list-type') === '2') return list(response, name.split('/')[0]!, query)
    if (method === 'POST' && query.has('uploads')) {
      const id = `upload-${s3.uploads.size + 1}-${Date.now()}`
      s3.uploads.set(id, { name, parts: new Map() })
      return xml(response, `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`)
    }
    if (upload !== null) return multipart(request, response, body, upload, Number(query.get('partNumber')), name)
    const object = s3.objects.get(name)
    switch (method) {
      case 'GET': return object ? sendFile(response, object, request.headers.range, `"${sha256(object)}"`) : refuse(response, 404, 'NoSuchKey')
      case 'HEAD': return void response.writeHead(object ? 200 : 404).end()
      case 'PUT': {
        if (request.headers['if-none-match'] === '*' && object) return refuse(response, 412, 'PreconditionFailed')
        s3.objects.set(name, body)
        return void response.writeHead(200, { etag: `"${sha256(body)}"` }).end()
      }
      case 'DELETE': s3.objects.delete(name); return void response.writeHead(204).end()
      default: return refuse(response, 405, 'MethodNotAllowed')
    }
  }
  function multipart({ method, headers }: IncomingMessage, response: ServerResponse, body: Buffer, id: string, part: number, name: string): void {
    const upload = s3.uploads.get(id)
    if (!upload || upload.name !== name) return refuse(response, 404, 'NoSuchUpload')
    if (method === 'PUT') {
      upload.parts.set(part, body)
      return void response.writeHead(200, { etag: `"${sha256(body)}"` }).end()
    }
    s3.uploads.delete(id)
    if (method === 'DELETE') return void response.writeHead(204).end()
    const named = [...body.toString().matchAll(/<Part><PartNumber>(\d+)<\/PartNumber><ETag>([^<]*)<\/ETag><\/Part>/g)].map(([, n, etag]) => ({ n: Number(n), etag: etag!.replace(/&quot;|&#34;/g, '"') }))
    const parts = named.map(({ n }) => upload.parts.get(n))
    const small = parts.slice(0, -1).some(p => p!.length < 5 << 20), strange = named.some(({ n, etag }) => `"${sha256(upload.parts.get(n)!)}"` !== etag)
    if (!named.length || small || strange) return refuse(response, 400, small ? 'EntityTooSmall' : 'InvalidPart')
    if (headers['if-none-match'] === '*' && s3.objects.has(name)) return refuse(response, 412, 'PreconditionFailed')
    s3.objects.set(name, Buffer.concat(parts as Buffer[]))
    xml(response, `<CompleteMultipartUploadResult><Key>${escape(name)}</Key></CompleteMultipartUploadResult>`)
  }
  function list(response: ServerResponse, bucket: string, query: URLSearchParams): void {
    const prefix = query.get('prefix') ?? '', most = Math.min(Number(query.get('max-keys') ?? 1000), s3.page)
    const names = [...s3.objects.keys()].filter(n => n.startsWith(`${bucket}/`)).map(n => n.slice(bucket.length + 1)).filter(k => k.startsWith(prefix)).sort()
    const from = Number(query.get('continuation-token') ?? 0), shown = names.slice(from, from + most), isMore = from + most < names.length
    xml(response, `<ListBucketResult><IsTruncated>${isMore}</IsTruncated>${shown.map(k => `<Contents><Key>${escape(k)}</Key><Size>${s3.objects.get(`${bucket}/${k}`)!.length}</Size></Contents>`).join('')}${isMore ? `<NextContinuationToken>${from + most}</NextContinuationToken>` : ''}</ListBucketResult>`)
  }
  return s3
}
