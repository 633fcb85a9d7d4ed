import { writeFileSync } from 'node:fs'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import { setting } from '../../memory/random.fixture.js'
import { binary, decimal, field, float32, float64, int32, int64, list, map, struct, utf8 } from '../../types/data-type.js'
import { readAll, testFolder } from './parquet.fixture.js'
import { parquetSource } from './source.js'

const file = testFolder()
const numbers = Array.from({ length: 3_000 }, (_, n) => n)

describe('encodings without a kernel', () => {
  it('reads deltas of bytes and split streams', async () => {
    const path = file('encodings.parquet')
    const texts = numbers.map(n => n % 9 ? `common prefix ${n >> 3}` : null), ints = Int32Array.from(numbers, n => n * n - 7)
    const longs = BigInt64Array.from(numbers, n => BigInt(n) ** 4n * (n % 2 ? -1n : 1n))
    const doubles = Float64Array.from(numbers, n => n / 7)
    writeFileSync(path, new Uint8Array(parquetWriteBuffer({
      columnData: [
        { name: 'prefixes', data: texts, type: 'STRING', encoding: 'DELTA_BYTE_ARRAY' },
        { name: 'lengths', data: texts, type: 'STRING', encoding: 'DELTA_LENGTH_BYTE_ARRAY' },
        { name: 'ints', data: ints, type: 'INT32', encoding: 'DELTA_BINARY_PACKED' },
        { name: 'longs', data: longs, type: 'INT64', encoding: 'DELTA_BINARY_PACKED' },
        { name: 'splitInts', data: ints, type: 'INT32', encoding: 'BYTE_STREAM_SPLIT' },
        { name: 'splitLongs', data: longs, type: 'INT64', encoding: 'BYTE_STREAM_SPLIT' },
        { name: 'splitDoubles', data: doubles, type: 'DOUBLE', encoding: 'BYTE_STREAM_SPLIT' },
        { name: 'halves', data: numbers.map(n => n / 8), type: 'FLOAT16' },
      ],
      pageSize: 4_000, rowGroupSize: 1_700,
    })))
    const { columns, batches } = await readAll(await parquetSource(path).open(), 512)
    expect(batches).toEqual([512, 512, 512, 164, 512, 512, 276])
    const halves = numbers.map(n => n / 8).map(v => v < 256 ? v : roundToHalf(v))
    expect(columns).toEqual([texts, texts, [...ints], [...longs], [...ints], [...longs], [...doubles], halves])
  })
})
/** Between 256 and 512 half floats lie a quarter apart. Ties go to the even one. */
function roundToHalf(v: number): number {
  const scaled = v * 4, floor = Math.floor(scaled), rest = scaled - floor
  return (rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor) / 4
}

describe('types by their schema', () => {
  it('knows older ways to write lists and maps, and groups without a name', async () => {
    const { fileColumns } = await import('./schema.js')
    const { columns } = fileColumns([
      { name: 'root', num_children: 6 },
      { name: 'bare', type: 'INT32', repetition_type: 'REPEATED' },
      { name: 'two', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
      { name: 'element', type: 'INT32', repetition_type: 'REPEATED' },
      { name: 'records', repetition_type: 'REQUIRED', num_children: 1, converted_type: 'LIST' },
      { name: 'array', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'x', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
      { name: 'm', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'MAP_KEY_VALUE' },
      { name: 'map', repetition_type: 'REPEATED', num_children: 2 },
      { name: 'key', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
      { name: 'value', type: 'INT64', repetition_type: 'OPTIONAL' },
      { name: 'big', type: 'BYTE_ARRAY', converted_type: 'DECIMAL', precision: 30, scale: 2, repetition_type: 'REQUIRED' },
      { name: 'raw', type: 'FIXED_LEN_BYTE_ARRAY', type_length: 3, repetition_type: 'REQUIRED' },
    ])
    const fields = columns.map(c => typeof c.shape === 'string' ? c.shape : field(c.name, c.shape.type, c.shape.nullable))
    expect(fields).toEqual([
      field('bare', list(int32, false), false), field('two', list(int32, false)),
      field('records', list(struct([field('x', float64)]), false), false),
      field('m', map(utf8, int64)), field('big', decimal(30, 2), false), field('raw', binary, false),
    ])
    const { columns: [f] } = fileColumns([{ name: 'root', num_children: 1 }, { name: 'f', type: 'FLOAT', repetition_type: 'REQUIRED' }])
    expect(f!.shape).toMatchObject({ type: float32, nullable: false })
  })
})

describe('kernels of values', () => {
  const { memory, arena } = setting()
  const { kernels } = memory
  it('turns INT96 into microseconds', () => {
    const from = arena.allocate(24), to = arena.allocate(16)
    const view = new DataView(memory.u8.buffer, from)
    view.setBigInt64(0, 43_200_000_123_456n, true)
    view.setUint32(8, 2_440_589, true)
    view.setBigInt64(12, 0n, true)
    view.setUint32(20, 2_440_587, true)
    kernels.julianToMicros(from, 2, to)
    expect([...memory.i64.subarray(to / 8, to / 8 + 2)]).toEqual([86_400_000_000n + 43_200_000_123n, -86_400_000_000n])
  })
  it('finds the first value that does not fit', () => {
    const cells = arena.allocate(32)
    memory.i64.set([1n, -(2n ** 62n), 2n ** 62n, 5n], cells / 8)
    expect(kernels.scaleLongs(cells, 4, 1_000n, cells)).toBe(1)
    memory.i64.set([7n, -1n, -1_001n, 999n], cells / 8)
    kernels.floorLongs(cells, 4, 1_000n, cells)
    expect([...memory.i64.subarray(cells / 8, cells / 8 + 4)]).toEqual([0n, -1n, -2n, 0n])
  })
  it('scales wide decimals with their carry', () => {
    const cells = arena.allocate(48)
    const values = [-123_456_789_012_345_678_901n, 2n ** 63n - 1n, -1n]
    values.forEach((v, n) => {
      memory.u64[cells / 8 + 2 * n] = BigInt.asUintN(64, v)
      memory.i64[cells / 8 + 2 * n + 1] = v >> 64n
    })
    kernels.scaleDecimals(cells, 3, 12)
    const scaled = values.map((_, n) => memory.i64[cells / 8 + 2 * n + 1]! << 64n | memory.u64[cells / 8 + 2 * n]!)
    expect(scaled).toEqual(values.map(v => v * 10n ** 12n))
  })
  it('refuses numbers wider than their cell, and texts beyond their page', () => {
    const bytes = arena.allocate(32), views = arena.allocate(16)
    memory.u8.set([0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0x80, 0, 0, 0, 0, 0, 0, 0, 0], bytes)
    memory.u32.set([bytes, 10, bytes + 10, 9], views / 4)
    expect(kernels.viewsToDecimals(views, 2, 8, views)).toBe(1)
    memory.u8.set([3, 0, 0, 0, 65, 66, 67, 200, 0, 0, 0, 65], bytes)
    expect(kernels.plainViews(bytes, bytes + 12, 1, views)).toBe(bytes + 7)
    expect(kernels.plainViews(bytes, bytes + 12, 2, views)).toBe(0)
  })
})
