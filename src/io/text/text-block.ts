/** A window of a text that moves over it: what a scanner works on. A row that it cuts off moves to its front before it is filled again. */
import { raise } from '../../errors/raise.js'
import type { Memory } from '../../memory/memory.js'
import { PAGE_BYTES, pagesFor } from '../../memory/page-map.js'
import type { PageOwner } from '../../memory/task-memory.js'
import type { ByteStream } from './byte-stream.js'

/** Blocks of the pool that a window has. */
const BLOCKS = 8
/** A row of more than this many bytes is an error. */
const LONGEST_ROW = 64 << 20
/** Kernels look at 16 bytes at once. */
const SPARE = 16

export class TextBlock {
  readonly memory: Memory
  /** Address of the next row, and where the bytes of the block end. */
  at: number
  end: number
  /** Whether nothing follows the block. */
  last = false
  private block: number
  /** Bytes that the block may hold, and where its first byte stands in the text. */
  private capacity: number
  private offset = 0

  constructor(private readonly owner: PageOwner, private readonly stream: ByteStream, private readonly name: string, blockBytes = BLOCKS * owner.blockPages * PAGE_BYTES - SPARE) {
    this.memory = owner.memory
    this.capacity = Math.max(1, Math.min(blockBytes, stream.bytes ?? blockBytes))
    this.block = owner.acquire(this.pages, name)
    this.at = this.end = this.block
  }
  private get pages(): number { return pagesFor(this.capacity + SPARE) }
  close(): void { this.owner.release(this.block, this.pages) }
  get bytesRead(): number { return this.stream.bytesRead }
  /** Where `at` stands in the text. */
  get position(): number { return this.offset + this.at - this.block }

  /** Goes to a place that lies ahead. */
  async skipTo(position: number): Promise<void> {
    while (this.position < position) {
      if (this.at === this.end && !await this.fill()) return
      this.at = Math.min(this.end, this.at + position - this.position)
    }
  }
  /** Moves what is left to the front and reads on; a block that holds less than one row grows. Gives whether there is more. */
  async fill(tooLong?: (limit: string) => never): Promise<boolean> {
    const { owner, memory: { u8 } } = this, left = this.end - this.at, before = this.position
    if (left >= this.capacity) {
      if (left > LONGEST_ROW) return tooLong?.(`${LONGEST_ROW >> 20} MiB`) ?? raise('INTERNAL_ERROR', { message: 'A block is full.' })
      const old = { block: this.block, pages: this.pages }
      this.block = owner.acquire(pagesFor(2 * this.capacity + SPARE), this.name)
      this.capacity *= 2
      u8.copyWithin(this.block, this.at, this.end)
      owner.release(old.block, old.pages)
    } else u8.copyWithin(this.block, this.at, this.end)
    this.at = this.block
    this.end = this.block + left
    this.offset = before
    while (this.end < this.block + this.capacity) {
      const bytes = await this.stream.read(u8.subarray(this.end, this.block + this.capacity))
      if (bytes === 0) {
        this.last = true
        break
      }
      this.end += bytes
    }
    return this.end > this.at
  }
}
