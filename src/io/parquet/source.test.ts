import { truncateSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ScalarFunction } from '../../functions/declare.js'
import { attribute, literal, type Attribute, type Expression } from '../../logical/expression.js'
import { setting } from '../../memory/random.fixture.js'
import {
  bool, date, decimal, field, float64, int16, int32, int64, list, struct, timestampNtz, utf8, type DataType,
} from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { duckdb, readAll, testFolder } from './parquet.fixture.js'
import { parquetSource } from './source.js'

const file = testFolder()
const path = file('numbers.parquet')
beforeAll(async () => {
  await duckdb(`COPY (SELECT i::INTEGER AS id, i::BIGINT * 10 AS big, CASE WHEN i >= 8192 THEN NULL ELSE i END AS late,
    'name' || lpad(i::VARCHAR, 5, '0') AS name, i / 4.0 AS ratio, (i / 100.0)::DECIMAL(9,2) AS price,
    DATE '2020-01-01' + i::INTEGER AS day, i < 3000 AS early, [i::INTEGER, NULL] AS list
    FROM range(10240) r(i)) TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`)
})

const call = (name: string, ...args: Expression[]): Expression =>
  ({ node: 'call', function: { name } as ScalarFunction, args, type: bool, nullable: true, timeZone: undefined })
const widened = (child: Expression): Expression =>
  ({ node: 'cast', child, type: int64, attempt: false, nullable: true, timeZone: undefined })
const columns: Record<string, Attribute> = {}
const column = (name: string, type: DataType): Attribute => columns[name] ??= attribute(name, type, true)
const [id, late, name, ratio, price, day, early] = [
  column('id', int32), column('late', int64), column('name', utf8), column('ratio', float64), column('price', decimal(9, 2)),
  column('day', date), column('early', bool),
]
const int = (value: number): Expression => literal(value, int32)
const text = (value: string): Expression => literal(value, utf8)

async function pushed(...filters: Expression[]) {
  const source = await parquetSource(path).open()
  const { source: next, remaining } = source.pushFilters!(filters, Object.values(columns))
  const groups = next.describe!().find(line => line.startsWith('RowGroups'))
  return { source: next, remaining, groups: groups ?? 'all' }
}

describe('pruning of row groups', () => {
  const cases: [string, Expression, groups: string, exact: boolean][] = [
    ['eq', call('eq', id, int(2100)), 'RowGroups: 1 of 5', false],
    ['eq, literal first', call('eq', int(2100), id), 'RowGroups: 1 of 5', false],
    ['eq outside', call('eq', id, int(-1)), 'RowGroups: 0 of 5', true],
    ['lt', call('lt', id, int(2048)), 'RowGroups: 1 of 5', true],
    ['le', call('le', id, int(2048)), 'RowGroups: 2 of 5', false],
    ['gt', call('gt', id, int(8191)), 'RowGroups: 1 of 5', true],
    ['ge, flipped', call('le', int(8191), id), 'RowGroups: 2 of 5', false],
    ['between', call('between', id, int(3000), int(5000)), 'RowGroups: 2 of 5', false],
    ['isIn', call('isIn', id, int(1), int(9000)), 'RowGroups: 2 of 5', false],
    ['startsWith', call('startsWith', name, text('name021')), 'RowGroups: 1 of 5', false],
    ['startsWith, all', call('startsWith', name, text('name')), 'all', true],
    ['isNull', call('isNull', late), 'RowGroups: 1 of 5', true],
    ['isNotNull', call('isNotNull', late), 'RowGroups: 4 of 5', true],
    ['comparison with nulls', call('ge', late, literal(0n, int64)), 'RowGroups: 4 of 5', true],
    ['and', call('and', call('gt', id, int(3000)), call('lt', id, int(3010))), 'RowGroups: 1 of 5', false],
    ['or', call('or', call('lt', id, int(10)), call('gt', id, int(10_000))), 'RowGroups: 2 of 5', false],
    ['not', call('not', call('lt', id, int(2048))), 'RowGroups: 4 of 5', false],
    ['decimal', call('gt', price, literal(9000n, decimal(9, 2))), 'RowGroups: 1 of 5', false],
    ['date', call('lt', day, literal(18_262 + 100, date)), 'RowGroups: 1 of 5', false],
    ['double: NaN may be above', call('gt', ratio, literal(1e9, float64)), 'all', false],
    ['double: NaN is not below', call('lt', ratio, literal(1, float64)), 'RowGroups: 1 of 5', false],
    ['boolean column', early, 'RowGroups: 2 of 5', false],
    ['a function nobody knows', call('rlike', name, text('x')), 'all', false],
    ['another type', call('lt', id, literal(5n, int64)), 'all', false],
    ['a widening cast', call('lt', widened(id), literal(5n, int64)), 'RowGroups: 1 of 5', false],
  ]
  for (const [title, filter, groups, exact] of cases) {
    it(title, async () => {
      const result = await pushed(filter)
      expect(result.groups).toBe(groups)
      expect(result.remaining).toEqual(exact ? [] : [filter])
    })
  }
  it('shows what was pushed, counts it, and reads only what is left', async () => {
    const { source } = await pushed(call('gt', id, int(3000)), call('lt', id, int(3010)))
    const pruned = source.pruneColumns(['name', 'id'])
    expect(pruned.describe!()).toEqual([
      'PushedFilters: [id > 3000, id < 3010]', 'RowGroups: 1 of 5',
    ])
    expect(pruned.statistics().rows).toBe(2_048)
    expect(pruned.statistics().columns!.get('id')).toEqual({ min: 2048, max: 4095, nulls: 0 })
    const { columns: [names, ids], metrics } = await readAll(pruned)
    expect([names![0], ids![0], ids!.length]).toEqual(['name02048', 2048, 2048])
    expect(metrics).toMatchObject({ numFiles: 1, rowGroupsRead: 1, rowGroupsPruned: 4 })
    expect(metrics['bytesRead']).toBeLessThan(20_000)
  })
})

