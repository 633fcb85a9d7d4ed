import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RowObject } from '../../logical/options.js'
import { Arena } from '../../memory/arena.js'
import { Memory } from '../../memory/memory.js'
import { Pool } from '../../memory/pool.js'
import { readValue } from '../../memory/vector.js'
import {
  binary, bool, date, decimal, field, float32, float64, int16, int32, int64, int8, list, timestamp, timestampNtz, utf8, type DataType,
  type Field,
} from '../../types/data-type.js'
import { openFile } from '../file/location.js'
import { rowReader } from '../rows/row-reader.js'
import { rowsSource } from '../rows/source.js'
import { fileStream } from '../text/byte-stream.js'
import { dialectOf, type CsvReadOptions } from './dialect.js'
import { records } from './records.fixture.js'
import { Scanner } from './scanner.js'
import { csvSink, type CsvSinkOptions } from './sink.js'
import { csvSource, type CsvSourceOptions } from './source.js'

const memory = new Memory({ wasmPages: 4096 }), pool = new Pool(memory), task = pool.task('test')
let folder: string, duck: DuckDBConnection
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'csv-'))
  duck = await (await DuckDBInstance.create()).connect()
})
afterAll(async () => {
  expect(task.pages).toBe(0)
  task.close()
  await rm(folder, { recursive: true })
})
const airports = new URL('../../../node_modules/vega-datasets/data/airports.csv', import.meta.url).pathname
let files = 0
async function file(text: string | Uint8Array): Promise<string> {
  const path = join(folder, `${files++}.csv`)
  await writeFile(path, text)
  return path
}
const options = (batchRows = 1000) => ({ task, batchRows, signal: undefined, metric: () => {} })
async function readAll(path: string, csv: CsvSourceOptions = {}, batchRows?: number): Promise<RowObject[]> {
  const source = await csvSource(path, csv).open(), read = rowReader(source.fields, memory, { timestamp: 'string' }), rows: RowObject[] = []
  for await (const batch of source.read(options(batchRows))) rows.push(...read(batch))
  return rows
}
const read = async (text: string | Uint8Array, csv?: CsvSourceOptions, batchRows?: number) => readAll(await file(text), csv, batchRows)
const texts = (...names: string[]): Field[] => names.map(n => field(n, utf8))
const one = (type: DataType, nullable = true) => ({ schema: [field('c', type, nullable)] })
const values = async (type: DataType, lines: readonly string[], csv: CsvReadOptions = {}) =>
  (await read(['c', ...lines, ''].join('\n'), { ...csv, ...one(type) })).map(r => r['c'])
const failure = (text: string | Uint8Array, csv?: CsvSourceOptions) =>
  read(text, csv).then(() => 'no error', (e: Error) => e.message.replace(folder, ''))

