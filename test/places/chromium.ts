/** Opens pages in a headless Chromium: served from here, under the headers given, until they say that they are done. */
import { spawn } from 'node:child_process'
import { createReadStream, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'

export interface PageRun {
  /** Folders by the first part of their URLs. */
  readonly folders: Readonly<Record<string, string>>
  readonly html: string
  readonly headers: Readonly<Record<string, string>>
  /** What the page posts, by path; `/done` ends it. */
  readonly told: (path: string, body: unknown) => void
  readonly milliseconds: number
}

const program = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const flags = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
]
const contentTypes: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8' }

/** @returns paths that the page asked for; throws when it ends in no time */
export async function runPage(run: PageRun): Promise<readonly string[]> {
  if (!existsSync(program)) throw new Error(`There is no ${program}: install Chromium (apt-get install chromium), or set CHROMIUM to its path.`)
  const asked: string[] = []
  let done!: () => void, broken!: (reason: Error) => void
  const ended = new Promise<void>((resolve, reject) => {
    done = resolve
    broken = reject
  })
  const server = createServer((request, response) => void answer(request, response, run, asked, done).catch(broken))
  const port = await listening(server)
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'))
  const browser = spawn(program, [...flags, `--user-data-dir=${profile}`, `http://localhost:${port}/`], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  browser.stderr.on('data', (data: Buffer) => { said = (said + data.toString()).slice(-4_000) })
  browser.on('exit', code => broken(new Error(`Chromium ended with ${code}:\n${said}`)))
  const timer = globalThis.setTimeout(() => broken(new Error(`The page was not done after ${run.milliseconds / 1000} s.`)), run.milliseconds)
  try {
    await ended
    return asked
  } finally {
    clearTimeout(timer)
    const gone = new Promise(resolve => { browser.once('exit', resolve) })
    if (browser.exitCode === null && browser.kill()) await gone
    server.closeAllConnections()
    server.close()
    await removeFolder(profile)
  }
}

/** Processes of the browser may write for a moment after it ended. */
async function removeFolder(folder: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      rmSync(folder, { recursive: true, force: true })
      return
    } catch (error) {
      if (tries === 40) throw error
      await setTimeout(250)
    }
  }
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  return (server.address() as AddressInfo).port
}

async function answer(request: IncomingMessage, response: ServerResponse, run: PageRun, asked: string[], done: () => void): Promise<void> {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
  if (request.method === 'POST') {
    run.told(path, JSON.parse(await text(request)))
    response.writeHead(204).end()
    if (path === '/done') done()
    return
  }
  asked.push(path)
  if (path === '/') {
    response.writeHead(200, { ...run.headers, 'content-type': contentTypes['.html'] }).end(run.html)
    return
  }
  const [, first = '', ...rest] = normalize(path).split('/'), folder = run.folders[first], file = folder && join(folder, ...rest)
  if (!file || !existsSync(file)) {
    response.writeHead(404).end()
    return
  }
  const headers = { ...run.headers, 'accept-ranges': 'bytes', 'content-type': contentTypes[extname(file)] ?? 'application/octet-stream' }
  const { size } = statSync(file), range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
  const start = Number(range?.[1] ?? 0), end = Math.min(Number(range?.[2] ?? size), size - 1)
  if (range) response.writeHead(206, { ...headers, 'content-length': end - start + 1, 'content-range': `bytes ${start}-${end}/${size}` })
  else response.writeHead(200, { ...headers, 'content-length': size })
  if (request.method === 'HEAD' || size === 0) response.end()
  else createReadStream(file, { start, end }).pipe(response)
}
