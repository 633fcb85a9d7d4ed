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
    default: {
      const inflate = await inflater(codec)
      return inflate && onHeap(codec, inflate, memory)
    }
  }
}

type Inflate = (input: Uint8Array, bytes: number) => Uint8Array

async function inflater(codec: CompressionCodec): Promise<Inflate | undefined> {
  const zlib = nodeModule('node:zlib')
  if (zlib && codec === 'GZIP') return input => zlib.gunzipSync(input)
  if (zlib && codec === 'BROTLI') return input => zlib.brotliDecompressSync(input)
  // by file: the package's own entry compiles WebAssembly when it is loaded, which a page may forbid
  if (codec === 'GZIP') {
    const { gunzip } = await import('hyparquet-compressors/src/gzip.js')
    return (input, bytes) => gunzip(input, new Uint8Array(bytes))
  }
  if (codec === 'BROTLI') return (await import('hyparquet-compressors/src/brotli.js')).decompressBrotli
  if (codec === 'LZ4_RAW') return (await import('hyparquet-compressors/src/lz4.js')).decompressLz4Raw
  if (codec === 'LZ4') return (await import('hyparquet-compressors/src/lz4.js')).decompressLz4
  return undefined
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
