import type { ThriftWriter } from './thrift-writer.js'
import { comparators, type Bounds } from './bounds.js'
import { shortBounds, type ChunkEntry } from './chunk.js'

const UNORDERED = 0, ASCENDING = 1, DESCENDING = 2
const none = new Uint8Array()

/** Where each page lies and which row it begins with. */
export function writeOffsetIndex(w: ThriftWriter, { pages }: ChunkEntry): void {
  w.structs(1, pages, page => {
    w.i64(1, page.offset)
    w.i32(2, page.bytes)
    w.i64(3, page.firstRow)
  })
}

/** Least and greatest value of each page. */
export interface ColumnIndex { readonly bounds: readonly (Bounds | undefined)[]; readonly order: number; readonly nulls: readonly number[] }

/** Undefined where a page has values and no bounds: nothing but NaN, or a greatest text that has no short form. */
export function columnIndexOf({ pages, leaf }: ChunkEntry): ColumnIndex | undefined {
  const bounds: (Bounds | undefined)[] = []
  for (const { bounds: own, nulls, values } of pages) {
    const short = own && shortBounds(own, leaf)
    if (short === undefined && values > nulls) return undefined
    bounds.push(short && { min: short.min.bytes, max: short.max.bytes })
  }
  const known = bounds.filter(b => b !== undefined), compare = comparators[leaf.storage.physical]
  const follow = (before: (a: Uint8Array, b: Uint8Array) => boolean): boolean =>
    known.every((b, n) => n === 0 || before(known[n - 1]!.min, b.min) && before(known[n - 1]!.max, b.max))
  const order = follow((a, b) => compare(a, b) <= 0) ? ASCENDING : follow((a, b) => compare(a, b) >= 0) ? DESCENDING : UNORDERED
  return { bounds, order, nulls: pages.map(p => p.nulls) }
}

export function writeColumnIndex(w: ThriftWriter, { bounds, order, nulls }: ColumnIndex): void {
  w.bools(1, bounds.map(b => b === undefined))
  w.binaries(2, bounds.map(b => b?.min ?? none))
  w.binaries(3, bounds.map(b => b?.max ?? none))
  w.i32(4, order)
  w.i64s(5, nulls)
}
