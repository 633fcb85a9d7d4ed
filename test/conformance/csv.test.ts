/** Thousands of generated CSV documents as Python's csv module and DuckDB read them: digests of their answers are in conformance/csv. */
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { csvDocument, digest, DOCUMENTS, type CsvDocument } from '../../conformance/csv/documents.js'
import { duckRows } from '../../conformance/csv/duckdb.js'
import { TypedFrameError } from '../../src/index.js'
import { csvSource } from '../../src/io/csv/source.js'
import { rowReader } from '../../src/io/rows/row-reader.js'
import { Memory } from '../../src/memory/memory.js'
import { Pool } from '../../src/memory/pool.js'

const answers = (name: string): string[] => readFileSync(new URL(`../../conformance/csv/${name}.txt`, import.meta.url), 'utf8').trim().split('\n')
const memory = Memory.shared(), pool = new Pool(memory)

interface Read { readonly names: readonly string[]; readonly rows: readonly (readonly (string | null)[])[] }
async function read({ text, dialect: { delimiter, quote, escape } }: CsvDocument, batchRows: number): Promise<Read> {
  const source = await csvSource(Buffer.from(text), { delimiter, quote, escape, inferSchema: false }).open()
  const names = source.fields.map(f => f.name), rows: (string | null)[][] = [], task = pool.task('test')
  try {
    const objects = rowReader(source.fields, memory)
    for await (const batch of source.read({ task, batchRows, signal: undefined, metric: () => {} })) {
      rows.push(...objects(batch).map(row => names.map(name => row[name] as string | null)))
    }
    return { names, rows }
  } finally {
    expect(task.pages).toBe(0)
    task.close()
  }
}
/** As conformance/csv/python.py words it. */
async function forPython(document: CsvDocument, batchRows: number): Promise<string> {
  try {
    const { names, rows } = await read(document, batchRows)
    return names.length ? digest([names, ...rows], '') : 'empty'
  } catch (error) {
    if (!(error instanceof TypedFrameError)) throw error
    return error.condition === 'MALFORMED_RECORD_IN_PARSING' ? 'malformed' : 'repeated'
  }
}

test(`${DOCUMENTS} documents as Python's csv module reads them`, async () => {
  const python = answers('python'), wrong: object[] = []
  for (let seed = 0; seed < DOCUMENTS && wrong.length < 3; seed++) {
    const document = csvDocument(seed), given = await forPython(document, 1 + seed % 7)
    if (given !== python[seed]) wrong.push({ seed, ...document, given, python: python[seed] })
  }
  expect(wrong).toEqual([])
  expect(python.length).toBe(DOCUMENTS)
  expect(python.filter(a => a === 'malformed').length).toBeGreaterThan(200)
}, 120_000)

test(`${DOCUMENTS} documents as DuckDB reads them`, async () => {
  const duckdb = answers('duckdb'), wrong: object[] = []
  for (let seed = 0; seed < DOCUMENTS && wrong.length < 3; seed++) {
    const document = csvDocument(seed)
    if (!document.mistaken && digest((await read(document, 1000)).rows) !== duckdb[seed]) wrong.push({ seed, ...document })
  }
  expect(wrong).toEqual([])
  expect(duckdb.filter(a => a !== '-').length).toBeGreaterThan(5_000)
}, 120_000)

test('the digests are those of the DuckDB that is here', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'csv-documents-')), duckdb = answers('duckdb')
  const duck = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
  for (let seed = 0; seed < DOCUMENTS; seed += 61) {
    const document = csvDocument(seed)
    if (!document.mistaken) expect(digest(await duckRows(duck, document, join(folder, 'document.csv')))).toBe(duckdb[seed])
  }
  await rm(folder, { recursive: true })
}, 60_000)
