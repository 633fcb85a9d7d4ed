/** Options of reading CSV: each as Spark names it. */
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Memory } from '../../memory/memory.js'
import { Pool } from '../../memory/pool.js'
import { date, field, float64, int32, timestamp, timestampNtz, utf8, type Field } from '../../types/data-type.js'
import { rowReader } from '../rows/row-reader.js'
import { csvSource, type CsvSourceOptions } from './source.js'

const memory = new Memory({ wasmPages: 4096 }), pool = new Pool(memory), task = pool.task('test')
let folder: string, files = 0
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'csv-options-')) })
afterAll(async () => {
  expect(task.pages).toBe(0)
  task.close()
  await rm(folder, { recursive: true })
})
async function file(content: string | Uint8Array, ending = ''): Promise<string> {
  const path = join(folder, `${files++}.csv${ending}`)
  await writeFile(path, content)
  return path
}
async function rowsOf(path: string, options: CsvSourceOptions, columns?: readonly string[], limit?: number): Promise<unknown[][]> {
  let source = await csvSource(path, options).open()
  if (columns) source = source.pruneColumns(columns)
  if (limit !== undefined) source = source.pushLimit!(limit)
  const read = rowReader(source.fields, memory, { timestamp: 'string' }), rows: unknown[][] = []
  for await (const batch of source.read({ task, batchRows: 3, signal: undefined, metric: () => {} })) rows.push(...read(batch).map(r => Object.values(r)))
  return rows
}
const read = async (content: string | Uint8Array, options: CsvSourceOptions = {}) => rowsOf(await file(content), options)
const texts = (...names: string[]): Field[] => names.map(n => field(n, utf8))

