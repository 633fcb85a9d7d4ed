/** Files: what is read is what was written, what does not fit is said, and nobody sees half a file. */
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { schema, session, t } from '../../src/index.js'
import { failure, poolOf } from './engine.js'

const tf = session({ timeZone: 'UTC', int64: 'bigint' })
const All = schema({
  b: t.bool, i8: t.int8, i16: t.int16, i32: t.int32.nullable(), i64: t.int64, f32: t.float32, f64: t.float64.nullable(), d: t.decimal(20, 3),
  s: t.utf8.nullable(), day: t.date, at: t.timestamp, local: t.timestampNtz,
})
const frame = tf.frame(All, [
  { b: true, i8: -128, i16: 32767, i32: null, i64: 2n ** 63n - 1n, f32: 0.5, f64: NaN, d: '12345678901234567.125', s: 'plain', day: '2024-02-29', at: new Date('2024-02-29T12:30:00.123Z'), local: '2024-02-29T12:30:00.123456' },
  { b: false, i8: 127, i16: -32768, i32: -1, i64: -(2n ** 63n), f32: -0.25, f64: null, d: '-0.001', s: 'a "quoted", text\nin two lines', day: '1969-12-31', at: new Date(0), local: '1969-12-31T23:59:59' },
  { b: true, i8: 0, i16: 0, i32: 7, i64: 0n, f32: 0, f64: -Infinity, d: '0.000', s: null, day: '0001-01-01', at: new Date('1900-01-01T00:00:00Z'), local: '9999-12-31T23:59:59.999999' },
])
const many = tf.frame(Array.from({ length: 100_000 }, (_, n) => ({ n, text: `row ${n}` })))
let folder = ''
const at = (name: string): string => join(folder, name)
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'typedframe-')) })
afterEach(() => rm(folder, { recursive: true }))

describe('every type, written and read back', () => {
  for (const compression of ['snappy', 'gzip', 'uncompressed'] as const) {
    test(`parquet, ${compression}`, async () => {
      await frame.write.parquet(at('all.parquet'), { compression })
      expect(await tf.read.parquet(at('all.parquet'), All).collect()).toEqual(await frame.collect())
    })
  }
  test('csv', async () => {
    await frame.write.csv(at('all.csv'))
    expect(await tf.read.csv(at('all.csv'), All).collect()).toEqual(await frame.collect())
  })
  test('csv with another delimiter, no header, and a text for null', async () => {
    await frame.write.csv(at('all.csv'), { delimiter: ';', header: false, nullValue: 'NULL' })
    expect(await tf.read.csv(at('all.csv'), All, { delimiter: ';', header: false, nullValue: 'NULL' }).collect()).toEqual(await frame.collect())
  })
  test('arrow', async () => {
    await frame.write.arrow(at('all.arrow'))
    expect(await tf.read.arrow(at('all.arrow'), All).collect()).toEqual(await frame.collect())
  })
  test('no rows at all', async () => {
    const none = frame.filter($ => $.i32.gt(1_000))
    for (const format of ['parquet', 'csv', 'arrow'] as const) {
      expect(await none.write[format](at(`none.${format}`))).toEqual({ rows: 0 })
      expect(await tf.read[format](at(`none.${format}`), none.schema).collect()).toEqual([])
    }
  })
  test('many rows in many row groups', async () => {
    await many.write.parquet(at('many.parquet'), { rowGroupSize: 7_000 })
    const read = tf.read.parquet(at('many.parquet'), many.schema)
    expect(await read.agg($ => ({ n: $.n.sum(), last: $.text.max() })).first()).toEqual({ n: 4_999_950_000, last: 'row 99999' })
    expect(await read.filter($ => $.n.between(49_999, 50_001)).select('text').collect()).toEqual([{ text: 'row 49999' }, { text: 'row 50000' }, { text: 'row 50001' }])
    expect(await read.filter($ => $.n.gt(99_000)).explain()).toMatch(/filters|groups|PushedFilters|n > 99000/i)
  })
})

describe('writing', () => {
  test('does not overwrite unless told to', async () => {
    for (const format of ['parquet', 'csv', 'arrow'] as const) {
      await many.limit(2).write[format](at('file'))
      const before = await readFile(at('file'))
      expect(await failure(many.write[format](at('file')))).toMatchObject({ condition: 'PATH_ALREADY_EXISTS', parameters: { path: at('file') } })
      expect(await readFile(at('file'))).toEqual(before)
      expect(await many.limit(3).write[format](at('file'), { mode: 'overwrite' })).toEqual({ rows: 3 })
      expect(await readFile(at('file'))).not.toEqual(before)
      await rm(at('file'))
    }
  })
  test('a failed write leaves nothing, or what was there', async () => {
    const failing = many.withColumns($ => ({ x: $.n.cast('int32').add(2_147_400_000) }))
    await writeFile(at('kept'), 'kept')
    for (const format of ['parquet', 'csv', 'arrow'] as const) {
      expect(await failure(failing.write[format](at('new')))).toMatchObject({ condition: 'ARITHMETIC_OVERFLOW' })
      expect(await failure(failing.write[format](at('kept'), { mode: 'overwrite' }))).toMatchObject({ condition: 'ARITHMETIC_OVERFLOW' })
      expect(await readdir(folder)).toEqual(['kept'])
      expect(await readFile(at('kept'), 'utf8')).toBe('kept')
    }
    expect(poolOf(many).usedBytes).toBe(0)
  })
  test('a cancelled write leaves nothing', async () => {
    for (const format of ['parquet', 'csv', 'arrow'] as const) {
      const stop = new AbortController()
      expect(await failure(many.write[format](at('new'), { signal: stop.signal, onProgress: () => stop.abort() }))).toMatchObject({ condition: 'CANCELLED' })
      expect(await readdir(folder)).toEqual([])
    }
    expect(poolOf(many).usedBytes).toBe(0)
  })
  test('while it is written a file has another name', async () => {
    let seen: string[] = []
    await many.write.csv(at('late.csv'), { onProgress: () => { void readdir(folder).then(names => { seen = [...seen, ...names] }) } })
    expect(seen.filter(name => name === 'late.csv')).toEqual([])
    expect(await readdir(folder)).toEqual(['late.csv'])
  })
  test('a frame over the very file it is written to', async () => {
    await many.limit(10).write.parquet(at('self.parquet'))
    const self = tf.read.parquet(at('self.parquet'), many.schema)
    await self.filter($ => $.n.lt(4)).write.parquet(at('self.parquet'), { mode: 'overwrite' })
    expect(await self.count()).toBe(4)
  })
  test('into a folder that is not there', async () => {
    const error = await failure(many.write.csv(at('nowhere/file.csv')))
    expect(error.name).toBe('TypedFrameError')
    expect(error.message).toContain('nowhere')
  })
})

