/**
 * Names of files and folders in the making: `.sales.4711-1a2b3c-t0x9k2-1.tmp` stands beside `sales` and says which process made
 * it, so that what a killed one left is told from what a running one is at.
 */
import { nodeFiles } from './local.js'
import { nodeModule } from './node-module.js'

/** `tmp`: not complete. `commit`: complete, on its way to its place. `old`: what was there before, on its way out. */
export type Stage = 'tmp' | 'commit' | 'old'
export interface Leftover { readonly path: string; readonly stage: Stage }

let count = 0
const begun = (): string => Math.round(Date.now() / 1000 - process.uptime()).toString(36)
function host(): string {
  let hash = 0
  for (const c of nodeModule('node:os')?.hostname() ?? '') hash = (Math.imul(hash, 31) + c.codePointAt(0)!) & 0xffffff
  return hash.toString(16).padStart(6, '0')
}
const cut = (path: string): readonly [folder: string, name: string] => {
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1
  return [path.slice(0, at), path.slice(at)]
}

/** A name for what is being made for `path`, without its stage. */
export function stagingName(path: string): string {
  const [folder, name] = cut(path)
  return `${folder}.${name}.${process.pid}-${host()}-${begun()}-${++count}`
}

const ONE_DAY = 86_400_000
/** What processes that no longer run left beside `path`, of whatever was made for it. */
export async function leftovers(path: string): Promise<readonly Leftover[]> {
  const { readdir, stat } = nodeFiles(path), [folder, name] = cut(path), here = host()
  const found: Leftover[] = []
  for (const entry of await readdir(folder === '' ? '.' : folder).catch(() => [])) {
    if (!entry.startsWith(`.${name}.`)) continue
    const [, pid, madeOn, since, stage] = /^(\d+)-([0-9a-f]{6})-([0-9a-z]+)-\d+\.(tmp|commit|old)$/.exec(entry.slice(name.length + 2)) ?? []
    if (stage === undefined) continue
    const isOld = async (): Promise<boolean> => Date.now() - await stat(`${folder}${entry}`).then(s => s.mtimeMs, () => Date.now()) > ONE_DAY
    const isLeft = madeOn === here ? !runs(Number(pid), since!) : await isOld()
    if (isLeft) found.push({ path: `${folder}${entry}`, stage: stage as Stage })
  }
  return found
}
/** A process of this number may be another one than the one that has ended: of this one it is known when it began. */
function runs(pid: number, since: string): boolean {
  if (pid === process.pid) return Math.abs(Number.parseInt(since, 36) - Number.parseInt(begun(), 36)) <= 2
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return (cause as { code?: unknown }).code !== 'ESRCH'
  }
}
