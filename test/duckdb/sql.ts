/** The same table in DuckDB, and answers of both as lines of text that can be compared. */
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import type { Kind, TableData } from '../fuzz/data.js'

export const sqlTypes: Readonly<Record<Kind, string>> = {
  int32: 'INTEGER', int64: 'BIGINT', float64: 'DOUBLE', utf8: 'VARCHAR', bool: 'BOOLEAN', decimal: 'DECIMAL(12,2)', date: 'DATE', timestampNtz: 'TIMESTAMP',
}
export const quoted = (value: unknown): string => `'${String(value).replaceAll("'", "''")}'`
export function sqlLiteral(kind: Kind, value: unknown): string {
  return value === null ? `CAST(NULL AS ${sqlTypes[kind]})` : `CAST(${quoted(kind === 'float64' && Object.is(value, -0) ? '-0.0' : value)} AS ${sqlTypes[kind]})`
}

export async function load(connection: DuckDBConnection, name: string, { columns, rows }: TableData): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${name} (${columns.map(c => `${c.name} ${sqlTypes[c.kind]}`).join(', ')})`)
  if (!rows.length) return
  const tuples = rows.map(row => `(${columns.map(c => sqlLiteral(c.kind, row[c.name])).join(', ')})`)
  await connection.run(`INSERT INTO ${name} VALUES ${tuples.join(', ')}`)
}

/** One form for a value of either engine: decimals without trailing zeros, times with a space, floats to 7 digits. */
export function plain(kind: Kind, value: unknown): string {
  if (value === null) return 'null'
  if (kind === 'float64') return Number(value) === 0 ? '0' : Number.isFinite(Number(value)) ? Number(value).toPrecision(7) : String(Number(value))
  const text = String(value as DuckDBValue)
  if (kind === 'decimal') return text.includes('.') ? text.replace(/\.?0+$/, '') : text
  if (kind === 'timestampNtz') return text.replace(/^\+0*/, '').replace('T', ' ').replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
  return kind === 'utf8' ? JSON.stringify(text) : text
}
