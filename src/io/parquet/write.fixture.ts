/** For the tests of writing: columns of values as a file, and what other readers make of it. */
import { readFileSync } from 'node:fs'
import { parquetMetadata, readColumnIndex, readOffsetIndex, type ColumnChunk, type FileMetaData } from 'hyparquet'
import { setting, vectors } from '../../memory/random.fixture.js'
import type { Field } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import { parquetSink, type ParquetSinkOptions } from './sink.js'

export type Columns = readonly (readonly EngineValue[])[]

/** Writes batches of 1 000 rows; afterwards the writer must have given back all its memory. */
export async function writeColumns(
  path: string, fields: readonly Field[], columns: Columns, options: ParquetSinkOptions = {}, limit = 400 << 20,
): Promise<void> {
  const { arena, pool } = setting(), { task } = setting(limit)
  const writer = await parquetSink(path, options).open(fields, task)
  const rows = columns[0]?.length ?? 0
  try {
    for (let from = 0; from < rows; from += 1_000) {
      arena.reset()
      const to = Math.min(from + 1_000, rows)
      await writer.write({ rows: to - from, columns: vectors(fields.map(f => f.type), columns, from, to, arena) })
    }
    await writer.commit()
  } catch (error) {
    await writer.abort()
    throw error
  }
  if (task.pages !== 0) throw new Error(`${task.pages} pages were not given back`)
  task.close()
  arena.close()
  arena.task.close()
  if (pool.usedBytes !== 0) throw new Error('the test kept pages')
}

/** Bytes that are no text stay bytes. */
const parsers = { stringFromBytes: (bytes: Uint8Array) => bytes }

/** The footer as hyparquet reads it. */
export function footerOf(path: string): FileMetaData {
  const bytes = readFileSync(path)
  return parquetMetadata(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
}
/** A column's pages as its page index tells them: bounds are bytes. */
export interface IndexedPages {
  readonly firstRows: readonly number[]
  readonly offsets: readonly number[]
  readonly min: readonly Uint8Array[]
  readonly max: readonly Uint8Array[]
  readonly nullPages: readonly boolean[]
  readonly nulls: readonly number[]
  readonly order: string
}
export function pageIndex(path: string, { offset_index_offset, column_index_offset, column_index_length }: ColumnChunk): IndexedPages {
  const bytes = readFileSync(path), view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const locations = readOffsetIndex({ view, offset: Number(offset_index_offset) }).page_locations
  const none = { min: [], max: [], nullPages: [], nulls: [], order: 'none' }
  const places = { firstRows: locations.map(l => Number(l.first_row_index)), offsets: locations.map(l => Number(l.offset)) }
  if (column_index_length === undefined) return { ...places, ...none }
  const index = readColumnIndex({ view, offset: Number(column_index_offset) }, { name: 'bytes', type: 'BYTE_ARRAY' }, parsers)
  const raw = (values: readonly unknown[]): Uint8Array[] => values.map(value => value instanceof Uint8Array ? value : new Uint8Array())
  return {
    ...places, min: raw(index.min_values), max: raw(index.max_values),
    nullPages: index.null_pages, nulls: (index.null_counts ?? []).map(Number), order: index.boundary_order,
  }
}
