import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { JsOptions, RowObject } from '../../logical/options.js'
import { Memory } from '../../memory/memory.js'
import { Pool } from '../../memory/pool.js'
import {
  binary, bool, date, decimal, field, float32, float64, int16, int32, int64, int8, list, map, struct, timestamp, timestampNtz, utf8,
  voidType, type Field,
} from '../../types/data-type.js'
import { inferFields } from './infer.js'
import { rowReader } from './row-reader.js'
import { rowsSource } from './source.js'

const memory = new Memory({ wasmPages: 2048 }), pool = new Pool(memory)
let task: ReturnType<Pool['task']>
beforeAll(() => { task = pool.task('test') })
afterAll(() => {
  expect(task.pages).toBe(0)
  task.close()
})
async function through(fields: readonly Field[], rows: readonly object[], options: JsOptions = {}, batchRows = 1000): Promise<RowObject[]> {
  const read = rowReader(fields, memory, options), all: RowObject[] = []
  for await (const batch of rowsSource(fields, rows).read({ task, batchRows, signal: undefined,
    metric: () => {} })) all.push(...read(batch))
  return all
}

describe('rows come back as they went in', () => {
  test('every type, with nulls', async () => {
    const fields = [
      field('b', bool), field('i8', int8), field('i16', int16), field('i32', int32), field('i64', int64), field('f32', float32),
      field('f64', float64),
      field('m', decimal(10, 2)), field('wide', decimal(38, 3)), field('s', utf8), field('x', binary), field('d', date),
      field('t', timestamp),
      field('n', timestampNtz), field('l', list(int32)), field('st', struct([field('a', utf8), field('when', date)])),
      field('k', map(utf8, float64)), field('v', voidType),
    ]
    const full = {
      b: true, i8: -128, i16: 32767, i32: -2147483648, i64: 9007199254740991, f32: 0.5, f64: NaN, m: '-0.05',
      wide: '12345678901234567890123456789012345.678',
      s: 'Zoë 東京 😀', x: Uint8Array.of(0, 255), d: '1969-12-31', t: new Date('2024-02-29T12:00:00.123Z'), n: '2024-02-29T12:00:00.000001',
      l: [1, null, 3], st: { a: 'x', when: '2024-01-01' }, k: new Map([['a', 1.5], ['b', null]]), v: null,
    }
    const empty = Object.fromEntries(fields.map(f => [f.name, null]))
    expect(await through(fields, [full, empty, full, {}])).toEqual([full, empty, full, empty])
    expect(Object.keys((await through(fields, [full]))[0]!)).toEqual(fields.map(f => f.name))
  })
  test('the other forms of integers, decimals, dates and timestamps', async () => {
    const fields = [field('i', int64, false), field('m', decimal(20, 2)), field('d', date), field('t', timestamp), field('n', timestampNtz)]
    const rows = [{ i: 2n ** 63n - 1n, m: 12n, d: new Date('2024-02-29T23:59:59Z'), t: 1_709_208_000_000_001n,
      n: new Date('0001-01-01T00:00:00Z') }]
    expect(await through(fields, rows, { int64: 'bigint', decimal: 'number', date: 'Date', timestamp: 'string' })).toEqual([
      { i: 2n ** 63n - 1n, m: 12, d: new Date('2024-02-29'), t: '2024-02-29T12:00:00.000001Z', n: '0001-01-01T00:00:00' },
    ])
    expect(await through(fields, rows, { int64: 'string', timestamp: 'micros' })).toMatchObject([{ i: '9223372036854775807', m: '12.00',
      t: 1_709_208_000_000_001n }])
  })
  test('random text, in any batch size', async () => {
    const texts = fc.array(fc.option(fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('SFO', 'LAX', 'Zürich'),
      fc.string({ minLength: 200, maxLength: 9000 }))), { maxLength: 1500 })
    await fc.assert(fc.asyncProperty(texts, fc.integer({ min: 1, max: 2000 }), async (values, batchRows) => {
      const fields = [field('s', utf8)], rows = values.map(s => ({ s: s }))
      expect(await through(fields, rows, {}, batchRows)).toEqual(rows)
    }), { numRuns: 60 })
  })
  test('texts that do not repeat, with a null late in the batch', async () => {
    const rows = Array.from({ length: 3000 }, (_, n) => ({ s: n === 2000 ? null : n % 3 === 0 ? `é東😀\u07ff${n}` : `text ${n}` }))
    expect(await through([field('s', utf8)], rows, {}, 3000)).toEqual(rows)
  })
  test('half of a surrogate pair becomes the replacement character, also between rows', async () => {
    expect(await through([field('s', utf8)], [{ s: 'a\ud83d' }, { s: '\ude00b' }])).toEqual([{ s: 'a\ufffd' }, { s: '\ufffdb' }])
  })
  test('random numbers and times', async () => {
    const fields = [field('i', int64), field('f', float64), field('m', decimal(18, 4)), field('t', timestamp)]
    const row = fc.record({
      i: fc.option(fc.maxSafeInteger()), f: fc.option(fc.double()),
      m: fc.option(fc.bigInt({ min: -(10n ** 14n) + 1n, max: 10n ** 14n - 1n })),
      t: fc.option(fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })),
    })
    await fc.assert(fc.asyncProperty(fc.array(row, { maxLength: 200 }), async rows => {
      expect(await through(fields, rows, {}, 64)).toEqual(rows.map(r => ({ ...r, f: r.f, m: r.m === null ? null : `${r.m}.0000` })))
    }), { numRuns: 60 })
  })
})

