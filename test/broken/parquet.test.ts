/** Damaged Parquet files: each ends in rows or in an error of ours, within the memory it was given. */
import { readFileSync } from 'node:fs'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it, vi } from 'vitest'
import type { ScalarFunction } from '../../src/functions/declare.js'
import { TypedFrameError } from '../../src/errors/raise.js'
import { duckdb, testFolder } from '../../src/io/parquet/parquet.fixture.js'
import { parquetSource } from '../../src/io/parquet/source.js'
import { attribute, literal, type Expression } from '../../src/logical/expression.js'
import type { Source } from '../../src/logical/source.js'
import { Memory } from '../../src/memory/memory.js'
import { Pool } from '../../src/memory/pool.js'
import { readValue } from '../../src/memory/vector.js'
import { bool, int32 } from '../../src/types/data-type.js'
import { mutation } from './mutate.js'

// kernels that stop where they would read or write outside of what they were given
vi.mock('../../src/memory/kernels.gen.js', () => import('../../src/memory/checked-kernels.gen.js'))

const MUTATIONS_EACH = 500
const file = testFolder()

const nullable = (sql: string): string => `CASE WHEN i % 7 = 3 THEN NULL ELSE ${sql} END`
const flat = `i AS n, ${nullable('i % 50')} AS few, ${nullable("'text ' || (i * 7919 % 1000)")} AS text, i / 3.0 AS ratio,
  (i / 100.0)::DECIMAL(20,2) AS price, i % 3 = 0 AS flag, DATE '2020-01-01' + i::INTEGER AS day, 'abc'::BLOB AS raw`
const nested = `${nullable('[i, NULL, i + 1]')} AS list, {'a': i, 'b': [{'c': 'x' || i}]} AS record, MAP {'k' || i % 5: i} AS map`
const numbers = Array.from({ length: 1_500 }, (_, n) => n)

const files: Record<string, () => Promise<Uint8Array>> = {
  'snappy, dictionaries': () => fromDuckdb('snappy', flat, 'COMPRESSION snappy, ROW_GROUP_SIZE 2048'),
  'zstd, version 2': () => fromDuckdb('zstd', flat, 'COMPRESSION zstd, PARQUET_VERSION v2, DICTIONARY_SIZE_LIMIT 1'),
  'gzip, nested': () => fromDuckdb('gzip', nested, 'COMPRESSION gzip'),
  'uncompressed, nested': () => fromDuckdb('plain', nested, 'COMPRESSION uncompressed'),
  'uncompressed': () => fromDuckdb('flat', flat, 'COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 1'),
  'lz4': () => fromDuckdb('lz4', flat, 'COMPRESSION lz4_raw'),
  'brotli': () => fromDuckdb('brotli', flat, 'COMPRESSION brotli'),
  'deltas, split streams, indexes': async () => new Uint8Array(parquetWriteBuffer({
    columnData: [
      { name: 'prefixes', data: numbers.map(n => n % 9 ? `common prefix ${n >> 3}` : null), type: 'STRING', encoding: 'DELTA_BYTE_ARRAY' },
      { name: 'lengths', data: numbers.map(n => `text ${n}`), type: 'STRING', encoding: 'DELTA_LENGTH_BYTE_ARRAY' },
      { name: 'longs', data: numbers.map(n => BigInt(n) ** 4n), type: 'INT64', encoding: 'DELTA_BINARY_PACKED', columnIndex: true },
      { name: 'id', data: Int32Array.from(numbers), type: 'INT32', encoding: 'DELTA_BINARY_PACKED', columnIndex: true, bloomFilter: true },
      { name: 'split', data: numbers.map(n => n / 7), type: 'DOUBLE', encoding: 'BYTE_STREAM_SPLIT' },
    ],
    pageSize: 2_000,
  })),
}

async function fromDuckdb(name: string, columns: string, options: string): Promise<Uint8Array> {
  const path = file(`${name}.parquet`)
  await duckdb(`COPY (SELECT ${columns} FROM range(3000) r(i)) TO '${path}' (FORMAT parquet, ${options})`)
  return readFileSync(path)
}

const call = (name: string, ...args: Expression[]): Expression =>
  ({ node: 'call', function: { name } as ScalarFunction, args, type: bool, nullable: true, timeZone: undefined })

/** Where there is an index of pages and a Bloom filter, what they leave of the rows. */
async function leftOf(source: Source): Promise<Source> {
  const id = source.fields.find(f => f.name === 'id' && f.type.kind === 'int32')
  if (id === undefined) return source
  const attributes = source.fields.map(f => attribute(f.name, f.type, f.nullable)), column = attributes[source.fields.indexOf(id)]!
  const filters = [call('gt', column, literal(200, int32)), call('isIn', column, literal(700, int32), literal(900, int32))]
  return await source.pushFilters!(filters, attributes).source.narrow!()
}

/** Every value is looked at, also those of nested columns. Gives how many rows there were. */
async function readWithin(bytes: Uint8Array, limit: number): Promise<number> {
  const pool = new Pool(Memory.shared(), { limit }), task = pool.task('A broken file')
  try {
    const source = await leftOf(await parquetSource(bytes).open())
    let rows = 0
    for await (const batch of source.read({ task, batchRows: 1_000, signal: undefined, metric: () => {} })) {
      for (const vector of batch.columns) for (let row = 0; row < batch.rows; row++) readValue(task.memory, vector, row)
      rows += batch.rows
    }
    expect(rows).toBe(source.statistics().rows)
    return rows
  } finally {
    expect(task.pages).toBe(0)
    task.close()
    expect(pool.usedBytes).toBe(0)
  }
}

describe('Parquet files with bytes flipped, cut, missing, doubled or set to extremes', () => {
  for (const [name, make] of Object.entries(files)) {
    it(name, async () => {
      const good = await make()
      const end = good.length - 8, footer = { from: end - new DataView(good.buffer, good.byteOffset).getUint32(end, true), end }
      const whole = await readWithin(good, 64 << 20)
      expect(whole).toBeGreaterThan(400)
      let refused = 0
      for (let seed = 0; seed < MUTATIONS_EACH; seed++) {
        const { bytes, what } = mutation(good, seed, footer)
        try {
          await readWithin(bytes, 64 << 20)
        } catch (error) {
          if (!(error instanceof TypedFrameError) || error.condition === 'INTERNAL_ERROR') throw new Error(`seed ${seed}: ${what}`, { cause: error })
          refused++
        }
      }
      expect(refused).toBeGreaterThan(MUTATIONS_EACH / 4)
    })
  }
})
