/** Parquet files that would take all time or memory, or lead out of the file, each with the error that it ends in; and odd but right ones. */
import { gzipSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { parquetSource } from '../../src/io/parquet/source.js'
import { Memory } from '../../src/memory/memory.js'
import { Pool } from '../../src/memory/pool.js'
import { readValue } from '../../src/memory/vector.js'
import { field, int32 } from '../../src/types/data-type.js'
import type { EngineValue } from '../../src/types/representation.js'
import {
  BIT_PACKED, BYTE_ARRAY, DELTA_BYTE_ARRAY, FIXED, GZIP, INT32, INT64, LZ4, RLE, SNAPPY, ZSTD, craft, int32s, joined, sized, type Crafted,
} from './crafted-parquet.js'

// kernels that stop where they would read or write outside of what they were given
vi.mock('../../src/memory/kernels.gen.js', () => import('../../src/memory/checked-kernels.gen.js'))

const LIMIT = 16 << 20

async function read(file: Crafted | Uint8Array, schema?: Parameters<typeof parquetSource>[1]): Promise<EngineValue[]> {
  const pool = new Pool(Memory.shared(), { limit: LIMIT }), task = pool.task('A hostile file')
  try {
    const source = await parquetSource(file instanceof Uint8Array ? file : craft(file), schema).open()
    const values: EngineValue[] = []
    for await (const { rows, columns } of source.read({ task, batchRows: 1_000, signal: undefined, metric: () => {} })) {
      for (let row = 0; row < rows; row++) values.push(readValue(task.memory, columns[0]!, row))
    }
    return values
  } finally {
    expect(task.pages).toBe(0)
    task.close()
  }
}

const three: Crafted = { type: INT32, rows: 3, pages: [{ values: 3, body: int32s(7, 8, 9) }] }
/** A run of `count` levels 1. */
const run = (count: number): Uint8Array => {
  const head: number[] = []
  for (let n = count * 2; ; n = Math.floor(n / 128)) {
    head.push(n % 128 + (n >= 128 ? 128 : 0))
    if (n < 128) return sized([...head, 1])
  }
}
/** A frame of zstd that says nothing of its size, with a block of one byte repeated 128 Ki times, `blocks` times. */
const zstdBomb = (blocks: number): Uint8Array => joined([0x28, 0xb5, 0x2f, 0xfd, 0, 0x58],
  ...Array.from({ length: blocks }, (_, n) => [(n === blocks - 1 ? 1 : 0) | 1 << 1, 0, 0x10, 65]))
const billion = 2 ** 31 - 1
/** Levels of a row of two billion elements. */
const longList = (): Uint8Array => joined(sized([2, 0, ...run(billion - 1).subarray(4)]), sized([...run(billion).subarray(4, -1), 0]))

describe('errors', () => {
  test.each<readonly [string, string, RegExp, Crafted | (() => Uint8Array)]>([
    ['another end', 'CANNOT_READ_FILE_FOOTER', /does not end with PAR1/, { ...three, magic: 'PAR2' }],
    ['encrypted as a whole', 'CANNOT_READ_FILE_FOOTER', /it is encrypted/, { ...three, magic: 'PARE' }],
    ['an encrypted column', 'FAILED_READ_FILE', /column 'x' of row group 0 .*it is encrypted/, { ...three, encrypted: true }],
    ['values in another file', 'CANNOT_READ_FILE_FOOTER', /lies in another file, 'b.parquet'/, { ...three, otherFile: 'b.parquet' }],
    ['a chunk behind the end', 'CANNOT_READ_FILE_FOOTER', /column 'x' would lie beyond its end/, { ...three, start: 1_000_000 }],
    ['a chunk longer than the file', 'CANNOT_READ_FILE_FOOTER', /column 'x' would lie beyond its end/, { ...three, bytes: 2 ** 50 }],
    ['a chunk without an offset', 'CANNOT_READ_FILE_FOOTER', /would lie beyond/, { ...three, start: -5 }],
    ['more rows than there is room for', 'CANNOT_READ_FILE_FOOTER', /more than its bytes can hold/, { ...three, rows: 2 ** 51, entries: 2 ** 51 }],
    ['more rows than values', 'CANNOT_READ_FILE_FOOTER', /has 4 rows, column 'x' fewer/, { ...three, rows: 4 }],
    ['more rows than pages have', 'FAILED_READ_FILE', /fewer rows than its row group/, { ...three, rows: 2 ** 30, entries: 2 ** 30 }],
    ['more values than its page', 'FAILED_READ_FILE', /column 'x' of row group 0 .*beyond its page/,
      { ...three, rows: 4, pages: [{ values: 4, body: int32s(7, 8, 9) }] }],
    ['groups in groups', 'CANNOT_READ_FILE_FOOTER', /nested more than 100 deep/, { ...three, depth: 5_000 }],
    ['metadata in metadata', 'CANNOT_READ_FILE_FOOTER', /nested too deeply/, () =>
      joined([80, 65, 82, 49], new Uint8Array(100_000).fill(0x1c), int32s(100_000), [80, 65, 82, 49])],
    ['a list of a billion columns', 'CANNOT_READ_FILE_FOOTER', /a list of 1073741823 elements ends too early/, () =>
      joined([80, 65, 82, 49], [0x29, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x03, 0], int32s(8), [80, 65, 82, 49])],
    ['bytes without a width', 'FAILED_READ_FILE', /its width is missing/, { ...three, type: FIXED }],
    ['a page longer than its chunk', 'FAILED_READ_FILE', /page at byte 4 reaches beyond its column chunk/,
      { ...three, pages: [{ values: 3, body: int32s(7, 8, 9), compressed: billion }] }],
    ['a page of negative size', 'FAILED_READ_FILE', /has no sizes \(page at byte 4\)/, { ...three, pages: [{ values: 3, body: int32s(7, 8, 9), bytes: -1 }] }],
    ['snappy that cannot be that long', 'FAILED_READ_FILE', /12 bytes cannot become 2147483647/,
      { ...three, codec: SNAPPY, pages: [{ values: 3, body: int32s(7, 8, 9), bytes: billion }] }],
    ['gzip that becomes longer than it says', 'FAILED_READ_FILE', /gzip cannot be decompressed \(page at byte \d+\)/,
      { ...three, codec: GZIP, pages: [{ values: 3, body: gzipSync(new Uint8Array(50 << 20)), bytes: 12 }] }],
    ['gzip that becomes longer than the memory', 'OUT_OF_MEMORY', /Reading Parquet/,
      { ...three, codec: GZIP, pages: [{ values: 3, body: gzipSync(new Uint8Array(50 << 20)), bytes: 50 << 20 }] }],
    ['zstd that becomes longer than it says', 'FAILED_READ_FILE', /zstd cannot be decompressed/,
      { ...three, codec: ZSTD, pages: [{ values: 3, body: zstdBomb(10_000), bytes: 12 }] }],
    ['zstd that becomes longer than the memory', 'OUT_OF_MEMORY', /Reading Parquet/,
      { ...three, codec: ZSTD, pages: [{ values: 3, body: zstdBomb(10_000), bytes: 10_000 << 17 }] }],
    ['a text longer than its page', 'FAILED_READ_FILE', /beyond its page/, { ...three, type: BYTE_ARRAY, pages: [{ values: 3, body: int32s(1 << 30, 0, 0) }] }],
    ['prefixes that double from text to text', 'FAILED_READ_FILE', /lengths of its values are wrong|cannot be decoded/,
      { ...three, type: BYTE_ARRAY, pages: [{ values: 3, encoding: DELTA_BYTE_ARRAY, body: int32s(1, 2, 3) }] }],
    ['a list of two billion nulls', 'FAILED_READ_FILE', /a row has more than 16777216 elements/,
      { ...three, repetition: 2, rows: 1, pages: [{ values: billion, body: longList() }] }],
    ['a dictionary that comes too late', 'FAILED_READ_FILE', /its dictionary is missing/, { ...three, pages: [{ values: 3, encoding: 8, body: Uint8Array.of(1, 3, 0) }] }],
  ])('%s', async (_, condition, message, file) => {
    await expect(read(typeof file === 'function' ? file() : file)).rejects.toMatchObject({ condition, message: expect.stringMatching(message) })
  }, 20_000)
})

describe('odd, but right', () => {
  test('fifty thousand nulls in four bytes', async () => {
    const nulls: Crafted = { type: INT64, repetition: 1, rows: 50_000, pages: [{ values: 50_000, body: sized([0xa0, 0x8d, 0x06, 0]) }] }
    expect(new Set(await read(nulls))).toEqual(new Set([null]))
  })
  test('levels in the oldest encoding', async () => {
    const levels = [0b10110000]
    expect(await read({ type: INT32, repetition: 1, rows: 5, pages: [{ values: 5, levelEncoding: BIT_PACKED, body: joined(levels, int32s(1, 2, 3)) }] }))
      .toEqual([1, null, 2, 3, null])
  })
  test('LZ4 as Hadoop writes it, in two blocks, and bare', async () => {
    const block = (values: Uint8Array): Uint8Array => joined([values.length << 4], values)
    const hadoop = (values: Uint8Array): Uint8Array => joined([0, 0, 0, values.length, 0, 0, 0, values.length + 1], block(values))
    const file = (body: Uint8Array): Crafted => ({ ...three, codec: LZ4, pages: [{ values: 3, body, bytes: 12 }] })
    expect(await read(file(joined(hadoop(int32s(7, 8)), hadoop(int32s(9)))))).toEqual([7, 8, 9])
    expect(await read(file(block(int32s(7, 8, 9))))).toEqual([7, 8, 9])
  })
  test('no rows in a row group without pages', async () => {
    expect(await read({ ...three, rows: 0, entries: 0, start: 0, bytes: 0, pages: [] })).toEqual([])
  })
  test('a null that no statistics told of, in a column declared without', async () => {
    const file = craft({ type: INT32, repetition: 1, rows: 2_500, pages: [0, 1, 2, 3, 4].map(n => ({
      values: 500, body: joined(n === 4 ? sized([0xde, 0x07, 1, 2, 0, 8, 1]) : run(500), int32s(...Array.from({ length: n === 4 ? 499 : 500 }, (_, k) => k))),
    })) })
    await expect(read(file, { schema: [field('x', int32, false)] })).rejects.toMatchObject({
      condition: 'NOT_NULL_ASSERT_VIOLATION', parameters: { row: 2_495, column: 'x' },
    })
  })
  test(`a value is within its page's bounds where RLE is of booleans`, async () => {
    expect(await read({ type: 0, rows: 3, pages: [{ values: 3, encoding: RLE, body: sized([3, 0b101]) }] })).toEqual([true, false, true])
  })
})
