import { describe, expect, it, vi } from 'vitest'
import { duckdb, readAll, testFolder } from './parquet.fixture.js'
import { parquetSource } from './source.js'

vi.setConfig({ testTimeout: 60_000 })
const file = testFolder()

/** Columns of every type; about a tenth of each is null, in runs and scattered. */
const scalars = [
  'i % 2 = 0 AS bool', '(i % 100 - 50)::TINYINT AS i8', '(i * 7 % 60000 - 30000)::SMALLINT AS i16', '(i * 7919 - 4000000)::INTEGER AS i32',
  'i * 1000000007 * (CASE WHEN i % 3 = 0 THEN -1 ELSE 1 END) AS i64', '(i % 256)::UTINYINT AS u8', '(i * 13 % 65536)::USMALLINT AS u16',
  '(4294967295 - i)::UINTEGER AS u32', '(18446744073709551615 - i)::UBIGINT AS u64', '(i / 7)::FLOAT AS f32',
  "CASE i % 50 WHEN 1 THEN 'NaN'::DOUBLE WHEN 2 THEN 'Infinity'::DOUBLE WHEN 3 THEN -0.0 ELSE i / 3.0 END AS f64",
  '(i / 100.0)::DECIMAL(4,2) AS d4', '(i * 3.7 - 5000)::DECIMAL(9,2) AS d9', '(i * 1234567.891 - 99999)::DECIMAL(18,3) AS d18',
  '(i::HUGEINT * 123456789012345678901234 - 7)::DECIMAL(38,5) AS d38',
  "'text ' || (i % 300) AS dictionary", "repeat('x', i % 40) || i AS long",
  "CASE i % 5 WHEN 0 THEN '' WHEN 1 THEN 'größe 日本 😀' ELSE 'z' || i END AS utf8", 'encode(i::VARCHAR) AS blob',
  "DATE '1970-01-01' + (i - 3000)::INTEGER AS day", "TIMESTAMP '2001-02-03 04:05:06.789012' + INTERVAL (i * 977) SECOND AS ts",
  "(TIMESTAMP '1969-12-31 23:59:59.5' + INTERVAL (i) MINUTE)::TIMESTAMPTZ AS tstz",
  "('2024-01-01 00:00:00'::TIMESTAMP + INTERVAL (i) MILLISECOND)::TIMESTAMP_MS AS ms",
  "('2024-01-01 00:00:00'::TIMESTAMP + INTERVAL (i) SECOND)::TIMESTAMP_NS AS ns",
  'md5(i::VARCHAR)::UUID AS uuid', "CASE i % 3 WHEN 0 THEN 'low' WHEN 1 THEN 'mid' ELSE 'high' END::ENUM('low', 'mid', 'high') AS level",
  '42 AS constant',
]
const nested = [
  'CASE WHEN i % 7 = 0 THEN NULL ELSE [i, NULL, i + 1][1:(i % 4)::INTEGER] END AS list',
  "{'a': i, 'b': CASE WHEN i % 3 = 0 THEN NULL ELSE 's' || i END, 'c': (i / 4)::DECIMAL(22,2)} AS record",
  "MAP {'k' || (i % 5): [i, i * 2], 'other': CASE WHEN i % 4 = 0 THEN NULL ELSE [] END} AS map",
  "CASE WHEN i % 6 = 0 THEN NULL ELSE [{'x': [i], 'y': DATE '2020-01-01'}, NULL, {'x': NULL, 'y': NULL}] END AS deep",
]
const withNulls = (column: string): string =>
  column.replace(/^(.*) AS (\w+)$/s, 'CASE WHEN i % 10 = 3 OR i BETWEEN 1500 AND 1700 THEN NULL ELSE $1 END AS $2')

async function check(name: string, columns: readonly string[], rows: number, copy: string): Promise<void> {
  const path = file(`${name}.parquet`)
  await duckdb(`COPY (SELECT ${columns.join(', ')} FROM range(${rows}) r(i)) TO '${path}' (FORMAT parquet, ${copy})`)
  const source = await parquetSource(path).open()
  // DuckDB hands these out in units of their own.
  const units = source.fields.filter(f => f.name === 'ms' || f.name === 'ns').map(f => `${f.name}::TIMESTAMP AS ${f.name}`)
  const all = units.length ? `* REPLACE (${units.join(', ')})` : '*'
  const expected = await duckdb(`SELECT ${all} FROM '${path}'`, source.fields.map(f => f.type))
  for (const batchRows of [777, 16_384]) {
    const { columns: actual, rows: n } = await readAll(source, batchRows)
    expect(n).toBe(rows)
    source.fields.forEach((f, c) => expect(actual[c], f.name).toEqual(expected[c] ?? []))
  }
}

describe('files written by DuckDB', () => {
  for (const codec of ['snappy', 'uncompressed', 'zstd', 'gzip', 'brotli', 'lz4_raw']) {
    it(`reads every type with ${codec}`, () => check(codec, scalars.map(withNulls), 2_000, `COMPRESSION ${codec}`))
  }
  it('reads columns without nulls', () => check('no-nulls', scalars, 2_000, 'COMPRESSION snappy'))
  it('reads several row groups', () => check('groups', scalars.map(withNulls), 4_500, 'COMPRESSION snappy, ROW_GROUP_SIZE 2048'))
  const v2 = 'PARQUET_VERSION v2'
  it('reads pages of version 2', () => check('v2', scalars.map(withNulls), 2_000, `COMPRESSION snappy, ${v2}`))
  it('reads delta encodings where no dictionary is made', () =>
    check('delta', scalars.map(withNulls), 2_000, `COMPRESSION zstd, ${v2}, DICTIONARY_SIZE_LIMIT 1`))
  it('reads lists, structs and maps', () => {
    const nulls = nested.map(withNulls).map(c => c.replace(/ AS (\w+)$/, ' AS $1_null'))
    return check('nested', [...nested, ...nulls], 3_000, 'COMPRESSION snappy, ROW_GROUP_SIZE 2048')
  })
  it('reads a file without rows, and a row', async () => {
    await check('one', scalars, 1, 'COMPRESSION snappy')
    await check('none', scalars, 0, 'COMPRESSION snappy')
  })
})
