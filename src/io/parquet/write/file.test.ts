import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { normal, randomColumn, randomFrom } from '../../../memory/random.fixture.js'
import { binary, decimal, field, float32, float64, int32, int64, list, struct, utf8, voidType, type Field } from '../../../types/data-type.js'
import type { EngineValue } from '../../../types/representation.js'
import { duckdb, readAll, testFolder } from '../parquet.fixture.js'
import { parquetSource } from '../source.js'
import type { ParquetSinkOptions } from '../sink.js'
import type { ParquetEncoding } from './options.js'
import { footerOf, pageIndex, writeColumns, type Columns } from '../write.fixture.js'

vi.setConfig({ testTimeout: 60_000 })
const file = testFolder()
let files = 0

/** Writes, and reads again by our reader and by DuckDB. Gives the path. */
async function written(fields: readonly Field[], columns: Columns, options: ParquetSinkOptions = {}): Promise<string> {
  const path = file(`${files++}.parquet`)
  await writeColumns(path, fields, columns, options)
  const read = await readAll(await parquetSource(path).open()), theirs = await duckdb(`SELECT * FROM '${path}'`, fields.map(f => f.type))
  fields.forEach((f, n) => {
    expect(read.columns[n]!.map(normal), f.name).toEqual(columns[n]!.map(normal))
    if (f.type.kind !== 'void') expect(theirs[n]!.map(normal), f.name).toEqual(columns[n]!.map(normal))
  })
  return path
}
const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n)
const chunkOf = (path: string, column = 0, group = 0) => footerOf(path).row_groups[group]!.columns[column]!
const encodingsOf = (path: string, column = 0): string[] => chunkOf(path, column).meta_data!.encodings.filter(e => e !== 'RLE')
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

describe('encodings', () => {
  const rows = 3_000
  type Values = readonly EngineValue[]
  type Case = readonly [name: string, field: Field, values: Values, options: ParquetSinkOptions, expected: readonly string[]]
  const few = numbers(rows).map(n => BigInt(n % 5)), sines = numbers(rows).map(n => Math.fround(Math.sin(n)))
  const byDictionary = ['PLAIN', 'RLE_DICTIONARY'], long = field('c', int64)
  /** With the encoding asked for, which is then the only one. */
  const asked = (name: string, column: Field, values: Values, encoding: ParquetEncoding): Case =>
    [name, column, values, { encoding: { c: encoding } }, [encoding]]
  const cases: readonly Case[] = [
    ['few values by dictionary', long, few.map((value, n) => n % 7 ? value : null), {}, byDictionary],
    ['doubles by dictionary', field('c', float64), few.map(value => Number(value) - 0.5), {}, byDictionary],
    ['decimals by dictionary', field('c', decimal(30, 2)), few.map(value => value - 2n), {}, byDictionary],
    ['no dictionary where it does not pay', long, numbers(rows).map(BigInt), {}, ['PLAIN']],
    ['no dictionary where none is wanted', long, few, { dictionary: false }, ['PLAIN']],
    ['a dictionary for the columns that are named', long, few, { dictionary: ['c'] }, byDictionary],
    ['sorted integers', long, numbers(rows).map(n => 10n ** 15n + BigInt(n)), { dataPageVersion: 2 }, ['DELTA_BINARY_PACKED']],
    ['sorted texts', field('c', utf8), numbers(rows).map(n => `https://${1e8 + n}`), { dataPageVersion: 2 }, ['DELTA_BYTE_ARRAY']],
    asked('far integers', long, numbers(rows).map(n => n % 2 ? -(2n ** 63n) + BigInt(n) : 2n ** 63n - 1n), 'DELTA_BINARY_PACKED'),
    asked('far int32', field('c', int32), numbers(rows).map(n => n % 2 ? -(2 ** 31) + n : 2 ** 31 - 1), 'DELTA_BINARY_PACKED'),
    asked('texts', field('c', utf8), numbers(rows).map(n => n % 9 ? `${n * 7919 % 10007} text` : null), 'DELTA_LENGTH_BYTE_ARRAY'),
    asked('doubles', field('c', float64), sines, 'BYTE_STREAM_SPLIT'),
    asked('singles', field('c', float32), sines.map((value, n) => n % 5 ? value : null), 'BYTE_STREAM_SPLIT'),
    asked('lists', field('c', list(int64)), few.map((value, n) => numbers(n % 4).map(m => value * BigInt(m))), 'DELTA_BINARY_PACKED'),
  ]
  it.each(cases)('%s', async (_, column, values, options, expected) => {
    const path = await written([column], [values], { ...options, rowGroupSize: rows / 2, pageRowCountLimit: 400 })
    expect(encodingsOf(path)).toEqual(expected)
  })

  it('goes on without a dictionary that is full', async () => {
    const values = numbers(9_000).map(n => n < 2_000 ? `few ${n % 3}` : `many different ${n}`)
    const path = await written([field('c', utf8)], [values], { dictionaryPageSize: 1_000, pageRowCountLimit: 1_000 })
    const { meta_data } = chunkOf(path)
    expect(meta_data!.encoding_stats).toEqual([
      { page_type: 'DICTIONARY_PAGE', encoding: 'PLAIN', count: 1 }, { page_type: 'DATA_PAGE', encoding: 'RLE_DICTIONARY', count: 2 },
      { page_type: 'DATA_PAGE', encoding: 'PLAIN', count: 7 },
    ])
    expect(meta_data!.statistics).toMatchObject({ min_value: 'few 0', max_value: 'many different 8999', null_count: 0n })
    expect(meta_data!.statistics!.distinct_count).toBeUndefined()
  })
})

