/** CSV and NDJSON through a session: files larger than its memory, compressed, malformed, in folders, written and read back. */
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { count, schema, session, t } from '../../src/index.js'
import { failure, poolOf } from './engine.js'

const MiB = 2 ** 20, ROWS = 250_000
const tf = session({ memory: '6MiB', timeZone: 'UTC' }), none = tf.frame([{ a: 1 }])
const Row = schema({ n: t.int32, text: t.utf8, digest: t.utf8, price: t.decimal(12, 2) })
let folder = ''
const at = (name: string): string => join(folder, name)
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'typedframe-'))
  const parts: string[] = ['n,text,digest,price']
  for (let n = 0; n < ROWS; n++) parts.push(`${n},"row, number ${n} of many",${createHash('md5').update(String(n)).digest('hex')},${n}.25`)
  await writeFile(at('big.csv'), `${parts.join('\n')}\n`)
})
afterAll(() => rm(folder, { recursive: true }))
const expected = { rows: ROWS, sum: ROWS * (ROWS - 1) / 2, last: 'row, number 99999 of many', price: `${ROWS * (ROWS - 1) / 2 + ROWS / 4}.00` }

describe('in 6 MiB', () => {
  const big = () => tf.read.csv(at('big.csv'), Row)
  const summary = (frame: ReturnType<typeof big>) =>
    frame.agg($ => ({ rows: count(), sum: $.n.sum(), last: $.text.max(), price: $.price.sum() })).first()
  test('a CSV file three times as large', async () => {
    expect((await stat(at('big.csv'))).size).toBeGreaterThan(16 * MiB)
    expect(await summary(big())).toEqual(expected)
    expect(poolOf(none).peakBytes).toBeLessThanOrEqual(6 * MiB)
  })
  test.each(['big.csv.gz', 'big.csv.br', 'big.csv.deflate'])('%s, written and read', async name => {
    expect(await big().write.csv(at(name))).toEqual({ rows: ROWS })
    expect((await stat(at(name))).size).toBeLessThan(14 * MiB)
    expect(await summary(tf.read.csv(at(name), Row))).toEqual(expected)
    expect(poolOf(none).usedBytes).toBe(0)
    expect(poolOf(none).peakBytes).toBeLessThanOrEqual(6 * MiB)
  })
  test.each(['big.ndjson', 'big.ndjson.gz'])('%s, written and read', async name => {
    expect(await big().write.ndjson(at(name))).toEqual({ rows: ROWS })
    expect(await summary(tf.read.ndjson(at(name), Row))).toEqual(expected)
    expect(await (await tf.open.ndjson(at(name))).count()).toBe(ROWS)
    expect(poolOf(none).usedBytes).toBe(0)
    expect(poolOf(none).peakBytes).toBeLessThanOrEqual(6 * MiB)
  })
  test('the sample may be the whole file', async () => {
    const frame = await tf.open.csv(at('big.csv'), { sampleRows: Infinity })
    expect(frame.schema.fields.map(f => f.type.kind)).toEqual(['int32', 'utf8', 'utf8', 'float64'])
  })
  test('files are looked into within the limit, many at once', async () => {
    const few = session({ memory: '6MiB', timeZone: 'UTC' }), paths = Array.from({ length: 40 }, () => at('big.csv'))
    const frame = await few.open.csv(paths, { mergeSchema: true, sampleRows: 5_000 }), pool = poolOf(frame)
    expect(frame.columns).toEqual(['n', 'text', 'digest', 'price'])
    expect([pool.peakBytes > MiB / 4, pool.peakBytes <= 6 * MiB, pool.usedBytes]).toEqual([true, true, 0])
    const tiny = session({ memory: '128KiB' })
    expect(await failure(tiny.open.csv(at('big.csv')))).toMatchObject({ condition: 'OUT_OF_MEMORY', message: expect.stringContaining('Reading CSV') })
    expect(await failure(tiny.open.ndjson(at('big.ndjson')))).toMatchObject({ condition: 'OUT_OF_MEMORY' })
  })
  test('left early, and aborted', async () => {
    expect((await tf.read.csv(at('big.csv.gz'), Row).limit(3).collect()).length).toBe(3)
    for await (const row of tf.read.ndjson(at('big.ndjson.gz'), Row)) if (row.n === 20_000) break
    const stop = new AbortController()
    expect(await failure(tf.read.csv(at('big.csv.br'), Row).write.ndjson(at('never.ndjson.gz'), { signal: stop.signal, onProgress: () => stop.abort() })))
      .toMatchObject({ condition: 'CANCELLED' })
    expect((await readdir(folder)).filter(name => name.includes('never'))).toEqual([])
    expect(poolOf(none).usedBytes).toBe(0)
  })
})

