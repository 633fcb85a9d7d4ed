import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RowObject } from '../../logical/options.js'
import { Memory } from '../../memory/memory.js'
import { Pool } from '../../memory/pool.js'
import {
  binary, bool, date, decimal, field, float32, float64, int32, int64, int8, list, map, struct, timestamp, timestampNtz, utf8, type DataType, type Field,
} from '../../types/data-type.js'
import { rowReader } from '../rows/row-reader.js'
import { rowsSource } from '../rows/source.js'
import { ndjsonSink, type NdjsonSinkOptions } from './sink.js'
import { ndjsonSource, type NdjsonSourceOptions } from './source.js'

const memory = new Memory({ wasmPages: 4096 }), pool = new Pool(memory), task = pool.task('test')
let folder: string, files = 0
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'ndjson-')) })
afterAll(async () => {
  expect(task.pages).toBe(0)
  task.close()
  await rm(folder, { recursive: true })
})
async function file(content: string | Uint8Array, ending = ''): Promise<string> {
  const path = join(folder, `${files++}.ndjson${ending}`)
  await writeFile(path, content)
  return path
}
async function rowsOf(path: string, options: NdjsonSourceOptions = {}, columns?: readonly string[], batchRows = 3): Promise<RowObject[]> {
  let source = await ndjsonSource(path, options).open()
  if (columns) source = source.pruneColumns(columns)
  const read = rowReader(source.fields, memory, { int64: 'bigint', timestamp: 'string' }), rows: RowObject[] = []
  for await (const batch of source.read({ task, batchRows, signal: undefined, metric: () => {} })) rows.push(...read(batch))
  return rows
}
const read = async (content: string | Uint8Array, options: NdjsonSourceOptions = {}) => rowsOf(await file(content), options)
const column = async (type: DataType, values: readonly string[], options: NdjsonSourceOptions = {}) =>
  (await read(values.map(v => `{"c":${v}}\n`).join(''), { ...options, schema: [field('c', type)] })).map(r => r['c'])
const types = async (content: string, options: NdjsonSourceOptions = {}) =>
  Object.fromEntries((await ndjsonSource(await file(content), options).open()).fields.map(f => [f.name, f.type]))

