/** What of a Parquet file is not read: row groups by statistics and Bloom filters, pages by their index, pages of no row that is left. */
import { writeFile } from 'node:fs/promises'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { beforeAll, describe, expect, test } from 'vitest'
import { duckdb, testFolder } from '../../src/io/parquet/parquet.fixture.js'
import { schema, session, t } from '../../src/index.js'

const at = testFolder()
const path = at('indexed.parquet')
const ROWS = 24_000
const Row = schema({
  id: t.int32, key: t.int64, name: t.utf8.nullable(), ratio: t.float64, code: t.utf8, tags: t.list(t.utf8.nullable()).nullable(),
})
const key = (n: number): bigint => BigInt(n * 7_919 % 100_003) * 1_000_003n

beforeAll(async () => {
  const numbers = Array.from({ length: ROWS }, (_, n) => n)
  await writeFile(path, new Uint8Array(parquetWriteBuffer({
    columnData: [
      { name: 'id', data: Int32Array.from(numbers), columnIndex: true },
      { name: 'key', data: BigInt64Array.from(numbers, key), bloomFilter: true },
      { name: 'name', data: numbers.map(n => n % 5_000 < 1_500 ? null : `name ${String(n >> 4).padStart(5, '0')}`), columnIndex: true },
      { name: 'ratio', data: Float64Array.from(numbers, n => n / 8), columnIndex: true, encoding: 'BYTE_STREAM_SPLIT' },
      { name: 'code', data: numbers.map(n => `code ${n * 31 % 977}`), bloomFilter: true },
      { name: 'tags', data: numbers.map(n => n % 11 === 0 ? null : Array.from({ length: n % 4 }, (_, k) => k === 2 ? null : `tag ${n + k}`)) },
    ],
    schema: [
      { name: 'root', num_children: 6 },
      { name: 'id', type: 'INT32', repetition_type: 'REQUIRED' },
      { name: 'key', type: 'INT64', repetition_type: 'REQUIRED' },
      { name: 'name', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL', converted_type: 'UTF8' },
      { name: 'ratio', type: 'DOUBLE', repetition_type: 'REQUIRED' },
      { name: 'code', type: 'BYTE_ARRAY', repetition_type: 'REQUIRED', converted_type: 'UTF8' },
      { name: 'tags', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL', converted_type: 'UTF8' },
    ],
    rowGroupSize: 6_000, pageSize: 3_000,
  })))
})

const options = { timeZone: 'UTC', int64: 'bigint' } as const
const frame = session(options).read.parquet(path, Row)
/** Many of its batches have no row that is left. */
const inSteps = session({ ...options, batchRows: 50 }).read.parquet(path, Row)
type Filtered = typeof frame

describe('filters', () => {
  const cases = (frame: Filtered): readonly (readonly [sql: string, rows: Filtered])[] => [
    ['id = 7000', frame.filter($ => $.id.eq(7_000))],
    ['id BETWEEN 5990 AND 6010', frame.filter($ => $.id.between(5_990, 6_010))],
    ["name = 'name 00200'", frame.filter($ => $.name.eq('name 00200'))],
    ["name > 'name 01400' AND ratio < 2950", frame.filter($ => $.name.gt('name 01400').and($.ratio.lt(2_950)))],
    ['name IS NULL AND id > 20000', frame.filter($ => $.name.isNull().and($.id.gt(20_000)))],
    ['id < 100 OR ratio > 2990', frame.filter($ => $.id.lt(100).or($.ratio.gt(2_990)))],
    [`key = ${key(12_345)}`, frame.filter($ => $.key.eq(key(12_345)))],
    [`key IN (${key(3)}, ${key(20_000)}, 5)`, frame.filter($ => $.key.isIn(key(3), key(20_000), 5n))],
    ['key = 17', frame.filter($ => $.key.eq(17n))],
    ["code = 'code 5' AND id < 4000", frame.filter($ => $.code.eq('code 5').and($.id.lt(4_000)))],
    ["code = 'nowhere'", frame.filter($ => $.code.eq('nowhere'))],
    ['id % 6000 = 5999', frame.filter($ => $.id.mod(6_000).eq(5_999))],
    ["name LIKE '%77' AND id % 3 = 1", frame.filter($ => $.name.like('%77').and($.id.mod(3).eq(1)))],
    ['len(tags) = 3 AND id % 500 < 5', frame.filter($ => $.tags.size().eq(3).and($.id.mod(500).lt(5)))],
  ]
  for (const [sql, filtered] of [...cases(frame), ...cases(inSteps)]) {
    test(`${sql}: the rows that DuckDB finds`, async () => {
      const types = Row.fields.map(f => f.type)
      const expected = await duckdb(`SELECT * FROM '${path}' WHERE ${sql} ORDER BY id`, types)
      const rows = await filtered.orderBy('id').collect()
      expect(Row.fields.map(f => rows.map(row => row[f.name as keyof typeof row]))).toEqual(Row.fields.map((_, n) => expected[n] ?? []))
      expect(rows.length > 0 || sql.includes('17') || sql.includes('nowhere')).toBe(true)
      expect(await filtered.count()).toBe(rows.length)
      expect(await filtered.drop('id', 'name', 'key').count()).toBe(rows.length)
    })
  }
})

describe('what is shown of it', () => {
  const scan = async (filtered: Filtered): Promise<string> => (await filtered.explain({ metrics: true })).split('\n').findLast(l => l.includes('Scan'))!
  test.each([
    ['pages by their index', /RowGroups: 2 of 4, Pages: 3 of 18 .*rowGroupsPruned: 2, .*rowsRead: 1,506,/, frame.filter($ => $.id.between(5_990, 6_010))],
    ['a row group by a Bloom filter', /RowGroups: 1 of 4 .*rowsRead: 6,000,.*pagesSkipped: 0/, frame.filter($ => $.key.eq(key(12_345)))],
    ['all row groups by Bloom filters', /RowGroups: 0 of 4 /, frame.filter($ => $.code.eq('nowhere'))],
    ['pages of a text with nulls', /RowGroups: 1 of 4, Pages: 1 of 5 .*pagesRead: 14, pagesSkipped: 61/, frame.filter($ => $.name.eq('name 00200'))],
    ['all pages', /PushedFilters: \[id < 999999\] .*pagesSkipped: 0/, frame.filter($ => $.id.lt(999_999))],
  ])('%s', async (_, text, filtered) => {
    expect(await scan(filtered)).toMatch(text)
  })
  test('rows that a filter leaves out before other columns are read', async () => {
    expect(await scan(inSteps.filter($ => $.id.mod(6_000).eq(5_999)))).toMatch(/rowsSkipped: 23,800, .*rowsRead: 200,/)
  })
  test('bytes of pages that are left out are not read', async () => {
    const bytes = async (filtered: Filtered): Promise<number> => Number(/bytesRead: ([\d,]+)/.exec(await scan(filtered))![1]!.replaceAll(',', ''))
    expect(await bytes(frame.filter($ => $.id.eq(7_000)))).toBeLessThan(await bytes(frame) / 10)
  })
})

test('a Bloom filter too large to be read whole: values that are there are found, others leave nothing to read', async () => {
  const large = at('large-filter.parquet'), ROWS_HERE = 60_000
  await writeFile(large, new Uint8Array(parquetWriteBuffer({
    columnData: [{ name: 'key', data: BigInt64Array.from({ length: ROWS_HERE }, (_, n) => BigInt(n) * 3n), bloomFilter: { fpp: 0.0001 } }],
    rowGroupSize: ROWS_HERE,
  })))
  const keys = session(options).read.parquet(large, schema({ key: t.int64 }))
  for (let n = 1; n < ROWS_HERE; n += 4_999) {
    expect(await keys.filter($ => $.key.eq(BigInt(n) * 3n)).count()).toBe(1)
    expect(await keys.filter($ => $.key.eq(BigInt(n) * 3n + 1n)).explain()).toContain('RowGroups: 0 of 1')
  }
})
