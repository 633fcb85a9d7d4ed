/** Folders that are written: partitions, modes, and nobody ever sees a half of one. */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { schema, session, t } from '../../src/index.js'
import { stagingName } from '../../src/io/file/staging.js'
import { duckdbRows } from './duckdb-rows.js'
import { failure, poolOf } from './engine.js'

const tf = session({ timeZone: 'UTC' })
const Sale = schema({ id: t.int32, year: t.int32, country: t.utf8.nullable(), day: t.date, price: t.decimal(8, 2).nullable() })
const sales = tf.frame(Sale, Array.from({ length: 5_000 }, (_, id) => ({
  id, year: 2020 + id % 3, country: ['CH', null, 'São Tomé/x=y%', 'a b', ''][id % 5]!, day: `2024-02-${28 + id % 2}`, price: id % 7 ? `${id}.25` : null,
})))
let folder = ''
const at = (name: string): string => join(folder, name)
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'typedframe-')) })
afterEach(async () => {
  await rm(folder, { recursive: true })
  expect(poolOf(sales).usedBytes).toBe(0)
})
const tree = async (path: string): Promise<string[]> => (await readdir(path, { recursive: true, withFileTypes: true })).filter(e => e.isFile()).map(e => join(e.parentPath, e.name).slice(path.length + 1)).sort()
const byId = async (path: string, format: 'parquet' | 'csv' | 'ndjson' | 'arrow' = 'parquet') => tf.read[format](path, Sale).orderBy('id').collect()
// a folder's name has one form for null and for text without characters
const expected = async () => (await sales.orderBy('id').collect()).map(row => ({ ...row, country: row.country === '' ? null : row.country }))

describe('partitions', () => {
  test.each(['parquet', 'csv', 'ndjson', 'arrow'] as const)('%s, written and read back', async format => {
    expect(await sales.write[format](at('sales'), { partitionBy: ['year', 'country'] })).toEqual({ rows: 5_000 })
    expect(await byId(at('sales'), format)).toEqual(await expected())
    const names = await tree(at('sales'))
    expect(names.length).toBe(12)
    expect(names[0]).toMatch(new RegExp(`^year=2020/country=CH/part-\\d{5}-[0-9a-f-]{36}\\.${format}$`))
    expect(await readdir(folder)).toEqual(['sales'])
  })
  test('DuckDB reads the same', async () => {
    await sales.write.parquet(at('sales'), { partitionBy: ['country', 'day'] })
    const rows = await duckdbRows(`SELECT id, year, country, day::VARCHAR AS day, price::VARCHAR AS price FROM read_parquet('${at('sales')}/**/*.parquet', hive_partitioning = true, hive_types = {day: DATE}) ORDER BY id`)
    expect(rows).toEqual((await expected()).map(({ id, year, country, day, price }) => ({ id, year, country, day, price })))
  })
  test('small batches, many partitions and sorted rows: a file for each, in order', async () => {
    const many = session({ batchRows: 7 }).frame(schema({ n: t.int32, g: t.float64.nullable() }), Array.from({ length: 3_000 }, (_, n) => ({ n, g: [0, -0, NaN, null, 1.5, -2][n % 6]! })))
    await many.orderBy($ => $.n.desc()).write.csv(at('g'), { partitionBy: ['g'] })
    const names = await tree(at('g'))
    expect(names.map(n => n.split('/')[0])).toEqual(['g=-2.0', 'g=0.0', 'g=1.5', 'g=NaN', 'g=__HIVE_DEFAULT_PARTITION__'])
    const zeros = (await readFile(at(`g/${names[1]!}`), 'utf8')).trim().split('\n').slice(1).map(Number)
    expect(zeros).toEqual(zeros.toSorted((a, b) => b - a))
    expect(zeros.length).toBe(1_000)
  })
  test('what cannot be', async () => {
    expect(await failure(sales.write.parquet(at('x'), { partitionBy: ['year', 'country', 'id', 'day', 'price'] }))).toMatchObject({ condition: 'ALL_PARTITION_COLUMNS_NOT_ALLOWED' })
    expect(await failure(sales.write.parquet(at('x'), { partitionBy: ['yaer'] as never }))).toMatchObject({ condition: 'UNRESOLVED_COLUMN', message: expect.stringContaining('year') })
    expect(await failure(sales.write.parquet(at('x'), { partitionBy: 'year' as never }))).toMatchObject({ condition: 'INVALID_CONFIG_VALUE' })
    expect(await failure(tf.frame(schema({ a: t.int32, l: t.list(t.int32) }), [{ a: 1, l: [1] }]).write.parquet(at('x'), { partitionBy: ['l'] }))).toMatchObject({ parameters: expect.anything() })
    expect(await failure(sales.write.arrow(at('x'), { formt: 'file' } as object))).toMatchObject({ condition: 'INVALID_CONFIG_VALUE', message: expect.stringContaining('format') })
    expect(await readdir(folder)).toEqual([])
  })
  test('no rows', async () => {
    expect(await sales.limit(0).write.parquet(at('none'), { partitionBy: ['year'] })).toEqual({ rows: 0 })
    expect(await tf.read.parquet(at('none'), Sale).collect()).toEqual([])
    await sales.limit(0).write.parquet(at('plain/'))
    expect((await tf.open.parquet(at('plain'))).columns).toEqual(['id', 'year', 'country', 'day', 'price'])
  })
})

