/** NDJSON of unknown columns → typed columns in memory: `lineitem` as DuckDB writes it. */
import { existsSync } from 'node:fs'
import type { Session } from '../src/index.js'
import type { Oracle } from '../examples/tpch/duckdb.js'
import { fastest, result, type Result } from './measure.js'

export async function ndjson(tf: Session, duckdb: Oracle, file: string, rounds: number): Promise<Result> {
  const quoted = file.replaceAll("'", "''")
  if (!existsSync(file)) await duckdb.run(`copy (select * from lineitem) to '${quoted}' (format json)`)
  const ours = await fastest(rounds, async () => {
    const frame = await (await tf.open.ndjson(file)).cache()
    frame.unpersist()
  })
  return result('ndjson', 'file', 1, ours, 'duckdb', await fastest(rounds, () => duckdb.run(`create or replace table from_json as from read_json_auto('${quoted}')`)))
}
