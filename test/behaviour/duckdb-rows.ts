import { DuckDBInstance } from '@duckdb/node-api'

/** What DuckDB answers, as row objects of plain JavaScript values. */
export async function duckdbRows(sql: string): Promise<Record<string, unknown>[]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJS() as Record<string, unknown>[]
  } finally {
    connection.closeSync()
  }
}
