import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DateMillisecond, Decimal, Dictionary, Float16, Int32, LargeUtf8, makeData, makeVector, RecordBatchReader, Table, tableFromArrays,
  tableFromIPC, tableToIPC, TimestampMillisecond,
  TimestampNanosecond, Uint32, Uint64, Utf8, vectorFromArray, Vector, Uint8, List, Field as ArrowField, TimeSecond,
} from 'apache-arrow'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RowObject } from '../../logical/options.js'
import type { Source } from '../../logical/source.js'
import { Memory } from '../../memory/memory.js'
import { Pool } from '../../memory/pool.js'
import {
  binary, bool, date, decimal, field, float32, float64, int16, int32, int64, int8, list, map, struct, timestamp, timestampNtz, utf8,
  type Field,
} from '../../types/data-type.js'
import { rowReader } from '../rows/row-reader.js'
import { rowsSource } from '../rows/source.js'
import { streams } from './compressed.fixture.js'
import { compressLz4Frame, decompressLz4Frame } from './lz4.js'
import { toRecordBatch, toTable } from './record-batch.js'
import { Table as Flatbuffer } from './ipc/flatbuffer.js'
import { readSchema } from './ipc/schema.js'
import { arrowSink } from './sink.js'
import { arrowSource } from './source.js'

const memory = new Memory({ wasmPages: 2048 }), pool = new Pool(memory), task = pool.task('test')
let folder: string
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'arrow-')) })
afterAll(async () => {
  expect(task.pages).toBe(0)
  task.close()
  await rm(folder, { recursive: true })
})
const options = (batchRows = 1000) => ({ task, batchRows, signal: undefined, metric: () => {} })
async function rowsOf(source: Source, batchRows?: number): Promise<RowObject[]> {
  const opened = await source.open(), read = rowReader(opened.fields, memory, { int64: 'bigint', timestamp: 'micros' }),
    all: RowObject[] = []
  for await (const batch of opened.read(options(batchRows))) all.push(...read(batch))
  return all
}
async function tableOf(fields: readonly Field[], rows: readonly object[], batchRows?: number): Promise<Table> {
  const batches = []
  for await (const batch of rowsSource(fields, rows).read(options(batchRows))) batches.push(toRecordBatch(fields, batch, memory))
  return toTable(fields, batches)
}
const everything = [
  field('b', bool), field('i8', int8), field('i16', int16), field('i32', int32), field('i64', int64), field('f32', float32),
  field('f64', float64), field('m', decimal(10, 2)),
  field('wide', decimal(38, 3)), field('s', utf8), field('x', binary), field('d', date), field('t', timestamp), field('n', timestampNtz),
  field('l', list(decimal(5, 1))),
  field('st', struct([field('a', utf8), field('when', timestamp), field('ok', bool)])), field('k', map(utf8, list(float64))),
]
const full = {
  b: true, i8: -128, i16: 32767, i32: -1, i64: -(2n ** 63n), f32: 0.5, f64: -0.25, m: '-0.05',
  wide: '-12345678901234567890123456789012345.678', s: 'Zoë 東京',
  x: Uint8Array.of(0, 255), d: '1969-12-31', t: -1n, n: '2024-02-29T12:00:00.000001', l: ['1.5', null, '-3.0'],
  st: { a: 'x', when: 5n, ok: null },
  k: new Map([['a', [1.5, null]], ['b', null]]),
}
const empty = Object.fromEntries(everything.map(f => [f.name, null]))

describe('rows → Arrow → rows', () => {
  test('every type and null', async () => {
    const rows = [full, empty, full, full, empty]
    const table = await tableOf(everything, rows, 2)
    expect(table.batches.length).toBe(3)
    expect(await rowsOf(arrowSource(table))).toEqual(rows)
    expect(await rowsOf(arrowSource(tableToIPC(table, 'stream')), 1)).toEqual(rows)
    expect(arrowSource(table).fields).toEqual(everything)
    expect(arrowSource(table).statistics()).toEqual({ rows: 5 })
  })
  test('other libraries see the same values', async () => {
    const table = tableFromIPC(tableToIPC(await tableOf(everything, [full])))
    const row = table.get(0)!.toJSON()
    expect(row).toMatchObject({ b: true, i8: -128, i64: -(2n ** 63n), s: 'Zoë 東京', f64: -0.25 })
    expect(String(table.schema.fields.find(f => f.name === 't')!.type)).toBe('Timestamp<MICROSECOND, UTC>')
    expect(String(table.schema.fields.find(f => f.name === 'm')!.type)).toBe('Decimal[10e+2]')
  })
  test('slices keep their nulls', async () => {
    const rows = Array.from({ length: 100 }, (_, n) =>
      ({ b: n % 3 === 0 ? null : n % 2 === 0, i: n % 5 === 0 ? null : n, s: n % 7 === 0 ? null : `s${n}` }))
    const table = await tableOf([field('b', bool), field('i', int32), field('s', utf8)], rows)
    expect(await rowsOf(arrowSource(table.slice(13, 90)), 10)).toEqual(rows.slice(13, 90))
  })
})

