/** The same queries on DuckDB, over the same files: the answer to compare with. */
import { join } from 'node:path'
import { DuckDBInstance, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api'
import type { Value } from './compare.js'

const tables = ['region', 'nation', 'supplier', 'customer', 'part', 'partsupp', 'orders', 'lineitem']

export interface Oracle {
  readonly run: (sql: string) => Promise<{ readonly names: readonly string[]; readonly rows: readonly (readonly Value[])[] }>
  readonly close: () => void
}

/** `load`: copy the files into memory first, for comparing speed in memory. */
export async function oracle(folder: string, options: { readonly threads?: number; readonly load?: boolean } = {}): Promise<Oracle> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection: DuckDBConnection = await instance.connect()
  if (options.threads) await connection.run(`set threads = ${options.threads}`)
  for (const table of tables) {
    const file = join(folder, `${table}.parquet`).replaceAll("'", "''")
    await connection.run(`create ${options.load ? 'table' : 'view'} ${table} as select * from read_parquet('${file}')`)
  }
  return {
    run: async sql => {
      const reader = await connection.runAndReadAll(sql)
      return { names: reader.columnNames(), rows: reader.getRows().map(row => row.map(plainValue)) }
    },
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

function plainValue(value: DuckDBValue): Value {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return value
  // decimals and dates say themselves exactly
  return value.toString()
}
