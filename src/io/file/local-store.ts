import { readFailure } from './failure.js'
import { localFile, noFiles, nodeFiles } from './local.js'
import { nodeModule } from './node-module.js'
import type { FileStore, ListedFile } from './store.js'

/** Files and folders of this machine. */
export const localStore: FileStore = Object.freeze({
  async kindOf(path: string) {
    const { statSync } = nodeModule('node:fs') ?? noFiles(path)
    try {
      return statSync(path).isDirectory() ? 'folder' : 'file'
    } catch (cause) {
      const { code } = cause as { code?: unknown }
      return code === 'ENOENT' || code === 'ENOTDIR' ? 'nothing' : readFailure(path, cause)
    }
  },
  list: (folder: string, enter: (folders: readonly string[]) => boolean, signal?: AbortSignal) => list(folder, [], enter, signal),
  file: localFile,
})

async function* list(
  folder: string, folders: readonly string[], enter: (folders: readonly string[]) => boolean, signal: AbortSignal | undefined,
): AsyncGenerator<ListedFile> {
  signal?.throwIfAborted()
  const { readdir, stat } = nodeFiles(folder)
  const entries = await readdir(folder === '' ? '.' : folder, { withFileTypes: true }).catch((cause: unknown) => readFailure(folder, cause))
  const prefix = folder === '' || folder.endsWith('/') ? folder : `${folder}/`
  for (const entry of entries) {
    const { name } = entry, path = `${prefix}${name}`
    const isFolder = entry.isSymbolicLink() ? await stat(path).then(s => s.isDirectory(), () => false) : entry.isDirectory()
    if (!isFolder) yield { path, folders, name }
    else if (enter([...folders, name])) yield* list(path, [...folders, name], enter, signal)
  }
}
