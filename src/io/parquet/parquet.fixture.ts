/** For the tests of this folder: files made by DuckDB, and sources read whole. */
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DuckDBBlobValue, DuckDBDateValue, DuckDBDecimalValue, DuckDBInstance, DuckDBListValue, DuckDBMapValue, DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue, DuckDBUUIDValue, type DuckDBValue,
} from '@duckdb/node-api'
import { afterAll, expect } from 'vitest'
import { setting } from '../../memory/random.fixture.js'
import type { Source } from '../../logical/source.js'
import { readValue } from '../../memory/vector.js'
import type { DataType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'

/** A folder that is removed when the tests of the file have ended. */
export function testFolder(): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'typedframe-'))
  afterAll(() => rm(folder, { recursive: true }))
  return name => join(folder, name)
}

export interface Read {
  readonly rows: number
  readonly columns: EngineValue[][]
  readonly batches: number[]
  readonly metrics: Record<string, number>
}

/** All values of an opened source; afterwards the reader must have given back all its memory, also when it failed. */
export async function readAll(source: Source, batchRows = 1_000): Promise<Read> {
  const { memory, task } = setting()
  const columns: EngineValue[][] = source.fields.map(() => [])
  const batches: number[] = [], metrics: Record<string, number> = {}
  try {
    const metric = (name: string, add: number): void => { metrics[name] = (metrics[name] ?? 0) + add }
    for await (const batch of source.read({ task, batchRows, signal: undefined, metric })) {
      batches.push(batch.rows)
      batch.columns.forEach((vector, n) => {
        expect(vector.type).toEqual(source.fields[n]!.type)
        for (let row = 0; row < batch.rows; row++) columns[n]!.push(readValue(memory, vector, row))
      })
    }
  } finally {
    expect(task.pages).toBe(0)
    task.close()
  }
  return { rows: batches.reduce((sum, n) => sum + n, 0), columns, batches, metrics }
}

let instance: Promise<DuckDBInstance> | undefined
/** Runs statements in one DuckDB; gives the columns of the last as our values. */
export async function duckdb(sql: string, types: readonly DataType[] = []): Promise<EngineValue[][]> {
  instance ??= DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await (await instance).connect()
  try {
    await connection.run("SET TimeZone = 'UTC'")
    const columns = (await connection.runAndReadAll(sql)).getColumns()
    return columns.map((values, n) => types[n] ? values.map(v => engineValue(v, types[n]!)) : [])
  } finally {
    connection.closeSync()
  }
}

function engineValue(value: DuckDBValue, type: DataType): EngineValue {
  if (value === null) return null
  if (value instanceof DuckDBListValue && type.kind === 'list') return value.items.map(v => engineValue(v, type.element))
  if (value instanceof DuckDBStructValue && type.kind === 'struct') return type.fields.map(f => engineValue(value.entries[f.name]!, f.type))
  if (value instanceof DuckDBMapValue && type.kind === 'map') {
    return value.entries.map(e => [engineValue(e.key, type.key), engineValue(e.value, type.value)])
  }
  if (value instanceof DuckDBDecimalValue) return value.value
  if (value instanceof DuckDBDateValue) return value.days
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) return value.micros
  if (value instanceof DuckDBBlobValue) return new Uint8Array(value.bytes)
  if (value instanceof DuckDBUUIDValue) {
    return Uint8Array.from({ length: 16 }, (_, n) => Number(value.toUint128() >> BigInt(8 * (15 - n)) & 255n))
  }
  if (typeof value === 'number' && (type.kind === 'int64' || type.kind === 'decimal')) return BigInt(value)
  return value as EngineValue
}
