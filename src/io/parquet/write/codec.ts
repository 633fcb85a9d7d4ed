import type { CompressionCodec } from 'hyparquet'
import { raise } from '../../../errors/raise.js'
import { snappyCompress } from './snappy.js'

export type ParquetCompression = 'snappy' | 'gzip' | 'zstd' | 'uncompressed'
export interface Compressor { readonly codec: CompressionCodec; compress(bytes: Uint8Array): Uint8Array }

const refuse = (value: unknown, hint: string): never => raise('INVALID_CONFIG_VALUE', { option: 'compression', value, hint })

export async function compressor(name: ParquetCompression): Promise<Compressor> {
  switch (name) {
    case 'uncompressed': return { codec: 'UNCOMPRESSED', compress: bytes => bytes.slice() }
    case 'snappy': return { codec: 'SNAPPY', compress: snappyCompress }
    case 'gzip': {
      const { gzipSync } = await import('node:zlib')
      return { codec: 'GZIP', compress: bytes => gzipSync(bytes) }
    }
    case 'zstd': {
      // Node 22.15 and later.
      const { zstdCompressSync: zstd } = await import('node:zlib') as { zstdCompressSync?: (bytes: Uint8Array) => Uint8Array }
      if (zstd === undefined) return refuse(name, 'It needs Node 22.15 or later: use snappy or gzip.')
      return { codec: 'ZSTD', compress: bytes => zstd(bytes) }
    }
    default: return refuse(name, 'Give snappy, gzip, zstd or uncompressed.')
  }
}
