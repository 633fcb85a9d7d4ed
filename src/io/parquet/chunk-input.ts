import type { Kernels } from '../../memory/memory.js'
import { PAGE_BYTES } from '../../memory/page-map.js'
import type { TaskMemory } from '../../memory/task-memory.js'
import type { FileRange, InputFile } from '../file/input-file.js'
import { WINDOW } from '../file/read-ahead.js'
import { Region } from './region.js'

/** Part of what a query is meant to have that a window takes: each column has one. */
const SHARE_OF_WINDOW = 1 / 32
const windowBytes = ({ pool }: TaskMemory): number => Math.max(PAGE_BYTES, Math.min(WINDOW, Math.floor(pool.share() * SHARE_OF_WINDOW) * PAGE_BYTES))

/** The bytes of a column chunk, read as they are needed into a window that slides over it. */
export class ChunkInput {
  readonly #file: InputFile
  readonly #task: TaskMemory
  readonly #kernels: Kernels
  readonly #count: (bytes: number) => void
  /** What will be needed, in order: reading ahead stops at the end of each. */
  readonly #ranges: readonly FileRange[]
  #range = 0
  #window: Region | undefined
  /** Of the file: what comes next from it, and where the chunk ends. */
  #position: number
  readonly #end: number
  /** Of the window: the bytes not yet used. */
  #from = 0
  #to = 0

  constructor(file: InputFile, chunk: FileRange, ranges: readonly FileRange[], task: TaskMemory, count: (bytes: number) => void) {
    this.#file = file
    this.#position = chunk.from
    this.#end = chunk.end
    this.#ranges = ranges
    this.#task = task
    this.#kernels = task.memory.kernels
    this.#count = count
  }

  /** Where the next byte is. */
  get address(): number { return this.#window!.address + this.#from }
  /** Bytes of the chunk not yet skipped. */
  get left(): number { return this.#to - this.#from + this.#end - this.#position }
  /** Of the next byte, in the file. */
  get position(): number { return this.#position - (this.#to - this.#from) }

  /** Makes the next `bytes` bytes, or all that are left, lie at `address`; gives how many lie there. */
  need(bytes: number): number | Promise<number> {
    const wanted = Math.min(bytes, this.left)
    if (this.#window === undefined || this.#to - this.#from < wanted) {
      const filled = this.#fill(wanted)
      if (filled) return filled.then(() => this.#to - this.#from)
    }
    return this.#to - this.#from
  }

  /** Passes over bytes, also such as were not read: they never are. */
  skip(bytes: number): void {
    const read = Math.min(bytes, this.#to - this.#from)
    this.#from += read
    this.#position += bytes - read
  }
  /** Goes on at a place of the file that is not behind. */
  jump(position: number): void { this.skip(Math.max(0, position - this.position)) }

  close(): void {
    this.#window?.release()
    this.#window = undefined
  }

  #fill(wanted: number): Promise<void> | undefined {
    const rest = this.#to - this.#from
    while (this.#ranges[this.#range] && this.#ranges[this.#range]!.end <= this.#position) this.#range++
    const ahead = this.#ranges[this.#range]?.end ?? this.#end
    const bytes = Math.min(Math.max(wanted - rest, Math.min(windowBytes(this.#task) - rest, ahead - this.#position)), this.#end - this.#position)
    let window = this.#window
    if (window === undefined || window.bytes < rest + bytes) {
      window = new Region(this.#task, rest + bytes)
      if (rest > 0) this.#kernels.copyBytes(this.address, rest, window.address)
      this.#window?.release()
      this.#window = window
    } else if (rest > 0) this.#kernels.copyBytes(this.address, rest, window.address)
    this.#from = 0
    this.#to = rest
    const filled = (): undefined => {
      this.#count(bytes)
      this.#position += bytes
      this.#to += bytes
    }
    const reading = this.#file.read(this.#task.memory.u8.subarray(window.address + rest, window.address + rest + bytes), this.#position)
    return reading ? reading.then(filled) : filled()
  }
}
