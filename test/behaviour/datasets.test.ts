/** Many files as one frame: lists, patterns, folders, partitions, and files that do not agree. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { schema, session, t } from '../../src/index.js'
import { duckdbRows } from './duckdb-rows.js'
import { failure, poolOf } from './engine.js'

const tf = session({ timeZone: 'UTC' })
let folder = ''
const at = (name: string): string => join(folder, name)
const put = async (name: string, text: string): Promise<void> => {
  await mkdir(dirname(at(name)), { recursive: true })
  await writeFile(at(name), text)
}
const fresh = async (): Promise<void> => { folder = await mkdtemp(join(tmpdir(), 'typedframe-')) }
const remove = (): Promise<void> => rm(folder, { recursive: true })
afterAll(() => expect(poolOf(tf.frame([{ a: 1 }])).usedBytes).toBe(0))

describe('partitions that DuckDB wrote', () => {
  const Sale = schema({ id: t.int64, price: t.float64.nullable(), year: t.int32, country: t.utf8.nullable(), day: t.date })
  const read = (tier: 'wasm' | 'closures' = 'wasm') => session({ timeZone: 'UTC', tier }).read.parquet(folder, Sale)
  beforeAll(async () => {
    await fresh()
    await duckdbRows(`COPY (SELECT i AS id, CASE WHEN i % 7 = 0 THEN NULL ELSE i / 4.0 END AS price, 2020 + i % 5 AS year,
      CASE i % 4 WHEN 0 THEN 'CH' WHEN 1 THEN 'São Tomé/x=y' WHEN 2 THEN NULL ELSE 'a b' END AS country, DATE '2024-01-30' + (i % 3)::INT AS day
      FROM range(6000) r(i)) TO '${folder}' (FORMAT parquet, PARTITION_BY (year, country, day), OVERWRITE_OR_IGNORE)`)
  })
  afterAll(remove)
  const duck = (query: string) => duckdbRows(query.replace('sales', `read_parquet('${folder}/**/*.parquet', hive_partitioning = true, hive_types = {year: INT, day: DATE})`))

  test.each(['wasm', 'closures'] as const)('every row, %s', async tier => {
    const rows = await read(tier).orderBy('id').collect()
    const expected = await duck("SELECT id::INT AS id, price, year, country, day::VARCHAR AS day FROM sales ORDER BY id")
    expect(rows).toEqual(expected)
    expect(rows.length).toBe(6000)
  })
  test('types of folders are inferred', async () => {
    const open = await tf.open.parquet(folder)
    expect(open.schema.fields.map(f => `${f.name} ${f.type.kind}${f.nullable ? ' null' : ''}`)).toEqual(['id int64 null', 'price float64 null', 'year int32', 'country utf8 null', 'day date'])
    expect(await open.as(Sale).filter($ => $.country.isNull()).count()).toBe(1500)
  })
  test('filters on folders open only the files that they leave', async () => {
    const some = read().filter($ => $.year.eq(2023).and($.country.eq('CH')).and($.price.gt(100)))
    const plan = await some.explain({ metrics: true })
    expect(plan).toContain('PartitionFilters: [year = 2023, country = ')
    expect(plan).toContain('Files: 3 of 60')
    expect(plan).toMatch(/numFiles[^0-9]*3\b/)
    expect(plan.slice(plan.indexOf('== Optimized'))).not.toMatch(/[Ff]ilter .?year/)
    const [{ n, total } = {}] = await duck("SELECT count(*)::INT AS n, sum(price) AS total FROM sales WHERE year = 2023 AND country = 'CH' AND price > 100")
    expect(await some.agg($ => ({ n: $.id.count(), total: $.price.sum() })).first()).toEqual({ n, total })
  })
  test('a damaged file that no row is wanted of is never opened', async () => {
    const open = await tf.open.parquet(folder), sales = open.as(Sale)
    const victim = (await duck("SELECT DISTINCT filename FROM sales WHERE year = 2021 LIMIT 1"))[0]!['filename'] as string
    const whole = await readFile(victim)
    await writeFile(victim, 'no parquet at all')
    try {
      expect(await sales.filter($ => $.year.gt(2021)).count()).toBe(3600)
      expect(await sales.filter($ => $.year.eq(2024)).union(sales.filter($ => $.year.eq(2022))).count()).toBe(2400)
      expect(await sales.filter($ => $.year.eq(2024)).join(sales.filter($ => $.year.eq(2023)), 'day', { suffix: '_r' }).limit(1).count()).toBe(1)
      expect(await failure(sales.filter($ => $.year.ge(2021)).count())).toMatchObject({ condition: 'CANNOT_READ_FILE_FOOTER' })
      expect(await failure(sales.filter($ => $.year.gt(2021).or($.price.gt(1))).count())).toMatchObject({ condition: 'CANNOT_READ_FILE_FOOTER' })
    } finally {
      await writeFile(victim, whole)
    }
  })
  test('only columns of folders, limits, and no rows', async () => {
    expect(await read().groupBy('year').count().orderBy('year').collect()).toEqual([2020, 2021, 2022, 2023, 2024].map(year => ({ year, count: 1200 })))
    expect(await read().count()).toBe(6000)
    expect((await read().limit(7).collect()).length).toBe(7)
    expect(await read().filter($ => $.year.eq(1999)).collect()).toEqual([])
    expect(await read().select('day').distinct().orderBy('day').collect()).toEqual([{ day: '2024-01-30' }, { day: '2024-01-31' }, { day: '2024-02-01' }])
  })
  test('a filter that fails for a folder fails as one on rows does', async () => {
    expect(await failure(read().filter($ => $.id.div($.year.sub(2020)).gt(0)).count())).toMatchObject({ condition: 'DIVIDE_BY_ZERO' })
    expect(await failure(read().filter($ => $.year.div($.year.sub(2020)).gt(0)).count())).toMatchObject({ condition: 'DIVIDE_BY_ZERO' })
  })
  test('a plan that runs as written reads all files', async () => {
    const some = session({ optimize: false, timeZone: 'UTC' }).read.parquet(folder, Sale).filter($ => $.year.eq(2020)), plan = await some.explain({ metrics: true })
    expect(plan).toMatch(/numFiles[^0-9]*60\b/)
    expect(plan).not.toContain('PartitionFilters')
    expect(await some.count()).toBe(1200)
  })
})

