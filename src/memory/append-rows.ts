import type { RowPages } from './row-pages.js'

/** Rows to be placed: their sizes (0: none), hashes if they keep any, bytes to be zero at first, and where their addresses go. */
export interface RowsToPlace {
  readonly n: number
  readonly sizes: number
  readonly hashes: number
  readonly zeroTo: number
  readonly pointers: number
}

/**
 * Places rows and lets `write` fill those that have a pointer. Where no page can be had, what has been placed is written first,
 * then `makeRoom` spills it; if that does not help, a page is asked for that must be given. @throws OUT_OF_MEMORY
 */
export function appendRows(pages: RowPages, { n, sizes, hashes, zeroTo, pointers }: RowsToPlace, makeRoom: () => boolean, write: () => void): void {
  const { u32 } = pages.memory
  for (let done = 0, made = false; done < n;) {
    const to = pages.place(done, n, sizes, hashes, zeroTo, pointers)
    u32.fill(0, pointers >>> 2, (pointers >>> 2) + done)
    u32.fill(0, (pointers >>> 2) + to, (pointers >>> 2) + n)
    if (to > done) {
      write()
      made = false
    }
    done = to
    if (done === n) return
    // once: whoever makes room may take it again for what it needs beside the rows
    made = !made && makeRoom()
    if (!made) pages.addPage(true)
  }
}
