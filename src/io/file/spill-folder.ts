/**
 * A folder for what memory has no room for. Each file has its own name and belongs to this user alone. Where the system allows, it
 * loses its name as soon as it is open, so that nothing is left however the process ends; otherwise it is removed when it is
 * closed, and what a killed process left is removed when the folder is next used.
 */
import { raise } from '../../errors/raise.js'
import type { SpillDisk, SpillFile } from '../../memory/spill-disk.js'

type FileSystem = Pick<typeof import('node:fs'), 'openSync' | 'writeSync' | 'readSync' | 'closeSync' | 'unlinkSync' | 'readdirSync' | 'mkdirSync'>
/** What tests put in place of the system's own. */
interface Host { readonly fs: FileSystem; readonly folder: string; readonly unlinkOpen: boolean }

const PREFIX = 'typedframe-', SUFFIX = '.spill'

/** undefined where there is no file system, as in a browser's page. `folder`: the system's own for temporary files unless said. */
export function spillFolder(folder?: string, given: Partial<Host> = {}): SpillDisk | undefined {
  const load = globalThis.process?.getBuiltinModule
  if (!load) return undefined
  const host = { fs: load('node:fs'), folder: folder ?? load('node:os').tmpdir(), unlinkOpen: process.platform !== 'win32', ...given }
  let swept = false
  return {
    create() {
      if (!swept) sweep(host, folder !== undefined)
      swept = true
      return createFile(host)
    },
  }
}

/** Files of processes that are gone; those of others are open, and then losing their names does them no harm, or they cannot. */
function sweep({ fs, folder }: Host, mayCreate: boolean): void {
  try {
    if (mayCreate) fs.mkdirSync(folder, { recursive: true })
    for (const name of fs.readdirSync(folder)) if (name.startsWith(PREFIX) && name.endsWith(SUFFIX) && !isAlive(name)) fs.unlinkSync(`${folder}/${name}`)
  } catch {
    // what is wrong with the folder is told when a file is made in it
  }
}
function isAlive(name: string): boolean {
  const id = Number(name.slice(PREFIX.length).split('-')[0])
  try {
    return process.kill(id, 0)
  } catch (error) {
    return (error as { readonly code?: unknown }).code === 'EPERM'
  }
}

function createFile({ fs, folder, unlinkOpen }: Host): SpillFile {
  const path = `${folder}/${PREFIX}${process.pid}-${crypto.randomUUID()}${SUFFIX}`
  const attempt = <T>(action: string, work: () => T): T => {
    try {
      return work()
    } catch (cause) {
      return failed(folder, action, cause)
    }
  }
  const handle = attempt('make', () => fs.openSync(path, 'wx+', 0o600))
  let bytes = 0, open = true, named = true
  const unlink = (): void => {
    try {
      if (named) fs.unlinkSync(path)
      named = false
    } catch {
      // the name stays until it is closed, or until the next start
    }
  }
  if (unlinkOpen) unlink()
  return {
    get bytes() { return bytes },
    append(data) {
      attempt('write', () => {
        for (let done = 0; done < data.length;) done += fs.writeSync(handle, data, done, data.length - done, bytes + done)
      })
      bytes += data.length
    },
    read(into, position) {
      attempt('read', () => {
        for (let done = 0; done < into.length;) {
          const n = fs.readSync(handle, into, done, into.length - done, position + done)
          if (n === 0) throw new RangeError(`it ends at byte ${position + done}`)
          done += n
        }
      })
    },
    close() {
      if (!open) return
      open = false
      try {
        fs.closeSync(handle)
      } finally {
        unlink()
      }
    },
  }
}

function failed(folder: string, action: string, cause: unknown): never {
  const { code, message } = cause as { readonly code?: unknown; readonly message?: unknown }
  switch (code) {
    case 'ENOSPC': case 'EDQUOT': return raise('SPILL_DISK_FULL', { folder }, { cause })
    case 'ENOENT': case 'ENOTDIR': return raise('SPILL_FAILED', { folder, action, reason: 'there is no such folder' }, { cause })
    case 'EACCES': case 'EPERM': return raise('SPILL_FAILED', { folder, action, reason: 'this user may not' }, { cause })
    case 'EROFS': return raise('SPILL_FAILED', { folder, action, reason: 'the disk is read-only' }, { cause })
    default: return raise('SPILL_FAILED', { folder, action, reason: String(message ?? cause) }, { cause })
  }
}
