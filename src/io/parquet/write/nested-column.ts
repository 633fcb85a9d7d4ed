import type { SchemaElement, SchemaTree } from 'hyparquet'
import { parquetSchema } from 'hyparquet/src/metadata.js'
import { ByteWriter } from 'hyparquet-writer/src/bytewriter.js'
import { writeColumn } from 'hyparquet-writer/src/column.js'
import { encodeNestedValues } from 'hyparquet-writer/src/dremel.js'
import type { Vector } from '../../../memory/batch.js'
import type { Memory } from '../../../memory/memory.js'
import { readValue } from '../../../memory/vector.js'
import type { DataType, Field } from '../../../types/data-type.js'
import type { EngineValue } from '../../../types/representation.js'
import type { WrittenChunk } from './chunk-pages.js'
import type { Compressor } from './codec.js'
import type { ColumnWriter } from './flat-column.js'

const PAGE_BYTES = 1 << 20
/** A guess at what a value takes while it waits. */
const VALUE_BYTES = 64

/** A list, struct or map column: values wait as JavaScript values and are taken apart when the row group is written. */
export class NestedColumnWriter implements ColumnWriter {
  readonly #type: DataType
  readonly #memory: Memory
  readonly #compressor: Compressor
  readonly #leaves: readonly SchemaTree[][]
  #rows: unknown[] = []

  constructor({ type }: Field, elements: SchemaElement[], memory: Memory, compressor: Compressor) {
    const root = parquetSchema({ schema: [{ name: 'schema', num_children: 1 }, ...elements] })
    this.#type = type
    this.#memory = memory
    this.#compressor = compressor
    this.#leaves = leafPaths([root])
  }

  get bytes(): number { return this.#rows.length * VALUE_BYTES }

  append(vector: Vector, rows: number): void {
    for (let row = 0; row < rows; row++) this.#rows.push(plainValue(readValue(this.#memory, vector, row), this.#type))
  }

  take(offset: number): readonly WrittenChunk[] {
    const { codec, compress } = this.#compressor
    const written = this.#leaves.map(path => {
      const writer = new ByteWriter()
      writer.offset = offset
      const schemaPath = path.map(node => node.element)
      const column = {
        columnName: schemaPath.slice(1).map(e => e.name).join('.'), element: schemaPath.at(-1)!, schemaPath,
        codec, compressors: { [codec]: compress }, stats: true, pageSize: PAGE_BYTES, columnIndex: false, offsetIndex: false,
      }
      const { chunk } = writeColumn({ writer, column, pageData: encodeNestedValues(path, this.#rows) })
      offset = writer.offset
      return { chunk, parts: [writer.getBytes()] }
    })
    this.#rows = []
    return written
  }
}

function leafPaths(path: SchemaTree[]): SchemaTree[][] {
  const { children } = path.at(-1)!
  return children.length ? children.flatMap(child => leafPaths([...path, child])) : [path]
}

/** A value as the writer of nested columns takes it: structs as objects, entries of maps as { key, value }. */
function plainValue(value: EngineValue, type: DataType): unknown {
  if (value === null) return null
  switch (type.kind) {
    case 'list': return (value as readonly EngineValue[]).map(v => plainValue(v, type.element))
    case 'struct': return Object.fromEntries(type.fields.map((f, n) => [f.name, plainValue((value as readonly EngineValue[])[n]!, f.type)]))
    case 'map': {
      const entries = value as readonly (readonly EngineValue[])[]
      return entries.map(([k, v]) => ({ key: plainValue(k!, type.key), value: plainValue(v!, type.value) }))
    }
    default: return value
  }
}
