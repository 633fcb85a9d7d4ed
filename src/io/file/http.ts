import type { OptionCheck, OptionChecks } from '../../logical/check-options.js'
import type { DataFile } from './input-file.js'
import { openRemote } from './ranges.js'
import { requestChecks, type RequestOptions } from './request.js'

/** How `http:` and `https:` URLs are read. */
export interface HttpOptions extends RequestOptions {
  /** Sent with each request: `{ authorization: 'Bearer …' }`. */
  readonly headers?: Readonly<Record<string, string>>
}
const headersCheck: OptionCheck = value => {
  const isRecord = typeof value === 'object' && value !== null && Object.values(value).every(v => typeof v === 'string')
  return isRecord ? undefined : "It must be an object of texts, such as { authorization: 'Bearer …' }."
}
export const httpChecks: OptionChecks<HttpOptions> = { ...requestChecks, headers: headersCheck }

/** A file on the web. What a URL may hold that is secret (a password, a signature behind `?`) is not shown. */
export function httpFile(url: URL, { headers = {}, ...options }: HttpOptions = {}): DataFile {
  const plain = new URL(url), { username, password } = plain
  plain.username = plain.password = ''
  const credentials = username === '' && password === '' ? {} : { authorization: `Basic ${btoa(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`)}` }
  const path = `${plain.origin}${plain.pathname}${plain.search === '' ? '' : '?…'}`
  const send = (own: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Response> =>
    fetch(plain, { headers: { ...credentials, ...headers, ...own }, signal })
  return Object.freeze({ path, open: (signal?: AbortSignal) => openRemote({ path, send, ...options }, signal) })
}