const All = schema({
  b: t.bool, i8: t.int8, i16: t.int16, i32: t.int32.nullable(), i64: t.int64, f32: t.float32, f64: t.float64.nullable(), d: t.decimal(30, 3), s: t.utf8.nullable(),
  day: t.date, at: t.timestamp, local: t.timestampNtz, raw: t.binary, l: t.list(t.struct({ x: t.int64, y: t.utf8.nullable() })).nullable(), m: t.map(t.utf8, t.decimal(5, 2)),
})
test('NDJSON holds every type', async () => {
  const wide = session({ timeZone: 'UTC', int64: 'bigint' })
  const frame = wide.frame(All, [
    {
      b: true, i8: -128, i16: 32767, i32: null, i64: 2n ** 63n - 1n, f32: 0.1, f64: NaN, d: '123456789012345678901234567.125', s: 'a "q"\\ \u2028 é😀\n', day: '0001-01-01',
      at: new Date('2024-02-29T12:30:00.123Z'), local: '9999-12-31T23:59:59.999999', raw: Uint8Array.of(0, 255), l: [{ x: -(2n ** 63n), y: null }, { x: 1n, y: '' }],
      m: new Map([['k', '1.50']]),
    },
    {
      b: false, i8: 0, i16: 0, i32: 7, i64: 0n, f32: -0, f64: -Infinity, d: '0.000', s: null, day: '1969-12-31', at: new Date(0), local: '1969-12-31T23:59:59', raw: new Uint8Array(0),
      l: null, m: new Map(),
    },
  ])
  for (const options of [{}, { ignoreNullFields: false }]) {
    await frame.write.ndjson(at('all.ndjson'), { ...options, mode: 'overwrite' })
    expect(await wide.read.ndjson(at('all.ndjson'), All).collect()).toEqual(await frame.collect())
  }
})
test('a write that fails leaves nothing', async () => {
  const failing = tf.read.csv(at('big.csv'), Row).withColumns($ => ({ x: $.n.cast('int32').add(2_147_400_000) })), before = await readdir(folder)
  for (const name of ['f.ndjson', 'f.ndjson.gz', 'f.csv.br']) {
    const write = name.includes('csv') ? failing.write.csv(at(name)) : failing.write.ndjson(at(name))
    expect(await failure(write)).toMatchObject({ condition: 'ARITHMETIC_OVERFLOW' })
  }
  expect(await readdir(folder)).toEqual(before)
})
test('folders with partitions, malformed rows beside their texts', async () => {
  await mkdir(at('events/day=2024-02-29'), { recursive: true })
  await mkdir(at('events/day=2024-03-01'))
  await writeFile(at('events/day=2024-02-29/a.ndjson'), '{"n":1}\n{"n":\n')
  await writeFile(at('events/day=2024-03-01/b.ndjson'), '{"n":2}\n')
  const Event = schema({ n: t.int32.nullable(), _corrupt_record: t.utf8.nullable(), day: t.date })
  const frame = tf.read.ndjson(at('events'), Event, { mode: 'PERMISSIVE' }).orderBy('day', 'n')
  expect(await frame.collect()).toEqual([
    { n: null, _corrupt_record: '{"n":', day: '2024-02-29' }, { n: 1, _corrupt_record: null, day: '2024-02-29' }, { n: 2, _corrupt_record: null, day: '2024-03-01' },
  ])
  const open = await tf.open.ndjson(at('events'), { mode: 'PERMISSIVE' })
  expect([...open.columns]).toEqual(['n', '_corrupt_record', 'day'])
  expect(await open.filter($ => $['day']!.eq('2024-03-01')).collect()).toEqual([{ n: 2, _corrupt_record: null, day: '2024-03-01' }])
})
test('options are checked when the frame is made', async () => {
  expect(await failure(none.write.csv(at('x.csv'), { quoteall: true } as never))).toMatchObject({ condition: 'INVALID_CONFIG_VALUE', message: expect.stringContaining("Did you mean 'quoteAll'?") as string })
  expect(await failure(none.write.ndjson(at('x.ndjson'), { compression: 'rar' as never }))).toMatchObject({ condition: 'INVALID_CONFIG_VALUE' })
  expect(await failure((async () => tf.read.csv(at('big.csv'), Row, { multiline: true } as never).count())())).toMatchObject({ message: expect.stringContaining("Did you mean 'multiLine'?") as string })
  expect(await failure(tf.open.csv('\0'))).toMatchObject({ name: 'TypedFrameError' })
})