describe('values that do not fit are named', () => {
  const failing = (f: Field, value: unknown) => through([field('id', int32), f], [{ id: 1, c: null }, { id: 2, c: value }]).then(() =>
    'no error', (e: Error) => e.message)
  test.each([
    [int64, 1.5, "rows[1], column 'c': 1.5 is not a bigint. Give a whole number or a bigint."],
    [int64, 2 ** 53, 'A number beyond ±(2^53-1) is not exact: give a bigint.'],
    [int64, 2n ** 63n, 'It must fit 64 bits'],
    [int32, 2 ** 31, 'It must lie between -2147483648 and 2147483647.'],
    [float64, '1', "'1' is not a double. Give a number."],
    [decimal(5, 2), '1.234', 'It has more than 2 digits behind the point'],
    [decimal(5, 2), 1000, 'It has more than 3 digits before the point'],
    [decimal(5, 2), 'abc', 'Write digits with a point'],
    [date, '2023-02-29', "'2023-02-29' is not a date."],
    [timestamp, new Date(NaN), 'an invalid Date is not a timestamp'],
    [timestampNtz, '2024-01-01T00:00:00Z', 'without a zone'],
    [utf8, 5, '5 is not a string'],
    [bool, 1, '1 is not a boolean. Give true or false.'],
    [list(int32), [1, 'x'], "rows[1], column 'c[1]': 'x' is not a int."],
    [struct([field('a', int32, false)]), {}, "rows[1], column 'c.a' is null"],
    [map(utf8, int32), new Map([['k', 'v']]), "column 'c[k]': 'v' is not a int"],
  ])('%o from %o', async (type, value, message) => {
    expect(await failing(field('c', type), value)).toContain(message)
  })
  test('null where the type says never, and rows that are none', async () => {
    await expect(through([field('c', utf8, false)], [{ c: 'a' }, {}])).rejects.toMatchObject({ condition: 'NOT_NULL_ASSERT_VIOLATION',
      parameters: { row: 1, column: 'c' } })
    await expect(through([field('c', utf8)], [{ c: 'a' }, null as unknown as object])).rejects.toMatchObject({ condition: 'INVALID_ROW' })
  })
  test('an integer that a number cannot hold', async () => {
    await expect(through([field('c', int64)], [{ c: -(2n ** 53n) }])).rejects.toMatchObject({ condition: 'UNSAFE_INTEGER',
      parameters: { column: 'c', value: -(2n ** 53n) } })
    expect(await through([field('c', int64)], [{ c: -(2n ** 53n) + 1n }])).toEqual([{ c: -(2 ** 53) + 1 }])
  })
})

