/** The bytes behind a message: buffers, each decompressed when it is asked for. */
import { Arena } from '../../../memory/arena.js'
import type { TaskMemory } from '../../../memory/task-memory.js'
import { ZSTD_SCRATCH } from '../../parquet/codec.js'
import type { Fail } from '../array.js'
import { decompressLz4Frame } from '../lz4.js'
import type { BatchLayout } from './message.js'

/** What no codec exceeds: so many bytes out of one. A zstd block of four bytes may stand for 128 KiB. */
const MOST_RATIO = { lz4: 256, zstd: 1 << 15 } as const
const NOT_COMPRESSED = -1n

/** Reads bytes `from` to `to` of the body. */
export type ReadBody = (from: number, to: number) => Promise<Uint8Array>

export class Body {
  constructor(private readonly layout: BatchLayout, private readonly readBody: ReadBody, private readonly task: TaskMemory,
    private readonly fail: Fail) {}

  /** Buffers n to n + count, which mostly lie one behind the other. */
  async buffers(n: number, count: number): Promise<Uint8Array[]> {
    const places = this.layout.buffers.slice(n, n + count)
    if (places.length < count) return this.fail('a batch has fewer buffers than its columns need')
    const filled = places.filter(p => p.bytes > 0), first = Math.min(...filled.map(p => p.offset)),
      last = Math.max(...filled.map(p => p.offset + p.bytes))
    const bytes = filled.length ? await this.readBody(first, last) : new Uint8Array()
    return places.map(p => p.bytes ? this.plain(bytes.subarray(p.offset - first, p.offset - first + p.bytes)) : new Uint8Array())
  }
  private plain(bytes: Uint8Array): Uint8Array {
    const { codec } = this.layout
    if (codec === undefined) return bytes
    if (bytes.length < 8) return this.fail('a compressed buffer has no length')
    const claimed = new DataView(bytes.buffer, bytes.byteOffset).getBigInt64(0, true), packed = bytes.subarray(8)
    if (claimed === NOT_COMPRESSED) return packed
    if (claimed < 0n || claimed > packed.length * MOST_RATIO[codec]) this.fail(`${packed.length} compressed bytes would be ${claimed}`)
    const size = Number(claimed), plain = codec === 'lz4' ? decompressLz4Frame(packed, size, this.fail) : this.zstd(packed, size)
    return plain.length === size ? plain : this.fail(`a buffer of ${size} bytes is decompressed to ${plain.length}`)
  }
  private zstd(packed: Uint8Array, size: number): Uint8Array {
    const arena = new Arena(this.task, 'Reading Arrow')
    try {
      const { memory } = arena, from = arena.writeBytes(packed).address
      const to = arena.allocate(size + SLACK), scratch = arena.allocate(ZSTD_SCRATCH)
      if (memory.kernels.zstdDecompress(from, packed.length, to, size, scratch) !== size) return this.fail('zstd cannot be decompressed')
      return memory.u8.slice(to, to + size)
    } finally {
      arena.close()
    }
  }
}
/** Bytes behind its result that the kernel may overwrite. */
const SLACK = 16
