/** Where rows go that memory has no room for. The host gives it: a folder of Node's file system, nothing in a browser's page. */
export interface SpillDisk {
  /** @throws SPILL_FAILED naming the folder */
  create(): SpillFile
}

/** A file that only this process knows, gone when it is closed or the process ends. Work is done at once, on the caller's thread. */
export interface SpillFile {
  /** Bytes written so far: where the next go. */
  readonly bytes: number
  /** @throws SPILL_DISK_FULL, SPILL_FAILED naming the folder */
  append(bytes: Uint8Array): void
  /** Fills all of `into`. @throws SPILL_FAILED */
  read(into: Uint8Array, position: number): void
  close(): void
}
