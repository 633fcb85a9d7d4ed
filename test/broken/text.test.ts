/**
 * Damaged CSV and NDJSON files, over the kernels that check every access: each ends in an error of ours, or in the rows that a
 * simple reader finds, within the memory it was given.
 */
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { TypedFrameError } from '../../src/errors/raise.js'
import { dialectOf, type CsvReadOptions } from '../../src/io/csv/dialect.js'
import { records } from '../../src/io/csv/records.fixture.js'
import { csvSource } from '../../src/io/csv/source.js'
import type { NdjsonReadOptions } from '../../src/io/ndjson/options.js'
import { ndjsonSource } from '../../src/io/ndjson/source.js'
import { testFolder } from '../../src/io/parquet/parquet.fixture.js'
import type { Source } from '../../src/logical/source.js'
import { Memory } from '../../src/memory/memory.js'
import { Pool } from '../../src/memory/pool.js'
import { readValue } from '../../src/memory/vector.js'
import { bool, date, decimal, field, float64, int32, int64, list, struct, timestamp, utf8 } from '../../src/types/data-type.js'
import type { EngineValue } from '../../src/types/representation.js'
import { mutation } from './mutate.js'

vi.mock('../../src/memory/kernels.gen.js', () => import('../../src/memory/checked-kernels.gen.js'))

const LIMIT = 16 << 20
const file = testFolder()

async function rowsOf(source: Source, batchRows: number): Promise<EngineValue[][]> {
  const pool = new Pool(Memory.shared(), { limit: LIMIT }), task = pool.task('A broken file'), rows: EngineValue[][] = []
  try {
    const opened = await source.open()
    for await (const batch of opened.read({ task, batchRows, signal: undefined, metric: () => {} })) {
      for (let row = 0; row < batch.rows; row++) rows.push(batch.columns.map(column => readValue(task.memory, column, row)))
    }
    return rows
  } finally {
    expect(task.pages).toBe(0)
    task.close()
    expect(pool.usedBytes).toBe(0)
  }
}
/** The rows, or undefined where there is an error of ours; any other error is the test's. */
async function attempt(what: string, source: () => Source, batchRows = 100): Promise<EngineValue[][] | undefined> {
  try {
    return await rowsOf(source(), batchRows)
  } catch (error) {
    if (!(error instanceof TypedFrameError) || error.condition === 'INTERNAL_ERROR') throw new Error(what, { cause: error })
    expect(error.message, what).toMatch(/line [1-9]\d*|Cannot read|does not fit the schema/)
    return undefined
  }
}
const utf8Text = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes).replace(/^\ufeff/, '')
  } catch {
    return undefined
  }
}

const csvText = ['id,name,note,when,price,on', ...Array.from({ length: 40 }, (_, n) =>
  `${n},"name ""${n}""",${n % 3 ? 'plain é東' : '"two\nlines, 😀"'},2024-0${1 + n % 9}-11T10:00:0${n % 10}Z,${n}.25,${n % 2 === 0}`)].join('\r\n')
const csvSchema = [field('id', int32), field('name', utf8), field('note', utf8), field('when', timestamp), field('price', decimal(10, 2)), field('on', bool)]
const csvTexts = csvSchema.map(f => field(f.name, utf8))
const csvFile = (bytes: Uint8Array, options: CsvReadOptions = {}, schema = csvTexts) => () =>
  csvSource(bytes, { encoding: 'UTF-8', enforceSchema: true, ...options, schema })

describe('CSV with bytes flipped, cut, missing, doubled or set to extremes', () => {
  it.each([['', 1500], ['\\', 700]] as const)('texts are those of a simple reader; escape %j', async (escape, mutations) => {
    const good = Buffer.from(escape ? csvText.replaceAll('""', '\\"') : csvText), options = escape ? { escape } : {}, dialect = dialectOf(options)
    let refused = 0
    for (let seed = 0; seed < mutations; seed++) {
      const { bytes, what } = mutation(good, seed), found = await attempt(`seed ${seed}: ${what}`, csvFile(bytes, options), 1 + seed % 9)
      if (found === undefined) refused++
      else expect(found, what).toEqual([...records(utf8Text(bytes)!, dialect, true)].slice(1).map(r => r.fields))
    }
    expect(refused).toBeGreaterThan(mutations / 8)
    expect(refused).toBeLessThan(mutations)
  })
  it('typed columns in all modes; PERMISSIVE gives every row that DROPMALFORMED gives', async () => {
    for (let seed = 0; seed < 700; seed++) {
      const { bytes, what } = mutation(Buffer.from(csvText), seed + 10_000)
      await attempt(what, csvFile(bytes, {}, csvSchema))
      const kept = await attempt(what, csvFile(bytes, { mode: 'PERMISSIVE' }, [...csvSchema, field('_corrupt_record', utf8)]))
      const left = await attempt(what, csvFile(bytes, { mode: 'DROPMALFORMED' }, csvSchema))
      expect(kept === undefined, what).toBe(left === undefined)
      expect(left, what).toEqual(kept?.filter(row => row[6] === null).map(row => row.slice(0, 6)))
      await attempt(what, () => csvSource(bytes, { mode: 'PERMISSIVE' }))
    }
  })
})