describe('files that differ from what is declared', () => {
  test('every difference in one error', async () => {
    await frame.select('i64', 's', 'day').write.parquet(at('f.parquet'))
    const Wrong = schema({ i64: t.int32, S: t.utf8, day: t.timestamp, more: t.bool })
    for (const wrong of [() => tf.read.parquet(at('f.parquet'), Wrong).collect(), async () => (await tf.open.parquet(at('f.parquet'))).as(Wrong)]) {
      const error = await failure(wrong())
      expect(error).toMatchObject({ condition: 'SCHEMA_MISMATCH', sqlState: '42K0A' })
      for (const text of ["'i64' is declared int and is bigint", "'S' (string) is missing", "'day' is declared timestamp and is date", "'more' (boolean) is missing"]) expect(error.message).toContain(text)
    }
  })
  test('a null where none is declared is an error that names the row', async () => {
    const rows = Array.from({ length: 30_000 }, (_, n) => ({ v: n === 20_123 ? null : n }))
    const holes = tf.frame(schema({ v: t.int64.nullable() }), rows), Full = schema({ v: t.int64 })
    await holes.write.parquet(at('h.parquet'))
    await holes.write.csv(at('h.csv'))
    await holes.write.arrow(at('h.arrow'))
    // Parquet's statistics count nulls, so there the difference is known when the file is opened
    const known = await failure(tf.read.parquet(at('h.parquet'), Full).collect())
    expect(known).toMatchObject({ condition: 'SCHEMA_MISMATCH' })
    expect(known.message).toContain("column 'v'")
    for (const read of [tf.read.csv(at('h.csv'), Full), tf.read.arrow(at('h.arrow'), Full)]) {
      const error = await failure(read.agg($ => ({ n: $.v.sum() })).collect())
      expect(error.condition).toBe('NOT_NULL_ASSERT_VIOLATION')
      expect(error.message).toMatch(/2012[3-5]/)
      expect(error.message).toContain("column 'v'")
    }
    expect(await tf.read.parquet(at('h.parquet'), schema({ v: t.int64.nullable() })).filter($ => $.v.isNull()).count()).toBe(1)
  })
  test('a file that is not there, or no such file', async () => {
    expect(await failure(tf.read.parquet(at('none.parquet'), All).collect())).toMatchObject({ condition: 'PATH_NOT_FOUND' })
    expect(await failure(tf.open.csv(at('none.csv')))).toMatchObject({ condition: 'PATH_NOT_FOUND' })
    await writeFile(at('text.parquet'), 'this is text')
    expect(await failure(tf.open.parquet(at('text.parquet')))).toMatchObject({ condition: 'CANNOT_READ_FILE_FOOTER' })
  })
})

describe('a file of unknown columns', () => {
  test('takes names as strings and becomes typed by a schema', async () => {
    await frame.write.parquet(at('d.parquet'))
    const dynamic = await tf.open.parquet(at('d.parquet'))
    expect(dynamic.columns).toEqual(frame.columns)
    const column: string = ['s'][0]!
    expect(await dynamic.select(column).filter($ => $[column]!.isNotNull()).count()).toBe(2)
    expect(await dynamic.groupBy('b').agg($ => ({ most: $['i32']!.max() })).orderBy('b').collect()).toEqual([{ b: false, most: -1 }, { b: true, most: 7 }])
    const typed = dynamic.as(schema({ s: t.utf8.nullable(), i64: t.int64 }))
    expect(typed.columns).toEqual(['s', 'i64'])
    expect(await typed.filter($ => $.i64.eq(0)).collect()).toEqual([{ s: null, i64: 0n }])
  })
  test('csv: types are found out', async () => {
    await writeFile(at('t.csv'), 'a,b,c,d\n1,x,1.5,2024-01-01\n2,,,\n')
    const read = await tf.open.csv(at('t.csv'))
    expect(await read.collect()).toEqual([{ a: 1, b: 'x', c: 1.5, d: '2024-01-01' }, { a: 2, b: null, c: null, d: null }])
  })
})
