/** Rows of an Arrow column into engine cells. Fixed-width columns and text are one copy of bytes; dictionaries are copied once. */
import { DataType as ArrowType, DateUnit, Precision, TimeUnit, Type, type Data, type Vector as ArrowVector } from 'apache-arrow'
import { raise } from '../../errors/raise.js'
import type { Arena } from '../../memory/arena.js'
import type { Vector } from '../../memory/batch.js'
import { bitmapBytes, vectorOf } from '../../memory/vector.js'
import type { Field } from '../../types/data-type.js'
import { readArrow } from './read-value.js'

/** Views of a dictionary's texts, written to an arena that lives as long as the read. */
export class Dictionaries {
  private readonly views = new Map<ArrowVector, Uint32Array>()
  constructor(private readonly arena: Arena) {}
  of(dictionary: ArrowVector): Uint32Array {
    let views = this.views.get(dictionary)
    if (!views) {
      const { arena } = this, field = { type: { kind: 'utf8' }, nullable: true, name: '' } as const
      views = new Uint32Array(2 * dictionary.length)
      let at = 0
      for (const data of dictionary.data) {
        const { data: cells } = readColumn(field, data as Data, 0, data.length, arena, this)
        views.set(arena.memory.u32.subarray(cells >>> 2, (cells >>> 2) + 2 * data.length), 2 * at)
        at += data.length
      }
      this.views.set(dictionary, views)
    }
    return views
  }
}
/** Rows `from` to `to` (not included) of one chunk. */
export function readColumn(field: Field, data: Data, from: number, to: number, arena: Arena, dictionaries: Dictionaries): Vector {
  const cells = fixedCells(data, from, to, arena) ?? textCells(data, from, to, arena) ?? codedCells(data, from, to, arena, dictionaries)
  if (cells === undefined) return vectorOf(field.type, Array.from({ length: to - from }, (_, n) => readArrow(data, from + n)), arena)
  return { type: field.type, data: cells, validity: validity(data, from, to, arena) }
}
/** Address of a bitmap, or 0 when every row has a value. */
function validity(data: Data, from: number, to: number, arena: Arena): number {
  const { nullBitmap } = data
  if (data.nullCount === 0 || !nullBitmap || nullBitmap.length === 0) return 0
  const rows = to - from, bytes = Math.max(8, bitmapBytes(rows)), address = arena.allocateZeroed(bytes), { u8 } = arena.memory,
    first = data.offset + from
  if ((first & 7) === 0) u8.set(nullBitmap.subarray(first >>> 3, (first + rows + 7) >>> 3), address)
  else for (let n = 0; n < rows; n++) if (nullBitmap[(first + n) >>> 3]! >>> ((first + n) & 7) & 1) u8[address + (n >>> 3)]! |= 1 << (n & 7)
  return address
}
function fixedCells(data: Data, from: number, to: number, arena: Arena): number | undefined {
  const type = data.type as ArrowType, rows = to - from, { i32, i64, f64, u8 } = arena.memory
  const cells = (bytes: number): number => arena.allocate(Math.max(8, rows * bytes))
  const ints = (): number => {
    const address = cells(4)
    i32.set((data.values as Int32Array).subarray(from, to), address >>> 2)
    return address
  }
  const longs = (): number => {
    const address = cells(8)
    i64.set((data.values as BigInt64Array).subarray(from, to), address >>> 3)
    return address
  }
  if (ArrowType.isInt(type)) {
    if (type.bitWidth < 32 || (type.bitWidth === 32 && type.isSigned)) return ints()
    return type.isSigned ? longs() : undefined
  }
  if (ArrowType.isFloat(type) && type.precision !== Precision.HALF) {
    const address = cells(8)
    f64.set((data.values as Float64Array).subarray(from, to), address >>> 3)
    return address
  }
  if (ArrowType.isTimestamp(type)) return type.unit === TimeUnit.MICROSECOND ? longs() : undefined
  if (ArrowType.isDate(type)) return type.unit === DateUnit.DAY ? ints() : undefined
  if (ArrowType.isBool(type)) {
    const address = cells(1), bits = data.values as Uint8Array, first = data.offset + from
    for (let n = 0; n < rows; n++) u8[address + n] = bits[(first + n) >>> 3]! >>> ((first + n) & 7) & 1
    return address
  }
  return undefined
}
function textCells(data: Data, from: number, to: number, arena: Arena): number | undefined {
  const { typeId } = data.type as ArrowType
  if (typeId !== Type.Utf8 && typeId !== Type.LargeUtf8 && typeId !== Type.Binary && typeId !== Type.LargeBinary) return undefined
  const rows = to - from, offsets = data.valueOffsets as Int32Array | BigInt64Array, { u32 } = arena.memory
  const first = Number(offsets[from]!), bytes = (data.values as Uint8Array).subarray(first, Number(offsets[to]!))
  const address = arena.writeBytes(bytes).address, cells = arena.allocate(Math.max(8, 8 * rows))
  for (let n = 0, start = first; n < rows; n++) {
    const end = Number(offsets[from + n + 1]!)
    if (end < start || end - first > bytes.length) {
      return raise('FAILED_READ_FILE', { path: 'Arrow data', reason: 'the offsets of a text column are not ascending' })
    }
    u32[(cells >>> 2) + 2 * n] = address + start - first
    u32[(cells >>> 2) + 2 * n + 1] = end - start
    start = end
  }
  return blankNulls(data, from, to, cells, u32)
}
/** Text out of a dictionary: views gathered by their codes. */
function codedCells(data: Data, from: number, to: number, arena: Arena, dictionaries: Dictionaries): number | undefined {
  const type = data.type as ArrowType
  if (!ArrowType.isDictionary(type)) return undefined
  const { typeId } = type.dictionary as ArrowType
  if (typeId !== Type.Utf8 && typeId !== Type.LargeUtf8) return undefined
  const dictionary = data.dictionary!
  if (dictionary.nullCount > 0) return undefined
  const views = dictionaries.of(dictionary), codes = data.values as Int32Array, { u32 } = arena.memory
  const cells = arena.allocate(Math.max(8, 8 * (to - from)))
  for (let n = from, at = cells >>> 2; n < to; n++, at += 2) {
    const code = 2 * Number(codes[n]!)
    u32[at] = views[code] ?? 0
    u32[at + 1] = views[code + 1] ?? 0
  }
  return blankNulls(data, from, to, cells, u32)
}
/** Cells under a null hold length 0. */
function blankNulls(data: Data, from: number, to: number, cells: number, u32: Uint32Array): number {
  if (data.nullCount > 0) for (let n = from; n < to; n++) if (!data.getValid(n)) u32[(cells >>> 2) + 2 * (n - from) + 1] = 0
  return cells
}
