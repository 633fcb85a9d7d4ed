/** Prints what DuckDB makes of the documents: a digest of the rows of each, or `-` for those that are made wrong on purpose. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { csvDocument, digest, DOCUMENTS, type CsvDocument } from './documents.js'

const quoted = (s: string): string => `'${s.replaceAll("'", "''")}'`

/** Rows behind the header, by way of a file. */
export async function duckRows(duck: DuckDBConnection, { dialect, columns, text }: CsvDocument, path: string): Promise<(string | null)[][]> {
  await writeFile(path, text)
  const names = Array.from({ length: columns }, (_, n) => `'c${n}': 'VARCHAR'`).join(', ')
  // as hexadecimal digits: DuckDB's client takes a mark of byte order off every text
  const reader = await duck.runAndReadAll(`select hex(columns(*)) from read_csv(${quoted(path)}, columns = {${names}}, header = true, delim = ${quoted(dialect.delimiter)},
    quote = ${quoted(dialect.quote)}, escape = ${quoted(dialect.escape)}, allow_quoted_nulls = false, auto_detect = false, strict_mode = true)`)
  return reader.getRows().map(row => row.map(v => v === null ? null : Buffer.from(String(v), 'hex').toString()))
}
if (process.argv[1]?.endsWith('duckdb.ts')) {
  const duck = await (await DuckDBInstance.create()).connect(), folder = await mkdtemp(join(tmpdir(), 'csv-documents-'))
  for (let seed = 0; seed < DOCUMENTS; seed++) {
    const document = csvDocument(seed)
    console.log(document.mistaken ? '-' : digest(await duckRows(duck, document, join(folder, 'document.csv'))))
  }
  await rm(folder, { recursive: true })
}
