import { writeElement, type Element } from './elements.js'
import { writeChunk, type ChunkEntry, type IndexPlaces } from './chunk.js'
import type { FileSettings } from './settings.js'
import { ThriftWriter } from './thrift-writer.js'

/** `created_by` of every file: name, the word "version", and the version, as readers expect. */
const CREATED_BY = 'typedframe version 0.1.0'

export interface GroupEntry { readonly rows: number; readonly offset: number; readonly chunks: readonly ChunkEntry[] }
const MAGIC = new TextEncoder().encode('PAR1')
const MOST_ORDINAL = 32_767

/** FileMetaData, its length, and the magic word. */
export function footer(
  schema: readonly Element[], groups: readonly GroupEntry[], indexes: ReadonlyMap<ChunkEntry, IndexPlaces>, settings: FileSettings,
): Uint8Array[] {
  const w = new ThriftWriter(), pairs = Object.entries(settings.metadata)
  w.i32(1, 2)
  w.structs(2, schema, element => writeElement(w, element))
  w.i64(3, groups.reduce((sum, group) => sum + group.rows, 0))
  w.structs(4, [...groups.entries()], ([ordinal, { rows, offset, chunks }]) => {
    const total = (of: (chunk: ChunkEntry) => number): number => chunks.reduce((sum, chunk) => sum + of(chunk), 0)
    w.structs(1, chunks, chunk => writeChunk(w, chunk, indexes.get(chunk), settings))
    w.i64(2, total(chunk => chunk.uncompressedBytes))
    w.i64(3, rows)
    w.i64(5, offset)
    w.i64(6, total(chunk => chunk.compressedBytes))
    w.i16(7, ordinal <= MOST_ORDINAL ? ordinal : undefined)
  })
  if (pairs.length > 0) w.structs(5, pairs, ([key, value]) => {
    w.text(1, key)
    w.text(2, value)
  })
  w.text(6, CREATED_BY)
  // All bounds are by the order that their type defines.
  w.structs(7, schema.filter(element => element.storage), () => w.struct(1, () => {}))
  const bytes = w.finish(), length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, bytes.length, true)
  return [bytes, length, MAGIC]
}
