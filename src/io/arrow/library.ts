/** Tables and record batches of Arrow's library as arrays of ours, which point to the same bytes. */
import {
  DataType as Library, DateUnit, Precision, TimeUnit, Type, type Data, type Field as LibraryField, type RecordBatch, type Schema,
    type Vector,
} from 'apache-arrow'
import type { ArrowArray, ArrowBatch, ArrowDictionary, Cells, Offsets } from './array.js'
import { timeUnits, type ArrowField, type ArrowType } from './type.js'

export const fieldsOfLibrary = (schema: Schema): readonly ArrowField[] => schema.fields.map(fieldOf)

function fieldOf({ name, nullable, type }: LibraryField): ArrowField {
  if (!Library.isDictionary(type)) return { name, nullable, type: typeOf(type as Library), children: childrenOf(type as Library),
    dictionary: undefined }
  const values = type.dictionary as Library, index = typeOf(type.indices as Library)
  const id = { id: BigInt(type.id), index: index.kind === 'int' ? index : { kind: 'int', bits: 32, signed: true } as const }
  return { name, nullable, type: typeOf(values), children: childrenOf(values), dictionary: id }
}
const childrenOf = (type: Library): readonly ArrowField[] => ((type.children ?? []) as readonly LibraryField[]).map(fieldOf)

function typeOf(type: Library): ArrowType {
  if (Library.isInt(type)) return { kind: 'int', bits: type.bitWidth, signed: type.isSigned }
  if (Library.isFloat(type)) return { kind: 'float',
    bits: type.precision === Precision.DOUBLE ? 64 : type.precision === Precision.SINGLE ? 32 : 16 }
  if (Library.isDecimal(type)) return { kind: 'decimal', bits: type.bitWidth === 256 ? 256 : 128, precision: type.precision,
    scale: type.scale }
  if (Library.isTimestamp(type)) return { kind: 'timestamp', unit: timeUnits[type.unit] ?? 'MICROSECOND', zoned: Boolean(type.timezone) }
  if (Library.isDate(type)) return { kind: 'date', unit: type.unit === DateUnit.DAY ? 'DAY' : 'MILLISECOND' }
  if (Library.isFixedSizeBinary(type)) return { kind: 'fixedBytes', width: type.byteWidth }
  if (Library.isFixedSizeList(type)) return { kind: 'fixedList', size: type.listSize }
  if (Library.isTime(type)) return { kind: 'other', name: `Time${type.bitWidth}<${TimeUnit[type.unit]}>`, buffers: 1, hasValidity: true }
  switch (type.typeId) {
    case Type.Null: return { kind: 'null' }
    case Type.Bool: return { kind: 'bool' }
    case Type.Struct: return { kind: 'struct' }
    case Type.Map: return { kind: 'map' }
    case Type.List: return { kind: 'list', layout: 32, views: false }
    case Type.LargeList: return { kind: 'list', layout: 64, views: false }
    case Type.Utf8: return { kind: 'text', layout: 32, binary: false }
    case Type.Binary: return { kind: 'text', layout: 32, binary: true }
    case Type.LargeUtf8: return { kind: 'text', layout: 64, binary: false }
    case Type.LargeBinary: return { kind: 'text', layout: 64, binary: true }
    case Type.Utf8View: return { kind: 'text', layout: 'view', binary: false }
    case Type.BinaryView: return { kind: 'text', layout: 'view', binary: true }
    default: return { kind: 'other', name: String(type), buffers: undefined, hasValidity: true }
  }
}

/** The columns that are wanted, in the batch's order. */
export function batchOfLibrary(batch: RecordBatch, fields: readonly ArrowField[], wanted: (name: string) => boolean): ArrowBatch {
  const columns = fields.flatMap((field, n) => wanted(field.name) ? [arrayOf(field, batch.data.children[n]!)] : [])
  return { rows: batch.numRows, columns }
}
function arrayOf(field: ArrowField, data: Data): ArrowArray {
  const { length, offset: bit, nullCount, nullBitmap, valueOffsets, values, variadicBuffers, dictionary } = data
  const validity = nullCount > 0 && nullBitmap?.length ? nullBitmap : undefined
  const base = { field, length, bit, validity, ...values && { values: values as Cells } }
  if (field.dictionary) return { ...base, children: [], dictionary: dictionaryOf(field, dictionary!) }
  const children = field.children.map((child, n) => arrayOf(child, data.children[n]!))
  return { ...base, children, ...valueOffsets && { offsets: valueOffsets as Offsets },
    ...variadicBuffers.length && { buffers: variadicBuffers } }
}
/** One object for each chunk, so that whoever reads it can tell chunks that it knows. */
const chunks = new WeakMap<Data, ArrowArray>()
function dictionaryOf(field: ArrowField, dictionary: Vector): ArrowDictionary {
  const plain = { ...field, dictionary: undefined }
  return { key: field.dictionary!.id, chunks: dictionary.data.map(data => {
    const known = chunks.get(data) ?? arrayOf(plain, data)
    chunks.set(data, known)
    return known
  }) }
}