describe('values of declared columns', () => {
  test.each<[DataType, string[], unknown[]]>([
    [int8, ['-128', '127', '0', '-0'], [-128, 127, 0, 0]],
    [int64, ['9223372036854775807', '-9223372036854775808', '9007199254740993'], [2n ** 63n - 1n, -(2n ** 63n), 9007199254740993n]],
    [float64, ['1.5', '-0.1', '1e3', '5e-324', '1.7976931348623157E308', 'NaN', '-Infinity', '"NaN"', '"-INF"', '"Infinity"', '-0', '0.1234567890123456789'],
      [1.5, -0.1, 1000, 5e-324, 1.7976931348623157e308, NaN, -Infinity, NaN, -Infinity, Infinity, -0, 0.12345678901234568]],
    [float32, ['0.1'], [Math.fround(0.1)]],
    [decimal(10, 2), ['1', '-0.05', '12345678.9', '"7.25"', '1e2'], ['1.00', '-0.05', '12345678.90', '7.25', '100.00']],
    [decimal(38, 3), ['12345678901234567890123456789012345.678'], ['12345678901234567890123456789012345.678']],
    [bool, ['true', 'false'], [true, false]],
    [utf8, ['"plain"', '"a\\"b\\\\c\\/\\b\\f\\n\\r\\t"', '"\\u00e9\\u6771 \\ud83d\\ude00"', '"\\ud800x"', '""', '12.50', 'true', '{"a": [1, 2]}', '[ ]'],
      ['plain', 'a"b\\c/\b\f\n\r\t', 'é東 😀', '\ufffdx', '', '12.50', 'true', '{"a": [1, 2]}', '[ ]']],
    [binary, ['"AQID"'], [Uint8Array.of(1, 2, 3)]],
    [date, ['"2024-02-29"'], ['2024-02-29']],
    [timestamp, ['"2024-02-29T12:00:00Z"', '"2024-02-29 12:00:00.5+02:00"'], ['2024-02-29T12:00:00Z', '2024-02-29T10:00:00.500000Z']],
    [timestampNtz, ['"2024-02-29T12:00:00"'], ['2024-02-29T12:00:00']],
    [list(int64), ['[1, null, 9007199254740993]', '[]'], [[1n, null, 9007199254740993n], []]],
    [struct([field('a', int32), field('b', list(utf8))]), ['{"b":["x",1.50,null],"a":1,"z":{}}', '{}'], [{ a: 1, b: ['x', '1.50', null] }, { a: null, b: null }]],
    [map(utf8, decimal(5, 2)), ['{"k\\n":1.5,"l":null}'], [new Map([['k\n', '1.50'], ['l', null]])]],
    [list(float64), ['[NaN,-Infinity,"NaN",1]'], [[NaN, -Infinity, NaN, 1]]],
  ])('%o', async (type, values, expected) => {
    expect(await column(type, [...values, 'null'])).toEqual([...expected, null])
  })
  test.each<[DataType, string, string]>([
    [int32, '"12"', "line 1, column 'c': '12' is not a int. Declare another type."],
    [int32, '1.0', "'1.0' is not a int"],
    [int32, '2147483648', "'2147483648' is not a int"],
    [float64, '"1.5"', "'1.5' is not a double"],
    [bool, '1', "'1' is not a boolean"],
    [date, '"2023-02-29"', "'2023-02-29' is not a date"],
    [decimal(4, 2), '1.234', "'1.234' is not a decimal(4,2)"],
    [binary, '"%%"', "'%%' is not a binary"],
    [list(int32), '[1,"x"]', `'[1,"x"]' is not a array<int>`],
    [list(int32), '{}', "'{}' is not a array<int>"],
    [struct([field('a', int32, false)]), '{}', "'{}' is not a struct<a: int>"],
    [float64, 'NaN', '"NaN}" is not JSON'],
  ])('%o refuses %s', async (type, value, message) => {
    await expect(column(type, [value], { allowNonNumericNumbers: !message.includes('JSON') })).rejects.toThrow(message)
  })
  test('members in any order, missing, repeated, escaped and not asked for', async () => {
    const schema = [field('a', int32), field('né "b"', utf8)]
    expect(await read('{"né \\"b\\"":"x","a":1}\n{ "skip" : {"a":[{}]} , "a" : 2 }\r\n\n   \n{"\\u006e\\u00e9 \\"b\\"":"y","a":3,"a":4}\n{}\n{"a":1,"a":null}', { schema }))
      .toEqual([{ a: 1, 'né "b"': 'x' }, { a: 2, 'né "b"': null }, { a: 4, 'né "b"': 'y' }, { a: null, 'né "b"': null }, { a: null, 'né "b"': null }])
  })
  test('only some columns', async () => {
    expect(await rowsOf(await file('{"a":1,"b":"x"}\n{"b":"y","a":2}\n'), {}, ['b'])).toEqual([{ b: 'x' }, { b: 'y' }])
    expect(await rowsOf(await file('{"a":1}\n{"a":2}\n'), {}, [])).toEqual([{}, {}])
  })
  test('patterns', async () => {
    expect(await column(date, ['"29.02.2024"'], { dateFormat: 'dd.MM.yyyy' })).toEqual(['2024-02-29'])
    expect(await column(list(timestampNtz), ['["13:05 2024-02-09"]'], { timestampFormat: 'HH:mm yyyy-MM-dd' })).toEqual([['2024-02-09T13:05:00']])
  })
  test('a null where none is declared', async () => {
    await expect(read('{"a":1}\n{"b":1}\n', { schema: [field('a', int32, false)] })).rejects.toThrow("line 2, column 'a' is null, but its type says it never is")
  })
})

