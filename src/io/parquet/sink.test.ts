import { readdirSync, writeFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { normal, randomColumn, randomFrom, setting } from '../../memory/random.fixture.js'
import {
  binary, bool, date, decimal, field, float32, float64, int16, int32, int64, int8, list, map, struct, timestamp, timestampNtz, utf8,
  voidType, type DataType, type Field,
} from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { duckdb, readAll, testFolder } from './parquet.fixture.js'
import { parquetSource } from './source.js'
import { parquetSink } from './sink.js'
import { writeColumns } from './write.fixture.js'

vi.setConfig({ testTimeout: 60_000 })
const file = testFolder()

const types = {
  bool, int8, int16, int32, int64, float32, float64, utf8, binary, date, timestamp, timestampNtz,
  d3: decimal(3, 1), d9: decimal(9, 2), d18: decimal(18, 4), d19: decimal(19, 0), d38: decimal(38, 3), list: list(int32), texts: list(utf8),
  record: struct([field('a', int64), field('b', utf8), field('c', decimal(25, 0)), field('d', bool)]),
  map: map(utf8, list(float64)), deep: list(list(struct([field('x', utf8)]))),
}
const scalars: Field[] = Object.entries(types).map(([name, type]) => field(name, type))

/** Values that the type really has: random ones are by representation. */
function fitting(type: DataType, value: EngineValue): EngineValue {
  if (value === null) return null
  switch (type.kind) {
    case 'list': return (value as EngineValue[]).map(v => fitting(type.element, v))
    case 'struct': return (value as EngineValue[]).map((v, n) => fitting(type.fields[n]!.type, v))
    case 'int8': return (value as number) << 24 >> 24
    case 'int16': return (value as number) << 16 >> 16
    case 'float32': return Math.fround(value as number)
    case 'decimal': return (value as bigint) % 10n ** BigInt(type.precision)
    case 'date': return (value as number) % 1_000_000
    default: return value
  }
}

const randomColumns = (fields: readonly Field[], rows: number, nulls: number): EngineValue[][] => {
  const random = randomFrom(7)
  return fields.map(f => randomColumn(random, f.type, rows, nulls).map(v => fitting(f.type, v)))
}

describe('parquetSink', () => {
  for (const compression of ['snappy', 'gzip', 'uncompressed'] as const) {
    it(`writes what is read again, with ${compression}`, async () => {
      const path = file(`${compression}.parquet`)
      const columns = randomColumns(scalars, 2_500, 0.15)
      await writeColumns(path, scalars, columns, { compression, rowGroupSize: 1_500 })
      const source = await parquetSource(path).open()
      expect(source.fields).toEqual(scalars)
      const read = await readAll(source)
      scalars.forEach((f, n) => expect(read.columns[n]!.map(normal), f.name).toEqual(columns[n]!.map(normal)))
    })
  }

  it('writes what DuckDB reads, with bounds and nulls that are right', async () => {
    const path = file('duckdb.parquet')
    const columns = randomColumns(scalars, 3_000, 0.1)
    await writeColumns(path, scalars, columns, { rowGroupSize: 1_000 })
    const read = await duckdb(`SELECT * FROM '${path}'`, scalars.map(f => f.type))
    scalars.forEach((f, n) => expect(read[n]!.map(normal), f.name).toEqual(columns[n]!.map(normal)))
    const source = await parquetSource(path).open()
    scalars.slice(0, 17).forEach((f, n) => {
      const values = columns[n]!.filter(v => v !== null && !Number.isNaN(v)) as (number | bigint)[]
      const statistics = source.statistics().columns!.get(f.name)!
      expect(statistics.nulls, f.name).toBe(columns[n]!.filter(v => v === null).length)
      if (f.type.kind === 'utf8' || f.type.kind === 'binary') return
      expect(statistics.min, f.name).toEqual(values.reduce((a, b) => b < a ? b : a) || statistics.min)
      expect(statistics.max, f.name).toEqual(values.reduce((a, b) => b > a ? b : a) || statistics.max)
    })
  })

  it('keeps columns without nulls, columns of nulls alone, many and few different texts', async () => {
    const path = file('texts.parquet')
    const fields = [field('id', int64, false), field('few', utf8, false), field('many', utf8), field('none', utf8), field('void', voidType)]
    const rows = 150_000, numbers = Array.from({ length: rows }, (_, n) => n)
    const nulls = numbers.map(() => null)
    const columns = [numbers.map(BigInt), numbers.map(n => `t${n % 9}`), numbers.map(n => n % 11 ? `value ${n}` : null), nulls, nulls]
    await writeColumns(path, fields, columns)
    const source = await parquetSource(path).open()
    expect(source.fields).toEqual(fields)
    expect((await readAll(source, 16_384)).columns).toEqual(columns)
    const chunks = await duckdb(`SELECT encodings FROM parquet_metadata('${path}') WHERE path_in_schema IN ('few', 'many')`, [utf8])
    expect(chunks[0]).toEqual([expect.stringContaining('RLE_DICTIONARY'), 'RLE, PLAIN'])
    const counts = await duckdb(`SELECT count(DISTINCT few), count(many), count(*), sum(id) FROM '${path}'`, [int64, int64, int64, int64])
    expect(counts).toEqual([[9n], [136_363n], [150_000n], [11_249_925_000n]])
  })

  it('writes an empty file with its columns', async () => {
    const path = file('empty.parquet')
    await writeColumns(path, scalars, scalars.map(() => []))
    const source = await parquetSource(path).open()
    expect(source.fields).toEqual(scalars)
    expect((await readAll(source)).rows).toBe(0)
  })

  it('leaves nothing when aborted, and does not overwrite unasked', async () => {
    const path = file('kept.parquet'), { task } = setting()
    writeFileSync(path, 'kept')
    await expect(parquetSink(path).open(scalars, task)).rejects.toMatchObject({ condition: 'PATH_ALREADY_EXISTS' })
    const before = readdirSync(file(''))
    const writer = await parquetSink(path, { mode: 'overwrite' }).open(scalars, task)
    await writer.abort()
    expect(readdirSync(file(''))).toEqual(before)
  })
})
