/**
 * A folder of this machine, made beside its place and given its name by one rename. Files that are added to an existing folder
 * are moved one by one: the rename to `.commit` decides, and a job that is killed after it is completed by the next.
 */
import { raise } from '../../errors/raise.js'
import type { AtomicFile } from '../file/atomic.js'
import { writeFailure } from '../file/failure.js'
import { nodeFiles } from '../file/local.js'
import { localStore } from '../file/local-store.js'
import { leftovers, stagingName } from '../file/staging.js'
import type { JobKind, WriteJob } from './job.js'

export async function localJob(path: string, kind: JobKind): Promise<WriteJob> {
  const place = placeOf(path)
  const { mkdir, open, rename, rm } = nodeFiles(place)
  const fail = (cause: unknown): never => writeFailure(place, cause)
  if (/(^|\/)\.{0,2}$/.test(place)) return raise('FAILED_WRITE_FILE', { path, reason: 'its last part is no name: give the folder by its own' })
  if (kind === 'replace') await onlyData(place)
  const staging = stagingName(place), folder = `${staging}.tmp`
  await mkdir(folder, { recursive: true }).catch(fail)
  return {
    async file(relative) {
      const target = `${folder}/${relative}`
      await mkdir(target.slice(0, target.lastIndexOf('/')), { recursive: true }).catch(fail)
      return plainFile(`${place}/${relative}`, await open(target, 'wx').catch(fail))
    },
    async commit() {
      if (kind === 'add') {
        await rename(folder, `${staging}.commit`).catch(fail)
        await moveInto(`${staging}.commit`, place)
      } else if (kind === 'replace') {
        await rename(place, `${staging}.old`).catch(fail)
        await rename(folder, place).catch(async cause => {
          await rename(`${staging}.old`, place)
          return fail(cause)
        })
        await rm(`${staging}.old`, { recursive: true, force: true }).catch(fail)
      } else await rename(folder, place).catch(takenOr(place, fail))
    },
    abort: () => rm(folder, { recursive: true, force: true }).catch(fail),
  }
}
const placeOf = (path: string): string => path.length > 1 ? path.replace(/\/+$/, '') : path

type Handle = Awaited<ReturnType<(typeof import('node:fs/promises'))['open']>>
function plainFile(path: string, handle: Handle): AtomicFile {
  const fail = (cause: unknown): never => writeFailure(path, cause)
  let open = true
  const close = async (): Promise<void> => {
    if (open) {
      open = false
      await handle.close()
    }
  }
  return {
    path,
    async write(bytes) {
      for (let done = 0; done < bytes.length;) done += (await handle.write(bytes, done, bytes.length - done).catch(fail)).bytesWritten
    },
    commit: () => close().catch(fail),
    abort: () => close().catch(() => {}),
  }
}

/** Completes or removes what killed processes left for this path. */
export async function sweep(path: string): Promise<void> {
  const place = placeOf(path), { rename, rm } = nodeFiles(place)
  for (const { path, stage } of await leftovers(place)) {
    const isGone = stage === 'old' && await localStore.kindOf(place) === 'nothing'
    if (stage === 'commit') await moveInto(path, place)
    else if (isGone) await rename(path, place).catch((cause: unknown) => writeFailure(place, cause))
    else await rm(path, { recursive: true, force: true }).catch((cause: unknown) => writeFailure(place, cause))
  }
}
async function moveInto(from: string, place: string): Promise<void> {
  const { mkdir, rename, rm } = nodeFiles(place)
  try {
    for await (const { path, folders, name } of localStore.list(from, () => true)) {
      const folder = [place, ...folders].join('/')
      await mkdir(folder, { recursive: true })
      await rename(path, `${folder}/${name}`)
    }
    await rm(from, { recursive: true, force: true })
  } catch (cause) {
    writeFailure(place, cause)
  }
}

const isData = (name: string): boolean =>
  /^[._]/.test(name) || name.startsWith('part-') || /\.(parquet|csv|tsv|txt|json|jsonl|ndjson|arrow|arrows|feather|ipc|orc|avro)(\.\w+)?$/i.test(name)
/** Somebody else wrote there meanwhile. */
const takenOr = (path: string, fail: (cause: unknown) => never) => (cause: unknown): never => {
  const { code } = cause as { code?: unknown }
  return code === 'ENOTEMPTY' || code === 'EEXIST' ? raise('PATH_ALREADY_EXISTS', { path }, { cause }) : fail(cause)
}
/** A folder that holds something else is not what is meant to be replaced. */
async function onlyData(place: string): Promise<void> {
  if (await localStore.kindOf(place) !== 'folder') return
  for await (const { path, name } of localStore.list(place, () => true)) {
    if (!isData(name)) raise('FAILED_WRITE_FILE', { path: place, reason: `it would be replaced, but it holds '${path}', which is no data. Remove it, or write elsewhere` })
  }
}
