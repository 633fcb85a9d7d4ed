/** A server of files by ranges, with failures to order. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface WebServer {
  readonly url: string
  readonly files: Map<string, Uint8Array>
  /** `GET /a.csv bytes=0-65535` of each request since it was last emptied. */
  readonly requests: string[]
  /** Handles a request instead of the server, or gives false. */
  before: (request: IncomingMessage, response: ServerResponse) => boolean
  ranges: boolean
  close(): Promise<void>
}
export async function webServer(): Promise<WebServer> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url!, 'http://x').pathname), { range } = request.headers
    web.requests.push(`${request.method} ${path}${range ? ` ${range}` : ''}`)
    if (web.before(request, response)) return
    const bytes = web.files.get(path)
    if (!bytes) return void response.writeHead(404).end('none')
    sendFile(response, bytes, web.ranges ? range : undefined, `"${bytes.length}-${bytes[bytes.length >> 1] ?? 0}"`)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const web: WebServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, files: new Map(), requests: [], before: () => false, ranges: true,
    close: () => new Promise(resolve => { server.close(() => resolve()); server.closeAllConnections() }),
  }
  return web
}
/** All of it, or one range as RFC 9110 has it. */
export function sendFile(response: ServerResponse, bytes: Uint8Array, range: string | undefined, etag: string): void {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? []
  if (first === undefined) return void response.writeHead(200, { 'content-length': bytes.length, etag }).end(bytes)
  const from = Number(first), to = Math.min(last ? Number(last) + 1 : bytes.length, bytes.length)
  if (from >= bytes.length) return void response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end()
  response.writeHead(206, { 'content-range': `bytes ${from}-${to - 1}/${bytes.length}`, 'content-length': to - from, etag }).end(bytes.subarray(from, to))
}
