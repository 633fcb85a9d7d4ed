/** Arrow's IPC formats: files (read from any place) and streams, told apart by their first bytes. */
import type { FileHandle } from 'node:fs/promises'
import { compressionRegistry, CompressionType, RecordBatchReader, type RecordBatch, type Schema } from 'apache-arrow'
import { decompress as decompressZstd } from 'fzstd'
import { raise, TypedFrameError } from '../../errors/raise.js'
import type { DataFile, InputFile } from '../file/input-file.js'
import { decompressLz4Frame } from './lz4.js'

export interface IpcInput {
  readonly schema: Schema
  readonly bytes: number
  /** Once. */
  batches(): AsyncGenerator<RecordBatch>
  close(): Promise<void>
}

export async function openIpc(data: DataFile, signal?: AbortSignal): Promise<IpcInput> {
  registerCodecs()
  const file = await data.open(signal)
  return started(file, () => RecordBatchReader.from(handleOf(file)))
}
/** Arrow's library reads any place of a file by Node's handles only, and of those uses no more than this. */
function handleOf(file: InputFile): FileHandle {
  const handle = {
    fd: -1,
    stat: () => Promise.resolve({ size: file.bytes }),
    async read(into: Uint8Array, offset: number, length: number, position: number) {
      const bytes = Math.max(0, Math.min(length, file.bytes - position))
      await file.read(into.subarray(offset, offset + bytes), position)
      return { bytesRead: bytes, buffer: into }
    },
    close: () => file.close(),
  }
  return handle as unknown as FileHandle
}
/** Arrow's library brings no codecs of its own; those that a program registered stay. Zstd's result may lie unaligned, so it is copied. */
const codecs = [
  [CompressionType.ZSTD, (bytes: Uint8Array) => decompressZstd(bytes).slice()],
  [CompressionType.LZ4_FRAME, decompressLz4Frame],
] as const
function registerCodecs(): void {
  for (const [type, decode] of codecs) if (!compressionRegistry.get(type)?.decode) compressionRegistry.set(type, { decode })
}
type AnyReader = RecordBatchReader

async function started(file: InputFile, make: () => Promise<AnyReader>): Promise<IpcInput> {
  const { path, bytes } = file
  try {
    const reader = await make()
    await reader.open()
    if (!reader.schema) return raise('FAILED_READ_FILE', { path, reason: 'it has no Arrow schema. Is it an Arrow IPC file or stream?' })
    return { schema: reader.schema, bytes, batches: () => batchesOf(path, reader), close: () => file.close() }
  } catch (cause) {
    await file.close()
    return unreadable(path, cause)
  }
}
async function* batchesOf(path: string, reader: AnyReader): AsyncGenerator<RecordBatch> {
  const iterator = reader[Symbol.asyncIterator]()
  for (;;) {
    const next = await iterator.next().catch((cause: unknown) => unreadable(path, cause))
    if (next.done) return
    yield next.value
  }
}
function unreadable(path: string, cause: unknown): never {
  if (cause instanceof TypedFrameError) throw cause
  return raise('FAILED_READ_FILE', { path, reason: cause instanceof Error ? cause.message : String(cause) }, { cause })
}
