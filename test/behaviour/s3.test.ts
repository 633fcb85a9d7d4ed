/** Objects of an S3-compatible service, read by ranges, listed as folders, and written. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { schema, session, t } from '../../src/index.js'
import { failure, poolOf } from './engine.js'
import { keys, s3Server, type S3Server } from './s3-server.js'

const Row = schema({ n: t.int32, s: t.utf8 })
const rows = Array.from({ length: 3_000 }, (_, n) => ({ n, s: `row ${n}` }))
let s3: S3Server, tf: ReturnType<typeof make>
const make = (more = {}) => session({ timeZone: 'UTC', s3: { ...keys, endpoint: s3.endpoint, ...more } })
beforeAll(async () => { s3 = await s3Server() })
afterAll(() => s3.close())
beforeEach(async () => {
  s3.objects.clear()
  s3.uploads.clear()
  s3.before = () => false
  s3.page = 1000
  tf = make()
  const folder = await mkdtemp(join(tmpdir(), 'typedframe-'))
  for (const [n, key] of ['sales/year=2023/a.parquet', 'sales/year=2023/b.parquet', 'sales/year=2024/c.parquet', 'sales/_SUCCESS', "odd/a b+c&d'é(1).parquet"].entries()) {
    await tf.frame(Row, rows.slice(n * 500, n * 500 + 500)).write.parquet(join(folder, 'x'), { mode: 'overwrite' })
    s3.objects.set(`lake/${key}`, await readFile(join(folder, 'x')))
  }
  await rm(folder, { recursive: true })
  s3.requests.length = 0
})
afterEach(() => expect(poolOf(tf.frame([{ a: 1 }])).usedBytes).toBe(0))

describe('reading', () => {
  test('one object, also of a name that must be escaped', async () => {
    expect(await tf.read.parquet('s3://lake/sales/year=2023/a.parquet', Row).collect()).toEqual(rows.slice(0, 500))
    expect(await tf.read.parquet("s3://lake/odd/a b+c&d'é(1).parquet", Row).count()).toBe(500)
    expect(await tf.read.parquet(new URL("s3://lake/odd/a b+c&d'é(1).parquet"), Row).count()).toBe(500)
  })
  test('folders, partitions and patterns, over pages of listings', async () => {
    s3.page = 2
    const Sale = schema({ n: t.int32, s: t.utf8, year: t.int32 })
    expect(await tf.read.parquet('s3://lake/sales', Sale).groupBy('year').count().orderBy('year').collect()).toEqual([{ year: 2023, count: 1000 }, { year: 2024, count: 500 }])
    expect(await tf.read.parquet('s3://lake/sales/*/{a,c}.parquet', Row).count()).toBe(1000)
    expect(await tf.read.parquet('s3://lake/sales/year=2023/', Row).count()).toBe(1000)
    s3.requests.length = 0
    expect(await tf.read.parquet('s3://lake/sales/', Sale).filter($ => $.year.eq(2024)).count()).toBe(500)
    expect(s3.requests.some(r => r.includes('year=2023/'))).toBe(false)
  })
  test('what is not there, and who may not', async () => {
    for (const path of ['s3://lake/none.parquet', 's3://lake/sales/*.csv', 's3://none/x']) {
      expect(await failure(tf.read.parquet(path, Row).collect())).toMatchObject({ condition: 'PATH_NOT_FOUND', parameters: { path } })
    }
    const stranger = make({ secretAccessKey: 'wrong' }), nobody = session({ s3: { endpoint: s3.endpoint } })
    for (const who of [stranger, nobody]) expect(await failure(who.read.parquet('s3://lake/sales/year=2023/a.parquet', Row).collect())).toMatchObject({ condition: 'FILE_PERMISSION_DENIED' })
    expect(() => tf.read.parquet('s3://', Row)).toThrow(/names no bucket/)
    expect(() => tf.read.parquet('s3://lake/../x', Row)).toThrow(/names of dots/)
    expect(() => make({ endPoint: 'x' })).toThrow(/endPoint.*endpoint/s)
  })
  test('keys, region and endpoint from the environment', async () => {
    const before = { ...process.env }
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: keys.accessKeyId, AWS_SECRET_ACCESS_KEY: keys.secretAccessKey, AWS_REGION: keys.region, AWS_ENDPOINT_URL: s3.endpoint })
    try {
      expect(await session().read.parquet('s3://lake/sales/year=2024/*.parquet', Row).count()).toBe(500)
    } finally {
      process.env = before
    }
  })
  test('failures that pass', async () => {
    let n = 0
    s3.before = (_, response) => n++ % 2 === 0 ? (response.writeHead(503).end(), true) : false
    expect(await tf.read.parquet('s3://lake/sales/year=2024/c.parquet', Row).count()).toBe(500)
  })
})

