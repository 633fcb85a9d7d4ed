import type { CompressionCodec } from 'hyparquet'
import type { Memory } from '../../memory/memory.js'
import { nodeModule } from '../file/node-module.js'
import { Damaged } from './decoder.js'

/** Decompresses `compressed` bytes at `from` to exactly `bytes` bytes at `to`; 16 more behind them may be overwritten. */
export type Decompress = (from: number, compressed: number, to: number, bytes: number) => void

/** Bytes behind a decompressed page that are overwritten. */
export const SLACK = 16

/** What zstd keeps its tables and literals in: see kernels/zstd-tables.ts. */
export const ZSTD_SCRATCH = 143_424

/** How many bytes one byte can at most become; of the others there is no telling. */
const mostGrowth: Partial<Record<CompressionCodec, number>> = { UNCOMPRESSED: 1, SNAPPY: 22, GZIP: 1_033, LZ4: 256, LZ4_RAW: 256, ZSTD: 32_768 }

/** Whether the codec can make `bytes` bytes of `compressed`: asked before there is room for them. */
export const canBe = (codec: CompressionCodec, compressed: number, bytes: number): boolean =>
  bytes <= 64 + compressed * (mostGrowth[codec] ?? Infinity)

/**
 * What decompresses a codec, or undefined where nothing does. `scratch`: ZSTD_SCRATCH bytes. Node's own gzip and brotli are used
 * where there are any: they are faster.
 */
export async function decompressor(codec: CompressionCodec, memory: Memory, scratch: number): Promise<Decompress | undefined> {
  const { kernels } = memory
  switch (codec) {
    case 'UNCOMPRESSED': return (from, compressed, to, bytes) => {
      if (compressed !== bytes) throw new Damaged('the size of a page is wrong')
      kernels.copyBytes(from, bytes, to)
    }
    case 'SNAPPY': return (from, compressed, to, bytes) => {
      if (kernels.snappyDecompress(from, compressed, to, bytes) < 0) throw new Damaged('snappy cannot be decompressed')
    }
    case 'ZSTD': return (from, compressed, to, bytes) => {
      if (kernels.zstdDecompress(from, compressed, to, bytes, scratch) < 0) throw new Damaged('zstd cannot be decompressed')
    }
    case 'LZ4_RAW': return (from, compressed, to, bytes) => {
      if (kernels.lz4Decompress(from, compressed, to, bytes) < 0) throw new Damaged('lz4 cannot be decompressed')
    }
    case 'LZ4': return (from, compressed, to, bytes) => oldLz4(memory, from, compressed, to, bytes)
    default: {
      const inflate = await inflater(codec)
      return inflate && onHeap(codec, inflate, memory)
    }
  }
}

/**
 * LZ4 as Hadoop writes it: blocks one behind the other, each after its sizes (decompressed, compressed) as big-endian words. Some
 * writers put a bare block under this name.
 */
function oldLz4({ kernels, view }: Memory, from: number, compressed: number, to: number, bytes: number): void {
  const end = from + compressed
  let at = from, out = to
  while (end - at >= 8) {
    const full = view.getUint32(at), packed = view.getUint32(at + 4)
    if (packed > end - at - 8 || full > to + bytes - out || kernels.lz4Decompress(at + 8, packed, out, full) < 0) break
    at += 8 + packed
    out += full
  }
  if (at === end && out === to + bytes) return
  if (kernels.lz4Decompress(from, compressed, to, bytes) < 0) throw new Damaged('lz4 cannot be decompressed')
}

type Inflate = (input: Uint8Array, bytes: number) => Uint8Array

async function inflater(codec: CompressionCodec): Promise<Inflate | undefined> {
  const zlib = nodeModule('node:zlib')
  if (zlib && codec === 'GZIP') return (input, bytes) => zlib.gunzipSync(input, { maxOutputLength: Math.max(1, bytes) })
  if (zlib && codec === 'BROTLI') return (input, bytes) => zlib.brotliDecompressSync(input, { maxOutputLength: Math.max(1, bytes) })
  // by file: the package's own entry compiles WebAssembly when it is loaded, which a page may forbid
  if (codec === 'GZIP') {
    const { gunzip } = await import('hyparquet-compressors/src/gzip.js')
    return (input, bytes) => gunzip(input, new Uint8Array(bytes))
  }
  return codec === 'BROTLI' ? (await import('hyparquet-compressors/src/brotli.js')).decompressBrotli : undefined
}

/** Through the JavaScript heap: such code takes no shared memory. */
function onHeap(codec: CompressionCodec, inflate: Inflate, memory: Memory): Decompress {
  const run = (input: Uint8Array, bytes: number): Uint8Array => {
    try {
      return inflate(input, bytes)
    } catch (cause) {
      throw new Damaged(`${codec.toLowerCase()} cannot be decompressed`, { cause })
    }
  }
  return (from, compressed, to, bytes) => {
    const output = run(memory.u8.slice(from, from + compressed), bytes)
    if (output.length !== bytes) throw new Damaged('the size of a page is wrong')
    memory.u8.set(output, to)
  }
}
