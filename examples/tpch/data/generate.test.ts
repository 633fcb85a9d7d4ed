import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { queries } from '../sql.js'
import { tables } from './context.js'
import { generate } from './generate.js'

const SCALE = 0.01
let folder: string, duck: DuckDBConnection
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tpch-'))
  generate({ scale: SCALE, folder })
  duck = await (await DuckDBInstance.create()).connect()
  for (const table of tables) await duck.run(`create view ${table} as select * from '${folder}/${table}.parquet'`)
})
afterAll(() => rmSync(folder, { recursive: true }))
const rows = async (sql: string) => (await duck.runAndReadAll(sql)).getRowsJson()

test('tables have the rows of the specification', async () => {
  const counts = await rows(tables.map(t => `select '${t}', count(*) from ${t}`).join(' union all '))
  const byName = Object.fromEntries(counts.map(([table, count]) => [table, Number(count)]))
  expect(byName).toMatchObject({ region: 5, nation: 25, supplier: 100, customer: 1500, part: 2000, partsupp: 8000, orders: 15_000 })
  expect(byName['lineitem']).toBeGreaterThan(59_000)
  expect(byName['lineitem']).toBeLessThan(61_000)
})

test('keys refer to rows that are there', async () => {
  const [[lost]] = await rows(`select
    (select count(*) from lineitem anti join partsupp on l_partkey = ps_partkey and l_suppkey = ps_suppkey)
    + (select count(*) from lineitem anti join orders on l_orderkey = o_orderkey)
    + (select count(*) from orders anti join customer on o_custkey = c_custkey)
    + (select count(*) from partsupp anti join part on ps_partkey = p_partkey)
    + (select count(*) from partsupp anti join supplier on ps_suppkey = s_suppkey)
    + (select count(*) - count(distinct o_orderkey) from orders) + (select count(*) from orders where o_custkey % 3 = 0)`) as [[unknown]]
  expect(Number(lost)).toBe(0)
})

test('an order costs what its lines cost', async () => {
  const wrong = await rows(`
    select o_orderkey, o_totalprice, sum(l_extendedprice * (1 - l_discount) * (1 + l_tax)) as total
    from orders join lineitem on o_orderkey = l_orderkey
    group by all having abs(total - o_totalprice) > 0.15`)
  expect(wrong).toEqual([])
})

test.each(Object.entries(queries(SCALE)))('%s finds something', async (_, sql) => {
  const found = await rows(sql)
  expect(found.length).toBeGreaterThan(0)
  expect(found.flat().some(value => value !== null && Number(value) !== 0)).toBe(true)
  expect(found.flat()).not.toContain(null)
})

test('the same seed gives the same bytes', () => {
  const digests = [5, 5, 6].map((seed, n) => {
    const into = join(folder, `again-${n}`)
    generate({ scale: 0.001, folder: into, seed })
    return tables.map(t => createHash('sha256').update(readFileSync(join(into, `${t}.parquet`))).digest('hex'))
  })
  expect(digests[0]).toEqual(digests[1])
  expect(digests[0]).not.toEqual(digests[2])
})
