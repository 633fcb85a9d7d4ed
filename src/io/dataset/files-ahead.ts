import type { Begun, ReadOptions, Source } from '../../logical/source.js'
import type { Batch } from '../../memory/batch.js'

/** The most files that are begun while one is read. */
const MOST = 8

export interface FileRead { readonly source: Source; readonly options: ReadOptions }

/** Files that are read one behind the other: while one is, the next ones are begun, as many as were read before it and one more. */
export class FilesAhead {
  readonly #files: readonly FileRead[]
  readonly #begun = new Map<number, Begun>()
  #next = 0

  constructor(files: readonly FileRead[]) { this.#files = files }

  /** The rows of the n-th file, of which so many are wanted. */
  rows(n: number, wanted: number): AsyncIterable<Batch> {
    let left = wanted
    for (let k = n; k < this.#files.length && k <= n + Math.min(n + 1, MOST) && left > 0; k++) {
      if (k >= this.#next) this.#begin(k)
      left -= wanted < Infinity ? this.#files[k]!.source.statistics().rows ?? Infinity : 0
    }
    const { source, options } = this.#files[n]!, begun = this.#begun.get(n)
    this.#begun.delete(n)
    return begun ? begun.rows() : source.read(options)
  }
  #begin(n: number): void {
    const { source, options } = this.#files[n]!, begun = source.begin?.(options)
    if (begun) this.#begun.set(n, begun)
    this.#next = n + 1
  }

  async leave(): Promise<void> { await Promise.all([...this.#begun.values()].map(begun => begun.leave())) }
}
