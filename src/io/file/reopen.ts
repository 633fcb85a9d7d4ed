/** Files that were looked into and are opened again to be read. */
import { raise } from '../../errors/raise.js'
import type { DataFile, InputFile } from './input-file.js'

/** A file that is open, to be opened again: at once, where its server need not be asked. */
export function reopening(data: DataFile, seen: InputFile): DataFile {
  const again = seen.again?.bind(seen)
  return again ? { path: data.path, open: signal => Promise.resolve(again(signal)) } : data
}
/** The same, where what was seen of it counts. @throws FAILED_READ_FILE when it has another length when it is opened again */
export function unchanged(data: DataFile, seen: InputFile): DataFile {
  const { bytes } = seen, { path, open } = reopening(data, seen)
  return {
    path,
    async open(signal) {
      const input = await open(signal)
      if (input.bytes === bytes) return input
      await input.close()
      return raise('FAILED_READ_FILE', { path, reason: 'it was changed after it was opened' })
    },
  }
}