describe('types are found out', () => {
  test('the narrowest that all values fit; what fits nothing else is text', async () => {
    expect(await types([
      '{"i":1,"d":1,"big":1,"huge":1e400,"s":"2024-01-01","b":true,"mixed":1,"n":null,"l":[1],"o":{"a":1},"e":[],"x":{}}',
      '{"i":9007199254740993,"d":1.5,"big":92233720368547758070,"s":"x","b":false,"mixed":"x","l":[2.5,null],"o":{"b":["x"]}}', '',
    ].join('\n'))).toEqual({
      i: int64, d: float64, big: decimal(20, 0), huge: float64, s: utf8, b: bool, mixed: utf8, n: utf8, l: list(float64),
      o: struct([field('a', int64), field('b', list(utf8))]), e: list(utf8), x: utf8,
    })
  })
  test('as options say', async () => {
    expect(await types('{"a":1,"b":true,"c":[1.5]}', { primitivesAsString: true })).toEqual({ a: utf8, b: utf8, c: list(utf8) })
    expect(await types('{"a":1.25}\n{"a":10}\n', { prefersDecimal: true })).toEqual({ a: decimal(22, 2) })
    expect(await types('{"a":"2024-01-01T10:00:00Z","b":"x"}', { inferTimestamp: true })).toEqual({ a: timestamp, b: utf8 })
    expect(await types('{"a":null,"b":[],"c":{"d":null},"e":{"f":1,"g":[]}}', { dropFieldIfAllNull: true })).toEqual({ e: struct([field('f', int64)]) })
    expect(await types('{"a":1}\n{"a":"x"}\n', { sampleRows: 1 })).toEqual({ a: int64 })
  })
  test('values keep what doubles would lose', async () => {
    expect(await read('{"a":9007199254740993,"b":92233720368547758071}\n{"a":1,"b":-1}\n')).toEqual([
      { a: 9007199254740993n, b: '92233720368547758071' }, { a: 1n, b: '-1' },
    ])
  })
  test('a value behind the sample that does not fit', async () => {
    await expect(read('{"a":1}\n{"a":1.5}\n', { sampleRows: 1 })).rejects.toThrow(
      "line 2, column 'a': '1.5' is not a bigint. Its type comes from the first 1 rows: raise sampleRows, or declare a schema.")
    await expect(read('{"a":1}\n{"a":"x"}\n', { sampleRows: 1 })).rejects.toThrow("line 2, column 'a': 'x' is not a bigint.")
  })
  test('nothing', async () => {
    expect(await read('')).toEqual([])
    expect(await read('\n \n')).toEqual([])
  })
})

describe('many lines', () => {
  const expected = [{ a: 1n, b: { c: 'x\n' } }, { a: 2n, b: null }]
  test.each(['[\n {\n "a": 1,\n "b": {"c": "x\\n"}\n },\n {"a": 2}\n]\n', '{"a":1,"b":{"c":"x\\n"}}\n\n{"a":2}', '[{"a":1,"b":{"c":"x\\n"}},{"a":2}]'])('%j', async text => {
    expect(await read(text, { multiLine: true })).toEqual(expected)
  })
  test('an empty list, and nothing', async () => {
    expect(await read(' [ ] ', { multiLine: true })).toEqual([])
    expect(await read(' ', { multiLine: true })).toEqual([])
  })
  test.each([
    ['[{"a":1}', 'JSON ends in the middle of a value'], ['[{"a":1}{"a":2}]', 'line 1: "{\\"a\\":2}]" is not JSON'], ['[{"a":1},]', 'a row is an object, not "]"'],
    ['[{"a":1}]\n\nx', 'line 3: "x" is not JSON'], ['[1]', 'a row is an object, not "1]"'], ['[\n{"a":1},\n{"a":\n x}]', 'line 3: "x}]" is not JSON, at byte 8 of the row'],
  ])('%j is refused', async (text, message) => {
    await expect(read(text, { multiLine: true })).rejects.toThrow(message)
  })
  test('a list larger than a block', async () => {
    const rows = Array.from({ length: 60_000 }, (_, n) => ({ n, text: `row ${n} ${'é'.repeat(n % 50)}` }))
    const found = await rowsOf(await file(JSON.stringify(rows, null, 1)), { multiLine: true, schema: [field('n', int32), field('text', utf8)] }, undefined, 16384)
    expect(found).toEqual(rows)
  })
})