describe('types that only Arrow has', () => {
  test('dictionaries, wider and narrower types', async () => {
    const halves = makeVector(makeData({ type: new Float16(), data: Uint16Array.of(0x3c00, 0xc000, 0x7c00) }))
    const table = new Table({
      dict: vectorFromArray(['a', null, 'a'], new Dictionary(new Utf8(), new Int32())),
      large: vectorFromArray(['x', 'yy', null], new LargeUtf8()),
      u32: vectorFromArray([4294967295, 1, 2], new Uint32()), u64: vectorFromArray([2n ** 64n - 1n, 1n, 2n], new Uint64()), half: halves,
      millis: makeVector(makeData({ type: new TimestampMillisecond('UTC'), data: BigInt64Array.of(1n, -1n, 0n) })),
      nanos: makeVector(makeData({ type: new TimestampNanosecond(), data: BigInt64Array.of(1001n, -1n, 0n) })),
      day: makeVector(makeData({ type: new DateMillisecond(), data: BigInt64Array.of(86_400_000n, -1n, 0n) })),
      numbers: vectorFromArray([1, 2, 1], new Dictionary(new Uint8(), new Int32())),
    })
    expect(await rowsOf(arrowSource(table))).toEqual([
      { dict: 'a', large: 'x', u32: 4294967295n, u64: '18446744073709551615', half: 1, millis: 1000n, nanos: '1970-01-01T00:00:00.000001',
        day: '1970-01-02', numbers: 1 },
      { dict: null, large: 'yy', u32: 1n, u64: '1', half: -2, millis: -1000n, nanos: '1969-12-31T23:59:59.999999', day: '1969-12-31',
        numbers: 2 },
      { dict: 'a', large: null, u32: 2n, u64: '2', half: Infinity, millis: 0n, nanos: '1970-01-01T00:00:00', day: '1970-01-01',
        numbers: 1 },
    ])
  })
  test('what has no counterpart is named, all at once', () => {
    const time = makeVector(makeData({ type: new TimeSecond(), data: Int32Array.of(1) }))
    const wide = makeVector(makeData({ type: new Decimal(2, 50, 256), data: new Uint32Array(8) }))
    expect(() => arrowSource(new Table({ time, wide, ok: vectorFromArray([1]) }))).toThrow(/time: Time32<SECOND>, wide: Decimal/)
  })
  test('nested lists of tables made by others', async () => {
    const lists = vectorFromArray([[1, 2], [], null], new List(new ArrowField('item', new Int32(), true))) as Vector
    expect(await rowsOf(arrowSource(new Table({ lists })))).toEqual([{ lists: [1, 2] }, { lists: [] }, { lists: null }])
  })
})

test('big-endian values are refused', () => {
  // a table whose first member is 1: where it is, its members' places, and the table
  const schema = Flatbuffer.root(Uint8Array.of(12, 0, 0, 0, 6, 0, 8, 0, 4, 0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0))
  expect(() => readSchema(schema, reason => { throw new TypeError(reason) })).toThrow(/its values are big-endian/)
})

describe('LZ4', () => {
  const frame = (...block: number[]) => Uint8Array.of(0x04, 0x22, 0x4d, 0x18, 0x40, 0x40, 0, block.length, 0, 0, 0, ...block, 0, 0, 0, 0)
  const fail = (reason: string): never => { throw new TypeError(reason) }
  test('literals, matches that repeat themselves, long lengths', () => {
    expect(decompressLz4Frame(frame(0x22, 97, 98, 2, 0, 0x10, 33), 9, fail)).toEqual(new TextEncoder().encode('abababab!'))
    expect(decompressLz4Frame(frame(0x1f, 97, 1, 0, 255, 1, 0x00), 276, fail).length).toBe(1 + 15 + 255 + 1 + 4)
  })
  test.each([[0x22, 97, 98, 3, 0], [0x50, 97], [0xf0, 255], [0x12, 97, 0, 0]])('damaged: %o', (...block) => {
    expect(() => decompressLz4Frame(frame(...block), 100, fail)).toThrow('an LZ4 frame is damaged')
  })
  test('no more than was said', () => expect(() => decompressLz4Frame(frame(0x1f, 97, 1, 0, 255, 1, 0x00), 275, fail)).toThrow('damaged'))
  test('what is compressed comes back', () => {
    for (const size of [0, 1, 12, 1000, 5 << 20]) {
      const bytes = Uint8Array.from({ length: size }, (_, n) => n % 7 ? n >>> 4 : Math.imul(n, 0x9e3779b1) >>> 24)
      const packed = compressLz4Frame(bytes)
      expect(Buffer.compare(decompressLz4Frame(packed, size, fail), bytes)).toBe(0)
      if (size > 1000) expect(packed.length).toBeLessThan(size * 0.8)
    }
  })
})

