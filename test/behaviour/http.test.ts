/** Files on the web: by ranges, again after failures, and never two versions mixed. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { schema, session, t } from '../../src/index.js'
import { failure, poolOf } from './engine.js'
import { sendFile, webServer, type WebServer } from './web-server.js'

const tf = session({ timeZone: 'UTC', http: { timeout: 10_000 } })
const Row = schema({ n: t.int32, wide: t.utf8, odd: t.bool })
const frame = tf.frame(Row, Array.from({ length: 60_000 }, (_, n) => ({ n, wide: `row ${n * 7919} ${'x'.repeat(n % 50)}`, odd: n % 2 === 1 })))
let web: WebServer
beforeAll(async () => {
  web = await webServer()
  const folder = await mkdtemp(join(tmpdir(), 'typedframe-'))
  for (const format of ['parquet', 'csv', 'arrow'] as const) {
    if (format === 'parquet') await frame.write.parquet(join(folder, 'a.parquet'), { rowGroupSize: 20_000 })
    else await frame.write[format](join(folder, `a.${format}`))
    web.files.set(`/data/a.${format}`, new Uint8Array(await readFile(join(folder, `a.${format}`))))
  }
  await rm(folder, { recursive: true })
  web.files.set('/small.csv', new TextEncoder().encode('a,b\n1,x\n'))
  web.files.set('/empty.csv', new Uint8Array())
})
afterAll(async () => {
  await web.close()
  expect(poolOf(frame).usedBytes).toBe(0)
})
beforeEach(() => {
  web.requests.length = 0
  web.before = () => false
  web.ranges = true
})
const Small = schema({ a: t.int32, b: t.utf8 })
const small = (options = {}) => tf.read.csv(`${web.url}/small.csv`, Small, options)

describe('ranges', () => {
  test.each(['parquet', 'csv', 'arrow'] as const)('%s', async format => {
    const remote = tf.read[format](`${web.url}/data/a.${format}`, Row)
    expect(await remote.agg($ => ({ rows: $.n.count(), sum: $.n.sum(), last: $.wide.max() })).first())
      .toEqual(await frame.agg($ => ({ rows: $.n.count(), sum: $.n.sum(), last: $.wide.max() })).first())
    expect(web.requests.length).toBeGreaterThan(1)
    expect(web.requests.every(r => r.includes(' bytes='))).toBe(true)
    web.ranges = false
    web.requests.length = 0
    expect(await remote.filter($ => $.odd).count()).toBe(30_000)
    expect(web.requests.length).toBeLessThanOrEqual(3)
  })
  test('of Parquet only the columns and row groups that are wanted, near ones by one request', async () => {
    const all = web.files.get('/data/a.parquet')!.length, size = (r: string): number => { const [from, to] = r.split('bytes=')[1]!.split('-').map(Number); return to! - from! + 1 }
    await tf.read.parquet(`${web.url}/data/a.parquet`, Row).filter($ => $.n.ge(50_000)).select('n', 'odd').collect()
    expect(web.requests.reduce((sum, r) => sum + size(r), 0)).toBeLessThan(all * 0.6)
    web.requests.length = 0
    await tf.read.parquet(`${web.url}/data/a.parquet`, Row).collect()
    expect(web.requests.length).toBeLessThan(16)
  })
  test('small files are one request each time they are opened; an empty one is empty', async () => {
    const small = await tf.open.csv(`${web.url}/small.csv`)
    expect(web.requests).toEqual(['GET /small.csv bytes=0-65535', 'GET /small.csv bytes=0-7'])
    expect(await small.collect()).toEqual([{ a: 1, b: 'x' }])
    expect((await tf.open.csv(`${web.url}/empty.csv`)).columns).toEqual([])
  })
  test('several URLs, as text and as URL', async () => {
    expect(await tf.read.csv([`${web.url}/small.csv`, new URL(`${web.url}/small.csv`)], Small).count()).toBe(2)
  })
})

describe('many files', () => {
  const FILES = 24, rows = 2_000, Part = schema({ file: t.int32, n: t.int32, wide: t.utf8 })
  const urls = (format: string): string[] => Array.from({ length: FILES }, (_, n) => `${web.url}/many/${n}.${format}`)
  const part = (file: number): { file: number; n: number; wide: string }[] =>
    Array.from({ length: rows }, (_, n) => ({ file, n, wide: `${n * 7919} ${'y'.repeat(n % 90)}` }))
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'typedframe-'))
    for (let n = 0; n < FILES; n++) {
      for (const format of ['parquet', 'csv', 'ndjson', 'arrow'] as const) {
        await tf.frame(Part, part(n)).write[format](join(folder, `${n}.${format}`))
        web.files.set(`/many/${n}.${format}`, new Uint8Array(await readFile(join(folder, `${n}.${format}`))))
      }
    }
    await rm(folder, { recursive: true })
  })
  /** How many answers are on their way at once, at most; each takes a moment. */
  function busiest(): { most: number } {
    const log = { most: 0 }
    let underWay = 0
    web.before = (request, response) => {
      log.most = Math.max(log.most, ++underWay)
      const bytes = web.files.get(new URL(request.url!, web.url).pathname)!
      setTimeout(() => { underWay--; sendFile(response, bytes, request.headers.range, `"${bytes.length}"`) }, 10)
      return true
    }
    return log
  }

  test.each(['parquet', 'csv', 'ndjson', 'arrow'] as const)('%s: rows come in the order of the files', async format => {
    busiest()
    const found = await tf.read[format](urls(format), Part).collect()
    expect(found).toEqual(Array.from({ length: FILES }, (_, n) => part(n)).flat())
  })
  test.each(['parquet', 'csv', 'ndjson', 'arrow'] as const)('%s: the next files are on their way while one is read', async format => {
    const opening = busiest()
    const frame = await tf.open[format](urls(format), { mergeSchema: true })
    expect([opening.most > 8, opening.most <= 16]).toEqual([true, true])
    const reading = busiest(), batches = frame.rows()[Symbol.asyncIterator]()
    for (let n = 0; n < 6; n++) await batches.next()
    const most = reading.most
    reading.most = 0
    for (let n = 0; n < 6; n++) await batches.next()
    expect(most).toBeLessThanOrEqual(16)
    expect(reading.most).toBeGreaterThan(1)
    await batches.return!()
    expect(poolOf(frame).usedBytes).toBe(0)
  })
  test.each(['6MiB', '24MiB'])('within %s, left early and stopped', async memory => {
    const few = session({ timeZone: 'UTC', memory }), pool = poolOf(few.frame([{ a: 1 }]))
    for (const format of ['parquet', 'csv', 'ndjson', 'arrow'] as const) {
      const frame = few.read[format](urls(format), Part)
      busiest()
      expect(await frame.groupBy('file').agg($ => ({ n: $.n.sum(), wide: $.wide.max() })).count()).toBe(FILES)
      for await (const batch of frame.rows()) if (batch[0]!.file === 3) break
      const stop = new AbortController()
      expect(await failure(frame.agg($ => ({ n: $.n.sum() })).first({ signal: stop.signal, onProgress: () => stop.abort() }))).toMatchObject({ condition: 'CANCELLED' })
      expect(pool.usedBytes).toBe(0)
    }
    expect(pool.peakBytes).toBeLessThanOrEqual(pool.limitBytes)
  }, 60_000)
  test('of the files that fail the first is told', async () => {
    const other = urls('parquet').map((url, n) => n === 5 || n === 9 ? `${url}.none` : url)
    web.before = (request, response) => {
      if (!request.url!.endsWith('5.parquet.none')) return false
      setTimeout(() => response.writeHead(404).end(), 100)
      return true
    }
    expect(await failure(tf.read.parquet(other, Part).count())).toMatchObject({ condition: 'PATH_NOT_FOUND', message: expect.stringContaining('/5.parquet.none') })
  })
  test('a file that fails when its rows are read does so after the rows of those before it', async () => {
    const frame = tf.read.parquet(urls('parquet'), Part)
    let files = 0
    const read = (async () => { for await (const { length } of frame.rows()) files += length / rows })()
    web.before = (request, response) => {
      if (!request.url!.endsWith('/7.parquet') || files === 0) return false
      response.writeHead(403).end()
      return true
    }
    expect(await failure(read)).toMatchObject({ condition: 'FILE_PERMISSION_DENIED', message: expect.stringContaining('/7.parquet') })
    expect(files).toBe(7)
    expect(poolOf(frame).usedBytes).toBe(0)
  })
  test('a limit asks for the files that it needs', async () => {
    await tf.read.parquet(urls('parquet'), Part).limit(3_000).collect()
    const read = new Map<string, number>()
    for (const request of web.requests) read.set(request.split(' ')[1]!, (read.get(request.split(' ')[1]!) ?? 0) + 1)
    const opened = Math.min(...read.values())
    expect([...read].filter(([, times]) => times > opened).map(([path]) => path).sort()).toEqual(['/many/0.parquet', '/many/1.parquet'])
  })
})

