import type { DataFile } from './input-file.js'

/** A file below a folder. */
export interface ListedFile {
  readonly path: string
  /** The folders between the one that was listed and the file. */
  readonly folders: readonly string[]
  readonly name: string
}
/** A place of many files by name: this machine's folders, a bucket. */
export interface FileStore {
  kindOf(path: string, signal?: AbortSignal): Promise<'file' | 'folder' | 'nothing'>
  /** The files below a folder, in any order; `enter` says which folders are looked into, by their names from the listed one on. */
  list(folder: string, enter: (folders: readonly string[]) => boolean, signal?: AbortSignal): AsyncIterable<ListedFile>
  file(path: string): DataFile
}
