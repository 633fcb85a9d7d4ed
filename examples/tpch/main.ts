/**
 * The 22 queries of TPC-H on both tiers and on DuckDB, over the same generated files, every row compared:
 * `npm run tpch -- --scale 0.01 [--data FOLDER] [--queries q1,q6] [--tiers wasm] [--memory 64MiB]`.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { session } from '../../src/index.js'
import { firstDifference, type Value } from './compare.js'
import { generate } from './data/generate.js'
import { oracle } from './duckdb.js'
import { pipelines } from './queries/index.js'
import { queries, type QueryName } from './sql.js'
import { tablesIn } from './tables.js'

const { values } = parseArgs({
  options: { scale: { type: 'string', default: '0.01' }, data: { type: 'string' }, queries: { type: 'string' }, tiers: { type: 'string', default: 'wasm,closures' }, memory: { type: 'string' } },
})
const scale = Number(values.scale)
const folder = values.data ?? join('.cache', 'tpch', String(scale))
const names = (values.queries?.split(',') ?? Object.keys(pipelines)) as QueryName[]

if (!existsSync(join(folder, 'lineitem.parquet'))) {
  const from = performance.now()
  generate({ scale, folder })
  console.log(`data at scale ${scale} in ${folder}, made in ${((performance.now() - from) / 1000).toFixed(1)} s`)
}

const duckdb = await oracle(folder)
const sql = queries(scale)
const tiers = (['wasm', 'closures'] as const).filter(tier => values.tiers.includes(tier)).map(tier => ({ tier, tf: session({ tier, int64: 'bigint', ...(values.memory && { memory: values.memory }) }) }))

let equal = 0
for (const name of names) {
  const began = performance.now(), expected = await duckdb.run(sql[name])
  const problems: string[] = expected.rows.length === 0 ? ['the result is empty'] : []
  const times = [`duckdb ${(performance.now() - began).toFixed(0)} ms`]
  for (const { tier, tf } of tiers) {
    const from = performance.now()
    try {
      const rows: readonly Record<string, unknown>[] = await pipelines[name](tablesIn(tf, folder), { scale }).collect()
      const ours = rows.map(row => expected.names.map(n => row[n] as Value))
      const difference = firstDifference(expected.names, ours, expected.rows)
      if (difference) problems.push(`${tier}: ${difference}`)
    } catch (error) {
      problems.push(`${tier}: ${error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 6).join('\n   ') : String(error)}`)
    }
    times.push(`${tier} ${(performance.now() - from).toFixed(0)} ms`)
  }
  if (problems.length === 0) equal++
  console.log(`${name.padEnd(4)} ${problems.length ? 'DIFFERS' : 'equal'}  ${String(expected.rows.length).padStart(5)} rows  ${times.join('  ')}${problems.map(p => `\n   ${p}`).join('')}`)
}
for (const { tf } of tiers) await tf.close()
duckdb.close()
console.log(`${equal} of ${names.length} equal`)
process.exit(equal === names.length ? 0 : 1)