describe('writing', () => {
  const wide = () => tf.frame(schema({ n: t.int32, s: t.utf8 }), Array.from({ length: 40_000 }, (_, n) => ({ n, s: `${n} ${'x'.repeat(500)}` })))
  test('one object in parts: it appears when it is complete', async () => {
    let seen = 0
    const write = wide().write.csv('s3://lake/out/wide.csv', { onProgress: () => { if (s3.uploads.size > 0 && !s3.objects.has('lake/out/wide.csv')) seen++ } })
    expect(await write).toEqual({ rows: 40_000 })
    expect(seen).toBeGreaterThan(0)
    expect([...s3.requests].filter(r => r.startsWith('PUT')).length).toBeGreaterThan(1)
    expect(await tf.read.csv('s3://lake/out/wide.csv', schema({ n: t.int32, s: t.utf8 })).agg($ => ({ n: $.n.sum(), s: $.s.max() })).first()).toEqual(await wide().agg($ => ({ n: $.n.sum(), s: $.s.max() })).first())
    expect(s3.uploads.size).toBe(0)
  })
  test('modes, and partitions', async () => {
    const some = (...numbers: number[]) => tf.frame(schema({ n: t.int32, g: t.utf8 }), numbers.map(n => ({ n, g: n % 2 ? 'odd' : 'even / 2' })))
    const read = async () => (await tf.read.parquet('s3://lake/t', schema({ n: t.int32, g: t.utf8 })).orderBy('n').collect()).map(r => r.n)
    await some(1, 2).write.parquet('s3://lake/t', { partitionBy: ['g'] })
    expect([...s3.objects.keys()].filter(k => k.startsWith('lake/t/')).map(k => k.split('/')[2])).toEqual(['g=even %2F 2', 'g=odd'])
    expect(await failure(some(3).write.parquet('s3://lake/t'))).toMatchObject({ condition: 'PATH_ALREADY_EXISTS' })
    expect(await some(3).write.parquet('s3://lake/t', { mode: 'ignore' })).toEqual({ rows: 0 })
    await some(4).write.parquet('s3://lake/t', { mode: 'append', partitionBy: ['g'] })
    expect(await read()).toEqual([1, 2, 4])
    await some(5).write.parquet('s3://lake/t', { mode: 'overwrite', partitionBy: ['g'] })
    expect(await read()).toEqual([5])
    expect(await some().write.csv('s3://lake/none.csv', { header: false })).toEqual({ rows: 0 })
    expect(s3.objects.get('lake/none.csv')!.length).toBe(0)
  })
  test('a job that fails or is aborted leaves neither objects nor uploads', async () => {
    const before = [...s3.objects.keys()]
    const broken = wide().withColumns($ => ({ q: $.n.div($.n.sub(39_999)) }))
    expect(await failure(broken.write.csv('s3://lake/out/x.csv'))).toMatchObject({ condition: 'DIVIDE_BY_ZERO' })
    const abort = new AbortController()
    expect(await failure(wide().write.csv('s3://lake/out/x.csv', { signal: abort.signal, onProgress: () => abort.abort() }))).toMatchObject({ condition: 'CANCELLED' })
    expect([...s3.objects.keys()]).toEqual(before)
    expect(s3.uploads.size).toBe(0)
  })
  test('parts that fail are sent again; what does not pass is said', async () => {
    let n = 0
    s3.before = (request, response) => request.method === 'PUT' && n++ % 2 === 0 ? (response.writeHead(500).end(), true) : false
    expect(await wide().write.csv('s3://lake/out/x.csv')).toEqual({ rows: 40_000 })
    s3.before = (request, response) => request.url!.includes('uploadId') && request.method === 'POST'
      ? (response.writeHead(200).end('<Error><Code>InternalError</Code><Message>We lost it</Message></Error>'), true) : false
    expect(await failure(wide().write.csv('s3://lake/out/y.csv'))).toMatchObject({ condition: 'FAILED_WRITE_FILE', message: expect.stringContaining('We lost it') })
    expect(s3.uploads.size).toBe(0)
    expect(await failure(make({ secretAccessKey: 'x' }).frame([{ a: 1 }]).write.csv('s3://lake/z.csv'))).toMatchObject({ condition: 'FILE_PERMISSION_DENIED' })
    expect(await failure(tf.frame([{ a: 1 }]).write.csv('https://host/z.csv'))).toMatchObject({ condition: 'INVALID_ARGUMENT', message: expect.stringContaining('nothing here writes to') })
  })
})