describe('statistics', () => {
  const statistics = async (column: Field, values: readonly EngineValue[]) =>
    chunkOf(await written([column], [values])).meta_data!.statistics!

  it('count nulls and, where a dictionary has all values, different ones', async () => {
    const values = numbers(1_000).map(n => n % 10 ? n % 4 : null)
    expect(await statistics(field('c', int32), values)).toMatchObject({
      null_count: 100n, distinct_count: 4n, min_value: 0, max_value: 3, is_max_value_exact: true,
    })
  })
  it('leave NaN out, and a zero stands for both', async () => {
    expect(await statistics(field('c', float64), [NaN, 1.5, -2, null])).toMatchObject({ min_value: -2, max_value: 1.5 })
    const zeros = await statistics(field('c', float64), [0, -0, NaN])
    expect([Object.is(zeros.min_value, -0), Object.is(zeros.max_value, 0)]).toEqual([true, true])
    expect((await statistics(field('c', float32), [NaN, null])).min_value).toBeUndefined()
    expect(await statistics(field('c', float64), [Infinity, Infinity])).toMatchObject({ min_value: Infinity, max_value: Infinity })
  })
  it('say nothing of nulls alone but how many', async () => {
    expect(await statistics(field('c', int64), [null, null])).toEqual({ null_count: 2n })
    expect(await statistics(field('c', voidType), [null, null, null])).toEqual({ null_count: 3n })
  })
  it('order decimals by value, text and bytes by their unsigned bytes', async () => {
    const path = await written(
      [field('d', decimal(38, 0)), field('t', utf8), field('b', binary)],
      [[-1n, 10n ** 37n, 0n], ['z', 'é', 'a'], [Uint8Array.of(128), Uint8Array.of(127, 1), Uint8Array.of()]],
    )
    const all = numbers(3).map(n => chunkOf(path, n).meta_data!.statistics!)
    const bounds = await duckdb(`SELECT stats_min_value, stats_max_value FROM parquet_metadata('${path}')`, [utf8, utf8])
    expect([bounds[0]![0], bounds[1]![0]]).toEqual(['-1', String(10n ** 37n)])
    expect([all[1]!.min_value, all[1]!.max_value]).toEqual(['a', 'é'])
    expect([all[2]!.min_value, all[2]!.max_value]).toEqual(['', '\ufffd'])
  })
  it('cut long texts at a character, the greatest made greater', async () => {
    const long = 'x'.repeat(63) + 'é' + 'y'.repeat(100)
    expect(await statistics(field('c', utf8), [long])).toMatchObject({
      min_value: 'x'.repeat(63), max_value: 'x'.repeat(62) + 'y', is_min_value_exact: false, is_max_value_exact: false,
    })
    expect(await statistics(field('c', utf8), ['x'.repeat(64)])).toMatchObject({ max_value: 'x'.repeat(64), is_max_value_exact: true })
    const last = '\u{10FFFF}'
    expect(await statistics(field('c', utf8), ['a' + last.repeat(30)])).toMatchObject({ max_value: 'b', is_max_value_exact: false })
    expect(await statistics(field('c', utf8), [last.repeat(30)])).toEqual({ null_count: 0n })
    expect(await statistics(field('c', utf8), ['\uD7FF'.repeat(30)])).toMatchObject({ max_value: '\uD7FF'.repeat(20) + '\uE000' })
    expect(await statistics(field('c', binary), [new Uint8Array(100).fill(255)])).toEqual({ null_count: 0n })
    expect(await statistics(field('c', binary), [Uint8Array.of(1, ...new Uint8Array(99).fill(255))])).toMatchObject({ max_value: '\u0002' })
  })
  it('are left out when not wanted', async () => {
    const path = await written([field('c', int32)], [[1, 2]], { statistics: false, pageIndex: false })
    expect(chunkOf(path).meta_data!.statistics).toBeUndefined()
    expect(chunkOf(path).offset_index_offset).toBeUndefined()
  })
})

