/** Bytes that are there already, as files: a `Blob` or `File` of a page, an `ArrayBuffer`, a `Uint8Array`. */
import { raise } from '../../errors/raise.js'
import { readFailure } from './failure.js'
import type { DataFile } from './input-file.js'

export function bytesFile(source: Uint8Array | ArrayBuffer): DataFile {
  const bytes = source instanceof Uint8Array ? source : new Uint8Array(source)
  return fileOf('bytes', bytes.length, (from, to) => Promise.resolve(bytes.subarray(from, to)))
}
export function blobFile(blob: Blob): DataFile {
  const path = 'name' in blob && typeof blob.name === 'string' && blob.name !== '' ? blob.name : 'Blob'
  return fileOf(path, blob.size, async (from, to) => new Uint8Array(await blob.slice(from, to).arrayBuffer()))
}

function fileOf(path: string, bytes: number, slice: (from: number, to: number) => Promise<Uint8Array>): DataFile {
  const read = async (into: Uint8Array, position: number): Promise<void> => {
    const end = position + into.length
    if (end > bytes) return raise('FAILED_READ_FILE', { path, reason: `it ends at byte ${bytes}, before byte ${end}` })
    into.set(await slice(position, end).catch((cause: unknown) => readFailure(path, cause)))
  }
  const file = Object.freeze({ path, bytes, read, close: () => Promise.resolve() })
  return Object.freeze({ path, open: () => Promise.resolve(file) })
}
