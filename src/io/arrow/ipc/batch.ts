/** The columns of one batch, made of its buffers and checked: what lies in an array can be read without a further look. */
import type { ArrowArray, ArrowBatch, ArrowDictionary, Cells, Fail, Offsets } from '../array.js'
import type { ArrowField, ArrowType } from '../type.js'
import type { Body } from './body.js'
import type { BatchLayout } from './message.js'

export interface BatchInput {
  readonly layout: BatchLayout
  readonly body: Body
  readonly dictionary: (id: bigint) => ArrowDictionary
  readonly fail: Fail
}
/** Only the columns that are wanted are read and decompressed. */
export async function readBatch(fields: readonly ArrowField[], wanted: (name: string) => boolean, input: BatchInput): Promise<ArrowBatch> {
  const { layout, body, fail } = input, cursor = { node: 0, buffer: 0, variadic: 0 }, places: Place[] = []
  for (const field of fields) {
    const size = sizeOf(field, layout.variadic, cursor.variadic, fail)
    if (wanted(field.name)) places.push({ field, ...cursor, buffers: size.buffers })
    cursor.node += size.nodes
    cursor.buffer += size.buffers
    cursor.variadic += size.variadic
  }
  // asked for together: behind a server they come by few requests
  const buffers = await settled(places.map(place => body.buffers(place.buffer, place.buffers)))
  const columns = places.map(({ field, node, variadic }, n) => {
    const column = new ArrayBuilder(input, buffers[n]!, { node, variadic }).build(field)
    return column.length === layout.rows ? column : fail(`column '${field.name}' has ${column.length} rows in a batch of ${layout.rows}`)
  })
  return { rows: layout.rows, columns }
}
/** Where a column's arrays and buffers begin, and how many buffers it has. */
interface Place { readonly field: ArrowField; readonly node: number; readonly buffer: number; readonly variadic: number; readonly buffers: number }
/** Once none is under way; of those that fail the first. */
async function settled<T>(works: readonly Promise<T>[]): Promise<T[]> {
  return (await Promise.allSettled(works)).map(result => {
    if (result.status === 'rejected') throw result.reason
    return result.value
  })
}

interface Size { readonly nodes: number; readonly buffers: number; readonly variadic: number }
function sizeOf(field: ArrowField, variadic: readonly number[], at: number, fail: Fail): Size {
  const size = { nodes: 1, buffers: ownBuffers(field, fail), variadic: 0 }
  if (field.dictionary) return size
  if (isViews(field.type)) {
    size.buffers += variadic[at] ?? fail('a batch does not say how many buffers its views have')
    size.variadic = 1
  }
  for (const child of field.children) {
    const inner = sizeOf(child, variadic, at + size.variadic, fail)
    size.nodes += inner.nodes
    size.buffers += inner.buffers
    size.variadic += inner.variadic
  }
  return size
}
const isViews = (type: ArrowType): boolean => type.kind === 'text' && type.layout === 'view'
function ownBuffers({ type, dictionary, name }: ArrowField, fail: Fail): number {
  if (dictionary) return 2
  switch (type.kind) {
    case 'null': case 'runEnd': return 0
    case 'struct': case 'fixedList': return 1
    case 'map': return 2
    case 'list': return type.views ? 3 : 2
    case 'text': return type.layout === 'view' ? 2 : 3
    case 'other': return (type.buffers ?? fail(`column '${name}' is of ${type.name}, which nobody knows`)) + (type.hasValidity ? 1 : 0)
    default: return 2
  }
}