describe('dialects', () => {
  test('sep is delimiter; a delimiter of several characters, also beyond ASCII', async () => {
    expect(await read('a|b\n1|2\n', { sep: '|' })).toEqual([[1, 2]])
    expect(await read('a||b\nx|y||"p||q"\n||\n', { delimiter: '||', schema: texts('a', 'b') })).toEqual([['x|y', 'p||q'], [null, null]])
    expect(await read('a§b\nü§ß\n"§"§\n', { delimiter: '§' })).toEqual([['ü', 'ß'], ['§', null]])
  })
  test('white space around fields', async () => {
    const text = 'a,b\n  x  ,  " y "  \n\t1,\t\n', schema = texts('a', 'b')
    expect(await read(text, { schema, ignoreLeadingWhiteSpace: true, ignoreTrailingWhiteSpace: true })).toEqual([['x', ' y '], ['1', null]])
    expect(await read('a\tb\n x \t y\n\t\n', { sep: '\t', schema, ignoreLeadingWhiteSpace: true })).toEqual([['x ', 'y'], [null, null]])
    expect(await read('a,b\n  x  ,y  \n', { schema, ignoreTrailingWhiteSpace: true })).toEqual([['  x', 'y']])
    expect(await read('a,b\n  x  ,y  \n', { schema })).toEqual([['  x  ', 'y  ']])
  })
  test('emptyValue is what empty quotes mean, nullValue what text without quotes means', async () => {
    expect(await read('a\n""\nNA\n"NA"\n', { schema: texts('a'), emptyValue: 'empty', nullValue: 'NA' })).toEqual([['empty'], [null], ['NA']])
  })
  test('lines end where lineSep says', async () => {
    expect(await read('a,b;1,"x;y";2,\r\n;', { lineSep: ';', schema: texts('a', 'b') })).toEqual([['1', 'x;y'], ['2', '\r\n']])
    expect(await read('a\r\nx\r\n', { lineSep: '\n', schema: texts('a\r') })).toEqual([['x\r']])
    expect(await read('a\r\nx\r\n', { lineSep: '\r\n' })).toEqual([['x']])
  })
  test('quoted fields end on their line when multiLine is false', async () => {
    expect(await read('a,b\n"x\ny",1\n')).toEqual([['x\ny', 1]])
    await expect(read('a,b\n"x\ny",1\n', { multiLine: false })).rejects.toThrow('line 2: a quote is never closed')
    expect(await read('a,b\n"x,1\n"y",2\n', { multiLine: false, mode: 'PERMISSIVE' })).toEqual([['"x', 1, '"x,1'], ['y', 2, null]])
  })
  test('names of doubles', async () => {
    expect(await read('c\n-\n∞\n-∞\n1.5\nNaN\n', { nanValue: '-', positiveInf: '∞', negativeInf: '-∞' })).toEqual([[NaN], [Infinity], [-Infinity], [1.5], [NaN]])
  })
  test('patterns of dates, timestamps, and timestamps without a zone', async () => {
    const options = { dateFormat: 'dd.MM.yyyy', timestampFormat: 'dd.MM.yyyy HH:mm XXX', timestampNTZFormat: 'HH:mm dd.MM.yyyy' }
    expect(await read('d,t,n\n29.02.2024,01.03.2024 12:00 +02:00,13:30 01.03.2024\n', {
      ...options, schema: [field('d', date), field('t', timestamp), field('n', timestampNtz)],
    })).toEqual([['2024-02-29', '2024-03-01T10:00:00Z', '2024-03-01T13:30:00']])
    const inferred = await csvSource(await file('d,t,n\n29.02.2024,01.03.2024 12:00 +02:00,13:30 01.03.2024\n'), options).open()
    expect(inferred.fields.map(f => f.type)).toEqual([date, timestamp, timestampNtz])
  })
  test('columns by place, whatever the header says; and text only', async () => {
    expect(await read('x,y\n1,2\n', { schema: [field('a', int32), field('b', float64)], enforceSchema: true })).toEqual([[1, 2]])
    await expect(read('x,y\n1,2\n', { schema: texts('a'), enforceSchema: true })).rejects.toThrow('it has 2 columns and 1 are declared')
    expect(await read('a,b\n1,true\n', { inferSchema: false })).toEqual([['1', 'true']])
  })
  test('headers: empty names, too many columns, nothing but line ends', async () => {
    expect((await csvSource(await file('"",,a\n1,2,3\n')).open()).fields.map(f => f.name)).toEqual(['_c0', '_c1', 'a'])
    await expect(read('a,b,c\n', { maxColumns: 2 })).rejects.toThrow('its first row has 3 columns, more than { maxColumns: 2 }')
    const many = Array.from({ length: 700 }, (_, n) => `c${n}`)
    expect((await csvSource(await file(many.join())).open()).fields.map(f => f.name)).toEqual(many)
    expect(await read('\n')).toEqual([])
    expect(await read('\n\r\n\n', { header: false })).toEqual([])
    await expect(read('\n', { schema: texts('a') })).rejects.toThrow("column 'a' (string) is missing")
    await expect(read('a,"b\n1,2\n')).rejects.toThrow('line 1: a quote is never closed')
  })
  test.each<[object, string]>([
    [{ delimeter: ';' }, "The option 'delimeter' cannot be ;. There is no such option. Did you mean 'delimiter'?"],
    [{ mode: 'LAX' }, "The option 'mode' cannot be LAX. It must be one of FAILFAST, PERMISSIVE, DROPMALFORMED."],
    [{ encoding: 'klingon' }, "The option 'encoding' cannot be klingon. It must be one of UTF-8"],
    [{ compression: 'rar' }, "The option 'compression' cannot be rar. It must be one of gzip"],
    [{ dateFormat: 'bogus' }, "The pattern 'bogus' is not valid"],
    [{ header: 'yes' }, "The option 'header' cannot be yes. It must be true or false."],
    [{ lineSep: 'ab' }, 'Give one ASCII character'],
    [{ lineSep: ',' }, 'It must differ from delimiter'],
    [{ quote: '§' }, "The option 'quote' cannot be"],
    [{ sampleRows: 0 }, "The option 'sampleRows' cannot be 0"],
  ])('%o is refused', (options, message) => {
    expect(() => csvSource('x', options)).toThrow(message)
  })
})

