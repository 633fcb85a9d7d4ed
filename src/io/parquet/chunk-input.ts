import type { Kernels } from '../../memory/memory.js'
import type { TaskMemory } from '../../memory/task-memory.js'
import type { InputFile } from '../file/input-file.js'
import { Region } from './region.js'

/** How much of a column chunk is read at a time. */
const WINDOW = 1 << 20

/** The bytes of a column chunk, read as they are needed into a window that slides over it. */
export class ChunkInput {
  readonly #file: InputFile
  readonly #task: TaskMemory
  readonly #kernels: Kernels
  readonly #read: (bytes: number) => void
  #window: Region | undefined
  /** Of the file: what comes next from it, and where the chunk ends. */
  #position: number
  readonly #end: number
  /** Of the window: the bytes not yet used. */
  #from = 0
  #to = 0

  constructor(file: InputFile, position: number, bytes: number, task: TaskMemory, read: (bytes: number) => void) {
    this.#file = file
    this.#position = position
    this.#end = position + bytes
    this.#task = task
    this.#kernels = task.memory.kernels
    this.#read = read
  }

  /** Where the next byte is. */
  get address(): number { return this.#window!.address + this.#from }
  /** Bytes of the chunk not yet skipped. */
  get left(): number { return this.#to - this.#from + this.#end - this.#position }

  /** Makes the next `bytes` bytes, or all that are left, lie at `address`; gives how many lie there. */
  async need(bytes: number): Promise<number> {
    const wanted = Math.min(bytes, this.left)
    if (this.#window === undefined || this.#to - this.#from < wanted) await this.#fill(wanted)
    return this.#to - this.#from
  }
  skip(bytes: number): void { this.#from += bytes }

  close(): void {
    this.#window?.release()
    this.#window = undefined
  }

  async #fill(wanted: number): Promise<void> {
    const rest = this.#to - this.#from
    let window = this.#window
    if (window === undefined || window.bytes < wanted) {
      window = new Region(this.#task, Math.max(wanted, Math.min(WINDOW, this.left)))
      if (rest > 0) this.#kernels.copyBytes(this.address, rest, window.address)
      this.#window?.release()
      this.#window = window
    } else if (rest > 0) this.#kernels.copyBytes(this.address, rest, window.address)
    this.#from = 0
    this.#to = rest
    const bytes = Math.min(window.bytes - rest, this.#end - this.#position)
    await this.#file.read(this.#task.memory.u8.subarray(window.address + rest, window.address + rest + bytes), this.#position)
    this.#read(bytes)
    this.#position += bytes
    this.#to += bytes
  }
}