describe('malformed rows', () => {
  test.each<[string | Uint8Array, string]>([
    ['{"a":1}\n{"a":}\n', 'line 2: "}" is not JSON, at byte 6 of the line'],
    ['{"a":1\n}\n', 'line 1: JSON ends in the middle of a value; give { multiLine: true }'],
    ['{"a":1} {"a":2}\n', 'line 1: "{\\"a\\":2}" is not JSON, at byte 9'],
    ['{"a":01}', '"1}" is not JSON'], ['{"a":+1}', 'is not JSON'], ['{"a":.5}', 'is not JSON'], ['{"a":1.}', 'is not JSON'], ['{"a":tru}', 'is not JSON'],
    ["{'a':1}", 'is not JSON'], ['{a:1}', 'is not JSON'], ['{"a":1,}', 'is not JSON'], ['{"a" 1}', 'is not JSON'],
    ['{"a":"x\ty"}', 'a control character stands in a text, at byte 8'],
    ['{"a":"\\x"}', '"\\\\x\\"}" is no escape of JSON'], ['{"a":"\\u12g4"}', 'is no escape of JSON'],
    ['[{"a":1}]', 'a row is an object, not "[{\\"a\\":1}]"; give { multiLine: true } for a list of rows'],
    ['12', 'a row is an object, not "12"'],
    [`{"a":${'['.repeat(1001)}${']'.repeat(1001)}}`, 'values lie in values more than 1000 deep'],
    [Uint8Array.of(...Buffer.from('{"a":"'), 0xff, ...Buffer.from('"}\n')), 'line 1: the text is not UTF-8'],
  ])('%o', async (text, message) => {
    await expect(read(text, { schema: [field('a', utf8)] })).rejects.toThrow(message)
    await expect(read(text)).rejects.toThrow(message)
  })
  const schema = [field('a', int32), field('b', utf8), field('_corrupt_record', utf8)]
  const text = '{"a":1,"b":"\\u00e9"}\n{"a":"x","b":"y\\n"}\n{"a":2\n[1]\n{"b":"z","a":3}\n'
  test('PERMISSIVE', async () => {
    const expected = [
      { a: 1, b: 'é', _corrupt_record: null }, { a: null, b: 'y\n', _corrupt_record: '{"a":"x","b":"y\\n"}' }, { a: null, b: null, _corrupt_record: '{"a":2' },
      { a: null, b: null, _corrupt_record: '[1]' }, { a: 3, b: 'z', _corrupt_record: null },
    ]
    expect(await read(text, { schema, mode: 'PERMISSIVE' })).toEqual(expected)
    expect(await types(text, { mode: 'PERMISSIVE' })).toEqual({ a: utf8, b: utf8, _corrupt_record: utf8 })
  })
  test('DROPMALFORMED', async () => {
    expect(await read(text, { schema: schema.slice(0, 2), mode: 'DROPMALFORMED' })).toEqual([{ a: 1, b: 'é' }, { a: 3, b: 'z' }])
    expect(await rowsOf(await file(text), { schema: schema.slice(0, 2), mode: 'DROPMALFORMED' }, [])).toEqual([{}, {}])
  })
  test('names of options', () => {
    expect(() => ndjsonSource('x', { multiline: true } as never)).toThrow("The option 'multiline' cannot be true. There is no such option. Did you mean 'multiLine'?")
    expect(() => ndjsonSource('x', { mode: 'fast' } as never)).toThrow('It must be one of FAILFAST, PERMISSIVE, DROPMALFORMED.')
  })
})

describe('forms of files', () => {
  test('marks of byte order, encodings, compression', async () => {
    const text = '{"a":"é"}\r\n'
    expect(await read(`\ufeff${text}`)).toEqual([{ a: 'é' }])
    expect(await read(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual([{ a: 'é' }])
    expect(await read(Buffer.from(text, 'latin1'), { encoding: 'ISO-8859-1' })).toEqual([{ a: 'é' }])
    expect(await rowsOf(await file(gzipSync(text), '.gz'))).toEqual([{ a: 'é' }])
  })
})

const json = fc.letrec(tie => ({
  value: fc.oneof({ depthSize: 'small' }, fc.constant(null), fc.boolean(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string({ unit: 'binary' }),
    fc.string(), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.string({ maxLength: 4 }), tie('value'), { maxKeys: 3 })),
})).value

describe('random documents', () => {
  test('texts of values as JSON.parse finds them, in blocks of any size', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.dictionary(fc.constantFrom('a', 'b', 'é"', 'c d'), json), { minLength: 1, maxLength: 20 }), fc.boolean(), fc.integer({ min: 1, max: 9 }),
      async (rows, pretty, batchRows) => {
      const names = ['a', 'b', 'é"', 'c d'], schema = names.map(n => field(n, utf8))
      const text = pretty ? JSON.stringify(rows, null, 2) : rows.map(row => JSON.stringify(row)).join('\n')
      const found = await rowsOf(await file(text), { schema, multiLine: pretty }, undefined, batchRows)
      const plain = (value: unknown): unknown => value === undefined || value === null ? null : value
      expect(found.map(row => names.map(n => {
        const original = rows[found.indexOf(row)]![n]
        return row[n] === null || typeof original === 'string' ? row[n] : JSON.parse(row[n] as string)
      }))).toEqual(rows.map(row => names.map(n => {
        const value = plain(row[n])
        return typeof value === 'string' ? value.toWellFormed() : JSON.parse(JSON.stringify(value)) as unknown
      })))
    }), { numRuns: 300 })
  })
})

