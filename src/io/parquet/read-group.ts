import { raise } from '../../errors/raise.js'
import type { ReadOptions } from '../../logical/source.js'
import type { Arena } from '../../memory/arena.js'
import type { Batch, Vector } from '../../memory/batch.js'
import type { InputFile } from '../file/input-file.js'
import type { Binding } from './binding.js'
import { ChunkInput } from './chunk-input.js'
import { decompressor } from './codec.js'
import { FlatReader, type ColumnReader } from './column-reader.js'
import { Damaged, decoderOf, type Decoder } from './decoder.js'
import type { RowGroup } from './footer.js'
import { LeafStream } from './leaf-stream.js'
import { NestedReader, leafTypes } from './nested-reader.js'
import { PageReader } from './page.js'
import { rangesOf, readLocations, type RowRange } from './page-index.js'
import { Pages } from './pages.js'
import { isFlat, type Leaf } from './schema.js'
import { widening } from '../widening.js'
import type { DataType } from '../../types/data-type.js'

/** What reading a row group needs; `arena` is reset for each batch, `scratch` holds indices between two kernels. */
export interface GroupContext {
  readonly file: InputFile
  readonly bindings: readonly Binding[]
  readonly options: ReadOptions
  readonly arena: Arena
  readonly scratch: number
  /** The rows that may be wanted. */
  readonly rows: readonly RowRange[]
}

/** The rows of one row group. All columns advance together; of each only the pages that the next batch needs are in memory. */
export async function* readGroup(group: RowGroup, context: GroupContext): AsyncGenerator<Batch> {
  const { options, bindings, arena, file } = context
  const readers: ColumnReader[] = []
  const failed = ({ field }: Binding) => (cause: unknown): never => {
    if (!(cause instanceof Damaged)) throw cause
    const reason = `column '${field.name}' of row group ${group.index} cannot be read: ${cause.message}`
    return raise('FAILED_READ_FILE', { path: file.path, reason }, { cause })
  }
  try {
    for (const binding of bindings) readers.push(await columnReader(binding, group, context).catch(failed(binding)))
    const { late } = options
    /** The row of the group at which each reader stands. */
    const at = bindings.map(() => 0)
    const all = bindings.map((_, n) => n), early = late ? late.columns.map(name => bindings.findIndex(b => b.field.name === name)) : []
    const mayWait = late !== undefined && early.length > 0 && early.length < all.length && !early.includes(-1)
    for (const { first, rows } of steps(context.rows, options.batchRows)) {
      options.signal?.throwIfAborted()
      for (const reader of readers) reader.retire()
      arena.reset()
      const columns: Vector[] = []
      const read = async (wanted: readonly number[]): Promise<void> => {
        const missing = wanted.filter(n => columns[n] === undefined)
        await settled(missing.map(n => {
          readers[n]!.skip(first - at[n]!)
          at[n] = first + rows
          return readers[n]!.prepare(rows)?.catch(failed(bindings[n]!))
        }))
        for (const n of missing) {
          const binding = bindings[n]!, vector = taken(readers[n]!, rows, failed(binding))
          columns[n] = binding.checkNulls && vector.validity !== 0 ? nullMet(binding, vector, group.firstRow + first, context) : vector
        }
      }
      if (mayWait) {
        await read(early)
        if (!late.leavesAny({ rows, columns: early.map(n => columns[n]!) })) {
          options.metric('rowsSkipped', rows)
          continue
        }
      }
      await read(all)
      yield { rows, columns }
    }
  } finally {
    for (const reader of readers) reader.close()
  }
}

function* steps(ranges: readonly RowRange[], batchRows: number): Generator<{ readonly first: number; readonly rows: number }> {
  for (const { from, end } of ranges) {
    for (let first = from; first < end; first += batchRows) yield { first, rows: Math.min(batchRows, end - first) }
  }
}

function taken(reader: ColumnReader, rows: number, failed: (cause: unknown) => never): Vector {
  try {
    return reader.take(rows)
  } catch (cause) {
    return failed(cause)
  }
}

/** All have ended before one's error is thrown: nothing still reads into memory that is about to be released. */
async function settled(works: readonly (Promise<void> | undefined)[]): Promise<void> {
  if (works.every(work => work === undefined)) return
  for (const result of await Promise.allSettled(works)) if (result.status === 'rejected') throw result.reason
}

function nullMet({ field }: Binding, { validity }: Vector, firstRow: number, { file, arena: { memory } }: GroupContext): never {
  let row = 0
  while ((memory.u8[validity + (row >>> 3)]! >>> (row & 7)) & 1) row++
  return raise('NOT_NULL_ASSERT_VIOLATION', { where: `'${file.path}', row ${firstRow + row}`, row: firstRow + row, column: field.name })
}

async function columnReader({ field, shape }: Binding, group: RowGroup, context: GroupContext): Promise<ColumnReader> {
  const { arena, options, scratch, file } = context
  if (isFlat(shape)) {
    const { pages, decoder } = await open(shape.leaf, field.type, group, context)
    return new FlatReader(field.type, decoder, pages, arena)
  }
  const streams: LeafStream[] = []
  try {
    for (const [leaf, type] of leafTypes(shape, field.type)) {
      const { pages } = await open(leaf, type, group, context)
      streams.push(new LeafStream(leaf, type, pages, options.task, scratch))
    }
    return new NestedReader(shape, field.type, field.name, streams, arena, path =>
      raise('NOT_NULL_ASSERT_VIOLATION', { where: `'${file.path}', row group ${group.index}`, column: path }))
  } catch (error) {
    for (const stream of streams) stream.close()
    throw error
  }
}

async function open(leaf: Leaf, type: DataType, group: RowGroup, { file, options, scratch, rows }: GroupContext): Promise<OpenLeaf> {
  const { task, metric } = options
  const chunk = group.chunks[leaf.index]
  if (chunk === undefined) throw new Damaged('it is encrypted; write it without encryption')
  const { type: stored, codec, entries } = chunk.meta
  if (stored !== leaf.element.type) throw new Damaged('the footer gives it two types')
  const decompress = codec && await decompressor(codec, task.memory, scratch)
  if (!codec || !decompress) throw new Damaged(`nothing here decompresses ${codec ?? 'its codec'}`)
  const wider = widening(leaf.type, type) ?? raise('INTERNAL_ERROR', { message: 'A column was read as a type that it does not fit.' })
  const decoder = decoderOf(leaf, type, wider, task.memory)
  const locations = isWhole(rows, group) ? undefined : await readLocations(file, chunk, group.rows)
  const input = new ChunkInput(
    file, { from: chunk.start, end: chunk.start + chunk.bytes }, rangesOf(chunk, locations, rows), task, bytes => metric('bytesRead', bytes))
  const reader = new PageReader({ task, leaf, decoder, codec, decompress, scratch })
  return { decoder, pages: new Pages({ input, reader, entries, flat: leaf.maxRepetition === 0, locations, metric }) }
}
interface OpenLeaf { readonly decoder: Decoder; readonly pages: Pages }

const isWhole = (rows: readonly RowRange[], group: RowGroup): boolean => rows.length === 1 && rows[0]!.end - rows[0]!.from === group.rows
