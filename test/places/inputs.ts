/** The files that the programs read: other writers' where there are any. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { tableToIPC } from 'apache-arrow'
import { generate } from '../../examples/tpch/data/generate.js'
import { session } from '../../src/index.js'
import { inputFiles } from './programs/files.js'
import { SCALE } from './programs/tpch.js'

const types = `SELECT
  i::INTEGER AS id, (i % 200 - 100)::TINYINT AS tiny, CASE WHEN i % 7 <> 0 THEN i * 1000003::BIGINT END AS big,
  (i / 7.0)::FLOAT AS single, i / 3.0::DOUBLE AS double, (i * 1.25)::DECIMAL(12, 2) AS money,
  CASE WHEN i % 11 <> 0 THEN 'text ' || (i % 40) || ' é日本😀' END AS text, i % 3 = 0 AS flag,
  DATE '1999-12-25' + i::INTEGER AS day, TIMESTAMP '2001-02-03 04:05:06.789' + INTERVAL (i) HOUR AS moment,
  encode('bytes ' || i) AS bytes, [i, i + 1, NULL]::INTEGER[] AS list, {'x': i, 'y': 'in ' || i} AS pair
FROM range(400) r(i)`

/** Once: they are the same each time. */
export async function writeInputs(folder: string): Promise<void> {
  if (Object.values(inputFiles).flat().every(name => existsSync(join(folder, name)))) return
  rmSync(folder, { recursive: true, force: true })
  const tpch = join(folder, 'tpch')
  mkdirSync(tpch, { recursive: true })
  generate({ scale: SCALE, folder: tpch })
  copyFileSync('node_modules/vega-datasets/data/airports.csv', join(folder, 'airports.csv'))
  writeFileSync(join(folder, 'quoted.csv'), 'name,note\r\n"a, b","said ""so"""\r\nplain,\r\n"two\nlines","é日本😀"\r\n,""\r\n')

  const instance = await DuckDBInstance.create(':memory:'), duckdb = await instance.connect()
  for (const name of inputFiles.parquet) {
    await duckdb.run(`COPY (${types}) TO '${join(folder, name)}' (FORMAT parquet, CODEC '${/-(.*)\./.exec(name)![1]!}', ROW_GROUP_SIZE 2048)`)
  }
  await duckdb.run(`COPY (SELECT id, tiny, big, double, money, text, flag, day, moment FROM (${types})) TO '${join(folder, 'types.csv')}' (FORMAT csv, HEADER)`)
  await duckdb.run(`COPY (SELECT id, tiny, big, double, text, flag, list, pair FROM (${types})) TO '${join(folder, 'types.ndjson')}' (FORMAT json)`)
  for (const name of ['types.csv', 'types.ndjson']) writeFileSync(join(folder, `${name}.gz`), gzipSync(readFileSync(join(folder, name))))
  duckdb.closeSync()
  instance.closeSync()

  await using tf = session({ timeZone: 'UTC' })
  const table = await (await tf.open.parquet(join(folder, inputFiles.parquet[0]!))).toArrow()
  for (const kind of ['file', 'stream'] as const) writeFileSync(join(folder, `types-${kind}.arrow`), tableToIPC(table, kind))
}
