import type { Begun } from '../logical/source.js'
import type { Batch } from '../memory/batch.js'

/** The read of something that is being opened. `rows` closes it; what fails is told to who asks for rows. */
export function begun<T extends { close(): Promise<void> } | undefined>(opening: Promise<T>, rows: (opened: T) => AsyncIterable<Batch>): Begun {
  opening.catch(() => {})
  return {
    async *rows() { yield* rows(await opening) },
    async leave() { await (await opening.catch(() => undefined))?.close() },
  }
}
