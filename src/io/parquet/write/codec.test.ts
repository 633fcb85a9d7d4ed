import { compressors } from 'hyparquet-compressors'
import { snappyUncompress } from 'hyparquet'
import { expect, it } from 'vitest'
import { randomFrom } from '../../../memory/random.fixture.js'
import { compressor } from './codec.js'
import type { ParquetCompression } from './options.js'

const random = randomFrom(5)
const noise = (length: number, kinds: number): Uint8Array => Uint8Array.from({ length }, () => random() * kinds)
/** Bytes that do not repeat, repeat at once, repeat from far away, and are near the ends of blocks. */
const inputs = [
  ...[0, 1, 4, 5, 11, 12, 13, 16, 17, 100, 65_535, 65_536, 65_537, 200_000].flatMap(n => [noise(n, 256), noise(n, 2), new Uint8Array(n)]),
  Uint8Array.from([...noise(70_000, 256), ...noise(300, 3), ...new Uint8Array(400).fill(7)]),
  (() => { const far = noise(140_000, 256); far.copyWithin(66_000, 0, 3_000); far.copyWithin(139_000, 100, 1_100); return far })(),
]

it.each<[ParquetCompression, 'SNAPPY' | 'ZSTD' | 'GZIP' | 'LZ4_RAW' | 'BROTLI']>([
  ['snappy', 'SNAPPY'], ['zstd', 'ZSTD'], ['gzip', 'GZIP'], ['lz4_raw', 'LZ4_RAW'], ['brotli', 'BROTLI'],
])('%s is read by others', async (name, codec) => {
  const { compress } = await compressor(name, undefined)
  // Of hyparquet's, LZ4 does not know what nothing is compressed to.
  for (const input of inputs.filter(i => i.length > 0 || codec !== 'LZ4_RAW')) {
    const compressed = await compress(input), output = new Uint8Array(input.length)
    const read = codec === 'SNAPPY' ? (snappyUncompress(compressed, output), output) : compressors[codec]!(compressed, input.length)
    expect(Buffer.compare(Buffer.from(read.buffer, read.byteOffset, read.length), Buffer.from(input)), `${input.length} bytes`).toBe(0)
    expect(compressed.length).toBeLessThan(input.length * 1.01 + 64)
  }
})
it('levels make a difference', async () => {
  const input = Uint8Array.from({ length: 100_000 }, (_, n) => (n * n >>> 7) + random() * 3)
  for (const [name, low, high] of [['zstd', 1, 19], ['gzip', 1, 9], ['brotli', 0, 9]] as const) {
    const sizes = await Promise.all([low, high].map(async level => (await (await compressor(name, level)).compress(input)).length))
    expect(sizes[1], name).toBeLessThan(sizes[0]!)
  }
})
