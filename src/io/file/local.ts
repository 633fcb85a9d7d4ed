import { raise } from '../../errors/raise.js'
import { readFailure } from './failure.js'
import { nodeModule } from './node-module.js'
import type { DataFile, InputFile } from './input-file.js'

/** A file of this machine. Node's modules are loaded when it is really opened: the core runs without them. */
export const localFile = (path: string): DataFile => Object.freeze({ path, open: () => openLocal(path) })

async function openLocal(path: string): Promise<InputFile> {
  const { open } = nodeFiles(path)
  const handle = await open(path, 'r').catch((cause: unknown) => readFailure(path, cause))
  try {
    const state = await handle.stat()
    if (!state.isFile()) return raise('FAILED_READ_FILE', { path, reason: state.isDirectory() ? 'it is a folder' : 'it is no regular file' })
    return inputFile(path, state.size, handle)
  } catch (cause) {
    await handle.close()
    throw cause
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
export const nodeFiles = (path: string): typeof import('node:fs/promises') =>
  nodeModule('node:fs/promises') ?? raise('FAILED_READ_FILE', { path, reason: 'there is no file system here' })
