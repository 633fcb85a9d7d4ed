/** Writers of Arrow's library whose buffers are compressed. */
import { compressionRegistry, CompressionType, RecordBatchFileWriter, RecordBatchStreamWriter, type RecordBatchWriter } from 'apache-arrow'
import { raise } from '../../errors/raise.js'
import { compressor } from '../parquet/write/codec.js'
import { compressLz4Frame } from './lz4.js'

export const arrowCompressions = ['lz4', 'zstd', 'none', 'uncompressed'] as const
export type ArrowCompression = (typeof arrowCompressions)[number]

/** A writer of the format. The library finds codecs in a list of its own; those that a program put there stay. */
export async function ipcWriter(format: 'file' | 'stream', compression: ArrowCompression): Promise<RecordBatchWriter> {
  const type = compression === 'lz4' ? CompressionType.LZ4_FRAME : compression === 'zstd' ? CompressionType.ZSTD : null
  if (type !== null && !compressionRegistry.get(type)?.encode) compressionRegistry.set(type, await codec(type))
  return format === 'stream' ? new StreamWriter({ compressionType: type }) : new FileWriter({ compressionType: type })
}
type Codec = Parameters<typeof compressionRegistry.set>[1]
async function codec(type: CompressionType): Promise<Codec> {
  const known = compressionRegistry.get(type) ?? {}
  if (type === CompressionType.LZ4_FRAME) return { ...known, encode: compressLz4Frame }
  const { compress } = await compressor('zstd', undefined)
  return { ...known, encode: bytes => {
    const packed = compress(bytes)
    return packed instanceof Uint8Array ? packed : raise('INTERNAL_ERROR', { message: 'zstd answered later.' })
  } }
}
class FileWriter extends RecordBatchFileWriter {
  override _compressBodyBuffers(buffers: ArrayBufferView[]) { return withLengths(buffers, super['_compressBodyBuffers'](buffers)) }
}
class StreamWriter extends RecordBatchStreamWriter {
  override _compressBodyBuffers(buffers: ArrayBufferView[]) { return withLengths(buffers, super['_compressBodyBuffers'](buffers)) }
}
/** Before each buffer stands how long it is when decompressed; the library writes how long it is compressed. */
function withLengths<C extends { readonly buffers: readonly ArrayBufferView[] }>(buffers: readonly ArrayBufferView[], compressed: C): C {
  buffers.forEach(({ byteLength }, n) => {
    const { buffer, byteOffset, byteLength: bytes } = compressed.buffers[2 * n]!, prefix = new DataView(buffer, byteOffset, bytes)
    if (bytes === 8 && prefix.getBigInt64(0, true) >= 0n) prefix.setBigInt64(0, BigInt(byteLength), true)
  })
  return compressed
}
