import { raise } from '../../errors/raise.js'
import { readFailure } from './failure.js'
import { nodeModule } from './node-module.js'
import type { DataFile, InputFile } from './input-file.js'

/** A file of this machine. Node's modules are loaded when it is really opened: the core runs without them. */
export const localFile = (path: string): DataFile => Object.freeze({ path, open: () => openLocal(path) })

type FileSystem = typeof import('node:fs')

async function openLocal(path: string): Promise<InputFile> {
  const fs = nodeModule('node:fs') ?? noFiles(path)
  const { O_RDONLY, O_NONBLOCK = 0 } = fs.constants
  // without O_NONBLOCK a pipe would be waited for
  const handle = attempt(path, () => fs.openSync(path, O_RDONLY | O_NONBLOCK))
  try {
    const state = attempt(path, () => fs.fstatSync(handle))
    if (!state.isFile()) return raise('FAILED_READ_FILE', { path, reason: state.isDirectory() ? 'it is a folder' : 'it is no regular file' })
    return new LocalInput(path, state.size, handle, fs)
  } catch (cause) {
    fs.closeSync(handle)
    throw cause
  }
}

function attempt<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    return readFailure(path, cause)
  }
}

/** A read that takes longer than this, and a millisecond for each MiB, was not in the system's cache, or somebody else had the processor. */
const SLOW_MS = 2
/** A file is slow after so many slow reads; so many quick ones make up for one. */
const MOST_SLOW = 3, MOST_QUICK = 8
/** So often reads wait even if they need not: then timers and signals have their turn. */
const TURN_MS = 20
let lastTurn = -Infinity

/** Reads at once as long as that is quick, which costs a tenth of going by another thread. What is read of a slow file is waited for. */
class LocalInput implements InputFile {
  readonly path: string
  readonly bytes: number
  readonly #handle: number
  readonly #fs: FileSystem
  readonly #reading = new Set<Promise<void>>()
  #slow = 0
  #open = true

  constructor(path: string, bytes: number, handle: number, fs: FileSystem) {
    this.path = path
    this.bytes = bytes
    this.#handle = handle
    this.#fs = fs
  }

  get waits(): boolean { return this.#slow >= MOST_SLOW }

  read(into: Uint8Array, position: number): Promise<void> | undefined {
    const began = performance.now()
    if (this.waits || began - lastTurn > TURN_MS) return this.#readLater(into, position)
    for (let done = 0; done < into.length;) {
      const n = attempt(this.path, () => this.#fs.readSync(this.#handle, into, done, into.length - done, position + done))
      done += this.#checked(n, position + done, position + into.length)
    }
    const isSlow = performance.now() - began > SLOW_MS + into.length / (1 << 20)
    this.#slow = Math.max(0, this.#slow + (isSlow ? 1 : -1 / MOST_QUICK))
    return undefined
  }

  async #readLater(into: Uint8Array, position: number): Promise<void> {
    const reading = this.#readAll(into, position)
    this.#reading.add(reading)
    try {
      await reading
    } finally {
      this.#reading.delete(reading)
      lastTurn = performance.now()
    }
  }

  async #readAll(into: Uint8Array, position: number): Promise<void> {
    for (let done = 0; done < into.length;) {
      const n = await new Promise<number>((resolve, reject) => {
        this.#fs.read(this.#handle, into, done, into.length - done, position + done, (error, bytes) => error ? reject(error) : resolve(bytes))
      }).catch((cause: unknown) => readFailure(this.path, cause))
      done += this.#checked(n, position + done, position + into.length)
    }
  }

  #checked(n: number, at: number, end: number): number {
    return n > 0 ? n : raise('FAILED_READ_FILE', { path: this.path, reason: `it ends at byte ${at}, before byte ${end}` })
  }

  /** Once nothing is read any more: its handle may be another file's then. */
  async close(): Promise<void> {
    if (!this.#open) return
    this.#open = false
    await Promise.allSettled(this.#reading)
    this.#fs.closeSync(this.#handle)
  }
}

/** @internal */
export const noFiles = (path: string): never => raise('FAILED_READ_FILE', { path, reason: 'there is no file system here' })

/** @internal Node's file functions, where there are any. */
export const nodeFiles = (path: string): typeof import('node:fs/promises') =>
  nodeModule('node:fs/promises') ?? noFiles(path)