/** Builds one column, and the arrays inside it in order of depth. */
class ArrayBuilder {
  #buffer = 0
  #node: number
  #variadic: number
  constructor(private readonly input: BatchInput, private readonly buffers: readonly Uint8Array[],
    from: { readonly node: number; readonly variadic: number }) {
    this.#node = from.node
    this.#variadic = from.variadic
  }
  build(field: ArrowField): ArrowArray {
    const { fail } = this.input, { type } = field,
      node = this.input.layout.nodes[this.#node++] ?? fail('a batch describes fewer arrays than its columns have'), { rows } = node
    const base = { field, length: rows, bit: 0 }
    if (field.dictionary) {
      const validity = this.#validity(node), { bits, signed } = field.dictionary.index
      return { ...base, validity, values: this.#cells(integerCells(bits, signed), rows), children: [],
        dictionary: this.input.dictionary(field.dictionary.id) }
    }
    if (type.kind === 'null') return { ...base, validity: undefined, children: [] }
    if (type.kind === 'runEnd') return this.#runEnds(base)
    if (type.kind === 'other') return fail(`column '${field.name}' is of type ${type.name}`)
    const validity = this.#validity(node)
    switch (type.kind) {
      case 'struct': {
        const children = field.children.map(c => this.build(c))
        return children.every(c => c.length >= rows) ? { ...base, validity, children } : this.#short(field)
      }
      case 'fixedList': {
        const child = this.build(field.children[0]!)
        return child.length >= rows * type.size ? { ...base, validity, children: [child] } : this.#short(field)
      }
      case 'list': case 'map': {
        const wide = type.kind === 'list' && type.layout === 64, views = type.kind === 'list' && type.views
        const offsets = this.#offsets(wide, views ? rows : rows + 1), sizes = views ? this.#offsets(wide, rows) : undefined,
          child = this.build(field.children[0]!)
        if (sizes) this.#checkViews(field, offsets, sizes, child.length)
        else this.#checkAscending(field, offsets, child.length)
        return { ...base, validity, offsets, ...sizes && { sizes }, children: [child] }
      }
      case 'text': {
        if (type.layout === 'view') {
          const values = this.#cells(Uint8Array, 16 * rows), count = this.input.layout.variadic[this.#variadic++]!
          return { ...base, validity, values, buffers: Array.from({ length: count }, () => this.#next()), children: [] }
        }
        const offsets = this.#offsets(type.layout === 64, rows + 1), values = this.#next()
        this.#checkAscending(field, offsets, values.length)
        return { ...base, validity, offsets, values, children: [] }
      }
      case 'bool': return { ...base, validity, values: this.#cells(Uint8Array, Math.ceil(rows / 8)), children: [] }
      case 'int': return { ...base, validity, values: this.#cells(integerCells(type.bits, type.signed), rows), children: [] }
      case 'float': return { ...base, validity,
        values: this.#cells<Cells>(type.bits === 16 ? Uint16Array : type.bits === 32 ? Float32Array : Float64Array, rows), children: [] }
      case 'decimal': return { ...base, validity, values: this.#cells(Uint32Array, rows * type.bits / 32), children: [] }
      case 'date': return { ...base, validity, values: this.#cells<Cells>(type.unit === 'DAY' ? Int32Array : BigInt64Array, rows),
        children: [] }
      case 'timestamp': return { ...base, validity, values: this.#cells(BigInt64Array, rows), children: [] }
      case 'fixedBytes': return { ...base, validity, values: this.#cells(Uint8Array, rows * type.width), children: [] }
    }
  }
  #next(): Uint8Array { return this.buffers[this.#buffer++] ?? this.input.fail('a batch has fewer buffers than its columns need') }
  #short(field: ArrowField): never { return this.input.fail(`column '${field.name}' has fewer values inside than it needs`) }

  #validity({ rows, nulls }: { readonly rows: number; readonly nulls: number }): Uint8Array | undefined {
    const bits = this.#next()
    if (nulls === 0) return undefined
    return bits.length * 8 >= rows ? bits : this.input.fail('a batch has nulls, but does not say where')
  }
  #cells<C extends Cells>(Kind: CellsKind<C>, count: number): C {
    const bytes = this.#next(), size = count * Kind.BYTES_PER_ELEMENT
    if (bytes.length < size) return this.input.fail(`a buffer has ${bytes.length} bytes and should have ${size}`)
    const aligned = bytes.byteOffset % Kind.BYTES_PER_ELEMENT ? bytes.slice(0, size) : bytes
    return new Kind(aligned.buffer, aligned.byteOffset, count)
  }
  /** Of an array without rows the buffer may be empty. */
  #offsets(wide: boolean, count: number): Offsets {
    const Kind = wide ? BigInt64Array : Int32Array
    if (count > 1 || this.buffers[this.#buffer]?.length) return this.#cells<Offsets>(Kind, count)
    this.#next()
    return new Kind(count)
  }
  #checkAscending(field: ArrowField, offsets: Offsets, end: number): void {
    let before = 0
    for (let n = 0; n < offsets.length; n++) {
      const offset = Number(offsets[n]!)
      if (offset < before || offset > end) {
        this.input.fail(`column '${field.name}', row ${Math.max(0, n - 1)} of its batch: the offset ${offset} is not ${before} to ${end}`)
      }
      before = offset
    }
  }
  #checkViews(field: ArrowField, offsets: Offsets, sizes: Offsets, end: number): void {
    for (let n = 0; n < offsets.length; n++) {
      const from = Number(offsets[n]!), size = Number(sizes[n]!)
      if (size !== 0 && (from < 0 || size < 0 || from + size > end)) {
        this.input.fail(`column '${field.name}', row ${n} of its batch lies beyond its values`)
      }
    }
  }
  #runEnds(base: { readonly field: ArrowField; readonly length: number; readonly bit: number }): ArrowArray {
    const children = base.field.children.map(c => this.build(c)), [ends, values] = children as [ArrowArray, ArrowArray]
    if (ends.field.type.kind !== 'int' || !ends.values || values.length < ends.length) return this.#short(base.field)
    let before = 0
    for (let n = 0; n < ends.length; n++) {
      const end = Number(ends.values[n]!)
      if (end <= before) return this.input.fail(`column '${base.field.name}': its runs do not ascend`)
      before = end
    }
    return before >= base.length ? { ...base, validity: undefined, children } : this.#short(base.field)
  }
}
type CellsKind<C extends Cells> = { readonly BYTES_PER_ELEMENT: number; new (buffer: ArrayBufferLike, offset: number, length: number): C }
function integerCells(bits: 8 | 16 | 32 | 64, signed: boolean): CellsKind<Cells> {
  switch (bits) {
    case 8: return signed ? Int8Array : Uint8Array
    case 16: return signed ? Int16Array : Uint16Array
    case 32: return signed ? Int32Array : Uint32Array
    case 64: return signed ? BigInt64Array : BigUint64Array
  }
}
