import type { AtomicFile } from '../../file/atomic.js'
import { ByteBuffer } from './byte-buffer.js'

const MOST_WAITING = 1 << 20

/** A file that is written from front to back, small things together. */
export class FileOutput {
  /** Where the next byte goes. */
  offset = 0
  readonly #file: AtomicFile
  readonly #waiting = new ByteBuffer(1 << 16)

  constructor(file: AtomicFile) { this.#file = file }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#waiting.length + bytes.length > MOST_WAITING) await this.flush()
    this.#waiting.append(bytes)
    this.offset += bytes.length
  }
  async flush(): Promise<void> {
    if (this.#waiting.length > 0) await this.#file.write(this.#waiting.content)
    this.#waiting.clear()
  }
}
