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
