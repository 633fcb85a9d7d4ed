/** Bytes from the first to the last, once: what text formats read. */
import type { InputFile } from '../file/input-file.js'

export interface ByteStream {
  /** Fills some of `into`, which is not empty, and gives how many bytes; 0 at the end. */
  read(into: Uint8Array): Promise<number>
  /** What was read of the file so far. */
  readonly bytesRead: number
  /** Its length, where that is known. */
  readonly bytes: number | undefined
  close(): Promise<void>
}
const PIECE_BYTES = 1 << 18

export function fileStream(file: InputFile): ByteStream {
  let position = 0
  return {
    bytes: file.bytes,
    get bytesRead() { return position },
    async read(into) {
      const bytes = Math.min(into.length, file.bytes - position)
      if (bytes > 0) await file.read(into.subarray(0, bytes), position)
      position += bytes
      return bytes
    },
    close: () => file.close(),
  }
}
/** What is left of a stream, each piece in a buffer of its own. */
export async function* pieces(stream: ByteStream): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (;;) {
    const buffer = new Uint8Array(PIECE_BYTES), bytes = await stream.read(buffer)
    if (bytes === 0) return
    yield buffer.subarray(0, bytes)
  }
}
/** The pieces that `change` makes of a stream. A piece is used up before the next one is asked for. */
export function changedStream(source: ByteStream, change: AsyncGenerator<Uint8Array>): ByteStream {
  let piece = new Uint8Array(0)
  return {
    bytes: undefined,
    get bytesRead() { return source.bytesRead },
    async read(into) {
      while (piece.length === 0) {
        const next = await change.next()
        if (next.done) return 0
        piece = next.value as Uint8Array<ArrayBuffer>
      }
      const bytes = Math.min(into.length, piece.length)
      into.set(piece.subarray(0, bytes))
      piece = piece.subarray(bytes)
      return bytes
    },
    async close() {
      await change.return(undefined)
      await source.close()
    },
  }
}
/** The stream from its beginning again, of which `read` were taken. */
export function unread(source: ByteStream, read: Uint8Array): ByteStream {
  let left = read
  return {
    get bytes() { return source.bytes },
    get bytesRead() { return source.bytesRead - left.length },
    async read(into) {
      if (left.length === 0) return source.read(into)
      const bytes = Math.min(into.length, left.length)
      into.set(left.subarray(0, bytes))
      left = left.subarray(bytes)
      return bytes
    },
    close: () => source.close(),
  }
}
