/** Random schemas, values and options: what is written is read again by us and by DuckDB. */
import { rmSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import { normal, randomFrom, randomValue, type Random } from '../../../memory/random.fixture.js'
import {
  binary, bool, date, decimal, field, float32, float64, int16, int32, int64, int8, list, map, struct, timestamp, timestampNtz, utf8,
  type DataType, type Field,
} from '../../../types/data-type.js'
import type { EngineValue } from '../../../types/representation.js'
import { duckdb, readAll, testFolder } from '../parquet.fixture.js'
import type { ParquetSinkOptions } from '../sink.js'
import { parquetSource } from '../source.js'
import { writeColumns } from '../write.fixture.js'
import { encodingsFor } from './encodings.js'
import { leavesOf } from './leaves.js'

vi.setConfig({ testTimeout: 120_000 })
const file = testFolder()

const below = (random: Random, n: number): number => Math.floor(random() * n)
const pick = <T>(random: Random, values: readonly T[]): T => values[below(random, values.length)]!
const maybe = (random: Random): boolean => random() < 0.5

const scalars: readonly DataType[] = [
  bool, int8, int16, int32, int64, float32, float64, utf8, binary, date, timestamp, timestampNtz,
  decimal(4, 2), decimal(9, 0), decimal(15, 5), decimal(18, 18), decimal(22, 3), decimal(38, 10),
]
function randomType(random: Random, depth: number): DataType {
  if (depth === 0 || random() < 0.6) return pick(random, scalars)
  switch (below(random, 3)) {
    case 0: return list(randomType(random, depth - 1), maybe(random))
    case 1: return map(pick(random, [utf8, int32, date]), randomType(random, depth - 1), maybe(random))
    default: {
      const members = Array.from({ length: 1 + below(random, 3) }, (_, n) => field(`f${n}`, randomType(random, depth - 1), maybe(random)))
      return struct(members)
    }
  }
}

/** A value of the type itself, null only where it may be. */
function valueOf(random: Random, type: DataType, nullable: boolean, nulls: number): EngineValue {
  if (nullable && random() < nulls) return null
  switch (type.kind) {
    case 'list': return Array.from({ length: below(random, 4) }, () => valueOf(random, type.element, type.nullableElement, nulls))
    case 'struct': return type.fields.map(f => valueOf(random, f.type, f.nullable, nulls))
    case 'map': {
      const keys = new Set(Array.from({ length: below(random, 4) }, () => valueOf(random, type.key, false, 0)))
      return [...keys].map(key => [key, valueOf(random, type.value, type.nullableValue, nulls)])
    }
    default: return fitting(type, randomValue(random, type, 0))
  }
}
function fitting(type: DataType, value: EngineValue): EngineValue {
  if (type.kind === 'decimal') return (value as bigint) % 10n ** BigInt(type.precision)
  if (typeof value !== 'number') return value
  switch (type.kind) {
    case 'int8': return value << 24 >> 24
    case 'int16': return value << 16 >> 16
    case 'float32': return Math.fround(value)
    case 'date': return value % 1_000_000
    default: return value
  }
}
/** Some columns repeat their values, are sorted, or are all null. */
function columnOf(random: Random, { type, nullable }: Field, rows: number): EngineValue[] {
  const nulls = pick(random, [0, 0.1, 0.9, 1]), few = maybe(random) ? 1 + below(random, 20) : rows
  const values = Array.from({ length: Math.min(few, rows) }, () => valueOf(random, type, nullable, nulls))
  return Array.from({ length: rows }, (_, n) => values[few === rows ? n : below(random, values.length)]!)
}

function randomOptions(random: Random, fields: readonly Field[]): ParquetSinkOptions {
  const leaves = fields.flatMap(f => leavesOf(f))
  const named = leaves.filter(leaf => leaf.storage.physical !== 'bool').map(leaf => leaf.name)
  const asked = leaves.filter(() => random() < 0.3).map(leaf => [leaf.name, pick(random, encodingsFor(leaf.storage.physical))] as const)
  return {
    compression: pick(random, ['snappy', 'zstd', 'gzip', 'lz4_raw', 'brotli', 'uncompressed']), dataPageVersion: pick(random, [1, 2]),
    pageRowCountLimit: pick(random, [1, 7, 100, 20_000]), pageSize: pick(random, [1, 200, 1 << 20]),
    rowGroupSize: pick(random, [13, 400, 1 << 20]), rowGroupSizeBytes: pick(random, [2_000, 1 << 27]),
    dictionary: pick<boolean | string[]>(random, [true, true, false, named.slice(0, 2)]),
    dictionaryPageSize: pick(random, [30, 1_000, 1 << 20]),
    encoding: Object.fromEntries(asked), bloomFilter: random() < 0.2 ? named : [], statistics: random() < 0.9, pageIndex: random() < 0.9,
  }
}

it.each(Array.from({ length: 60 }, (_, n) => n + 1))('random file %i', async seed => {
  const random = randomFrom(seed * 7919), path = file(`${seed}.parquet`)
  const fields = Array.from({ length: 1 + below(random, 5) }, (_, n) => field(`c${n}`, randomType(random, 3), random() < 0.8))
  const rows = pick(random, [0, 1, 8, 64, 300, 1_500]), columns = fields.map(f => columnOf(random, f, rows))
  const options = randomOptions(random, fields)
  await writeColumns(path, fields, columns, options)
  const source = await parquetSource(path).open(), read = await readAll(source)
  const theirs = await duckdb(`SELECT * FROM '${path}'`, fields.map(f => f.type))
  expect(source.fields).toEqual(fields)
  const given = JSON.stringify(options)
  fields.forEach((f, n) => {
    expect(read.columns[n]!.map(normal), `${f.name} ${given}`).toEqual(columns[n]!.map(normal))
    expect((theirs[n] ?? []).map(normal), `DuckDB ${f.name} ${given}`).toEqual(columns[n]!.map(normal))
  })
  rmSync(path)
})
