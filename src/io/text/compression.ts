/** Compressed text: which compression a file has, and its bytes without it. */
import type { Duplex } from 'node:stream'
import { raise, TypedFrameError } from '../../errors/raise.js'
import type { PageOwner } from '../../memory/task-memory.js'
import { nodeModule } from '../file/node-module.js'
import { changedStream, pieces, type ByteStream } from './byte-stream.js'
import { zstdPieces } from './zstd-pieces.js'

export type Compression = 'gzip' | 'deflate' | 'brotli' | 'zstd' | 'none'
export const compressions = ['gzip', 'deflate', 'brotli', 'zstd', 'none'] as const satisfies readonly Compression[]
const endings: Readonly<Record<string, Compression>> = { gz: 'gzip', deflate: 'deflate', br: 'brotli', zst: 'zstd' }
const PIECE_BYTES = 1 << 18

/** By the ending of its name, unless the option says. */
export function compressionOf(path: string, option: Compression | undefined): Compression {
  return option ?? endings[/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''] ?? 'none'
}

/** @throws FAILED_READ_FILE when what was compressed is damaged or ends early */
export function decompressed(source: ByteStream, compression: Compression, path: string, owner: PageOwner): ByteStream {
  if (compression === 'none') return source
  const made = compression === 'zstd' ? zstdPieces(source, path, owner) : inflated(source, compression, path)
  return changedStream(source, made)
}
async function* inflated(source: ByteStream, compression: 'gzip' | 'deflate' | 'brotli', path: string): AsyncGenerator<Uint8Array> {
  try {
    const zlib = nodeModule('node:zlib'), stream = nodeModule('node:stream')
    if (!zlib || !stream) yield* inflatedByPlatform(source, compression, path)
    else {
      const options = { chunkSize: PIECE_BYTES }
      const change = compression === 'gzip' ? zlib.createGunzip(options)
        : compression === 'deflate' ? zlib.createInflate(options) : zlib.createBrotliDecompress(options)
      yield* through(source, change, stream)
    }
  } catch (cause) {
    if (cause instanceof TypedFrameError) throw cause
    raise('FAILED_READ_FILE', { path, reason: `its ${compression} is damaged or ends early (${String((cause as Error).message)})` }, { cause })
  }
}
async function* through(source: ByteStream, change: Duplex, { pipeline, Readable }: typeof import('node:stream')): AsyncGenerator<Uint8Array> {
  // what fails surfaces in the loop
  pipeline(Readable.from(pieces(source)), change, () => {})
  for await (const piece of change) yield piece as Uint8Array
}
async function* inflatedByPlatform(source: ByteStream, compression: 'gzip' | 'deflate' | 'brotli', path: string): AsyncGenerator<Uint8Array> {
  if (compression === 'brotli') return raise('FAILED_READ_FILE', { path, reason: 'nothing here decompresses brotli' })
  const change = new DecompressionStream(compression), writer = change.writable.getWriter(), reader = change.readable.getReader()
  const feeding = (async () => {
    for await (const piece of pieces(source)) await writer.write(piece)
    await writer.close()
  })()
  feeding.catch(() => {})
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      yield value
    }
    await feeding
  } finally {
    await reader.cancel().catch(() => {})
  }
}