describe('writing', () => {
  async function write(fields: readonly Field[], rows: readonly object[], options: NdjsonSinkOptions = {}, ending = ''): Promise<string> {
    const path = join(folder, `${files++}.ndjson${ending}`), writer = await ndjsonSink(path, options).open(fields, task)
    for await (const batch of rowsSource(fields, rows).read({ task, batchRows: 3, signal: undefined, metric: () => {} })) await writer.write(batch)
    await writer.commit()
    return path
  }
  const fields = [
    field('i', int64), field('f', float64), field('s', utf8), field('m', decimal(30, 3)), field('d', date), field('n', timestampNtz), field('t', timestamp),
    field('b', bool), field('y', binary), field('l', list(struct([field('x', int32), field('y', utf8)]))), field('k', map(utf8, float64)),
  ]
  test('every type', async () => {
    const path = await write(fields, [{
      i: 2n ** 63n - 1n, f: -0, s: 'a "q" \\ \n\u0001é😀', m: '12345678901234567890.125', d: '2024-02-29', n: '2024-02-29T12:00:00', t: '2024-02-29T12:00:00.5Z', b: true,
      y: Uint8Array.of(1, 2, 255), l: [{ x: 1, y: null }, null], k: new Map([['a"', NaN], ['b', null]]),
    }, {}])
    expect(await readFile(path, 'utf8')).toBe('{"i":9223372036854775807,"f":-0,"s":"a \\"q\\" \\\\ \\n\\u0001é😀","m":12345678901234567890.125,"d":"2024-02-29",'
      + '"n":"2024-02-29T12:00:00","t":"2024-02-29T12:00:00.500000Z","b":true,"y":"AQL/","l":[{"x":1},null],"k":{"a\\"":"NaN","b":null}}\n{}\n')
  })
  test('nulls, line ends, patterns', async () => {
    const some = [field('a', int32), field('d', date), field('t', timestamp)]
    const path = await write(some, [{ a: null, d: '2024-02-29', t: '2024-07-01T12:00:00Z' }],
      { ignoreNullFields: false, lineSep: '\r\n', dateFormat: 'dd.MM.yyyy', timestampFormat: 'yyyy-MM-dd HH:mm XXX', timeZone: 'Europe/Berlin' })
    expect(await readFile(path, 'utf8')).toBe('{"a":null,"d":"29.02.2024","t":"2024-07-01 14:00 +02:00"}\r\n')
  })
  const row = fc.record({
    i: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })), f: fc.option(fc.double()), s: fc.option(fc.string({ unit: 'binary' }).map(s => s.toWellFormed())),
    m: fc.option(fc.bigInt({ min: -(10n ** 26n), max: 10n ** 26n }).map(n => `${n}.000`)), d: fc.option(fc.constantFrom('0001-01-01', '2024-02-29')),
    n: fc.option(fc.constantFrom('1969-12-31T23:59:59.999999', '2024-02-29T00:00:00')), t: fc.option(fc.constantFrom('2024-02-29T12:00:00.500000Z', '0001-01-01T00:00:00Z')),
    b: fc.option(fc.boolean()), y: fc.option(fc.uint8Array({ maxLength: 9 })),
    l: fc.option(fc.array(fc.option(fc.record({ x: fc.option(fc.integer()), y: fc.option(fc.string()) })), { maxLength: 3 })),
    k: fc.option(fc.dictionary(fc.string(), fc.option(fc.double().map(d => d === 0 ? 0 : d)), { maxKeys: 3 }).map(o => new Map(Object.entries(o)))),
  })
  test('what is written is read back', async () => {
    await fc.assert(fc.asyncProperty(fc.array(row, { maxLength: 8 }), fc.constantFrom('', '.gz', '.br', '.deflate'), fc.boolean(), async (rows, ending, ignoreNullFields) => {
      expect(await rowsOf(await write(fields, rows, { ignoreNullFields }, ending), { schema: fields })).toEqual(rows)
    }), { numRuns: 100 })
  })
  test('DuckDB reads it the same', async () => {
    const duck = await (await DuckDBInstance.create()).connect(), plain = fields.slice(0, 3)
    await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async rows => {
      // DuckDB knows NaN and infinities by no text of JSON, reads -0 as the integer 0, and no NUL in texts
      const kept = rows.map(({ i, f, s }) => ({ i, f: f !== null && Number.isFinite(f) ? f + 0 : null, s: s?.replaceAll('\0', '') ?? null }))
      const path = await write(plain, kept), reader = await duck.runAndReadAll(`select * from read_json('${path}', format = 'newline_delimited', columns = {i: 'BIGINT', f: 'DOUBLE', s: 'VARCHAR'})`)
      expect(reader.getRows()).toEqual(kept.map(r => [r.i, r.f, r.s]))
    }), { numRuns: 50 })
  })
  test('unknown and wrong options', () => {
    expect(() => ndjsonSink('x', { lineSep: ';' })).toThrow("The option 'lineSep' cannot be")
    expect(() => ndjsonSink('x', { ignoreNullFields: 1 } as never)).toThrow('It must be true or false')
  })
})
