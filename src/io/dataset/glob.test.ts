import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { failure } from '../../../test/behaviour/engine.js'
import { duckdbRows } from '../../../test/behaviour/duckdb-rows.js'
import { findFiles, type FindOptions } from './find-files.js'
import { globMatcher, isGlob, splitGlob } from './glob.js'

const matches = (pattern: string, path: string): boolean => globMatcher(pattern)(path)

describe('patterns', () => {
  test.each([
    ['*.csv', 'a.csv', true], ['*.csv', 'a.tsv', false], ['*.csv', 'x/a.csv', false], ['*.csv', '.csv', true], ['a?c', 'abc', true], ['a?c', 'a/c', false],
    ['**/*.csv', 'a.csv', true], ['**/*.csv', 'x/y/a.csv', true], ['x/**', 'x/y/z', true], ['x/**/z', 'x/z', true], ['a**', 'ab/c', false],
    ['[0-9].csv', '7.csv', true], ['[!0-9].csv', '7.csv', false], ['[^0-9].csv', 'x.csv', true], ['[]x]', ']', true], ['[!x]', '/', false], ['[a', '[a', true],
    ['{a,b}.csv', 'b.csv', true], ['{a,b}.csv', 'c.csv', false], ['{a,b*}/{1,2}', 'bcd/2', true], ['{x{1,2},y}', 'x2', true], ['a{b', 'a{b', true], ['a,b', 'a,b', true], ['a}', 'a}', true],
    ['a\\*b', 'a*b', true], ['a\\*b', 'axb', false], ['a.c', 'abc', false], ['(a|b)+$', '(a|b)+$', true], ['ä?.csv', 'ä😀.csv', true], ['[\\]', '\\', true], ['a^b-[z-]', 'a^b--', true],
  ])('%s and %s: %s', (pattern, path, expected) => expect(matches(pattern, path)).toBe(expected))
  test('what is a pattern, and where it begins', () => {
    expect([isGlob('a/b.csv'), isGlob('a/*.csv'), isGlob('a\\*b'), isGlob('a[1].csv'), isGlob('a,b}')]).toEqual([false, true, false, true, false])
    expect(splitGlob('data/2024/*/x.csv')).toEqual({ base: 'data/2024/', rest: '*/x.csv' })
    expect(splitGlob('*.csv')).toEqual({ base: '', rest: '*.csv' })
    expect(splitGlob('/a*')).toEqual({ base: '/', rest: 'a*' })
  })
})

describe('files that a location means', () => {
  const names = [
    'a.csv', 'b.csv', 'c.tsv', '_SUCCESS', '.a.csv.crc', '[x].csv', 'year=2023/p.csv', 'year=2024/p.csv', 'year=2024/q.csv', 'year=2024/_temporary/0/r.csv',
    'deep/one/x1.csv', 'deep/one/x2.csv', 'deep/two/x3.csv', 'deep/.hidden/x4.csv', 'deep/year=1/x5.csv', 'nested/only/z.csv',
  ]
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'typedframe-'))
    for (const name of names) {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), '')
    }
    await mkdir(join(folder, 'empty'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  const found = async (pattern: string, options: FindOptions = {}): Promise<string[]> =>
    (await findFiles(join(folder, pattern), options)).map(f => f.file.path.slice(folder.length + 1))

  test.each(['*.csv', '?.csv', '[ab].csv', '[!a].csv', 'deep/*/*.csv', 'deep/*/x[1-2].csv', 'year=*/*.csv', '*/p.csv'])('as DuckDB finds them: %s', async pattern => {
    const rows = await duckdbRows(`SELECT file FROM glob('${folder}/${pattern}') ORDER BY file`)
    const expected = rows.map(row => String(row['file']).slice(folder.length + 1)).filter(f => !/(^|\/)\./.test(f))
    expect(expected.length).toBeGreaterThan(0)
    expect(await found(pattern)).toEqual(expected)
  })
  test('any depth, and alternatives', async () => {
    expect(await found('deep/**/*.csv')).toEqual(['deep/one/x1.csv', 'deep/one/x2.csv', 'deep/two/x3.csv', 'deep/year=1/x5.csv'])
    expect(await found('{a.csv,deep/{one,two}/x*.csv}')).toEqual(['a.csv', 'deep/one/x1.csv', 'deep/one/x2.csv', 'deep/two/x3.csv'])
    expect(await found('deep/{one,two}/x*.csv')).toEqual(['deep/one/x1.csv', 'deep/one/x2.csv', 'deep/two/x3.csv'])
  })
  test('a folder: its files and those of its partitions, without hidden ones', async () => {
    expect(await found('')).toEqual(['[x].csv', 'a.csv', 'b.csv', 'c.tsv', 'year=2023/p.csv', 'year=2024/p.csv', 'year=2024/q.csv'])
    expect(await found('year=2024')).toEqual(['year=2024/p.csv', 'year=2024/q.csv'])
    expect(await found('year=*')).toEqual(['year=2023/p.csv', 'year=2024/p.csv', 'year=2024/q.csv'])
    expect(await found('empty')).toEqual([])
    expect(await found('', { pathGlobFilter: '*.tsv' })).toEqual(['c.tsv'])
    expect((await found('', { recursiveFileLookup: true })).length).toBe(12)
  })
  test('a file of that very name comes before the pattern', async () => expect(await found('[x].csv')).toEqual(['[x].csv']))
  test('nothing there, and nothing that matches', async () => {
    for (const pattern of ['none.csv', '*.parquet', 'none/*.csv', 'a.csv/*']) {
      expect(await failure(found(pattern))).toMatchObject({ condition: 'PATH_NOT_FOUND', parameters: { path: join(folder, pattern) } })
    }
  })
  test('a folder of folders alone is not read as nothing', async () => {
    expect(await failure(found('nested'))).toMatchObject({ condition: 'FAILED_READ_FILE', message: expect.stringContaining('recursiveFileLookup') })
    expect(await found('nested', { recursiveFileLookup: true })).toEqual(['nested/only/z.csv'])
  })
  test('a base path above, and one that is not', async () => {
    const of = async (path: string, basePath: string) => (await findFiles(join(folder, path), { basePath })).map(f => f.folders)
    expect(await of('year=2024', folder)).toEqual([['year=2024'], ['year=2024']])
    expect(await of('year=2024/p.csv', folder)).toEqual([['year=2024']])
    expect(await failure(of('year=2024/p.csv', '/elsewhere'))).toMatchObject({ condition: 'INVALID_CONFIG_VALUE', message: expect.stringContaining('basePath') })
  })
})
