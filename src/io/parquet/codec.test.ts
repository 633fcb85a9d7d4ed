import { fileURLToPath } from 'node:url'
import { readFileSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js'
import { snappyUncompress } from 'hyparquet'
import { snappyCompress as otherCompress } from 'hyparquet-writer/src/snappy.js'
import { describe, expect, it } from 'vitest'
import { randomFrom, setting } from '../../memory/random.fixture.js'
import { decompressor, SLACK, ZSTD_SCRATCH } from './codec.js'
import { Damaged } from './decoder.js'
import { duckdb, testFolder } from './parquet.fixture.js'
import { snappyCompress } from './write/snappy.js'

const file = testFolder()
const { memory, arena } = setting()

/** Decompresses in memory, surrounded by bytes that must stay as they are. */
async function through(codec: 'SNAPPY' | 'ZSTD', compressed: Uint8Array, bytes: number): Promise<Uint8Array> {
  arena.reset()
  const from = arena.allocate(compressed.length + 8), to = arena.allocate(bytes + 64), scratch = arena.allocate(ZSTD_SCRATCH)
  memory.u8.set(compressed, from)
  memory.u8.fill(99, to - 8, to + bytes + 64)
  const decompress = await decompressor(codec, memory, scratch)
  try {
    decompress!(from, compressed.length, to, bytes)
  } finally {
    expect(memory.u8.slice(to + bytes + SLACK, to + bytes + 64).every(b => b === 99)).toBe(true)
  }
  return memory.u8.slice(to, to + bytes)
}

const random = randomFrom(5)
const words = ['the ', 'quick ', 'brown ', 'fox ', 'jumps ', 'over ', 'zebra\n']
const samples: Record<string, Uint8Array> = {
  empty: new Uint8Array(0),
  one: Uint8Array.of(7),
  zeros: new Uint8Array(300_000),
  noise: new Uint8Array(randomBytes(200_000)),
  text: new TextEncoder().encode(Array.from({ length: 60_000 }, () => words[Math.floor(random() * 7)]).join('')),
  periods: Uint8Array.from({ length: 100_000 }, (_, n) => n % (1 + Math.floor(n / 4_000))),
  longs: new Uint8Array(BigInt64Array.from({ length: 40_000 }, (_, n) => BigInt(n * n)).buffer),
  skewed: Uint8Array.from({ length: 150_000 }, () => Math.floor(-Math.log(random()) * 12)),
  source: new Uint8Array(readFileSync(fileURLToPath(import.meta.url))),
}

describe('snappy', () => {
  for (const [name, sample] of Object.entries(samples)) {
    it(`decompresses ${name}`, async () =>
      expect(Buffer.compare(await through('SNAPPY', otherCompress(sample), sample.length), sample)).toBe(0))
    it(`compresses ${name}`, async () => {
      const compressed = snappyCompress(sample), again = new Uint8Array(sample.length)
      expect(Buffer.compare(await through('SNAPPY', compressed, sample.length), sample)).toBe(0)
      snappyUncompress(compressed, again)
      expect(Buffer.compare(again, sample)).toBe(0)
      expect(compressed.length).toBeLessThanOrEqual(1.02 * otherCompress(sample).length + 8)
    })
  }
  it('refuses damaged input, whatever byte is wrong', () => damage('SNAPPY', snappyCompress(samples['text']!), samples['text']!.length))
})

/** The first page of a column of one blob, compressed by DuckDB. */
async function zstd(name: string, level: number): Promise<{ page: Uint8Array; bytes: number }> {
  const path = file(`${name}-${level}.parquet`), raw = file(`${name}.raw`)
  writeFileSync(raw, samples[name]!)
  await duckdb(`COPY (SELECT content FROM read_blob('${raw}')) TO '${path}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL ${level})`)
  const all = readFileSync(path)
  const reader = { view: new DataView(all.buffer, all.byteOffset, all.length), offset: 4 }
  const { field_2: bytes, field_3: compressed } = deserializeTCompactProtocol(reader)
  return { page: new Uint8Array(all.subarray(reader.offset, reader.offset + compressed)), bytes }
}

describe('zstd', () => {
  for (const name of Object.keys(samples).filter(n => n !== 'empty')) {
    for (const level of [1, 3, 19]) {
      it(`decompresses ${name} of level ${level}`, async () => {
        const { page, bytes } = await zstd(name, level)
        const output = await through('ZSTD', page, bytes)
        const sample = samples[name]!
        expect(Buffer.compare(output.subarray(bytes - sample.length), sample)).toBe(0)
      })
    }
  }
  it('refuses damaged input, whatever byte is wrong', async () => {
    const { page, bytes } = await zstd('text', 3)
    await damage('ZSTD', page, bytes)
  })
})

/** Damage gives an error or other bytes, never a write beyond the end. */
async function damage(codec: 'SNAPPY' | 'ZSTD', good: Uint8Array, bytes: number): Promise<void> {
  const seeded = randomFrom(11)
  for (let n = 0; n < 300; n++) {
    const bad = good.slice(0, n % 3 === 0 ? Math.floor(seeded() * good.length) : good.length)
    for (let k = 0; k < 4; k++) bad[Math.floor(seeded() * (k ? bad.length : Math.min(200, bad.length)))]! ^= 1 << Math.floor(seeded() * 8)
    await through(codec, bad, bytes).catch((error: unknown) => expect(error).toBeInstanceOf(Damaged))
  }
}
