/** Where text is written to: an atomic file, compressed on the way if asked. */
import type { Duplex } from 'node:stream'
import { oneOf, type OptionChecks } from '../../logical/check-options.js'
import type { AtomicFile } from '../file/atomic.js'
import { nodeModule } from '../file/node-module.js'
import { openTarget, targetChecks, targetPath, type Target, type TargetOptions } from '../target.js'
import { compressionOf, compressions, type Compression } from './compression.js'
import { formatChecks, invalidOption, text, type TimeFormats } from './options.js'

export interface TextWriteOptions extends TimeFormats, TargetOptions {
  /** What ends a line. Default: `\n`. */
  readonly lineSep?: string
  /** Default: by the ending of the name: `.gz`, `.deflate`, `.br`, `.zst` (zstd needs Node 22.15 or later). */
  readonly compression?: Compression
}
export const textWriteChecks: OptionChecks<TextWriteOptions> = {
  ...targetChecks, ...formatChecks, lineSep: text, compression: oneOf(...compressions),
}

export async function textTarget(target: Target, options: TextWriteOptions): Promise<AtomicFile> {
  const compression = compressionOf(targetPath(target), options.compression)
  if (compression === 'none') return openTarget(target, options)
  const change = compressor(compression), file = await openTarget(target, options)
  return compressedFile(file, change)
}
function compressor(compression: Exclude<Compression, 'none'>): Duplex {
  const zlib = nodeModule('node:zlib') ?? invalidOption('compression', compression, 'It needs Node: write without.')
  switch (compression) {
    case 'gzip': return zlib.createGzip()
    case 'deflate': return zlib.createDeflate()
    // the default of 11 takes minutes for what 5 does in seconds
    case 'brotli': return zlib.createBrotliCompress({ params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } })
    case 'zstd': {
      const { createZstdCompress } = zlib as { createZstdCompress?: () => Duplex }
      return createZstdCompress ? createZstdCompress() : invalidOption('compression', compression, 'It needs Node 22.15 or later: use gzip.')
    }
  }
}
function compressedFile(file: AtomicFile, change: Duplex): AtomicFile {
  let made: Uint8Array[] = []
  change.on('data', (piece: Uint8Array) => made.push(piece))
  // what fails is told to `write`
  change.on('error', () => {})
  const drain = async (): Promise<void> => {
    const pieces = made
    made = []
    for (const piece of pieces) await file.write(piece)
  }
  return {
    path: file.path,
    async write(bytes) {
      await new Promise<void>((done, fail) => change.write(bytes, error => error ? fail(error) : done()))
      await drain()
    },
    async commit() {
      await new Promise<void>((done, fail) => change.once('end', done).once('error', fail).end())
      await drain()
      await file.commit()
    },
    async abort() {
      change.destroy()
      await file.abort()
    },
  }
}