describe('the form of a file', () => {
  test('quotes, delimiters and line ends in fields', async () => {
    expect(await read('a,b\n"x, y","say ""hi"""\r\n"two\nlines",\n"","' + 'long '.repeat(10) + '"', { schema: texts('a', 'b') })).toEqual([
      { a: 'x, y', b: 'say "hi"' }, { a: 'two\nlines', b: null }, { a: '', b: 'long '.repeat(10) },
    ])
  })
  test('escapes before text of several bytes a character', async () => {
    expect(await read('a,b\n"say ""é""","""😀"\n"日""本",x', { schema: texts('a', 'b') })).toEqual([
      { a: 'say "é"', b: '"😀' }, { a: '日"本', b: 'x' },
    ])
  })
  test('other delimiters, quotes, escapes and comments', async () => {
    expect(await read("# made by hand\na;b\n'it\\'s';'\\\\'\n# x\n1;#2\n",
      { delimiter: ';', quote: "'", escape: '\\', comment: '#', schema: texts('a', 'b') }))
      .toEqual([{ a: "it's", b: '\\' }, { a: '1', b: '#2' }])
    expect(await read('a\tb\n"x"\t2\n', { delimiter: '\t', quote: '', schema: texts('a', 'b') })).toEqual([{ a: '"x"', b: '2' }])
  })
  test('line ends of all systems, empty lines, a mark of byte order, no end behind the last line', async () => {
    expect(await read('\ufeffa,b\r1,2\r\r\n3,4\n\n\n5,6', { schema: texts('a', 'b') })).toEqual([{ a: '1', b: '2' }, { a: '3', b: '4' },
      { a: '5', b: '6' }])
  })
  test('null is an empty field without quotes, or what nullValue says', async () => {
    expect(await read('a\nNA\nnull\n-\nNAN\n"-"\nN\n', { nullValue: ['NA', '', 'null', '-'], schema: texts('a') }))
      .toEqual([{ a: null }, { a: null }, { a: null }, { a: 'NAN' }, { a: '-' }, { a: 'N' }])
    expect(await read('a,b\nNA,1\n7,n/a\n', { nullValue: ['NA', 'n/a'], schema: [field('a', int32), field('b', int32)] })).toEqual([{ a: null, b: 1 }, { a: 7, b: null }])
    expect(() => csvSource('x', { nullValue: ['a', 1 as never] })).toThrow('list of texts')
    expect(await read('a\nNA\n"NA"\n""\n\nx\n', { nullValue: 'NA', schema: texts('a') })).toEqual([{ a: null }, { a: 'NA' }, { a: '' },
      { a: null }, { a: 'x' }])
  })
  test('without a header', async () => {
    expect(await read('1,x\n2,y\n', { header: false })).toEqual([{ _c0: 1, _c1: 'x' }, { _c0: 2, _c1: 'y' }])
    expect(await read('1,x\n2,y\n', { header: false, schema: [field('id', int64), field('s', utf8)] })).toEqual([{ id: 1, s: 'x' },
      { id: 2, s: 'y' }])
  })
  test('declared columns in any order, and only some', async () => {
    expect(await read('a,b,c\n1,2,3\n', { schema: texts('c', 'a') })).toEqual([{ c: '3', a: '1' }])
  })
  test('no rows, and nothing at all', async () => {
    expect(await read('a,b\n')).toEqual([])
    expect(await read('')).toEqual([])
    expect((await csvSource(await file('a,b')).open()).fields).toEqual(texts('a', 'b'))
  })
  test('columns pruned, rows limited', async () => {
    const source = (await csvSource(await file('a,b\n1,x\n2,y\n3,z\n')).open()).pruneColumns(['b']).pushLimit!(2), rows: RowObject[] = []
    for await (const batch of source.read(options())) rows.push(...rowReader(source.fields, memory)(batch))
    expect(rows).toEqual([{ b: 'x' }, { b: 'y' }])
    expect(source.describe!()).toEqual(['Limit: 2'])
  })
})

describe('values', () => {
  test.each<[DataType, string[], unknown[]]>([
    [int8, ['-128', '127', '+5', ' 7 '], [-128, 127, 5, 7]],
    [int16, ['-32768', '32767'], [-32768, 32767]],
    [int32, ['-2147483648', '2147483647', '0007'], [-2147483648, 2147483647, 7]],
    [int64, ['9007199254740991', '-9007199254740991', '1'], [9007199254740991, -9007199254740991, 1]],
    [float64, ['1.5', '-0.1', '1e3', '.5', '5.', '123456789.123456789', '1.7976931348623157e308', '4.9e-324', 'NaN', '-Infinity',
      '0.1234567890123456789'],
      [1.5, -0.1, 1000, 0.5, 5, 123456789.12345679, 1.7976931348623157e308, 5e-324, NaN, -Infinity, 0.12345678901234568]],
    [float32, ['0.1', '16777217'], [Math.fround(0.1), 2 ** 24]],
    [decimal(10, 2), ['1', '-0.05', '12345678.90', '1e2', '1.500'], ['1.00', '-0.05', '12345678.90', '100.00', '1.50']],
    [decimal(38, 3), ['12345678901234567890123456789012345.678', '-1'], ['12345678901234567890123456789012345.678', '-1.000']],
    [bool, ['true', 'FALSE', 'True'], [true, false, true]],
    [date, ['2024-02-29', '0001-01-01', '9999-12-31', '1969-12-31'], ['2024-02-29', '0001-01-01', '9999-12-31', '1969-12-31']],
    [timestampNtz, ['2024-02-29 12:00', '2024-02-29T12:00:01', '1969-12-31 23:59:59.5', '2024-02-29'],
      ['2024-02-29T12:00:00', '2024-02-29T12:00:01', '1969-12-31T23:59:59.500000', '2024-02-29T00:00:00']],
    [timestamp, ['2024-02-29T12:00:00Z', '2024-02-29T12:00:00.000001+02:00', '2024-02-29 12:00:00'],
      ['2024-02-29T12:00:00Z', '2024-02-29T10:00:00.000001Z', '2024-02-29T12:00:00Z']],
  ])('%o', async (type, lines, expected) => {
    expect(await values(type, [...lines, ''])).toEqual([...expected, null])
  })
  test('patterns and time zones', async () => {
    expect(await values(date, ['29.02.2024', '01.01.1970'], { dateFormat: 'dd.MM.yyyy' })).toEqual(['2024-02-29', '1970-01-01'])
    expect(await values(timestampNtz, ['2/9/24 1:05 PM'], { timestampFormat: 'M/d/yy h:mm a' })).toEqual(['2024-02-09T13:05:00'])
    expect(await values(timestamp, ['2024-07-01 12:00:00', '2024-07-01 12:00:00Z'],
      { timeZone: 'Europe/Berlin' })).toEqual(['2024-07-01T10:00:00Z', '2024-07-01T12:00:00Z'])
  })
  test('random doubles are the nearest ones', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 100 }), async numbers => {
      expect(await values(float64, numbers.map(n => Object.is(n, -0) ? '-0' : String(n)))).toEqual(numbers)
    }), { numRuns: 30 })
  })
})