describe('malformed rows', () => {
  const schema = [field('id', int32), field('name', utf8), field('_corrupt_record', utf8)]
  const text = 'id,name\n1,one\nx,two\n3\n4,four,5\n5,"five" or six\n6,"say ""hi"""\n7,"open\n8,eight\n'
  test('PERMISSIVE keeps what can be read, and the text of the row', async () => {
    const expected = [
      [1, 'one', null], [null, 'two', 'x,two'], [3, null, '3'], [4, 'four', '4,four,5'], [5, '"five" or six', '5,"five" or six'],
      [6, 'say "hi"', null], [7, '"open', '7,"open'], [8, 'eight', null],
    ]
    expect(await read(text, { schema, mode: 'PERMISSIVE' })).toEqual(expected)
    expect(await rowsOf(await file(text), { schema, mode: 'PERMISSIVE' }, ['_corrupt_record', 'id'])).toEqual(expected.map(r => [r[2], r[0]]))
    expect(await rowsOf(await file(text), { schema, mode: 'PERMISSIVE' }, ['name'])).toEqual(expected.map(r => [r[1]]))
    expect(await read(text, { schema: schema.slice(0, 2), mode: 'PERMISSIVE' })).toEqual(expected.map(r => r.slice(0, 2)))
  })
  test('without a schema the column is added', async () => {
    const open = await csvSource(await file(text), { mode: 'PERMISSIVE', columnNameOfCorruptRecord: 'bad' }).open()
    expect(open.fields.map(f => f.name)).toEqual(['id', 'name', 'bad'])
    await expect(read('id,bad\n', { mode: 'PERMISSIVE', columnNameOfCorruptRecord: 'bad' })).rejects.toThrow("it has a column 'bad' of its own")
  })
  test('escapes are kept in the text of the row', async () => {
    expect(await read('id,name\nx,"say ""hi"""\n', { schema, mode: 'PERMISSIVE' })).toEqual([[null, 'say "hi"', 'x,"say ""hi"""']])
  })
  test('DROPMALFORMED leaves them out, whichever columns are used', async () => {
    const path = await file(text), options = { schema: schema.slice(0, 2), mode: 'DROPMALFORMED' } as const
    expect(await rowsOf(path, options)).toEqual([[1, 'one'], [6, 'say "hi"'], [8, 'eight']])
    expect(await rowsOf(path, options, ['name'])).toEqual([['one'], ['say "hi"'], ['eight']])
    expect(await rowsOf(path, options, [])).toEqual([[], [], []])
    expect(await rowsOf(path, options, ['id'], 2)).toEqual([[1], [6]])
    expect(await read('id,name\n1,\n2,two\n', { schema: [field('id', int32), field('name', utf8, false)], mode: 'DROPMALFORMED' })).toEqual([[2, 'two']])
  })
  test('text that is not UTF-8', async () => {
    const bytes = Uint8Array.of(...Buffer.from('id,name\n1,a'), 0xff, ...Buffer.from('\n2,é\nx'), 0xc3, ...Buffer.from(',z\n'))
    expect(await read(bytes, { schema, mode: 'PERMISSIVE' })).toEqual([[1, null, '1,a�'], [2, 'é', null], [null, 'z', 'x�,z']])
    expect(await read(bytes, { schema: schema.slice(0, 2), mode: 'DROPMALFORMED' })).toEqual([[2, 'é']])
  })
  test('the column of corrupt records is a nullable text', () => {
    expect(() => csvSource('x', { schema: [field('_corrupt_record', int32)], mode: 'PERMISSIVE' })).toThrow('[INVALID_CORRUPT_RECORD_TYPE]')
  })
})

