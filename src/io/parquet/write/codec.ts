import { raise } from '../../../errors/raise.js'
import { nodeModule } from '../../file/node-module.js'
import type { ParquetCompression } from './options.js'
import { lz4Compress } from './lz4.js'
import { snappyCompress } from './snappy.js'

export interface Compressor {
  /** Parquet's number of the codec. */
  readonly codec: number
  /** The bytes may be those given. */
  compress(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>
}

/** What compresses, by the level given or the codec's own. Gzip and brotli are the platform's; so is zstd where it has it. */
export async function compressor(name: ParquetCompression, level: number | undefined): Promise<Compressor> {
  switch (name) {
    case 'none': case 'uncompressed': return { codec: 0, compress: bytes => bytes }
    case 'snappy': return { codec: 1, compress: snappyCompress }
    case 'gzip': return { codec: 2, compress: gzip(level) }
    case 'brotli': return { codec: 4, compress: brotli(level) }
    case 'zstd': return { codec: 6, compress: await zstd(level) }
    case 'lz4_raw': return { codec: 7, compress: lz4Compress }
  }
}

function gzip(level: number | undefined): Compressor['compress'] {
  const node = nodeModule('node:zlib')
  if (node) return bytes => node.gzipSync(bytes, { level })
  return async bytes => {
    const stream = new Blob([bytes.slice()]).stream().pipeThrough(new CompressionStream('gzip'))
    return new Uint8Array(await new Response(stream).arrayBuffer())
  }
}

/** A level that does well in little time. */
const BROTLI_LEVEL = 4
function brotli(level = BROTLI_LEVEL): Compressor['compress'] {
  const node = nodeModule('node:zlib')
  if (!node) return refuse('brotli', 'This platform has no brotli: use zstd.')
  return bytes => node.brotliCompressSync(bytes, { params: { [node.constants.BROTLI_PARAM_QUALITY]: level } })
}

const ZSTD_LEVEL = 3
async function zstd(level = ZSTD_LEVEL): Promise<Compressor['compress']> {
  const { Zstd } = await import('@hpcc-js/wasm-zstd')
  const library = await Zstd.load().catch(cause => refuse('zstd', 'It needs WebAssembly, which this page forbids: use snappy.', cause))
  return bytes => library.compress(bytes, level)
}

const refuse = (value: ParquetCompression, hint: string, cause?: unknown): never =>
  raise('INVALID_CONFIG_VALUE', { option: 'compression', value, hint }, { cause })
