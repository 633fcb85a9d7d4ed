import { writeFailure } from './failure.js'
import { nodeFiles } from './local.js'
import { leftovers, stagingName } from './staging.js'

/** A file in the making: nobody sees it under its name before `commit`. */
export interface AtomicFile {
  readonly path: string
  /** Appends. The bytes may be changed once the promise is kept. */
  write(bytes: Uint8Array): Promise<void>
  /** Gives the file its name, in place of what had it. */
  commit(): Promise<void>
  /** Removes what was written. Safe after a failure, and after `commit`, when it does nothing. */
  abort(): Promise<void>
}

/** Writes a file of another name beside `path` and renames it when all is written. What killed processes left there goes. */
export async function atomicFile(path: string): Promise<AtomicFile> {
  const { open, rename, rm } = nodeFiles(path)
  for (const left of await leftovers(path)) if (left.stage === 'tmp') await rm(left.path, { recursive: true, force: true })
  const temporary = `${stagingName(path)}.tmp`
  const fail = (cause: unknown) => writeFailure(path, cause)
  const handle = await open(temporary, 'wx').catch(fail)
  let state: 'open' | 'closed' | 'done' = 'open'
  const close = async (): Promise<void> => {
    if (state !== 'open') return
    state = 'closed'
    await handle.close()
  }
  return {
    path,
    async write(bytes) {
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done).catch(fail)
        done += bytesWritten
      }
    },
    async commit() {
      await close().catch(fail)
      await rename(temporary, path).catch(fail)
      state = 'done'
    },
    async abort() {
      if (state === 'done') return
      await close().catch(() => {})
      state = 'done'
      await rm(temporary, { force: true }).catch(fail)
    },
  }
}