describe('encodings', () => {
  const text = 'a,b\nGrüße,1\n€ and 東京 😀,2\n', expected = [['Grüße', 1], ['€ and 東京 😀', 2]]
  const utf16 = (swap: boolean, mark: boolean, content = text): Uint8Array => {
    const bytes = Buffer.from((mark ? '\ufeff' : '') + content, 'utf16le')
    return swap ? bytes.swap16() : bytes
  }
  test('marks of byte order', async () => {
    expect(await read(`\ufeff${text}`)).toEqual(expected)
    expect(await read(`\ufeff${text}`, { encoding: 'utf-8' })).toEqual(expected)
    expect(await read(utf16(false, true))).toEqual(expected)
    expect(await read(utf16(true, true))).toEqual(expected)
    expect(await read(utf16(true, true), { encoding: 'UTF-16' })).toEqual(expected)
  })
  test('named', async () => {
    expect(await read(utf16(false, false), { encoding: 'UTF-16LE' })).toEqual(expected)
    expect(await read(utf16(true, false), { encoding: 'UTF-16BE' })).toEqual(expected)
    expect(await read(utf16(true, false), { encoding: 'UTF-16' })).toEqual(expected)
    const western = Uint8Array.of(0x61, 10, 0xe9, 0x80, 0xdf, 10)
    expect(await read(western, { encoding: 'latin1' })).toEqual([['é\u0080ß']])
    expect(await read(western, { encoding: 'windows-1252' })).toEqual([['é€ß']])
  })
  test('wrong ones', async () => {
    await expect(read(Uint8Array.of(0xff, 0xfe, 97, 0, 10, 0, 0x00, 0xd8, 10, 0))).rejects.toThrow('its text is not UTF-16LE (line 2); give another { encoding }')
    const long = Buffer.from(`a\n${'12345😀\n'.repeat(60_000)}`, 'utf16le'), odd = (at: number): Buffer => { const bytes = Buffer.from(long); bytes.writeUInt16LE(0xdc00, at); return bytes }
    for (const row of [1, 999, 31_000, 45_678, 59_999]) await expect(read(odd(4 + 16 * row), { encoding: 'UTF-16LE' })).rejects.toThrow(`UTF-16LE (line ${row + 2})`)
    await expect(read(long.subarray(0, -1), { encoding: 'UTF-16LE' })).rejects.toThrow('UTF-16LE (line 60001)')
    await expect(read(Uint8Array.of(97, 10, 0xe9, 10))).rejects.toThrow('line 2: the text is not UTF-8. Give its { encoding }, such as windows-1252')
  })
})

describe('compressed files', () => {
  const text = `a,b\n${Array.from({ length: 20_000 }, (_, n) => `${n},row number ${n} of many\n`).join('')}`
  const sum = async (path: string, options: CsvSourceOptions = {}) => (await rowsOf(path, options)).reduce((s, [a]) => s + (a as number), 0)
  const expected = 20_000 * 19_999 / 2
  test.each([['.gz', gzipSync], ['.deflate', deflateSync], ['.br', brotliCompressSync]] as const)('%s', async (ending, compress) => {
    const bytes = compress(text)
    expect(await sum(await file(bytes, ending))).toBe(expected)
    const option = ending === '.gz' ? 'gzip' : ending === '.br' ? 'brotli' : 'deflate'
    expect(await sum(await file(bytes), { compression: option })).toBe(expected)
    await expect(sum(await file(bytes.subarray(0, bytes.length / 2), ending))).rejects.toThrow(`its ${option} is damaged or ends early`)
    await expect(sum(await file('a,b\n', ending))).rejects.toThrow(`its ${option} is damaged`)
  })
  test('.zst, as DuckDB writes it: many blocks, a window that moves', async () => {
    const path = join(folder, 'many.csv.zst'), duck = await (await DuckDBInstance.create()).connect()
    await duck.run(`copy (select i as a, 'row number ' || i || ' of ' || md5((i % 1000)::varchar) as b from range(200000) t(i)) to '${path}' (format csv, header, compression zstd)`)
    const rows = await rowsOf(path, {}), bytes = await readFile(path)
    expect(rows.length).toBe(200_000)
    expect(rows[123_456]![1]).toBe(`row number 123456 of ${createHash('md5').update('456').digest('hex')}`)
    await expect(rowsOf(await file(bytes.subarray(0, bytes.length / 2), '.zst'), {})).rejects.toThrow('it ends early')
    await expect(rowsOf(await file('a,b\n', '.zst'), {})).rejects.toThrow('its zstd is damaged')
    const twice = await file(Buffer.concat([bytes, Uint8Array.of(0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 1, 2), bytes]), '.zst')
    expect((await rowsOf(twice, { inferSchema: false })).length).toBe(400_001)
  })
  test('several gzip members, and text that is not compressed though its name says so', async () => {
    expect(await sum(await file(Buffer.concat([gzipSync(text.slice(0, 1000)), gzipSync(text.slice(1000))]), '.gz'))).toBe(expected)
    expect(await sum(await file(text, '.gz'), { compression: 'none' })).toBe(expected)
  })
  test('and an encoding', async () => {
    expect(await read(gzipSync(Buffer.from('\ufeffa\né\n', 'utf16le')), { compression: 'gzip' })).toEqual([['é']])
  })
})