describe('files', () => {
  test.each(['file', 'stream'] as const)('a written %s reads back', async format => {
    const path = join(folder, `${format}.arrow`), fields = [field('id', int32, false), field('s', utf8)]
    const rows = Array.from({ length: 25 }, (_, n) => ({ id: n, s: n % 4 ? `text ${n}` : null }))
    const writer = await arrowSink(path, { format }).open(fields, task)
    for await (const batch of rowsSource(fields, rows).read(options(10))) await writer.write(batch)
    expect(await readdir(folder)).not.toContain(`${format}.arrow`)
    await writer.commit()
    expect(await rowsOf(arrowSource(path))).toEqual(rows)
    expect(await rowsOf(arrowSource(path, { schema: [field('s', utf8)] }))).toEqual(rows.map(r => ({ s: r.s })))
    expect(tableFromIPC(await readFile(path)).numRows).toBe(25)
    expect(RecordBatchReader.from(await readFile(path)).isFile()).toBe(format === 'file')
    await expect(arrowSink(path).open(fields, task)).rejects.toMatchObject({ condition: 'PATH_ALREADY_EXISTS' })
  })
  test('no rows are a file with a schema', async () => {
    const path = join(folder, 'none.arrow'), writer = await arrowSink(path).open([field('a', int64)], task)
    await writer.commit()
    const source = await arrowSource(path).open()
    expect(source.fields).toEqual([field('a', int64)])
    expect(await rowsOf(source)).toEqual([])
  })
  test.each(Object.entries(streams))('%s, as pyarrow compresses', async (_, text) => {
    const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0)), rows = await rowsOf(arrowSource(bytes))
    const expected = Array.from({ length: 200 }, (__, n) => ({ id: BigInt(Math.floor(n / 50)), s: `a longer text ${Math.floor(n / 40)}` }))
    expect(rows).toEqual(expected)
    await expect(rowsOf(arrowSource(bytes.subarray(0, bytes.length - 200)))).rejects.toMatchObject({ condition: 'FAILED_READ_FILE' })
  })
  test.each(['lz4', 'zstd'] as const)('%s: what is written is smaller, and reads back', async compression => {
    const fields = [field('id', int64, false), field('s', utf8), field('m', decimal(12, 2)), field('l', list(utf8))]
    const rows = Array.from({ length: 5000 },
      (_, n) => ({ id: BigInt(n >> 3), s: n % 4 ? `text ${n >> 5}` : null, m: `${n}.25`, l: n % 7 ? ['a', null] : [] }))
    for (const format of ['file', 'stream'] as const) {
      const path = join(folder, `${compression}.${format}`), writer = await arrowSink(path, { format, compression }).open(fields, task)
      for await (const batch of rowsSource(fields, rows).read(options(2000))) await writer.write(batch)
      await writer.commit()
      expect(await rowsOf(arrowSource(path))).toEqual(rows)
      expect((await readFile(path)).length).toBeLessThan(120_000)
    }
    expect(() => arrowSink('x.arrow', { compression: 'gzip' as never })).toThrow(/'compression' cannot be gzip.*lz4, zstd/)
  })
  test('wider types may be declared, and columns without a counterpart left out', async () => {
    const table = new Table({ a: vectorFromArray([1, null, -3], new Int32()),
      time: makeVector(makeData({ type: new TimeSecond(), data: Int32Array.of(1, 2, 3) })) })
    const read = (type: Field['type']) => rowsOf(arrowSource(tableToIPC(table, 'file'), { schema: [field('a', type)] }))
    expect(await read(int64)).toEqual([{ a: 1n }, { a: null }, { a: -3n }])
    expect(await read(float64)).toEqual([{ a: 1 }, { a: null }, { a: -3 }])
    expect(await read(decimal(20, 1))).toEqual([{ a: '1.0' }, { a: null }, { a: '-3.0' }])
    await expect(read(int16)).rejects.toMatchObject({ condition: 'SCHEMA_MISMATCH' })
    await expect(arrowSource(tableToIPC(table, 'file')).open()).rejects.toMatchObject({ condition: 'UNSUPPORTED_ARROW_TYPE',
      parameters: { columns: ['time: Time32<SECOND>'] } })
  })
  test('streams without a mark at their end, and batches without rows', async () => {
    const schema = toTable([field('a', int32)], []).schema
    const batch = (...values: number[]) => new Table(schema, { a: vectorFromArray(values, new Int32()) }).batches[0]!
    const bytes = tableToIPC(new Table([batch(1, 2), batch(), batch(3)]), 'stream')
    const expected = [{ a: 1 }, { a: 2 }, { a: 3 }]
    expect(await rowsOf(arrowSource(bytes))).toEqual(expected)
    expect([...bytes.subarray(-8)]).toEqual([255, 255, 255, 255, 0, 0, 0, 0])
    expect(await rowsOf(arrowSource(bytes.subarray(0, -8)))).toEqual(expected)
    await expect(rowsOf(arrowSource(bytes.subarray(0, -12)))).rejects.toMatchObject({
      condition: 'FAILED_READ_FILE', message: expect.stringMatching(/bytes.*it ends at byte \d+, within a batch.*message at byte \d+/),
    })
  })
  test('a long stream whose dictionary is replaced again and again takes no more memory than a short one', async () => {
    const small = new Pool(memory, { limit: 4 << 20 }), owner = small.task('a stream')
    const parts: Uint8Array[] = []
    for (let n = 0; n < 60; n++) {
      const words = Array.from({ length: 2000 }, (_, k) => `a word of the dictionary ${n * 2000 + k}`)
      const bytes = tableToIPC(new Table({ word: vectorFromArray(words, new Dictionary(new Utf8(), new Int32(), 1)) }), 'stream')
      // one schema, then the dictionary and the batch of each
      const first = n === 0 ? 0 : 8 + new DataView(bytes.buffer, bytes.byteOffset).getInt32(4, true)
      parts.push(bytes.subarray(first, -8))
    }
    const source = await arrowSource(Buffer.concat(parts)).open()
    let rows = 0, most = 0
    for await (const batch of source.read({ ...options(2000), task: owner })) {
      expect(rowReader(source.fields, memory)(batch)[7]).toEqual({ word: `a word of the dictionary ${rows + 7}` })
      rows += batch.rows
      most = Math.max(most, owner.pages)
    }
    expect(rows).toBe(120_000)
    expect(owner.peakBytes).toBeLessThan(3 << 20)
    expect(owner.pages).toBe(0)
    owner.close()
  })
  test('nothing stays after an abort', async () => {
    const before = await readdir(folder), writer = await arrowSink(join(folder, 'gone.arrow')).open([field('a', int64)], task)
    await writer.abort()
    expect(await readdir(folder)).toEqual(before)
  })
  test('a declared schema lists every difference', async () => {
    const table = tableFromArrays({ a: Int32Array.of(1), B: ['x'] })
    expect(() => arrowSource(table, { schema: [field('a', utf8), field('b', utf8), field('c', date)] })).toThrow(
      "arrow does not fit the schema: column 'a' is declared string and is int; "
      + "column 'b' (string) is missing (did you mean 'B'?); column 'c' (date) is missing; there are a, B.")
  })
  test('a null where the declaration has none', async () => {
    const table = new Table({ a: vectorFromArray([1, 2, null], new Int32()) })
    const error = { condition: 'NOT_NULL_ASSERT_VIOLATION', parameters: { where: 'arrow, row 2', column: 'a' } }
    await expect(rowsOf(arrowSource(table, { schema: [field('a', int32, false)] }), 2)).rejects.toMatchObject(error)
    expect(await rowsOf(arrowSource(table.slice(0, 2), { schema: [field('a', int32, false)] }))).toEqual([{ a: 1 }, { a: 2 }])
  })
  test('what is no Arrow file', async () => {
    await expect(arrowSource(join(folder, 'missing')).open()).rejects.toMatchObject({ condition: 'PATH_NOT_FOUND' })
    await writeFile(join(folder, 'text.arrow'), 'id,name\n1,a\n2,b\nthis is not an arrow file at all')
    await expect(arrowSource(join(folder, 'text.arrow')).open()).rejects.toMatchObject({ condition: 'FAILED_READ_FILE' })
    await writeFile(join(folder, 'empty.arrow'), '')
    await expect(arrowSource(join(folder, 'empty.arrow')).open()).rejects.toMatchObject({ condition: 'FAILED_READ_FILE' })
  })
  test('a real file: 200 000 flights', async () => {
    const path = new URL('../../../node_modules/vega-datasets/data/flights-200k.arrow', import.meta.url).pathname
    const expected = tableFromIPC(await readFile(path)), rows = await rowsOf(arrowSource(path), 16_384)
    expect(rows.length).toBe(expected.numRows)
    for (const n of [0, 1, 99_999, expected.numRows - 1]) {
      expect(Object.values(rows[n]!).map(Number)).toEqual(Object.values(expected.get(n)!.toJSON()).map(Number))
    }
  })
})
