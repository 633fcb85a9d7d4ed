/** The queries of TPC-H over Parquet files. */
import { pipelines } from '../../../examples/tpch/queries/index.js'
import { openTables } from '../../../examples/tpch/tables.js'
import { session, type Location } from '../../../src/index.js'
import { rowsText } from '../canonical.js'
import type { Program } from '../place.js'

const tables = ['region', 'nation', 'supplier', 'customer', 'part', 'partsupp', 'orders', 'lineitem']
export const SCALE = 0.01

export const tpch: readonly Program[] = Object.entries(pipelines).map(([name, pipeline]) => ({
  name: `tpch ${name}`,
  run: async place => {
    const found = new Map<string, Location>()
    for (const table of tables) found.set(`${table}.parquet`, await place.input(`tpch/${table}.parquet`))
    await using tf = session({ int64: 'bigint', timeZone: 'UTC' })
    const rows: readonly object[] = await pipeline(openTables(tf, file => found.get(file)!), { scale: SCALE }).collect()
    return rowsText(rows)
  },
}))