describe('parquetSource', () => {
  it('reads no columns, and a limit', async () => {
    const source = await parquetSource(path).open()
    expect((await readAll(source.pruneColumns([]))).rows).toBe(10_240)
    const limited = source.pushLimit!(3_000)
    expect((await readAll(limited.pruneColumns(['id']), 1_000)).batches).toEqual([1_000, 1_000, 48, 1_000])
    expect(limited.describe!()).toContain('Limit: 3000')
  })
  it('stops at a signal and when left early', async () => {
    const source = await parquetSource(path).open()
    const { task } = setting()
    const options = { task, batchRows: 10, signal: undefined, metric: () => {} }
    const aborted = source.read({ ...options, signal: AbortSignal.abort() })[Symbol.asyncIterator]()
    await expect(aborted.next()).rejects.toThrow()
    for await (const batch of source.read(options)) {
      expect(batch.rows).toBe(10)
      break
    }
    expect(task.pages).toBe(0)
    task.close()
  })

  it('lists every difference from a declared schema at once', async () => {
    const schema = [
      field('id', utf8, false), field('Name', utf8), field('late', int64, false), field('absent', int32), field('list', list(int64)),
    ]
    await expect(parquetSource(path, { schema }).open()).rejects.toMatchObject({
      condition: 'SCHEMA_MISMATCH',
      message: expect.stringContaining("'id' is declared string and is int in the file; "
        + "column 'late' is declared without nulls and has 2048 in the file; column 'Name' (string) is missing (did you mean 'name'?); "
        + "column 'absent' (int) is missing; there are id, big"),
    })
  })
  it('reads as a wider type that is declared', async () => {
    const schema = [field('price', decimal(38, 4), false), field('id', int64, false), field('id2', float64)]
    const wide = file('wide.parquet')
    await duckdb(`COPY (SELECT id, id AS id2, price, day, (id % 100)::TINYINT AS tiny, id AS exact, [id] AS list,
      {'a': id, 'b': price} AS record FROM '${path}' LIMIT 100) TO '${wide}' (FORMAT parquet)`)
    const more = [
      ...schema, field('day', timestampNtz), field('tiny', int16), field('exact', decimal(15, 2)), field('list', list(int64)),
      field('record', struct([field('b', decimal(12, 3))])),
    ]
    const { columns: read } = await readAll(await parquetSource(wide, { schema: more }).open())
    const n = 42
    const expected: EngineValue[] = [4200n, 42n, 42, BigInt(18_262 + 42) * 86_400_000_000n, 42, 4200n, [42n], [420n]]
    expect(read.map(c => c[n])).toEqual(expected)
    for (const narrow of [field('id', int16), field('price', decimal(9, 3))]) {
      await expect(parquetSource(wide, { schema: [narrow] }).open()).rejects.toMatchObject({ condition: 'SCHEMA_MISMATCH' })
    }
  })
  it('names the row of a null that the footer did not tell of', async () => {
    const silent = file('silent.parquet')
    await duckdb(`COPY (SELECT {'a': CASE WHEN i = 70 THEN NULL ELSE i END} AS record, CASE WHEN i = 70 THEN NULL ELSE [1] END AS list
      FROM range(100) r(i)) TO '${silent}' (FORMAT parquet)`)
    const whole = await parquetSource(silent, { schema: [field('list', list(int32), false)] }).open()
    const condition = 'NOT_NULL_ASSERT_VIOLATION'
    await expect(readAll(whole, 50)).rejects.toMatchObject({ condition, parameters: { row: 70, column: 'list' } })
    const inner = await parquetSource(silent, { schema: [field('record', struct([field('a', int64, false)]), false)] }).open()
    await expect(readAll(inner, 50)).rejects.toMatchObject({ condition, parameters: { column: 'record.a' } })
  })
  it('names columns of types that there are not', async () => {
    const odd = file('odd.parquet')
    await duckdb(`COPY (SELECT TIME '12:00:00' AS clock, INTERVAL 1 DAY AS span, 1 AS fine) TO '${odd}' (FORMAT parquet)`)
    await expect(parquetSource(odd).open()).rejects.toMatchObject({
      condition: 'UNSUPPORTED_PARQUET_TYPE', parameters: { columns: "'clock' (time), 'span' (interval)" },
    })
    expect((await readAll(await parquetSource(odd, { schema: [field('fine', int32)] }).open())).columns).toEqual([[1]])
  })
})

