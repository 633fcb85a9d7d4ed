/**
 * Writes Parquet files of every type and option, each with the values it was given as JSON (see canonical.py): what readback.py compares
 * with what pyarrow, pandas and Spark read. Usage: parquet-files.ts FOLDER
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ParquetSinkOptions } from '../src/io/parquet/sink.js'
import { writeColumns } from '../src/io/parquet/write.fixture.js'
import { randomColumn, randomFrom } from '../src/memory/random.fixture.js'
import {
  binary, bool, date, decimal, field, float32, float64, int16, int32, int64, int8, list, map, struct, timestamp, timestampNtz, utf8,
  type DataType, type Field,
} from '../src/types/data-type.js'
import type { EngineValue } from '../src/types/representation.js'
import { typeText } from '../test/conformance/values.js'

const folder = process.argv[2]!
mkdirSync(folder, { recursive: true })

/** The values that a type has, of those that its representation has. */
function fitting(type: DataType, value: EngineValue): EngineValue {
  if (value === null) return null
  const items = value as readonly EngineValue[]
  switch (type.kind) {
    case 'int8': return (value as number) << 24 >> 24
    case 'int16': return (value as number) << 16 >> 16
    case 'float32': return Math.fround(value as number)
    case 'decimal': return (value as bigint) % 10n ** BigInt(type.precision)
    // Python's calendar ends with the year 9999.
    case 'date': return (value as number) % 700_000
    case 'list': return items.filter(v => v !== null || type.nullableElement).map(v => fitting(type.element, v))
    case 'struct': return type.fields.map((f, n) => fitting(f.type, items[n]!))
    // Spark and pandas have no map with a key twice.
    case 'map': return [...new Map((items as readonly (readonly EngineValue[])[]).map(([k, v]) => [k!, fitting(type.value, v!)]))]
    default: return value
  }
}
function canonical(value: EngineValue): unknown {
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'number') return Number.isFinite(value) ? Object.is(value, -0) ? '-0' : value : String(value)
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  // In nested values a negative zero is kept as zero.
  return Array.isArray(value) ? value.map(v => canonical(v === 0 ? 0 : v)) : value
}

interface Table { readonly fields: readonly Field[]; readonly columns: readonly (readonly EngineValue[])[] }
const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n)
function random(types: Readonly<Record<string, DataType>>, rows: number, nulls: number, seed: number): Table {
  const next = randomFrom(seed), fields = Object.entries(types).map(([name, type]) => field(name, type, nulls > 0))
  return {
    fields: [field('id', int64, false), ...fields],
    columns: [numbers(rows).map(BigInt), ...fields.map(f => randomColumn(next, f.type, rows, nulls).map(v => fitting(f.type, v)))],
  }
}
const flat = {
  bool, int8, int16, int32, int64, float32, float64, utf8, binary, date, timestamp, timestampNtz,
  d3: decimal(3, 1), d9: decimal(9, 2), d18: decimal(18, 4), d19: decimal(19, 0), d28: decimal(28, 28), d38: decimal(38, 3),
}
const point = struct([field('x', int64), field('y', utf8), field('d', decimal(25, 0)), field('b', bool)])
const nested = {
  ints: list(int32), texts: list(utf8), point, points: list(point), map: map(utf8, list(float64)), maps: map(int32, map(utf8, point)),
  deep: list(list(list(list(utf8)))), inner: struct([field('p', struct([field('l', list(date)), field('m', map(utf8, timestamp))]))]),
  noNulls: list(int64, false),
}
const last = '\u{10FFFF}'
const edges: Table = {
  fields: [
    field('id', int64, false), field('t', utf8), field('f', float64), field('n', float32), field('l', int64), field('none', utf8),
    field('d', decimal(38, 0)),
  ],
  columns: [
    numbers(8).map(BigInt), ['', 'x'.repeat(200_000), last.repeat(40), 'é'.repeat(100), '\u0000', null, 'a', 'b'],
    [NaN, -0, 0, Infinity, -Infinity, 5e-324, null, 1.7976931348623157e308], [NaN, NaN, null, NaN, NaN, NaN, NaN, NaN],
    [2n ** 63n - 1n, -(2n ** 63n), 0n, null, -1n, 1n, 2n ** 53n + 1n, 0n], numbers(8).map(() => null),
    [10n ** 38n - 1n, -(10n ** 38n - 1n), 0n, null, 1n, -1n, 2n ** 64n, -(2n ** 64n)],
  ],
}
const many: Table = {
  fields: [field('id', int64, false), field('few', utf8), field('many', utf8), field('runs', int32), field('list', list(int64))],
  columns: [
    numbers(30_000).map(BigInt), numbers(30_000).map(n => n % 11 ? `t${n % 7}` : null),
    numbers(30_000).map(n => `https://example.org/${n * 7919 % 30_011}`), numbers(30_000).map(n => n >> 10),
    numbers(30_000).map(n => n % 5 ? numbers(n % 3).map(BigInt) : null),
  ],
}
const tables: Readonly<Record<string, Table>> = {
  flat: random(flat, 700, 0.15, 1), full: random(flat, 500, 0, 2), nested: random(nested, 500, 0.15, 3), solid: random(nested, 300, 0, 4),
  none: random({ ...flat, ...nested }, 0, 0.1, 5), nulls: random({ ...flat, ...nested }, 100, 1, 6), edges, many,
}
const variants: Readonly<Record<string, ParquetSinkOptions>> = {
  default: {}, v2: { dataPageVersion: 2 }, zstd: { compression: 'zstd', pageRowCountLimit: 50, bloomFilter: ['id'] },
  gzip: { compression: 'gzip', dictionary: false, rowGroupSize: 123 },
  lz4: { compression: 'lz4_raw', dataPageVersion: 2, pageRowCountLimit: 33 },
  none: { compression: 'none', dictionaryPageSize: 100, pageRowCountLimit: 40 }, brotli: { compression: 'brotli' },
  v2pages: { dataPageVersion: 2, dictionary: false, pageRowCountLimit: 20, rowGroupSize: 210, compression: 'zstd', bloomFilter: ['id'] },
}

let count = 0
for (const [name, { fields, columns }] of Object.entries(tables)) {
  const values = fields.map((f, n) => ({ name: f.name, type: typeText(f.type), values: columns[n]!.map(canonical) }))
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ rows: columns[0]!.length, columns: values }))
  for (const [variant, options] of Object.entries(variants)) {
    await writeColumns(join(folder, `${name}-${variant}.parquet`), fields, columns, { ...options, mode: 'overwrite' })
    count++
  }
}
console.log(`${count} files in ${folder}`)