describe('failures', () => {
  /** Answers so to the first requests. */
  const first = (times: number, fail: WebServer['before']): void => { web.before = (request, response) => times-- > 0 && fail(request, response) }
  const status = (code: number): WebServer['before'] => (_, response) => { response.writeHead(code, { 'retry-after': '0' }).end(); return true }

  test.each([408, 429, 500, 502, 503, 504])('%i is tried again', async code => {
    first(2, status(code))
    expect(await small().collect()).toEqual([{ a: 1, b: 'x' }])
  })
  test('a connection that breaks before, and one inside the answer', async () => {
    first(1, request => { request.socket.destroy(); return true })
    expect(await small().count()).toBe(1)
    first(1, (request, response) => {
      response.writeHead(206, { 'content-range': 'bytes 0-7/8', 'content-length': 8 }).write('a,b')
      setTimeout(() => request.socket.destroy(), 20)
      return true
    })
    expect(await small().count()).toBe(1)
    first(1, (_, response) => { response.writeHead(206, { 'content-range': 'bytes 0-7/8' }).end('a,b'); return true })
    expect(await small().count()).toBe(1)
  })
  test('no answer in time', async () => {
    first(1, () => true)
    expect(await small({ http: { timeout: 100 } }).count()).toBe(1)
    first(9, () => true)
    expect(await failure(small({ http: { timeout: 50, retries: 1 } }).count())).toMatchObject({ condition: 'FAILED_READ_FILE', message: expect.stringContaining('no answer within 50 ms, 2 times') })
  })
  test('what does not pass is an error that says so, without secrets', async () => {
    first(99, status(503))
    const url = new URL(`${web.url}/small.csv?token=secret`)
    url.username = 'me'
    url.password = 'hush'
    const error = await failure(tf.read.csv(url, Small, { http: { retries: 2 } }).collect())
    expect(error).toMatchObject({ condition: 'FAILED_READ_FILE', message: expect.stringContaining('503') })
    expect(error.message).not.toMatch(/secret|hush/)
    expect(web.requests.length).toBe(3)
    web.before = () => false
    expect(await failure(tf.read.csv(`${web.url}/none.csv`, Small).collect())).toMatchObject({ condition: 'PATH_NOT_FOUND', parameters: { path: `${web.url}/none.csv` } })
    for (const code of [401, 403]) {
      first(1, status(code))
      expect(await failure(small().collect())).toMatchObject({ condition: 'FILE_PERMISSION_DENIED' })
    }
    first(1, status(418))
    expect(await failure(small().collect())).toMatchObject({ condition: 'FAILED_READ_FILE', message: expect.stringContaining('418') })
    expect(await failure(tf.read.csv('http://127.0.0.1:1/x.csv', Small, { http: { retries: 1 } }).collect())).toMatchObject({ condition: 'FAILED_READ_FILE' })
  })
  test('a file that changes while it is read', async () => {
    const remote = await tf.open.parquet(`${web.url}/data/a.parquet`), bytes = web.files.get('/data/a.parquet')!
    let etag = '"1"'
    web.before = (request, response) => {
      const [from, to] = request.headers.range!.slice(6).split('-').map(Number) as [number, number]
      const part = bytes.subarray(from, to + 1)
      response.writeHead(206, { etag, 'content-range': `bytes ${from}-${from + part.length - 1}/${bytes.length}` }).end(part)
      etag = '"2"'
      return true
    }
    expect(await failure(remote.collect())).toMatchObject({ condition: 'FAILED_READ_FILE', message: expect.stringContaining('was changed while it was read') })
  })
  test('a range that was not asked for', async () => {
    first(1, (_, response) => { response.writeHead(206, { 'content-range': 'bytes 2-7/8' }).end('b\n1,x\n'); return true })
    expect(await failure(small().collect())).toMatchObject({ condition: 'FAILED_READ_FILE', message: expect.stringContaining('another range') })
  })
  test('an abort ends the waiting at once', async () => {
    web.before = () => true
    const abort = new AbortController(), begun = performance.now()
    setTimeout(() => abort.abort(), 50)
    expect(await failure(small().collect({ signal: abort.signal }))).toMatchObject({ condition: 'CANCELLED' })
    expect(performance.now() - begun).toBeLessThan(5_000)
  })
})