describe('schemas are inferred from values', () => {
  test('types, nullability and the order of names', () => {
    const rows = [
      { id: 1, name: 'a', big: 1n, at: new Date(), tags: ['x'], nested: { a: 1 } },
      { id: 2, name: null, big: 2n, at: new Date(), tags: [null], nested: { a: 2, b: true }, late: Uint8Array.of(1),
        by: new Map([['k', 1]]), none: undefined },
    ]
    expect(inferFields(rows)).toEqual([
      field('id', float64, false), field('name', utf8), field('big', int64, false), field('at', timestamp, false),
      field('tags', list(utf8, true), false),
      field('nested', struct([field('a', float64, false), field('b', bool)]), false), field('late', binary),
      field('by', map(utf8, float64, false)), field('none', voidType),
    ])
    expect(inferFields([])).toEqual([])
  })
  test('values that do not agree are named', () => {
    expect(() => inferFields([{ a: 1 }, { a: 'x' }])).toThrow("rows[1], column 'a': 'x' is a string, but values before it are double.")
    expect(() => inferFields([{ a: [1, 'x'] }])).toThrow("rows[0], column 'a[1]'")
    expect(() => inferFields([{ a: { b: 1 } }, { a: { b: [] } }])).toThrow("rows[1], column 'a.b'")
    expect(() => inferFields([{ a: () => 1 }])).toThrow('a function is not a value of a column')
    expect(() => inferFields([[1]])).toThrow('rows[0] is [1], not a row')
  })
  test.each([
    ['a Set', new Set([1]), 'Make it a list'], ['a buffer', new ArrayBuffer(8), 'Give a Uint8Array'], ['a view', new Int32Array(2), 'plain object'],
    ['a boxed number', Object(1), 'Give the number itself'], ['a boxed text', Object('a'), 'Give the string itself'], ['a promise', Promise.resolve(1), 'Leave it out'],
    ['a pattern', /a/, 'Leave it out'], ['an URL', new URL('http://a.example'), 'Leave it out'],
  ])('%s is no struct', (_, value, hint) => {
    expect(() => inferFields([{ a: 1 }, { b: { c: value } }])).toThrow(/rows\[1\], column 'b\.c': .* is not a value of a column/)
    expect(() => inferFields([{ a: value }])).toThrow(hint)
  })
  test('objects of other classes are structs of their own members', () => {
    class Point { constructor(readonly x: number, readonly y: number) {} }
    const bare = Object.assign(Object.create(null) as object, { x: 1, y: 2 }), expected = inferFields([{ p: { x: 1, y: 2 } }])
    for (const p of [new Point(1, 2), bare, JSON.parse('{"x":1,"y":2}')]) expect(inferFields([{ p }])).toEqual(expected)
  })
  test('values that contain themselves', () => {
    const object: Record<string, unknown> = { a: 1 }, array: unknown[] = [], map = new Map<string, unknown>()
    object['self'] = object
    array.push(array)
    map.set('self', map)
    for (const value of [object, array, map]) {
      expect(() => inferFields([{ value }])).toThrow(/rows\[0\], column 'value': .* It has more than 100 levels: does it contain itself\?/)
    }
  })
})

test('columns, limit and statistics', async () => {
  const source = rowsSource([field('a', int32), field('b', utf8)], [{ a: 1, b: 'x' }, { a: 2, b: 'y' }]).pruneColumns(['b']).pushLimit!(1)
  expect(source.statistics()).toEqual({ rows: 1 })
  expect(source.fields).toEqual([field('b', utf8)])
  expect(source.describe!()).toEqual(['Limit: 1'])
})
