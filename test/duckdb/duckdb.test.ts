/** Random queries give the same rows here and in DuckDB. More of them: `DUCKDB_QUERIES=5000 npx vitest run test/duckdb`. */
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { session, type Session } from '../../src/index.js'
import { framesOf, randomQuery, type Query } from './query.js'
import { load, plain } from './sql.js'

const queries = Number(process.env['DUCKDB_QUERIES'] ?? 300), seed = Number(process.env['DUCKDB_SEED'] ?? 20260)
let instance: DuckDBInstance, connection: DuckDBConnection
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  connection = await instance.connect()
})
afterAll(() => {
  connection.closeSync()
  instance.closeSync()
})

const sessions = [session({ int64: 'bigint', timeZone: 'UTC' }), session({ int64: 'bigint', timeZone: 'UTC', partitions: 3, batchRows: 5 })] as unknown as Session[]

test(`${queries} random queries`, async () => {
  let filled = 0
  await fc.assert(fc.asyncProperty(fc.gen(), async g => {
    const query = randomQuery(g), expected = await answerOfDuckDB(query)
    if (expected.length) filled++
    for (const tf of sessions) expect(await ours(query, tf), query.sql).toEqual(expected)
  }), { numRuns: queries, seed })
  expect(filled, 'queries with rows').toBeGreaterThan(queries / 2)
}, 20_000 + queries * 200)

async function ours(query: Query, tf: Session): Promise<string[]> {
  const rows: Record<string, unknown>[] = await query.build(framesOf(tf, query)).collect()
  return lines(query, rows.map(row => query.columns.map(c => row[c.name])))
}
async function answerOfDuckDB(query: Query): Promise<string[]> {
  for (const [n, table] of query.tables.entries()) await load(connection, 'ab'[n]!, table)
  const reader = await connection.runAndReadAll(query.sql)
  return lines(query, reader.getRows())
}
function lines({ columns, ordered }: Query, rows: readonly (readonly unknown[])[]): string[] {
  const all = rows.map(row => columns.map((c, n) => `${c.name}=${plain(c.kind, row[n])}`).join(' '))
  return ordered ? all : all.sort()
}
