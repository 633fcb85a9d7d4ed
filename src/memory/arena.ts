import type { Memory } from './memory.js'
import { PAGE_BYTES, pagesFor } from './page-map.js'
import type { PageOwner } from './task-memory.js'
import { encodeText } from './text.js'

interface Block { readonly address: number; readonly pages: number }

/**
 * A bump allocator over pool pages for things that die together: the columns and text of a batch, scratch of an operator.
 * Memory is not cleared. The first page serves those that need little; then come blocks; larger requests get a run of their own.
 */
export class Arena {
  readonly memory: Memory
  readonly task: PageOwner
  readonly name: string
  readonly #blocks: Block[] = []
  readonly #runs: Block[] = []
  readonly #blockBytes: number
  /** How many of `#blocks` are in use. */
  #used = 0
  #cursor = 0
  #limit = 0

  constructor(task: PageOwner, name: string) {
    this.task = task
    this.memory = task.memory
    this.name = name
    this.#blockBytes = task.blockPages * PAGE_BYTES
  }

  /** Where the next byte goes, and where the current page ends: compiled code bumps between the two and tells by `advance`. */
  get cursor(): number { return this.#cursor }
  get limit(): number { return this.#limit }

  /** Address of that many bytes. */
  allocate(bytes: number, align = 8): number {
    const at = Math.ceil(this.#cursor / align) * align
    if (this.#cursor !== 0 && at + bytes <= this.#limit) {
      this.#cursor = at + bytes
      return at
    }
    if (bytes > this.#blockBytes) return this.#ownRun(bytes)
    this.#nextBlock(bytes)
    const from = this.#cursor
    this.#cursor += bytes
    return from
  }

  /** At least that many bytes between `cursor` and `limit`, not yet taken. */
  reserve(bytes: number): number {
    if (this.#cursor !== 0 && this.#cursor + bytes <= this.#limit) return this.#cursor
    if (bytes <= this.#blockBytes) this.#nextBlock(bytes)
    else {
      const address = this.#ownRun(bytes)
      this.#cursor = address
      this.#limit = address + pagesFor(bytes) * PAGE_BYTES
    }
    return this.#cursor
  }

  /** Takes what lies below `to`, an address between `cursor` and `limit`. */
  advance(to: number): void { this.#cursor = to }

  /** Pages of the pool. */
  get pages(): number { return [...this.#blocks, ...this.#runs].reduce((sum, { pages }) => sum + pages, 0) }

  /** Everything allocated is dead; blocks are kept for reuse, runs go back. */
  reset(): void {
    this.#release(this.#runs)
    this.#used = 0
    this.#cursor = 0
    this.#limit = 0
  }

  close(): void {
    this.reset()
    this.#release(this.#blocks)
  }

  allocateZeroed(bytes: number): number {
    const at = this.allocate(bytes)
    this.memory.u8.fill(0, at, at + bytes)
    return at
  }

  writeBytes(bytes: Uint8Array): { address: number; length: number } {
    const address = this.allocate(bytes.length, 1)
    this.memory.u8.set(bytes, address)
    return { address, length: bytes.length }
  }

  writeText(text: string): { address: number; length: number } {
    const most = text.length * 3
    const address = this.reserve(most)
    const u8 = this.memory.u8
    let n = 0
    for (; n < text.length && n < 48; n++) {
      const c = text.charCodeAt(n)
      if (c > 127) break
      u8[address + n] = c
    }
    if (n < text.length) n += encodeText(n === 0 ? text : text.slice(n), u8.subarray(address + n, address + most))
    this.advance(address + n)
    return { address, length: n }
  }

  #nextBlock(bytes: number): void {
    let block: Block | undefined
    do block = this.#blocks[this.#used++]
    while (block && block.pages * PAGE_BYTES < bytes)
    block ??= this.#newBlock(this.#used === 1 && bytes <= PAGE_BYTES ? 1 : this.task.blockPages)
    this.#cursor = block.address
    this.#limit = block.address + block.pages * PAGE_BYTES
  }
  #newBlock(pages: number): Block {
    const block = { address: this.task.acquire(pages, this.name), pages }
    this.#blocks.push(block)
    return block
  }

  #ownRun(bytes: number): number {
    const pages = pagesFor(bytes)
    const address = this.task.acquire(pages, this.name)
    this.#runs.push({ address, pages })
    return address
  }

  #release(blocks: Block[]): void {
    for (const { address, pages } of blocks.splice(0)) this.task.release(address, pages)
  }
}
