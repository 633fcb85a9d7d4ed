/** Signed requests to an S3-compatible service. */
import { AwsV4Signer } from 'aws4fetch'
import { raise } from '../../../errors/raise.js'
import type { OptionCheck, OptionChecks } from '../../../logical/check-options.js'
import { yesOrNo } from '../../../logical/check-options.js'
import { requestChecks, type RequestOptions } from '../request.js'

/** How `s3://bucket/key` is reached. What is not given comes from the environment: `AWS_ACCESS_KEY_ID`, `AWS_REGION` and so on. */
export interface S3Options extends RequestOptions {
  readonly accessKeyId?: string
  readonly secretAccessKey?: string
  readonly sessionToken?: string
  /** Default: `AWS_REGION`, `AWS_DEFAULT_REGION`, or us-east-1. */
  readonly region?: string
  /** Of a service other than AWS: `https://minio.example:9000`. Default: `AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT_URL`, or AWS. */
  readonly endpoint?: string
  /** Whether the bucket stands in the path, not in the name of the host. Default: true with an endpoint, otherwise false. */
  readonly forcePathStyle?: boolean
}
const text: OptionCheck = value => typeof value === 'string' && value !== '' ? undefined : 'It must be text.'
const url: OptionCheck = value => typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value) ? undefined : 'It must be a URL such as https://minio.example:9000.'
export const s3Checks: OptionChecks<S3Options> = {
  ...requestChecks, accessKeyId: text, secretAccessKey: text, sessionToken: text, region: text, endpoint: url, forcePathStyle: yesOrNo,
}

/** A bucket, and a key or the beginning of keys in it. */
export interface S3Place { readonly bucket: string; readonly key: string }

/** @throws INVALID_ARGUMENT for what is no `s3://bucket/key` */
export function s3Place(path: string): S3Place {
  const [, bucket, key = ''] = /^s3a?:\/\/([^/]+)(?:\/(.*))?$/s.exec(path) ?? []
  const bad = (message: string): never => raise('INVALID_ARGUMENT', { verb: 'path', message })
  if (bucket === undefined) return bad(`'${path}' names no bucket: write s3://bucket/key`)
  // a URL cannot hold them
  return key.split('/').some(name => name === '.' || name === '..') ? bad(`the key '${key}' has names of dots alone`) : { bucket, key }
}

export interface S3Request {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  readonly place: S3Place
  readonly query?: Readonly<Record<string, string>>
  /** Not signed. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer> | string
}
export interface S3Client {
  readonly options: RequestOptions
  send(request: S3Request, signal: AbortSignal): Promise<Response>
}

export function s3Client(options: S3Options = {}): S3Client {
  const env = (name: string): string | undefined => globalThis.process?.env[name] || undefined
  const accessKeyId = options.accessKeyId ?? env('AWS_ACCESS_KEY_ID'), secretAccessKey = options.secretAccessKey ?? env('AWS_SECRET_ACCESS_KEY')
  const sessionToken = options.sessionToken ?? (options.accessKeyId === undefined ? env('AWS_SESSION_TOKEN') : undefined)
  const region = options.region ?? env('AWS_REGION') ?? env('AWS_DEFAULT_REGION') ?? 'us-east-1'
  const endpoint = options.endpoint ?? env('AWS_ENDPOINT_URL_S3') ?? env('AWS_ENDPOINT_URL')
  const pathStyle = options.forcePathStyle ?? endpoint !== undefined, keys = new Map<string, ArrayBuffer>()
  return Object.freeze({
    options,
    async send({ method, place, query = {}, headers = {}, body }: S3Request, signal: AbortSignal) {
      const target = urlOf(place, query, endpoint ?? `https://s3.${region}.amazonaws.com`, pathStyle)
      if (accessKeyId === undefined || secretAccessKey === undefined) return fetch(target, { method, headers, body: body ?? null, signal })
      const signer = new AwsV4Signer({
        method, url: target.href, headers: { 'x-amz-content-sha256': await sha256(body) }, service: 's3', region, accessKeyId, secretAccessKey, cache: keys,
        ...sessionToken === undefined ? {} : { sessionToken },
      })
      const signed = await signer.sign()
      for (const [name, value] of Object.entries(headers)) signed.headers.set(name, value)
      return fetch(signed.url, { method, headers: signed.headers, body: body ?? null, signal })
    },
  })
}
function urlOf({ bucket, key }: S3Place, query: Readonly<Record<string, string>>, endpoint: string, pathStyle: boolean): URL {
  const url = new URL(endpoint), base = url.pathname.replace(/\/+$/, ''), inPath = pathStyle || bucket.includes('.')
  if (!inPath) url.hostname = `${bucket}.${url.hostname}`
  url.pathname = `${base}${inPath ? `/${encoded(bucket)}` : ''}/${key.split('/').map(encoded).join('/')}`
  url.search = Object.entries(query).map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&')
  return url
}
const encoded = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
async function sha256(body: Uint8Array<ArrayBuffer> | string | undefined): Promise<string> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body ?? new Uint8Array()
  return Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), b => b.toString(16).padStart(2, '0')).join('')
}