const jsonRows = Array.from({ length: 40 }, (_, n) => ({
  id: n, name: `name "${n}" \\ é東 \n`, list: [n, null, { deep: [[n / 4], {}] }], 'né "x"': n % 3 ? null : -n * 1e20, on: n % 2 === 0,
}))
const names = ['id', 'name', 'list', 'né "x"', 'on']
const jsonLines = jsonRows.map(r => JSON.stringify(r).replace('é', '\\u00e9\\ud83d\\ude00')).join('\n')
const jsonFile = (bytes: Uint8Array, options: NdjsonReadOptions = {}, schema = names.map(n => field(n, utf8))) => () =>
  ndjsonSource(bytes, { encoding: 'UTF-8', allowNonNumericNumbers: false, ...options, schema })
const jsonSchema = [
  field('id', int64), field('name', utf8), field('list', list(struct([field('deep', list(list(float64)))]))), field('né "x"', float64), field('on', bool), field('day', date),
]

/** Rows by JSON.parse; undefined where one is none. */
function parsed(bytes: Uint8Array): unknown[][] | undefined {
  try {
    const rows = utf8Text(bytes)!.split('\n').filter(line => !/^[ \t\r]*$/.test(line)).map(line => JSON.parse(line) as Readonly<Record<string, unknown>> | null)
    if (rows.some(row => typeof row !== 'object' || row === null || Array.isArray(row))) return undefined
    return rows.map(row => names.map(name => Object.hasOwn(row!, name) ? row![name] ?? null : null))
  } catch {
    return undefined
  }
}
/** Texts of values as the values. */
const asValues = (rows: readonly EngineValue[][], like: readonly unknown[][]): unknown[][] =>
  rows.map((row, r) => row.map((value, c) => value === null || typeof like[r]?.[c] === 'string' ? value : JSON.parse(value as string) as unknown))
const wellFormed = (rows: readonly unknown[][]): unknown[][] => rows.map(row => row.map(v => typeof v === 'string' ? v.toWellFormed() : v))

describe('NDJSON with bytes flipped, cut, missing, doubled or set to extremes', () => {
  it('rows are those of JSON.parse, and what it refuses is refused', async () => {
    let refused = 0
    for (let seed = 0; seed < 2200; seed++) {
      const { bytes, what } = mutation(Buffer.from(jsonLines), seed), found = await attempt(`seed ${seed}: ${what}`, jsonFile(bytes), 1 + seed % 9), expected = parsed(bytes)
      if (found === undefined) refused++
      expect(found === undefined, `seed ${seed}: ${what}`).toBe(expected === undefined)
      if (found && expected) expect(asValues(found, expected), what).toEqual(wellFormed(expected))
    }
    expect(refused).toBeGreaterThan(500)
    expect(refused).toBeLessThan(2200)
  })
  it('typed columns in all modes, and with columns unknown', async () => {
    for (let seed = 0; seed < 500; seed++) {
      const { bytes, what } = mutation(Buffer.from(jsonLines), seed + 10_000)
      await attempt(what, jsonFile(bytes, {}, jsonSchema))
      const kept = await attempt(what, jsonFile(bytes, { mode: 'PERMISSIVE' }, [...jsonSchema, field('_corrupt_record', utf8)]))
      const left = await attempt(what, jsonFile(bytes, { mode: 'DROPMALFORMED' }, jsonSchema))
      expect(kept, what).toBeDefined()
      expect(left, what).toEqual(kept?.filter(row => row[6] === null).map(row => row.slice(0, 6)))
      await attempt(what, () => ndjsonSource(bytes, { mode: 'PERMISSIVE' }))
    }
  })
  it('many lines', async () => {
    const good = Buffer.from(JSON.stringify(jsonRows, null, 1))
    for (let seed = 0; seed < 500; seed++) {
      const { bytes, what } = mutation(good, seed), found = await attempt(what, jsonFile(bytes, { multiLine: true }), 1 + seed % 9)
      await attempt(what, jsonFile(bytes, { multiLine: true, mode: 'PERMISSIVE' }, jsonSchema))
      if (found && bytes[0] === 91 && bytes.length > good.length / 2) {
        const rows = JSON.parse(utf8Text(bytes)!) as Readonly<Record<string, unknown>>[], expected = rows.map(row => names.map(name => row[name] ?? null))
        expect(asValues(found, expected), what).toEqual(wellFormed(expected))
      }
    }
  })
})

describe('compressed text', () => {
  const whole = Buffer.from(csvText.repeat(20))
  const zstd = async (): Promise<Uint8Array> => {
    const path = file('text.csv.zst'), duck = await (await DuckDBInstance.create()).connect()
    await duck.run(`copy (select i as id, 'name ' || i % 100 as name from range(4000) t(i)) to '${path}' (format csv, compression zstd)`)
    return readFile(join(path))
  }
  it.each([
    ['gzip', () => Promise.resolve(gzipSync(whole))], ['brotli', () => Promise.resolve(brotliCompressSync(whole))], ['zstd', zstd],
  ] as const)('%s', async (compression, make) => {
    const good = await make()
    let refused = 0
    for (let seed = 0; seed < 300; seed++) {
      const { bytes, what } = mutation(good, seed)
      if (await attempt(what, () => csvSource(bytes, { compression, inferSchema: false, header: false, mode: 'PERMISSIVE' })) === undefined) refused++
    }
    expect(refused).toBeGreaterThan(30)
  })
})