describe('modes', () => {
  const One = schema({ n: t.int32 }), some = (...numbers: number[]) => tf.frame(One, numbers.map(n => ({ n })))
  const read = async (path = at('x')) => (await tf.read.parquet(path, One).orderBy('n').collect()).map(row => row.n)
  test.each(['file', 'folder'] as const)('of a %s', async kind => {
    const path = kind === 'file' ? at('x') : `${at('x')}/`
    await some(1).write.parquet(path)
    for (const mode of [undefined, 'error', 'errorIfExists'] as const) {
      expect(await failure(some(2).write.parquet(path, mode ? { mode } : {}))).toMatchObject({ condition: 'PATH_ALREADY_EXISTS', parameters: { path } })
    }
    expect(await some(2).write.parquet(path, { mode: 'ignore' })).toEqual({ rows: 0 })
    expect(await read()).toEqual([1])
    await some(3).write.parquet(path, { mode: 'overwrite' })
    expect(await read()).toEqual([3])
    if (kind === 'file') expect(await failure(some(4).write.parquet(path, { mode: 'append' }))).toMatchObject({ condition: 'FAILED_WRITE_FILE', message: expect.stringContaining('one file') })
    else {
      await some(4).write.parquet(path, { mode: 'append' })
      await some(5).write.parquet(at('x'), { mode: 'append' })
      expect(await read()).toEqual([3, 4, 5])
    }
    expect(await readdir(folder)).toEqual(['x'])
    expect(await failure(some(1).write.parquet(at('y'), { mode: 'replace' as never }))).toMatchObject({ condition: 'INVALID_CONFIG_VALUE' })
  })
  test('files that are added lie as those that are there', async () => {
    const parts = tf.frame([{ n: 1, g: 'a' }])
    await parts.write.parquet(at('x'), { partitionBy: ['g'] })
    for (const partitionBy of [[], ['n']] as const) {
      expect(await failure(parts.write.parquet(at('x'), { mode: 'append', partitionBy }))).toMatchObject({ condition: 'CONFLICTING_PARTITION_COLUMN_NAMES' })
    }
    await parts.write.parquet(at('x'), { mode: 'append', partitionBy: ['g'] })
    expect((await tree(at('x'))).length).toBe(2)
    for (const path of ['..', '.', `${at('x')}/..`, '/']) {
      expect(await failure(parts.write.parquet(path, { mode: 'overwrite' }))).toMatchObject({ condition: 'FAILED_WRITE_FILE', message: expect.stringContaining('no name') })
    }
  })
  test('the first of an append, an ignore and an overwrite', async () => {
    await some(1).write.parquet(at('a'), { mode: 'append' })
    await some(2).write.parquet(at('b'), { mode: 'ignore' })
    await some(3).write.parquet(at('c'), { mode: 'overwrite' })
    expect([await read(at('a')), await read(at('b')), await read(at('c'))]).toEqual([[1], [2], [3]])
  })
  test('a folder takes the place of a file, and a folder that holds something else is left alone', async () => {
    await some(1).write.parquet(at('x'))
    await tf.frame([{ n: 1, g: 'a' }]).write.parquet(at('x'), { mode: 'overwrite', partitionBy: ['g'] })
    expect((await tree(at('x'))).length).toBe(1)
    await mkdir(at('home'))
    await writeFile(at('home/thesis.docx'), 'years of work')
    expect(await failure(some(1).write.parquet(`${at('home')}/`, { mode: 'overwrite' }))).toMatchObject({ condition: 'FAILED_WRITE_FILE', message: expect.stringContaining('thesis.docx') })
    expect(await readFile(at('home/thesis.docx'), 'utf8')).toBe('years of work')
  })
})

