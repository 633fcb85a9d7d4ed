import type { Arena } from '../../memory/arena.js'
import type { Vector } from '../../memory/batch.js'
import { VectorBuilder } from '../../memory/vector.js'
import type { DataType } from '../../types/data-type.js'
import type { EngineValue } from '../../types/representation.js'
import type { ColumnReader } from './column-reader.js'
import type { LeafStream } from './leaf-stream.js'
import type { Leaf, Shape } from './schema.js'

/** Takes one value apart from the streams of its leaves. */
type Assemble = () => EngineValue
/** Called for a null inside a value that is declared to have none. */
type OnNull = (path: string) => never

/** A list, struct or map column: rows are put together one by one, as the levels of their leaves say. */
export class NestedReader implements ColumnReader {
  readonly #type: DataType
  readonly #streams: readonly LeafStream[]
  readonly #arena: Arena
  readonly #assemble: Assemble
  #skip = 0

  constructor(shape: Shape, type: DataType, name: string, streams: readonly LeafStream[], arena: Arena, onNull: OnNull) {
    this.#type = type
    this.#streams = streams
    this.#arena = arena
    this.#assemble = assembler(shape, type, name, new Map(streams.map(s => [s.leaf, s])), onNull)
  }

  skip(rows: number): void { this.#skip += rows }
  async prepare(rows: number): Promise<void> {
    for (const stream of this.#streams) await stream.prepare(this.#skip, rows)
    this.#skip = 0
  }
  take(rows: number): Vector {
    const builder = new VectorBuilder(this.#type, rows, this.#arena)
    for (let row = 0; row < rows; row++) builder.append(this.#assemble())
    for (const stream of this.#streams) stream.took(rows)
    return builder.build()
  }
  retire(): void { /* Values are copied out of their pages. */ }
  close(): void {
    for (const stream of this.#streams) stream.close()
  }
}

function assembler(shape: Shape, type: DataType, path: string, streams: ReadonlyMap<Leaf, LeafStream>, onNull: OnNull): Assemble {
  const inner = (s: Shape, t: DataType, nullable: boolean, name: string): Assemble => {
    const assemble = assembler(s, t, name, streams, onNull)
    return nullable ? assemble : () => assemble() ?? onNull(name)
  }
  const leaves = leafTypes(shape, type).map(([leaf]) => streams.get(leaf)!)
  const first = leaves[0]!
  const skip = (): null => {
    for (const leaf of leaves) leaf.next()
    return null
  }
  const { definition } = shape
  if (shape.kind === 'struct' && type.kind === 'struct') {
    const members = type.fields.map(f => inner(memberOf(shape, f.name)!, f.type, f.nullable, `${path}.${f.name}`))
    return () => first.definition < definition ? skip() : members.map(member => member())
  }
  if (shape.kind === 'list' && type.kind === 'list') {
    const element = inner(shape.element, type.element, type.nullableElement, `${path}[]`)
    return () => first.definition < definition ? skip() : repeated(element, shape.repetition)
  }
  if (shape.kind === 'map' && type.kind === 'map') {
    const key = inner(shape.key, type.key, false, `${path} (key)`)
    const value = inner(shape.value, type.value, type.nullableValue, `${path} (value)`)
    return () => first.definition < definition ? skip() : repeated(() => [key(), value()], shape.repetition)
  }
  return () => first.next()

  function repeated(element: Assemble, repetition: number): EngineValue[] {
    if (first.definition === definition) {
      skip()
      return []
    }
    const elements: EngineValue[] = []
    do elements.push(element())
    while (first.repetition === repetition)
    return elements
  }
}

const memberOf = (shape: Shape & { kind: 'struct' }, name: string): Shape | undefined =>
  shape.type.kind === 'struct' ? shape.children[shape.type.fields.findIndex(f => f.name === name)] : undefined

/** The leaves that a value of the declared type needs (of a struct, only those of the declared fields), with the declared type of each. */
export function leafTypes(shape: Shape, type: DataType): readonly (readonly [leaf: Leaf, type: DataType])[] {
  if (shape.kind === 'leaf') return [[shape.leaf, type]]
  if (shape.kind === 'struct' && type.kind === 'struct') return type.fields.flatMap(f => leafTypes(memberOf(shape, f.name)!, f.type))
  if (shape.kind === 'list' && type.kind === 'list') return leafTypes(shape.element, type.element)
  if (shape.kind === 'map' && type.kind === 'map') return [...leafTypes(shape.key, type.key), ...leafTypes(shape.value, type.value)]
  return []
}
