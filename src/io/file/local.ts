import { raise } from '../../errors/raise.js'
import { readFailure } from './failure.js'

/** A file open for reading ranges of it. */
export interface InputFile {
  readonly path: string
  /** Its length when it was opened. */
  readonly bytes: number
  /** Fills all of `into` with the bytes from `position` on. @throws FAILED_READ_FILE when the file ends before. */
  read(into: Uint8Array, position: number): Promise<void>
  /** Safe to call twice. */
  close(): Promise<void>
}

/** Opens a local file. Node's modules are loaded here, when a file is really opened: the core runs without them. */
export async function openFile(path: string): Promise<InputFile> {
  const { open } = await nodeFiles(path)
  const handle = await open(path, 'r').catch((cause: unknown) => readFailure(path, cause))
  try {
    const state = await handle.stat()
    if (state.isDirectory()) return raise('FAILED_READ_FILE', { path, reason: 'it is a folder' })
    return inputFile(path, state.size, handle)
  } catch (cause) {
    await handle.close()
    throw cause
  }
}

/** The whole file. */
export async function readFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const file = await openFile(path)
  try {
    const bytes = new Uint8Array(file.bytes)
    await file.read(bytes, 0)
    return bytes
  } finally {
    await file.close()
  }
}

type Handle = Awaited<ReturnType<(typeof import('node:fs/promises'))['open']>>

function inputFile(path: string, bytes: number, handle: Handle): InputFile {
  const fail = (cause: unknown): never => readFailure(path, cause)
  let open = true
  return {
    path,
    bytes,
    async read(into, position) {
      for (let done = 0; done < into.length;) {
        const { bytesRead } = await handle.read(into, done, into.length - done, position + done).catch(fail)
        if (bytesRead === 0) {
          return raise('FAILED_READ_FILE', { path, reason: `it ends at byte ${position + done}, before byte ${position + into.length}` })
        }
        done += bytesRead
      }
    },
    async close() {
      if (!open) return
      open = false
      await handle.close()
    },
  }
}

/** @internal Node's file functions, where there are any. */
export async function nodeFiles(path: string): Promise<typeof import('node:fs/promises')> {
  try {
    return await import('node:fs/promises')
  } catch (cause) {
    return raise('FAILED_READ_FILE', { path, reason: 'there is no file system here' }, { cause })
  }
}
