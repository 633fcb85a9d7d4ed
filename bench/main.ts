/**
 * Speed beside DuckDB and Arquero, in one process: `npm run bench -- --scale 1 --json FILE [--only q1,q6] [--rounds 3]`.
 * Ratios above 1: we are faster. Everything runs on one thread: DuckDB is told so.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import * as aq from 'arquero'
import { session } from '../src/index.js'
import { generate } from '../examples/tpch/data/generate.js'
import { oracle } from '../examples/tpch/duckdb.js'
import { tablesIn, type Tables } from '../examples/tpch/tables.js'
import { cases, type ArqueroTables } from './cases.js'
import { csv } from './csv.js'
import { fastest, result, table, type Result } from './measure.js'
import { ndjson } from './ndjson.js'
import { objects } from './objects.js'

const { values } = parseArgs({
  options: { scale: { type: 'string', default: '0.1' }, json: { type: 'string' }, only: { type: 'string' }, rounds: { type: 'string', default: '3' } },
})
const scale = Number(values.scale), rounds = Number(values.rounds), only = values.only?.split(',')
const wanted = (name: string): boolean => !only || only.includes(name)
const folder = join('.cache', 'tpch', String(scale))
if (!existsSync(join(folder, 'lineitem.parquet'))) generate({ scale, folder })

const results: Result[] = []
const report = (...made: readonly Result[]): void => {
  for (const r of made) {
    results.push(r)
    console.log(`${r.name} ${r.source}: ${r.ms} ms, ${r.peer} ${r.peerMs} ms, ratio ${r.ratio}`)
  }
}

const tf = session()
const files = tablesIn(tf, folder)
const inMemory: Tables = { ...files, lineitem: await files.lineitem.cache(), orders: await files.orders.cache(), customer: await files.customer.cache() }
const rows = await inMemory.lineitem.count()
const duckFiles = await oracle(folder, { threads: 1 }), duckMemory = await oracle(folder, { threads: 1, load: true })
const arquero = await arqueroTables()

for (const { name, frame, sql, arquero: question } of cases) {
  if (!wanted(name)) continue
  const memory = await fastest(rounds, () => frame(inMemory, rows).collect())
  report(result(name, 'memory', 1, memory, 'duckdb', await fastest(rounds, () => duckMemory.run(sql))))
  report(result(name, 'memory', 1, memory, 'arquero', await fastest(1, () => question(arquero).objects())))
  const parquet = await fastest(rounds, () => frame(tablesIn(tf, folder), rows).collect())
  report(result(name, 'parquet', 1, parquet, 'duckdb', await fastest(rounds, () => duckFiles.run(sql))))
}
if (wanted('csv')) report(...await csv(tf, duckMemory, join(folder, 'lineitem.csv'), rounds))
if (wanted('ndjson')) report(await ndjson(tf, duckMemory, join(folder, 'lineitem.ndjson'), rounds))
if (wanted('objects-in') || wanted('objects-out')) report(...await objects(tf, Math.min(1_000_000, rows), rounds))

console.log(`\nscale ${scale}, ${rows.toLocaleString('en-US')} rows of lineitem\n${table(results)}`)
if (values.json) {
  mkdirSync(dirname(values.json), { recursive: true })
  writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`)
}
duckFiles.close()
duckMemory.close()
await tf.close()

/** Arquero's tables of the columns that the cases look at, by way of Arrow; decimals as numbers, dates as days. */
async function arqueroTables(): Promise<ArqueroTables> {
  const plain = async (frame: { toArrow(): Promise<unknown> }): Promise<aq.ColumnTable> => aq.fromArrow(await frame.toArrow() as never)
  return {
    lineitem: await plain(files.lineitem.select('l_orderkey', 'l_partkey', 'l_suppkey', 'l_linenumber', 'l_returnflag', 'l_linestatus', 'l_comment', $ => ({
      l_quantity: $.l_quantity.cast('float64'), l_extendedprice: $.l_extendedprice.cast('float64'), l_discount: $.l_discount.cast('float64'),
      l_tax: $.l_tax.cast('float64'), l_shipdate: $.l_shipdate.dateDiff('1970-01-01'),
    }))),
    orders: await plain(files.orders.select('o_orderkey', 'o_custkey', 'o_shippriority', $ => ({ o_orderdate: $.o_orderdate.dateDiff('1970-01-01') }))),
    customer: await plain(files.customer.select('c_custkey', 'c_mktsegment')),
  }
}
