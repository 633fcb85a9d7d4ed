/** The index of pages: where the data pages of a chunk are, which rows each has, and what is known of its values. */
import type { FileRange, InputFile } from '../file/input-file.js'
import { Damaged } from './decoder.js'
import type { Chunk } from './footer.js'
import type { Place, RawStatistics } from './metadata.js'
import { ThriftError, readThrift, type ThriftStruct } from './thrift.js'

export interface PageLocation {
  /** Of the file. */
  readonly offset: number
  readonly bytes: number
  /** Of the row group. */
  readonly firstRow: number
  readonly rows: number
}

/** @throws Damaged when it is no index of this chunk, or cannot be read. */
export async function readLocations(file: InputFile, chunk: Chunk, rows: number): Promise<readonly PageLocation[] | undefined> {
  const index = await readIndex(file, chunk.meta.offsetIndex)
  const pages = index?.structs(1)?.map(page => ({ offset: page.int(1) ?? NaN, bytes: page.int(2) ?? NaN, firstRow: page.int(3) ?? NaN }))
  if (pages === undefined || pages.length === 0) return undefined
  let end = chunk.start
  const located = pages.map((page, n) => {
    const next = pages[n + 1]?.firstRow ?? rows
    const inOrder = page.offset >= end && page.bytes >= 0 && page.firstRow >= 0 && page.firstRow <= next && (n > 0 || page.firstRow === 0)
    end = page.offset + page.bytes
    if (!inOrder || !(end <= chunk.start + chunk.bytes)) throw new Damaged('its index of pages is wrong')
    return { ...page, rows: next - page.firstRow }
  })
  return located
}

/** Bounds and nulls of each page; a page of nulls only has no bounds. undefined where the file does not say. */
export async function readPageStatistics(file: InputFile, { meta }: Chunk, pages: readonly PageLocation[]): Promise<readonly RawStatistics[] | undefined> {
  const index = await readIndex(file, meta.columnIndex)
  const nullPages = index?.list(1), mins = index?.list(2), maxes = index?.list(3), counts = index?.list(5)
  const complete = [nullPages, mins, maxes].every(list => list?.length === pages.length)
  if (!complete) return undefined
  const bytes = (value: unknown): Uint8Array | undefined => value instanceof Uint8Array ? value : undefined
  return pages.map(({ rows }, n) => {
    const onlyNulls = nullPages![n] === true, count = counts?.[n]
    const nulls = onlyNulls ? rows : typeof count === 'number' ? count : undefined
    return onlyNulls
      ? { min: undefined, max: undefined, oldMin: undefined, oldMax: undefined, nulls }
      : { min: bytes(mins![n]), max: bytes(maxes![n]), oldMin: undefined, oldMax: undefined, nulls }
  })
}

async function readIndex(file: InputFile, place: Place | undefined): Promise<ThriftStruct | undefined> {
  if (place === undefined || place.bytes === 0) return undefined
  if (place.offset + place.bytes > file.bytes) throw new Damaged('its index of pages would lie beyond the end of the file')
  const bytes = new Uint8Array(place.bytes)
  await file.read(bytes, place.offset)
  try {
    return readThrift(bytes).value
  } catch (cause) {
    if (cause instanceof ThriftError) throw new Damaged(`its index of pages cannot be read: ${cause.message}`, { cause })
    throw cause
  }
}

/** What is to be read of a chunk: all before its first data page, and the pages that hold some of the rows. */
export function rangesOf({ start, bytes }: Chunk, locations: readonly PageLocation[] | undefined, rows: readonly RowRange[]): readonly FileRange[] {
  if (locations === undefined) return [{ from: start, end: start + bytes }]
  const ranges: FileRange[] = [{ from: start, end: locations[0]!.offset }]
  let next = 0
  for (const page of locations) {
    while (rows[next] && rows[next]!.end <= page.firstRow) next++
    if (!rows[next] || rows[next]!.from >= page.firstRow + page.rows) continue
    const last = ranges.at(-1)!, end = page.offset + page.bytes
    if (last.end === page.offset) ranges[ranges.length - 1] = { from: last.from, end }
    else ranges.push({ from: page.offset, end })
  }
  return ranges
}

/** Rows [from, end) of a row group. */
export interface RowRange { readonly from: number; readonly end: number }

export const rowsIn = (ranges: readonly RowRange[]): number => ranges.reduce((sum, { from, end }) => sum + end - from, 0)

/** Rows that are in both; each list in order and without overlaps. */
export function intersected(a: readonly RowRange[], b: readonly RowRange[]): readonly RowRange[] {
  const both: RowRange[] = []
  for (let n = 0, m = 0; n < a.length && m < b.length;) {
    const from = Math.max(a[n]!.from, b[m]!.from), end = Math.min(a[n]!.end, b[m]!.end)
    if (from < end) both.push({ from, end })
    if (a[n]!.end < b[m]!.end) n++
    else m++
  }
  return both
}
