/** Arrow's IPC formats: files (read from any place) and streams, told apart by their first bytes. */
import { compressionRegistry, CompressionType, RecordBatchReader, type RecordBatch, type Schema } from 'apache-arrow'
import { decompressZstd } from 'hyparquet-compressors'
import { raise, TypedFrameError } from '../../errors/raise.js'
import { readFailure } from '../file/failure.js'
import { nodeFiles } from '../file/local.js'
import { decompressLz4Frame } from './lz4.js'

export interface IpcInput {
  readonly schema: Schema
  readonly bytes: number
  /** Once. */
  batches(): AsyncGenerator<RecordBatch>
  close(): Promise<void>
}
const NOWHERE = 'Arrow bytes'

export async function openIpc(input: Uint8Array | string): Promise<IpcInput> {
  registerCodecs()
  if (typeof input !== 'string') return started(NOWHERE, input.length, async () => RecordBatchReader.from(input), async () => {})
  const { open } = await nodeFiles(input)
  const handle = await open(input, 'r').catch((cause: unknown) => readFailure(input, cause))
  const { size } = await handle.stat()
  let isOpen = true
  const close = async (): Promise<void> => {
    if (!isOpen) return
    isOpen = false
    await handle.close()
  }
  return started(input, size, () => RecordBatchReader.from(handle), close)
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

async function started(path: string, bytes: number, make: () => Promise<AnyReader>, close: () => Promise<void>): Promise<IpcInput> {
  try {
    const reader = await make()
    await reader.open()
    if (!reader.schema) return raise('FAILED_READ_FILE', { path, reason: 'it has no Arrow schema. Is it an Arrow IPC file or stream?' })
    return { schema: reader.schema, bytes, batches: () => batchesOf(path, reader), close }
  } catch (cause) {
    await close()
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