describe('types are inferred', () => {
  const inferred = async (text: string, csv?: CsvReadOptions) => (await csvSource(await file(text), csv).open()).fields.map(f => f.type)
  test('the narrowest that every value fits', async () => {
    expect(await inferred([
      'i,l,m,d,b,day,n,t,s,zip,none',
      '1,3000000000,92233720368547758080,1.5,true,2024-01-01,2024-01-01T00:00:00,2024-01-01T00:00:00Z,x,00501,',
      '2,1,1,2,false,2024-01-02,2024-01-01,2024-01-01,1,10001,', '',
    ].join('\n')))
      .toEqual([int32, int64, decimal(38, 0), float64, bool, date, timestampNtz, timestamp, utf8, utf8, utf8])
    expect(await inferred('a,b\n01.02.2024,NA\n,5\n', { dateFormat: 'dd.MM.yyyy', nullValue: 'NA' })).toEqual([date, int32])
  })
  test('a later value that does not fit is named', async () => {
    expect(await failure(`id\n${'1\n'.repeat(10)}x\n`,
      { sampleRows: 5 })).toContain("line 12, column 'id': 'x' is not a int. Declare another type, or give { nullValue: 'x' } if it")
  })
  test('airports.csv, declared and inferred', async () => {
    const rows = await readAll(airports)
    expect(rows.length).toBe(3376)
    expect(rows[0]).toEqual({ iata: '00M', name: 'Thigpen', city: 'Bay Springs', state: 'MS', country: 'USA', latitude: 31.95376472,
      longitude: -89.23450472 })
    const schema = [field('iata', utf8, false), field('latitude', float64, false), field('longitude', float64, false)]
    expect(await readAll(airports, { schema })).toEqual(rows.map(({ iata, latitude, longitude }) => ({ iata, latitude, longitude })))
  })
})