describe('damaged files', () => {
  const footer = (reason: string) =>
    ({ condition: 'CANNOT_READ_FILE_FOOTER', parameters: expect.objectContaining({ reason: expect.stringContaining(reason) }) })
  it('says what is wrong with the end of a file', async () => {
    const bad = file('bad.parquet')
    await expect(parquetSource(file('nowhere.parquet')).open()).rejects.toMatchObject({ condition: 'PATH_NOT_FOUND' })
    writeFileSync(bad, '')
    await expect(parquetSource(bad).open()).rejects.toMatchObject(footer('empty'))
    writeFileSync(bad, 'id,name\n1,a\n2,b\n')
    await expect(parquetSource(bad).open()).rejects.toMatchObject(footer('does not end with PAR1'))
    writeFileSync(bad, readFileSync(path))
    truncateSync(bad, 30_000)
    await expect(parquetSource(bad).open()).rejects.toMatchObject(footer('does not end with PAR1'))
    writeFileSync(bad, Buffer.concat([Buffer.alloc(100, 7), Buffer.from([50, 0, 0, 0]), Buffer.from('PAR1')]))
    await expect(parquetSource(bad).open()).rejects.toMatchObject(footer('damaged'))
    writeFileSync(bad, Buffer.concat([Buffer.alloc(100, 7), Buffer.from([0, 0, 0, 9]), Buffer.from('PAR1')]))
    await expect(parquetSource(bad).open()).rejects.toMatchObject(footer('longer than the file'))
    mkdirSync(file('folder.parquet'))
    await expect(parquetSource(file('folder.parquet')).open()).rejects.toMatchObject({ condition: 'FAILED_READ_FILE' })
  })
  it('says which column is damaged, whatever byte is wrong, and gives back its memory', async () => {
    const bad = file('flipped.parquet'), good = readFileSync(path)
    const pages = good.length - 4_000
    let failed = 0
    for (let n = 0; n < 60; n++) {
      const bytes = Buffer.from(good)
      for (let k = 0; k < 3; k++) bytes[4 + (n * 7919 + k * 104_729) % pages]! ^= 1 << n % 8
      writeFileSync(bad, bytes)
      try {
        await readAll(await parquetSource(bad).open(), 4_096)
      } catch (error) {
        failed++
        expect(error).toMatchObject({ condition: expect.stringMatching(/^(FAILED_READ_FILE|CANNOT_READ_FILE_FOOTER)$/) })
      }
    }
    expect(failed).toBeGreaterThan(10)
  }, 60_000)
  it('notices a file that got shorter after it was opened', async () => {
    const shrinking = file('shrinking.parquet')
    writeFileSync(shrinking, readFileSync(path))
    const source = await parquetSource(shrinking).open()
    truncateSync(shrinking, 1_000)
    await expect(readAll(source)).rejects.toMatchObject({ condition: 'FAILED_READ_FILE' })
  })
})