describe('jobs that do not end well', () => {
  const numbers = tf.frame(Array.from({ length: 50_000 }, (_, n) => ({ n, g: n % 3 })))
  test('an error on the way, and an abort, leave what was there', async () => {
    await numbers.limit(3).write.csv(at('x'), { partitionBy: ['g'] })
    const before = await tree(at('x'))
    for (const mode of ['overwrite', 'append'] as const) {
      const broken = numbers.withColumns($ => ({ q: $.n.cast(t.int32).div($.n.cast(t.int32).sub(49_999)) }))
      expect(await failure(broken.write.csv(at('x'), { mode, partitionBy: ['g'] }))).toMatchObject({ condition: 'DIVIDE_BY_ZERO' })
      expect(await failure(numbers.write.csv(at('x'), { mode, partitionBy: ['g'], signal: AbortSignal.abort() }))).toMatchObject({ condition: 'CANCELLED' })
      expect(await tree(at('x'))).toEqual(before)
      expect(await readdir(folder)).toEqual(['x'])
    }
  })
  const kill = (path: string, mode: string): Promise<void> => new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'killed-writer.ts'), path, mode], { stdio: ['ignore', 'pipe', 'inherit'] })
    child.stdout.on('data', (text: Buffer) => {
      if (String(text).includes('written')) reject(new Error('it was too fast to be killed'))
      if (String(text).includes('writing')) child.kill('SIGKILL')
    })
    child.on('exit', () => resolve())
  })
  test.each(['errorIfExists', 'overwrite', 'append'] as const)('a process that is killed: %s', async mode => {
    const isNew = mode === 'errorIfExists', few = numbers.limit(6)
    if (!isNew) await few.write.csv(at('x'), { partitionBy: ['g'] })
    const before = isNew ? [] : await tree(at('x'))
    await kill(at('x'), mode)
    const left = (await readdir(folder)).filter(name => name !== 'x')
    expect(left.length).toBe(1)
    expect(left[0]).toMatch(/^\.x\.\d+-.*\.tmp$/)
    expect(isNew ? (await readdir(folder)).includes('x') : await tree(at('x'))).toEqual(isNew ? false : before)
    await few.write.csv(at('x'), { mode: isNew ? 'errorIfExists' : mode, partitionBy: ['g'] })
    expect(await readdir(folder)).toEqual(['x'])
    expect(await (await tf.open.csv(at('x'))).count()).toBe(mode === 'append' ? 12 : 6)
  }, 60_000)
  test('an append that was decided and not finished is finished; an old folder that has no successor comes back', async () => {
    await tf.frame([{ n: 1 }]).write.csv(`${at('x')}/`)
    const host = stagingName('x').split('-')[1]!, dead = `999999-${host}-aaaaaa-1`
    await mkdir(at(`.x.${dead}.commit`))
    await writeFile(at(`.x.${dead}.commit/part-9.csv`), 'n\n2\n')
    await tf.frame([{ n: 3 }]).write.csv(at('x'), { mode: 'append' })
    expect((await tree(at('x'))).some(name => name === 'part-9.csv')).toBe(true)
    await rm(at('x'), { recursive: true })
    await mkdir(at(`.x.${dead}.old`))
    await writeFile(at(`.x.${dead}.old/part-1.csv`), 'n\n7\n')
    await tf.frame([{ n: 8 }]).write.csv(at('x'), { mode: 'append' })
    expect((await (await tf.open.csv(at('x'))).orderBy('n').collect()).map(r => r['n'])).toEqual([7, 8])
    await mkdir(at(`.x.${process.ppid}-${host}-aaaaaa-1.tmp`))
    await tf.frame([{ n: 9 }]).write.csv(at('x'), { mode: 'append' })
    expect((await readdir(folder)).length).toBe(2)
  })
})