describe('what is wrong is said, with its line', () => {
  test.each<[string | Uint8Array, CsvSourceOptions, string]>([
    ['a,b\n1,2\n\n3\n', {}, 'line 4: the row has 1 field, not 2.'],
    ['a,b\n"x\ny",2\n3,4,5\n', {}, 'line 4: the row has 3 fields, not 2.'],
    ['a\n"x"y\n', { schema: texts('a') }, 'line 2: text follows a closing quote: "y\\n".'],
    ['a\nx\n"y\nz', { schema: texts('a') }, 'line 3: a quote is never closed: "\\"y\\nz".'],
    [Uint8Array.of(97, 10, 120, 10, 0xc3, 0x28, 10), { schema: texts('a') }, 'line 3: the text is not UTF-8.'],
    ['c\n1\n128\n', one(int8), "line 3, column 'c': '128' is not a tinyint."],
    ['c\n2023-02-29\n', one(date), "line 2, column 'c': '2023-02-29' is not a date."],
    ['c\n1.234\n', one(decimal(5, 2)), "'1.234' is not a decimal(5,2)."],
    ['c\nyes\n', one(bool), "'yes' is not a boolean."],
    ['c,d\n1,2\n,3\n', one(int32, false), "line 3, column 'c' is null, but its type says it never is."],
    ['a,B\n1,2\n', { schema: [...texts('a', 'b'), field('d', int32)] },
      "does not fit the schema: column 'b' (string) is missing (did you mean 'B'?); column 'd' (int) is missing; there are a, B."],
    ['1,2\n', { header: false, schema: texts('a') }, 'it has 2 columns and 1 are declared'],
    ['a,a\n1,2\n', {}, "its header has 'a' more than once"],
  ])('%o', async (text, csv, message) => {
    expect(await failure(text, csv)).toContain(message)
  })
  test('options and types that cannot be', () => {
    expect(() => csvSource('x', { delimiter: '\n' })).toThrow("The option 'delimiter' cannot be \"\\n\". Give one character or several")
    expect(() => csvSource('x', { delimiter: '"' })).toThrow('must differ')
    expect(() => csvSource('x',
      { schema: [field('l', list(utf8)), field('x', binary)] })).toThrow('CSV has no form for these columns: l: array<string>, x: binary')
  })
  test('a missing file', async () => {
    await expect(csvSource(join(folder, 'nowhere.csv')).open()).rejects.toMatchObject({ condition: 'PATH_NOT_FOUND' })
  })
})

const cell = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('', 'a,b', '"', '""', 'x\ny', '\r\n', 'é', '"é', '東"京', ' pad ',
  "it's", '\\'), fc.string({ minLength: 15, maxLength: 60 }))
const clean = (text: string): string => text.replaceAll('\0', '')
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
const table = fc.tuple(fc.integer({ min: 2, max: 5 }), fc.constantFrom('\n', '\r\n'), fc.boolean()).chain(([columns, end, last]) =>
  fc.array(fc.array(fc.tuple(fc.option(cell), fc.boolean()), { minLength: columns, maxLength: columns }),
    { minLength: 1, maxLength: 30 }).map(rows => ({
    columns, end,
    text: [Array.from({ length: columns }, (_, n) => `c${n}`), ...rows.map(row => row.map(([value, quote]) => {
      if (value === null) return ''
      const plain = clean(value)
      return quote || plain === '' || /[",\r\n]/.test(plain) ? quoted(plain) : plain
    }))].map(row => row.join(',')).join(end) + (last ? end : ''),
  })))

describe('random documents', () => {
  test('the same fields as DuckDB', async () => {
    await fc.assert(fc.asyncProperty(table, async ({ columns, text, end }) => {
      // DuckDB leaves out a last row of nulls, so the last one is of text.
      const names = Array.from({ length: columns }, (_, n) => `c${n}`),
        path = await file((text.endsWith(end) ? text : text + end) + names.join(',') + end)
      const schema = names.map(n => `'${n}': 'VARCHAR'`).join(', ')
      const reader = await duck.runAndReadAll(
        `select * from read_csv('${path}', columns = {${schema}}, header = true, delim = ',', quote = '"', escape = '"',
          allow_quoted_nulls = false, auto_detect = false, strict_mode = true)`)
      expect((await readAll(path, { schema: texts(...names) }, 7)).map(r => Object.values(r))).toEqual(reader.getRows())
    }), { numRuns: 150 })
  })
  test('the same in blocks of any size, and as the sample reader finds them', async () => {
    await fc.assert(fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 9 }),
      async ({ columns, text }, blockBytes, batchRows) => {
      const dialect = dialectOf({}), expected = [...records(text, dialect, true)].map(r => r.fields)
      expect(await scan(await file(text), columns, blockBytes, batchRows)).toEqual(expected)
    }), { numRuns: 150 })
  })
  async function scan(path: string, columns: number, blockBytes: number, batchRows: number): Promise<unknown[][]> {
    const input = await openFile(path), arena = new Arena(task, 'test'), found: unknown[][] = []
    const wanted = new Array<boolean>(columns).fill(true), start = { position: 0, line: 1 }
    const scanner = new Scanner(task, fileStream(input), path, dialectOf({}), wanted, { start, lenient: false, blockBytes })
    try {
      for (let f = await scanner.next(batchRows, arena); f; f = await scanner.next(batchRows, arena)) {
        for (let row = 0; row < f.rows; row++) found.push(f.views.map((data, n) =>
          readValue(memory, { type: utf8, data, validity: f.validity[n]! }, row)))
      }
    } finally {
      scanner.close()
      arena.close()
      await input.close()
    }
    return found
  }
})

