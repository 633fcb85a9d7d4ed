/**
 * Zstandard (RFC 8878) as a stream, block by block through the kernel. The window that blocks look back into lies in the
 * pool: once the buffer is full, its last window's worth moves to the front.
 */
import { raise } from '../../errors/raise.js'
import { pagesFor } from '../../memory/page-map.js'
import type { PageOwner } from '../../memory/task-memory.js'
import { pieces, type ByteStream } from './byte-stream.js'

const MAGIC = 0xfd2fb528, SKIPPABLE = 0x184d2a5
const BLOCK_BYTES = 1 << 17
/** Larger windows are refused, as zstd itself refuses them unless told otherwise. */
const MOST_WINDOW = 1 << 27
/** Tables and literals of the kernel (kernels/zstd-tables.ts), and what it may overwrite behind its output. */
const SCRATCH = 143_424, SLACK = 64
const NAME = 'Decompressing zstd'

/** Each piece is valid until the next one is asked for. */
export async function* zstdPieces(source: ByteStream, path: string, owner: PageOwner): AsyncGenerator<Uint8Array> {
  const input = new Input(source, path), scratchPages = pagesFor(SCRATCH + BLOCK_BYTES + SLACK), scratch = owner.acquire(scratchPages, NAME)
  try {
    for (;;) {
      if (await input.ended()) return
      const magic = (await input.word(4))
      if (magic >>> 4 === SKIPPABLE) await input.skip(await input.word(4))
      else if (magic === MAGIC) yield* frame(input, scratch, owner)
      else input.damaged()
    }
  } finally {
    owner.release(scratch, scratchPages)
  }
}
async function* frame(input: Input, scratch: number, owner: PageOwner): AsyncGenerator<Uint8Array> {
  const { memory } = owner, { kernels, u8 } = memory, compressed = scratch + SCRATCH
  const { window, checksum } = await frameHeader(input)
  const capacity = window + 2 * BLOCK_BYTES, pages = pagesFor(capacity + SLACK), buffer = owner.acquire(pages, NAME)
  try {
    let to = buffer
    kernels.zstdBegin(scratch)
    for (;;) {
      const header = await input.word(3), size = header >>> 3, kind = header >>> 1 & 3
      if (size > BLOCK_BYTES || kind === 3) input.damaged()
      if (to + BLOCK_BYTES > buffer + capacity) {
        u8.copyWithin(buffer, to - window, to)
        to = buffer + window
      }
      const from = to
      if (kind === 1) to = u8.fill((await input.take(1))[0]!, to, to + size) && to + size
      else {
        const bytes = await input.take(size)
        u8.set(bytes, kind === 0 ? to : compressed)
        to = kind === 0 ? to + size : kernels.zstdBlock(compressed, size, buffer, to, to + BLOCK_BYTES, scratch) >>> 0
        if (to === 0) input.damaged()
      }
      if (to > from) yield u8.subarray(from, to)
      if (header & 1) break
    }
    if (checksum) await input.skip(4)
  } finally {
    owner.release(buffer, pages)
  }
}
async function frameHeader(input: Input): Promise<{ window: number; checksum: boolean }> {
  const head = await input.word(1), single = (head >>> 5 & 1) === 1, sizeFlag = head >>> 6
  if (head & 8 || head & 3) input.damaged('it needs a dictionary')
  const log = single ? 0 : await input.word(1), base = 2 ** (10 + (log >>> 3))
  const sizeBytes = sizeFlag === 0 ? (single ? 1 : 0) : 1 << sizeFlag
  const low = await input.word(Math.min(4, sizeBytes)), high = sizeBytes === 8 ? await input.word(4) : 0
  const size = sizeBytes === 0 ? Infinity : low + high * 2 ** 32 + (sizeFlag === 1 ? 256 : 0)
  const window = Math.min(size, single ? size : base + base / 8 * (log & 7))
  if (window > MOST_WINDOW) input.damaged(`it needs a window of ${Math.ceil(window / 2 ** 20)} MiB, more than ${MOST_WINDOW >> 20}`)
  return { window, checksum: (head & 4) !== 0 }
}

/** Some bytes of a stream at a time. */
class Input {
  private readonly from: AsyncGenerator<Uint8Array>
  private piece = new Uint8Array(0)
  constructor(source: ByteStream, private readonly path: string) { this.from = pieces(source) }
  async ended(): Promise<boolean> {
    while (this.piece.length === 0) {
      const next = await this.from.next()
      if (next.done) return true
      this.piece = next.value as Uint8Array<ArrayBuffer>
    }
    return false
  }
  async take(bytes: number): Promise<Uint8Array> {
    if (bytes <= this.piece.length) {
      const taken = this.piece.subarray(0, bytes)
      this.piece = this.piece.subarray(bytes)
      return taken
    }
    const taken = new Uint8Array(bytes)
    for (let filled = 0; filled < bytes;) {
      if (await this.ended()) this.damaged('it ends early')
      const part = this.piece.subarray(0, bytes - filled)
      taken.set(part, filled)
      filled += part.length
      this.piece = this.piece.subarray(part.length)
    }
    return taken
  }
  /** A number of at most 4 bytes, the lowest first. */
  async word(bytes: number): Promise<number> {
    const taken = await this.take(bytes)
    return taken.reduceRight((value, byte) => value * 256 + byte, 0)
  }
  async skip(bytes: number): Promise<void> {
    for (let left = bytes; left > 0;) {
      if (await this.ended()) this.damaged('it ends early')
      const part = Math.min(left, this.piece.length)
      this.piece = this.piece.subarray(part)
      left -= part
    }
  }
  damaged(why = 'its zstd is damaged'): never { return raise('FAILED_READ_FILE', { path: this.path, reason: why }) }
}
