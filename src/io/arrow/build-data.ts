/** Columns of a batch as Arrow data. Everything is copied out of the engine's memory, which is used again after the batch. */
import { Data, makeData, type DataType as ArrowType, type Field as ArrowField } from 'apache-arrow'
import type { Vector } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import { readValues } from '../../memory/vector.js'
import type { DataType } from '../../types/data-type.js'
import { representation, type EngineValue } from '../../types/representation.js'
import { toArrowType } from './schema.js'

/** `rows` cells of the column. */
export function columnData(vector: Vector, rows: number, memory: Memory): Data {
  const { type, data } = vector, { i32, i64, f64 } = memory, long = data >>> 3, words = i32.subarray(data >>> 2, (data >>> 2) + rows)
  switch (type.kind) {
    case 'bool': return fixed(vector, rows, memory, packBits(rows, n => memory.u8[data + n] !== 0))
    case 'int8': return fixed(vector, rows, memory, Int8Array.from(words))
    case 'int16': return fixed(vector, rows, memory, Int16Array.from(words))
    case 'int32': case 'date': return fixed(vector, rows, memory, Int32Array.from(words))
    case 'int64': case 'timestamp': case 'timestampNtz': return fixed(vector, rows, memory, i64.slice(long, long + rows))
    case 'float32': return fixed(vector, rows, memory, Float32Array.from(f64.subarray(long, long + rows)))
    case 'float64': return fixed(vector, rows, memory, f64.slice(long, long + rows))
    case 'decimal': return fixed(vector, rows, memory, decimalWords(vector, rows, memory))
    case 'utf8': case 'binary': return textData(vector, rows, memory)
    default: return valuesData(type, readValues(memory, vector, rows))
  }
}
function fixed(vector: Vector, rows: number, memory: Memory, data: ArrayBufferView): Data {
  const validity = validityBytes(vector.validity, rows, memory)
  return new Data(toArrowType(vector.type), 0, rows, validity ? -1 : 0, [undefined, data, validity] as never)
}

function validityBytes(validity: number, rows: number, memory: Memory): Uint8Array | undefined {
  return validity ? Uint8Array.from(memory.u8.subarray(validity, validity + Math.ceil(rows / 8))) : undefined
}
function packBits(rows: number, isSet: (n: number) => boolean): Uint8Array {
  const bits = new Uint8Array(Math.ceil(rows / 64) * 8)
  for (let n = 0; n < rows; n++) if (isSet(n)) bits[n >>> 3]! |= 1 << (n & 7)
  return bits
}
function decimalWords({ type, data }: Vector, rows: number, { u32, i32 }: Memory): Uint32Array {
  const from = data >>> 2
  if (representation(type) === 'dec') return Uint32Array.from(u32.subarray(from, from + 4 * rows))
  const words = new Uint32Array(4 * rows)
  for (let n = 0; n < rows; n++) {
    words[4 * n] = u32[from + 2 * n]!
    words[4 * n + 1] = u32[from + 2 * n + 1]!
    words.fill(i32[from + 2 * n + 1]! >> 31, 4 * n + 2, 4 * n + 4)
  }
  return words
}
/** Longer text is copied by the engine's own means, shorter byte by byte: a call costs more than a few bytes. */
const SHORT = 24
function textData(vector: Vector, rows: number, memory: Memory): Data {
  const { u8, u32 } = memory, from = vector.data >>> 2, offsets = new Int32Array(rows + 1)
  for (let n = 0; n < rows; n++) offsets[n + 1] = offsets[n]! + u32[from + 2 * n + 1]!
  const bytes = new Uint8Array(offsets[rows]!)
  for (let n = 0; n < rows; n++) {
    const address = u32[from + 2 * n]!, length = u32[from + 2 * n + 1]!, at = offsets[n]!
    if (length > SHORT) bytes.set(u8.subarray(address, address + length), at)
    else for (let k = 0; k < length; k++) bytes[at + k] = u8[address + k]!
  }
  const validity = validityBytes(vector.validity, rows, memory)
  return new Data(toArrowType(vector.type), 0, rows, validity ? -1 : 0, [offsets, bytes, validity] as never)
}

const encoder = new TextEncoder()
/** Values one by one: for what is inside lists, structs and maps. */
function valuesData(type: DataType, values: readonly EngineValue[]): Data {
  const arrow = toArrowType(type), rows = values.length
  const nulls = values.reduce<number>((count, v) => v === null ? count + 1 : count, 0)
  const validity = nulls ? packBits(rows, n => values[n] !== null) : undefined
  const make = (data: ArrayBufferView): Data => new Data(arrow, 0, rows, nulls, [undefined, data, validity] as never)
  const number = (v: EngineValue): number => v === null ? 0 : Number(v), big = (v: EngineValue): bigint => v === null ? 0n : v as bigint
  switch (type.kind) {
    case 'void': return makeData({ type: arrow, length: rows } as never)
    case 'bool': return make(packBits(rows, n => values[n] === true))
    case 'int8': return make(Int8Array.from(values, number))
    case 'int16': return make(Int16Array.from(values, number))
    case 'int32': case 'date': return make(Int32Array.from(values, number))
    case 'int64': case 'timestamp': case 'timestampNtz': return make(BigInt64Array.from(values, big))
    case 'float32': return make(Float32Array.from(values, number))
    case 'float64': return make(Float64Array.from(values, number))
    case 'decimal': return make(new Uint32Array(BigInt64Array.from(values.flatMap(v => [BigInt.asIntN(64, big(v)), big(v) >> 64n])).buffer))
    case 'utf8': case 'binary': {
      const parts = values.map(v => v === null ? new Uint8Array() : typeof v === 'string' ? encoder.encode(v) : v as Uint8Array)
      const offsets = offsetsOf(parts.map(p => p.length)), bytes = new Uint8Array(offsets[rows]!)
      parts.forEach((p, n) => bytes.set(p, offsets[n]!))
      return new Data(arrow, 0, rows, nulls, [offsets, bytes, validity] as never)
    }
    case 'list': {
      const lists = values.map(v => v === null ? [] : v as readonly EngineValue[])
      return nested(arrow, rows, nulls, validity, offsetsOf(lists.map(l => l.length)), [valuesData(type.element, lists.flat(1))])
    }
    case 'map': {
      const entries = values.map(v => v === null ? [] : v as readonly (readonly EngineValue[])[]), flat = entries.flat(1)
      const children = [valuesData(type.key, flat.map(e => e[0]!)), valuesData(type.value, flat.map(e => e[1]!))]
      const entryType = (arrow.children[0] as ArrowField).type as ArrowType
      const pairs = nested(entryType, flat.length, 0, undefined, undefined, children)
      return nested(arrow, rows, nulls, validity, offsetsOf(entries.map(e => e.length)), [pairs])
    }
    case 'struct': {
      const children = type.fields.map((f, n) => valuesData(f.type, values.map(v => v === null ? null : (v as readonly EngineValue[])[n]!)))
      return nested(arrow, rows, nulls, validity, undefined, children)
    }
  }
}
function offsetsOf(lengths: readonly number[]): Int32Array {
  const offsets = new Int32Array(lengths.length + 1)
  lengths.forEach((length, n) => { offsets[n + 1] = offsets[n]! + length })
  return offsets
}
type Bits = Uint8Array | undefined
function nested(type: ArrowType, rows: number, nulls: number, validity: Bits, offsets: Int32Array | undefined, children: Data[]): Data {
  return new Data(type, 0, rows, nulls, [offsets, undefined, validity] as never, children)
}