describe('writing', () => {
  async function write(fields: readonly Field[], rows: readonly object[], csv: CsvSinkOptions = {}): Promise<string> {
    const path = join(folder, `${files++}.csv`), writer = await csvSink(path, csv).open(fields, task)
    for await (const batch of rowsSource(fields, rows).read(options(3))) await writer.write(batch)
    await writer.commit()
    return path
  }
  test('quotes where they are needed', async () => {
    const path = await write([field('id', int32), field('a "b"', utf8), field('m', decimal(5, 2)), field('d', date), field('t', timestamp),
      field('ok', bool)], [
      { id: 1, 'a "b"': 'plain', m: '1.50', d: '2024-02-29', t: new Date('2024-02-29T12:00:00.500Z'), ok: true },
      { id: 2, 'a "b"': 'x, "y"\n' }, { 'a "b"': '' },
    ])
    expect(await readFile(path,
      'utf8')).toBe('id,"a ""b""",m,d,t,ok\n1,plain,1.50,2024-02-29,2024-02-29T12:00:00.500000Z,true\n2,"x, ""y""\n",,,,\n,"",,,,\n')
  })
  test('delimiters, nullValue and no header', async () => {
    const path = await write([field('a', utf8), field('f', float64)], [{ a: 'NA', f: 1.5 }, { a: null, f: null }],
      { header: false, delimiter: ';', nullValue: 'NA' })
    expect(await readFile(path, 'utf8')).toBe('"NA";1.5\nNA;NA\n')
    expect(() => csvSink(path, { nullValue: 'a,b' })).toThrow("'nullValue'")
  })
  test('what is written is read back', async () => {
    const fields = [field('i', int64), field('f', float64), field('s', utf8), field('m', decimal(20, 3)), field('d', date),
      field('n', timestampNtz), field('b', bool)]
    const row = fc.record({
      i: fc.option(fc.maxSafeInteger()), f: fc.option(fc.double()), s: fc.option(cell),
      m: fc.option(fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n }).map(n => `${n}.000`)),
      d: fc.option(fc.constantFrom('0001-01-01', '2024-02-29')),
      n: fc.option(fc.constantFrom('1969-12-31T23:59:59.999999', '2024-02-29T00:00:00')), b: fc.option(fc.boolean()),
    })
    await fc.assert(fc.asyncProperty(fc.array(row, { maxLength: 20 }), async rows => {
      expect(await readAll(await write(fields, rows), { schema: fields })).toEqual(rows)
    }), { numRuns: 60 })
  })
  test('a column of one name, null and empty text', async () => {
    const rows = [{ a: null }, { a: '' }, { a: 'x' }, { a: null }]
    expect(await readAll(await write(texts('a'), rows), { schema: texts('a') })).toEqual(rows)
  })
  test('no rows are a header', async () => {
    expect(await readFile(await write(texts('a', 'b'), []), 'utf8')).toBe('a,b\n')
  })
  test('what is there is not overwritten unasked, and nothing stays after an abort', async () => {
    const path = await write(texts('a'), [{ a: 'old' }])
    await expect(csvSink(path).open(texts('a'), task)).rejects.toMatchObject({ condition: 'PATH_ALREADY_EXISTS' })
    const before = await readdir(folder), writer = await csvSink(path, { mode: 'overwrite' }).open(texts('a'), task)
    await writer.abort()
    expect(await readdir(folder)).toEqual(before)
    expect(await readFile(path, 'utf8')).toBe('a\nold\n')
    await expect(csvSink(join(folder, 'x.csv')).open([field('l', list(utf8))],
      task)).rejects.toMatchObject({ condition: 'UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE' })
  })
})