describe('the page index', () => {
  const options = { pageRowCountLimit: 100, dictionary: false, compression: 'none' } as const
  const word = (value: number): number[] => [...new Uint8Array(new Int32Array([value]).buffer)]

  it('tells rows, bounds and nulls of every page, and their order', async () => {
    const up = numbers(350).map(n => n < 200 && n >= 100 ? null : n), down = numbers(350).map(n => -n)
    const mixed = numbers(350).map(n => n * 7919 % 350)
    const path = await written([field('up', int32), field('down', int32), field('mixed', int32)], [up, down, mixed], options)
    const index = pageIndex(path, chunkOf(path))
    expect(index).toMatchObject({
      firstRows: [0, 100, 200, 300], nullPages: [false, true, false, false], nulls: [0, 100, 0, 0], order: 'ASCENDING',
    })
    expect([...index.min[2]!, ...index.max[3]!]).toEqual([...word(200), ...word(349)])
    expect(index.min[1]!.length).toBe(0)
    expect(index.offsets[0]).toBe(Number(chunkOf(path).meta_data!.data_page_offset))
    expect(pageIndex(path, chunkOf(path, 1)).order).toBe('DESCENDING')
    expect(pageIndex(path, chunkOf(path, 2)).order).toBe('UNORDERED')
  })
  it('pages of nested columns begin with a row', async () => {
    const rows = numbers(1_000).map(n => numbers(n % 30).map(m => n % 7 ? m : null))
    const path = await written([field('c', list(int32))], [rows], options)
    expect(pageIndex(path, chunkOf(path)).firstRows).toEqual(numbers(10).map(n => n * 100))
  })
  it('has no bounds where a page is nothing but NaN', async () => {
    const path = await written([field('c', float64)], [numbers(300).map(n => n < 100 ? NaN : n)], options)
    expect(pageIndex(path, chunkOf(path))).toMatchObject({ firstRows: [0, 100, 200], order: 'none' })
  })
  it('cuts long texts', async () => {
    const path = await written([field('c', utf8)], [numbers(200).map(n => `${n}`.padStart(5, '0') + 'z'.repeat(1_000))], options)
    const { min, max } = pageIndex(path, chunkOf(path))
    expect([text(min[1]!), text(max[0]!)]).toEqual(['00100' + 'z'.repeat(59), '00099' + 'z'.repeat(58) + '{'])
  })
  it('pages end by size, too, and a text longer than a page has one of its own', async () => {
    const texts = numbers(100).map(n => 'x'.repeat(n === 50 ? 100_000 : 99))
    const path = await written([field('c', utf8)], [texts], { ...options, pageSize: 1_030 })
    expect(pageIndex(path, chunkOf(path)).firstRows.slice(0, 8)).toEqual([0, 10, 20, 30, 40, 50, 51, 61])
  })
})

