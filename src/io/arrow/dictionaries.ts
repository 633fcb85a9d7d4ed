/** The texts of dictionaries in memory: each chunk is copied once, and its memory is given back when another dictionary takes its place. */
import { Arena } from '../../memory/arena.js'
import type { TaskMemory } from '../../memory/task-memory.js'
import type { ArrowArray, ArrowDictionary, Fail } from './array.js'
import { textCells } from './read-column.js'

/** Addresses and lengths of `length` texts. */
interface Texts { readonly arena: Arena; chunks: readonly ArrowArray[]; views: Uint32Array; length: number }

export class Dictionaries {
  private readonly known = new Map<unknown, Texts>()
  constructor(private readonly task: TaskMemory) {}

  of({ key, chunks }: ArrowDictionary, fail: Fail): Texts {
    let texts = this.known.get(key)
    if (texts && texts.chunks.every((chunk, n) => chunk === chunks[n])) {
      if (texts.chunks.length === chunks.length) return texts
    } else {
      texts?.arena.close()
      this.known.set(key, texts = { arena: new Arena(this.task, 'Arrow dictionaries'), chunks: [], views: new Uint32Array(0), length: 0 })
    }
    for (const chunk of chunks.slice(texts.chunks.length)) append(texts, chunk, fail)
    texts.chunks = chunks
    return texts
  }
  close(): void { for (const { arena } of this.known.values()) arena.close() }
}
function append(texts: Texts, chunk: ArrowArray, fail: Fail): void {
  const { arena, length } = texts, all = length + chunk.length
  if (texts.views.length < 2 * all) {
    const wider = new Uint32Array(Math.max(2 * all, length ? 4 * length : 0))
    wider.set(texts.views.subarray(0, 2 * length))
    texts.views = wider
  }
  const cells = textCells({ array: chunk, from: 0, to: chunk.length, fail }, arena)!
  texts.views.set(arena.memory.u32.subarray(cells >>> 2, (cells >>> 2) + 2 * chunk.length), 2 * length)
  texts.length = all
}
