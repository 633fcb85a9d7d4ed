/** A file open for reading ranges of it, wherever it lives. */
export interface InputFile {
  /** For messages. */
  readonly path: string
  /** Its length when it was opened. */
  readonly bytes: number
  /** Fills all of `into` with the bytes from `position` on; undefined: at once. @throws FAILED_READ_FILE when the file ends before. */
  read(into: Uint8Array, position: number): Promise<void> | undefined
  /** Whether reads take so long that it is worth asking for bytes before they are needed. */
  readonly waits: boolean
  /** Safe to call twice. */
  close(): Promise<void>
  /** The same version of it once more, also when it is closed, without asking for it: where nothing is held open, as behind a server. */
  again?(signal?: AbortSignal): InputFile
}
/** Bytes [from, end) of a file. */
export interface FileRange { readonly from: number; readonly end: number }
/** A file that can be opened, again and again. */
export interface DataFile {
  /** For messages, and to tell files apart. */
  readonly path: string
  open(signal?: AbortSignal): Promise<InputFile>
}
