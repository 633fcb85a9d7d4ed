/** CSV → typed columns in memory: `lineitem` as DuckDB writes it. */
import { existsSync } from 'node:fs'
import * as aq from 'arquero'
import type { Session } from '../src/index.js'
import type { Oracle } from '../examples/tpch/duckdb.js'
import { Lineitem } from '../examples/tpch/tables.js'
import { fastest, result, type Result } from './measure.js'

export async function csv(tf: Session, duckdb: Oracle, file: string, rounds: number): Promise<readonly Result[]> {
  const quoted = file.replaceAll("'", "''")
  if (!existsSync(file)) await duckdb.run(`copy (select * from lineitem) to '${quoted}' (header, delimiter ',')`)
  const ours = await fastest(rounds, async () => {
    const frame = await tf.read.csv(file, Lineitem).cache()
    frame.unpersist()
  })
  const theirs = await fastest(rounds, () => duckdb.run(`create or replace table from_csv as select * from read_csv('${quoted}', header = true, columns = {
    l_orderkey: 'bigint', l_partkey: 'bigint', l_suppkey: 'bigint', l_linenumber: 'integer', l_quantity: 'decimal(15,2)', l_extendedprice: 'decimal(15,2)',
    l_discount: 'decimal(15,2)', l_tax: 'decimal(15,2)', l_returnflag: 'varchar', l_linestatus: 'varchar', l_shipdate: 'date', l_commitdate: 'date',
    l_receiptdate: 'date', l_shipinstruct: 'varchar', l_shipmode: 'varchar', l_comment: 'varchar' })`))
  const made = [result('csv', 'file', 1, ours, 'duckdb', theirs)]
  // one string of a whole file is more than a JavaScript string can be at larger scales
  const arquero = await fastest(1, () => aq.loadCSV(file)).catch(() => undefined)
  return arquero === undefined ? made : [...made, result('csv', 'file', 1, ours, 'arquero', arquero)]
}