describe('lists, patterns and folders, in every format', () => {
  beforeEach(fresh)
  afterEach(remove)
  const Row = schema({ n: t.int32, s: t.utf8 })
  const parts = [[{ n: 1, s: 'a' }, { n: 2, s: 'b' }], [{ n: 3, s: 'c' }], [{ n: 4, s: 'd' }]]
  test.each(['parquet', 'csv', 'arrow'] as const)('%s', async format => {
    for (const [n, rows] of parts.entries()) {
      await mkdir(at(`g=${n % 2}`), { recursive: true })
      await tf.frame(Row, rows).write[format](at(`g=${n % 2}/part-${n}.${format}`))
    }
    const sorted = (path: string | string[], more = Row as typeof Row) => tf.read[format](path, more).orderBy('n').collect()
    expect(await sorted([at(`g=0/part-0.${format}`), at(`g=1/part-1.${format}`)])).toEqual(parts.slice(0, 2).flat())
    expect(await sorted(at(`g=*/part-[01].${format}`))).toEqual(parts.slice(0, 2).flat())
    expect(await sorted(at(`g={0,1}/*.${format}`))).toEqual(parts.flat())
    expect(await sorted(folder)).toEqual(parts.flat())
    const WithFolder = schema({ g: t.int32, n: t.int32, s: t.utf8 })
    expect(await tf.read[format](folder, WithFolder).orderBy('n').collect()).toEqual([{ g: 0, n: 1, s: 'a' }, { g: 0, n: 2, s: 'b' }, { g: 1, n: 3, s: 'c' }, { g: 0, n: 4, s: 'd' }])
    expect(await (await tf.open[format](folder)).as(WithFolder).filter($ => $.g.eq(1)).collect()).toEqual([{ g: 1, n: 3, s: 'c' }])
    expect(await tf.read[format](at(`g=0/part-0.${format}`), WithFolder, { basePath: folder }).first()).toEqual({ g: 0, n: 1, s: 'a' })
    expect(await failure(tf.read[format](at(`*.${format}`), Row).collect())).toMatchObject({ condition: 'PATH_NOT_FOUND', parameters: { path: at(`*.${format}`) } })
  })
  test.each(['parquet', 'csv', 'arrow'] as const)('%s from a Blob, an ArrayBuffer, a Uint8Array and a file URL', async format => {
    await tf.frame(Row, parts[0]!).write[format](at('one'))
    const bytes = await readFile(at('one')), buffer = Uint8Array.from(bytes).buffer
    for (const location of [new Blob([buffer]), new File([buffer], 'one'), buffer, new Uint8Array(buffer), new URL(`file://${at('one')}`)]) {
      expect(await tf.read[format](location, Row).collect()).toEqual(parts[0])
      expect(await (await tf.open[format](location)).as(Row).collect()).toEqual(parts[0])
    }
    expect(await tf.read[format]([buffer, new Blob([buffer])], Row).count()).toBe(4)
  })
  test('an empty folder has no rows when its columns are declared, and no columns otherwise', async () => {
    expect(await tf.read.csv(folder, Row).collect()).toEqual([])
    expect(await failure(tf.open.csv(folder))).toMatchObject({ condition: 'UNABLE_TO_INFER_SCHEMA', message: expect.stringContaining(folder) })
  })
})