describe('headers and redirects', () => {
  test('headers of a session and of a read', async () => {
    web.before = (request, response) => request.headers.authorization === 'Bearer 1' ? false : (response.writeHead(401).end(), true)
    expect(await failure(small().count())).toMatchObject({ condition: 'FILE_PERMISSION_DENIED' })
    expect(await small({ http: { headers: { authorization: 'Bearer 1' } } }).count()).toBe(1)
    expect(await session({ http: { headers: { authorization: 'Bearer 1' } } }).read.csv(`${web.url}/small.csv`, Small).count()).toBe(1)
  })
  test('a name and password in the URL', async () => {
    web.before = (request, response) => request.headers.authorization === `Basic ${Buffer.from('me:a b').toString('base64')}` ? false : (response.writeHead(401).end(), true)
    expect(await tf.read.csv(`${web.url.replace('//', '//me:a%20b@')}/small.csv`, Small).count()).toBe(1)
  })
  test('a redirect', async () => {
    web.before = (request, response) => request.url === '/old.csv' ? (response.writeHead(302, { location: '/small.csv' }).end(), true) : false
    expect(await tf.read.csv(`${web.url}/old.csv`, Small).count()).toBe(1)
  })
  test('a misspelled option', async () => {
    expect(() => session({ http: { header: {} } } as object)).toThrow(/no option 'header'.*headers/s)
    expect(() => small({ http: { retries: -1 } })).toThrow(/retries/)
    expect(() => tf.read.csv('ftp://host/file.csv', Small)).toThrow(/nothing here reads ftp: URLs/)
  })
})
