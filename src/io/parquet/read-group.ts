import { raise } from '../../errors/raise.js'
import type { ReadOptions } from '../../logical/source.js'
import type { Arena } from '../../memory/arena.js'
import type { Batch, Vector } from '../../memory/batch.js'
import type { InputFile } from '../file/input-file.js'
import type { Binding } from './binding.js'
import { ChunkInput } from './chunk-input.js'
import { decompressor } from './codec.js'
import { FlatReader, type ColumnReader } from './column-reader.js'
import { Damaged, decoderOf } from './decoder.js'
import type { Chunk, RowGroup } from './footer.js'
import { LeafStream } from './leaf-stream.js'
import { NestedReader, leafTypes } from './nested-reader.js'
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
}

/** The rows of one row group. All columns advance together; of each only the pages that the next batch needs are in memory. */
export async function* readGroup(group: RowGroup, context: GroupContext): AsyncGenerator<Batch> {
  const { options, bindings, arena, file } = context
  const readers: ColumnReader[] = []
  const failed = ({ field }: Binding) => (cause: unknown): never => {
    if (!(cause instanceof Damaged)) throw cause
    const reason = `column '${field.name}' of row group ${group.index} is damaged: ${cause.message}`
    return raise('FAILED_READ_FILE', { path: file.path, reason }, { cause })
  }
  try {
    for (const binding of bindings) readers.push(await columnReader(binding, group, context).catch(failed(binding)))
    for (let done = 0; done < group.rows;) {
      options.signal?.throwIfAborted()
      const rows = Math.min(options.batchRows, group.rows - done)
      for (const reader of readers) reader.retire()
      arena.reset()
      await settled(readers.map((reader, n) => reader.prepare(rows).catch(failed(bindings[n]!))))
      const columns = readers.map((reader, n) => {
        const binding = bindings[n]!
        const vector = taken(reader, rows, failed(binding))
        return binding.checkNulls && vector.validity !== 0 ? nullMet(binding, vector, group.firstRow + done, context) : vector
      })
      done += rows
      yield { rows, columns }
    }
  } finally {
    for (const reader of readers) reader.close()
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
async function settled(works: readonly Promise<void>[]): Promise<void> {
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
      const { pages, decoder } = await open(leaf, type, group, context)
      streams.push(new LeafStream(leaf, type, decoder, pages, options.task, scratch))
    }
    return new NestedReader(shape, field.type, field.name, streams, arena, path =>
      raise('NOT_NULL_ASSERT_VIOLATION', { where: `'${file.path}', row group ${group.index}`, column: path }))
  } catch (error) {
    for (const stream of streams) stream.close()
    throw error
  }
}

async function open(leaf: Leaf, type: DataType, group: RowGroup, { file, options, scratch }: GroupContext) {
  const { task, metric } = options
  const chunk: Chunk | undefined = group.chunks[leaf.index]
  if (chunk === undefined || chunk.meta.type !== leaf.element.type) throw new Damaged('the footer does not say where it is')
  const { codec, num_values: entries } = chunk.meta
  const decompress = await decompressor(codec, task.memory, scratch)
  if (decompress === undefined) return raise('FAILED_READ_FILE', { path: file.path, reason: `nothing here decompresses ${codec}` })
  const wider = widening(leaf.type, type) ?? raise('INTERNAL_ERROR', { message: 'A column was read as a type that it does not fit.' })
  const decoder = decoderOf(leaf, type, wider, task.memory)
  const input = new ChunkInput(file, chunk.start, chunk.bytes, task, bytes => metric('bytesRead', bytes))
  return { decoder, pages: new Pages({ task, input, leaf, decoder, codec, decompress, entries: Number(entries), scratch }) }
}