describe('files that do not agree', () => {
  beforeEach(fresh)
  afterEach(remove)
  const Row = schema({ a: t.int32, b: t.utf8.nullable() })
  test('a column that a file lacks is null where it may be', async () => {
    await put('1.csv', 'a,b\n1,x\n')
    await put('2.csv', 'a\n2\n')
    expect(await tf.read.csv(folder, Row).orderBy('a').collect()).toEqual([{ a: 1, b: 'x' }, { a: 2, b: null }])
    expect(await tf.read.csv(folder, Row).filter($ => $.b.isNull()).collect()).toEqual([{ a: 2, b: null }])
    expect(await tf.read.csv(folder, Row).filter($ => $.b.eq('x').or($.a.eq(2))).count()).toBe(2)
  })
  test('a column that all files lack is a mistake', async () => {
    await put('1.csv', 'a\n1\n')
    await put('2.csv', 'a\n2\n')
    expect(await failure(tf.read.csv(folder, Row).collect())).toMatchObject({ condition: 'SCHEMA_MISMATCH', message: expect.stringContaining("no file has a column 'b'") })
    expect(await failure(tf.read.csv(at('1.csv'), Row).collect())).toMatchObject({ condition: 'SCHEMA_MISMATCH', message: expect.stringContaining("is missing; there are a.") })
    await put('2.csv', 'a,amuont\n2,3\n')
    expect(await failure(tf.read.csv(folder, schema({ a: t.int32, amount: t.int32.nullable() })).collect()))
      .toMatchObject({ condition: 'SCHEMA_MISMATCH', message: expect.stringContaining("no file has a column 'amount' (did you mean 'amuont'?)") })
  })
  test('partitions that are left out may be the ones that have a column', async () => {
    await put('y=1/1.csv', 'a\n1\n')
    await put('y=2/2.csv', 'a,b\n2,x\n')
    const Yearly = schema({ a: t.int32, b: t.utf8.nullable(), y: t.int32 })
    expect(await tf.read.csv(folder, Yearly).filter($ => $.y.eq(1)).collect()).toEqual([{ a: 1, b: null, y: 1 }])
  })
  test('differences are listed by file', async () => {
    await tf.frame(schema({ a: t.int32, b: t.utf8 }), [{ a: 1, b: 'x' }]).write.parquet(at('1.parquet'))
    await tf.frame(schema({ a: t.utf8, b: t.utf8 }), [{ a: 'x', b: 'x' }]).write.parquet(at('2.parquet'))
    await tf.frame(schema({ c: t.utf8, b: t.date }), [{ c: 'x', b: '2024-01-01' }]).write.parquet(at('3.parquet'))
    const error = await failure(tf.read.parquet(folder, Row).collect())
    expect(error.condition).toBe('SCHEMA_MISMATCH')
    expect(error.message).toContain(`'${at('2.parquet')}': column 'a'`)
    expect(error.message).toContain(`'${at('3.parquet')}': column 'b' is declared string and is date in the file; column 'a' (int) is missing`)
    expect(error.message).not.toContain(at('1.parquet'))
  })
  test('mergeSchema takes the columns of all files', async () => {
    await tf.frame(schema({ a: t.int32, b: t.utf8 }), [{ a: 1, b: 'x' }]).write.parquet(at('1.parquet'))
    await tf.frame(schema({ a: t.int64, c: t.bool }), [{ a: 2, c: true }]).write.parquet(at('2.parquet'))
    const merged = await tf.open.parquet(folder, { mergeSchema: true })
    expect(merged.columns).toEqual(['a', 'b', 'c'])
    expect(await merged.orderBy('a').collect()).toEqual([{ a: 1, b: 'x', c: null }, { a: 2, b: null, c: true }])
    await tf.frame(schema({ a: t.date }), [{ a: '2024-01-01' }]).write.parquet(at('3.parquet'))
    const error = await failure(tf.open.parquet(folder, { mergeSchema: true }))
    expect(error).toMatchObject({ condition: 'CANNOT_MERGE_SCHEMAS', message: expect.stringMatching(/'a' is bigint in .*1\.parquet.* and date in .*3\.parquet/) })
  })
  test('folders that name other columns, or values that do not fit', async () => {
    await put('y=1/1.csv', 'a\n1\n')
    await put('z=2/2.csv', 'a\n2\n')
    expect(await failure(tf.open.csv(folder))).toMatchObject({ condition: 'CONFLICTING_PARTITION_COLUMN_NAMES', message: expect.stringMatching(/1\.csv' has y.*2\.csv' has z/) })
    expect(await failure(tf.read.csv(at('y=*'), schema({ a: t.int32, y: t.date })).collect())).toMatchObject({ condition: 'INVALID_PARTITION_VALUE', message: expect.stringContaining("y is '1', which is no date") })
    await put('n=__HIVE_DEFAULT_PARTITION__/1.csv', 'a\n1\n')
    expect(await failure(tf.read.csv(at('n=*'), schema({ a: t.int32, n: t.date })).collect())).toMatchObject({ condition: 'NOT_NULL_ASSERT_VIOLATION' })
  })
  test('values of folders that only look like numbers', async () => {
    const kinds = async (...values: string[]): Promise<string> => {
      await rm(folder, { recursive: true })
      for (const value of values) await put(`v=${value}/1.csv`, 'a\n1\n')
      return (await tf.open.csv(folder)).schema.fields[1]!.type.kind
    }
    expect(await kinds('01', '12')).toBe('int32')
    expect(await kinds('1', '3000000000')).toBe('int64')
    expect(await kinds('1', '99999999999999999999')).toBe('float64')
    expect(await kinds('1', '2.5')).toBe('float64')
    expect(await kinds('2024-02-29')).toBe('date')
    expect(await kinds('2023-02-29')).toBe('utf8')
    expect(await kinds('1', 'x')).toBe('utf8')
    expect(await kinds('%20', '')).toBe('utf8')
    expect(await kinds('__HIVE_DEFAULT_PARTITION__')).toBe('utf8')
    expect(await kinds('NaN')).toBe('utf8')
  })
  test('a misspelled option', async () => {
    expect(() => tf.read.parquet(folder, Row, { mergeSchem: true } as object)).toThrow(/mergeSchem.*mergeSchema/s)
    expect(await failure(tf.open.csv(folder, { recursiveFileLookup: 'yes' } as never))).toMatchObject({ condition: 'INVALID_CONFIG_VALUE' })
  })
})