describe('Bloom filters', () => {
  const probe = async (path: string, column: string, value: string): Promise<EngineValue> =>
    (await duckdb(`SELECT bool_or(NOT bloom_filter_excludes) FROM parquet_bloom_probe('${path}', '${column}', ${value})`, [utf8]))[0]![0]!

  it('have every value, and few others', async () => {
    const fields = [field('id', int64), field('t', utf8), field('few', utf8), field('d', float64), field('plain', int64)]
    const ids = numbers(5_000).map(n => BigInt(n) * 1_000_003n)
    const path = await written(fields, [ids, ids.map(n => `text ${n}`), ids.map(n => `t${n % 9n}`), ids.map(Number), ids],
      { bloomFilter: ['id', 't', 'few', 'd'], rowGroupSize: 2_500 })
    for (const n of [0, 17, 2_499, 2_500, 4_999]) {
      expect(await probe(path, 'id', `${ids[n]}`)).toBe(true)
      expect(await probe(path, 't', `'text ${ids[n]}'`)).toBe(true)
      expect(await probe(path, 'd', `${ids[n]}::double`)).toBe(true)
      expect(await probe(path, 'few', `'t${ids[n]! % 9n}'`)).toBe(true)
    }
    expect(await probe(path, 'few', "'t10'")).toBe(false)
    const found = await Promise.all(numbers(300).map(n => probe(path, 'id', String(n * 31 + 1))))
    expect(found.filter(Boolean).length).toBeLessThan(20)
    const sizes = await duckdb(`SELECT bloom_filter_length FROM parquet_metadata('${path}') WHERE row_group_id = 0`, [int64])
    expect(sizes[0]).toEqual([expect.any(BigInt), expect.any(BigInt), expect.any(BigInt), expect.any(BigInt), null])
    expect(Number(sizes[0]![0])).toBeLessThan(8_300)
    expect(Number(sizes[0]![2])).toBeLessThan(100)
  })
  it('are of elements in lists', async () => {
    const path = await written([field('l', list(int64))], [numbers(100).map(n => [BigInt(n), null])], { bloomFilter: ['l'] })
    expect(chunkOf(path).meta_data!.bloom_filter_offset).toBeGreaterThan(0n)
  })
})

describe('files', () => {
  it('say who wrote them, and what else is to be kept', async () => {
    const path = await written([field('c', int32)], [[1]], { metadata: { source: 'täglich', version: '2' } })
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(footerOf(path).created_by).toBe(`typedframe version ${version}`)
    const kept = await duckdb(`SELECT decode(key), decode(value) FROM parquet_kv_metadata('${path}')`, [utf8, utf8])
    expect(kept).toEqual([['source', 'version'], ['täglich', '2']])
  })
  it('have row groups of the size asked for', async () => {
    const path = await written([field('c', int32)], [numbers(2_500)], { rowGroupSize: 1_024 })
    expect(footerOf(path).row_groups.map(g => Number(g.num_rows))).toEqual([1_024, 1_024, 452])
  })
  it('have smaller row groups where bytes or memory are short', async () => {
    const random = randomFrom(3), word = (): string => random().toString(36).slice(2)
    const texts = numbers(6_000).map(() => numbers(40).map(word).join(''))
    const path = await written([field('c', utf8)], [texts], { rowGroupSizeBytes: 500_000, compression: 'none' })
    expect(footerOf(path).row_groups.length).toBeGreaterThan(4)
    const short = file('short.parquet')
    await writeColumns(short, [field('c', utf8)], [texts], { compression: 'none' }, 1 << 20)
    expect(footerOf(short).row_groups.length).toBeGreaterThan(4)
    expect((await readAll(await parquetSource(short).open())).columns[0]).toEqual(texts)
  })
  it.each([
    ['a', field('a', int64, false), [1n, null]], ['a.list.element', field('a', list(utf8, false)), [['x', null]]],
    ['a.b', field('a', struct([field('b', int32, false)]), false), [null]],
  ])('are not written with a null where the type has none: %s', async (column, type, values) => {
    const written = writeColumns(file('null.parquet'), [type], [values])
    await expect(written).rejects.toMatchObject({ condition: 'NOT_NULL_ASSERT_VIOLATION', message: expect.stringContaining(`column '${column}'`) })
  })
  it('keep texts of megabytes', async () => {
    const path = await written([field('c', utf8), field('n', int32)], [['a'.repeat(9 << 20), null, 'é'.repeat(3 << 20), ''], [1, 2, 3, 4]])
    expect(footerOf(path).num_rows).toBe(4n)
  })
  it('are the same in version 2, with every type and codec', async () => {
    const types = [field('i', int64), field('s', utf8), field('l', list(list(utf8))), field('d', decimal(25, 3)), field('f', float64)]
    const random = randomFrom(9), limit = 10n ** 25n
    const columns = types.map(f =>
      randomColumn(random, f.type, 1_500, 0.2).map(v => typeof v === 'bigint' && f.name === 'd' ? v % limit : v))
    for (const compression of ['snappy', 'zstd', 'gzip', 'lz4_raw', 'brotli', 'none'] as const) {
      await written(types, columns, { compression, dataPageVersion: 2, pageRowCountLimit: 300 })
      await written(types, columns, { compression, pageRowCountLimit: 300, rowGroupSize: 700 })
    }
  })
})
