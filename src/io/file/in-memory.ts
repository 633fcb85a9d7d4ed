/** Bytes that are there already, as files: a `Blob` or `File` of a page, an `ArrayBuffer`, a `Uint8Array`. */
import { raise } from '../../errors/raise.js'
import { readFailure } from './failure.js'
import type { DataFile } from './input-file.js'

export function bytesFile(source: Uint8Array | ArrayBuffer): DataFile {
  const bytes = source instanceof Uint8Array ? source : new Uint8Array(source)
  return fileOf('bytes', bytes.length, false, (from, to) => bytes.subarray(from, to))
}
export function blobFile(blob: Blob): DataFile {
  const path = 'name' in blob && typeof blob.name === 'string' && blob.name !== '' ? blob.name : 'Blob'
  return fileOf(path, blob.size, true, async (from, to) => new Uint8Array(await blob.slice(from, to).arrayBuffer()))
}

type Slice = (from: number, to: number) => Uint8Array | Promise<Uint8Array>
function fileOf(path: string, bytes: number, waits: boolean, slice: Slice): DataFile {
  const read = (into: Uint8Array, position: number): Promise<void> | undefined => {
    const end = position + into.length
    if (end > bytes) return raise('FAILED_READ_FILE', { path, reason: `it ends at byte ${bytes}, before byte ${end}` })
    const found = slice(position, end)
    if (!(found instanceof Uint8Array)) return found.catch((cause: unknown) => readFailure(path, cause)).then(b => into.set(b))
    into.set(found)
    return undefined
  }
  const file = Object.freeze({ path, bytes, read, waits, close: () => Promise.resolve() })
  return Object.freeze({ path, open: () => Promise.resolve(file) })
}
