/** Rows of an Arrow column into engine cells. Fixed-width columns and text are one copy of bytes; dictionaries are copied once. */
import type { Arena } from '../../memory/arena.js'
import type { Vector } from '../../memory/batch.js'
import type { Memory } from '../../memory/memory.js'
import { bitmapBytes, vectorOf } from '../../memory/vector.js'
import { sameType, type DataType, type Field } from '../../types/data-type.js'
import { cellBytes, LONG_DIGITS, representation } from '../../types/representation.js'
import { widening } from '../widening.js'
import { hasValue, isBitSet, type ArrowArray, type Fail } from './array.js'
import type { Dictionaries } from './dictionaries.js'
import { halfToNumber, readBytes, readDay, readValue, toMicros } from './read-value.js'

export interface ColumnInput { readonly array: ArrowArray; readonly from: number; readonly to: number; readonly fail: Fail }

/** Rows `from` to `to` (not included) as the declared field, whose type may be wider than the column's own. */
export function readColumn(field: Field, own: DataType, input: ColumnInput, arena: Arena, dictionaries: Dictionaries): Vector {
  const rows = input.to - input.from, wider = widening(own, field.type) ?? input.fail(`column '${field.name}' has another type than before`)
  const bytes = rows * Math.max(cellBytes[representation(own)], cellBytes[representation(field.type)])
  const cells = fixedCells(input, bytes, arena) ?? textCells(input, arena) ?? codedCells(input, arena, dictionaries)
  if (cells === undefined) {
    const values = Array.from({ length: rows }, (_, n) => wider.value(readValue(input.array, input.from + n, input.fail)))
    return vectorOf(field.type, values, arena)
  }
  const nulls = validity(input, arena)
  if (representation(own) !== 'str') {
    if (nulls && !sameType(own, field.type)) blank(own, cells, rows, nulls, arena.memory)
    const wrong = wider.cells(arena.memory.kernels, cells, rows)
    if (wrong >= 0) input.fail(`column '${field.name}', row ${input.from + wrong} of its batch does not fit the declared type`)
  }
  return { type: field.type, data: cells, validity: nulls }
}
/** Address of a bitmap, or 0 when every row has a value. */
function validity({ array: { validity: bits, bit }, from, to }: ColumnInput, arena: Arena): number {
  if (!bits) return 0
  const rows = to - from, address = arena.allocateZeroed(Math.max(8, bitmapBytes(rows))), { u8 } = arena.memory, first = bit + from
  if ((first & 7) === 0) u8.set(bits.subarray(first >>> 3, (first + rows + 7) >>> 3), address)
  else for (let n = 0; n < rows; n++) if (isBitSet(bits, first + n)) u8[address + (n >>> 3)]! |= 1 << (n & 7)
  return address
}
/** Cells under a null hold rubbish, which need not fit a wider type. */
function blank(type: DataType, cells: number, rows: number, nulls: number, { u8 }: Memory): void {
  const width = cellBytes[representation(type)]
  for (let n = 0; n < rows; n++) if (!(u8[nulls + (n >>> 3)]! >>> (n & 7) & 1)) u8.fill(0, cells + n * width, cells + (n + 1) * width)
}
/** Address of cells of the column's own type, in so much room. */
function fixedCells(input: ColumnInput, bytes: number, arena: Arena): number | undefined {
  const { array, from, to, fail } = input, { field: { type, dictionary, name }, values } = array, rows = to - from,
    { i32, i64, u64, f64, u8 } = arena.memory
  if (dictionary) return undefined
  const room = (): number => arena.allocate(Math.max(8, bytes))
  const each = (write: (cell: number, row: number) => void): number => {
    const at = room()
    for (let n = 0; n < rows; n++) write(at + n, from + n)
    return at
  }
  const copied = (to32: boolean): number => {
    const at = room()
    if (to32) i32.set((values as Int32Array).subarray(from, to), at >>> 2)
    else i64.set((values as BigInt64Array).subarray(from, to), at >>> 3)
    return at
  }
  const longs = (valueOf: (row: number) => bigint): number => {
    const at = room()
    for (let n = 0; n < rows; n++) i64[(at >>> 3) + n] = valueOf(from + n)
    return at
  }
  switch (type.kind) {
    case 'bool': return each((cell, row) => { u8[cell] = isBitSet(values as Uint8Array, array.bit + row) ? 1 : 0 })
    case 'int': {
      if (type.bits < 32 || (type.bits === 32 && type.signed)) return copied(true)
      if (type.bits === 32) return longs(row => BigInt(values![row]!))
      if (type.signed) return copied(false)
      const at = room()
      for (let n = 0; n < rows; n++) {
        u64[(at >>> 3) + 2 * n] = (values as BigUint64Array)[from + n]!
        u64[(at >>> 3) + 2 * n + 1] = 0n
      }
      return at
    }
    case 'float': {
      const at = room()
      if (type.bits === 16) for (let n = 0; n < rows; n++) f64[(at >>> 3) + n] = halfToNumber(Number(values![from + n]!))
      else f64.set((values as Float64Array).subarray(from, to), at >>> 3)
      return at
    }
    case 'date': {
      if (type.unit === 'DAY') return copied(true)
      const at = room()
      for (let n = 0; n < rows; n++) i32[(at >>> 2) + n] = hasValue(array, from + n) ? readDay(array, from + n, fail) : 0
      return at
    }
    case 'timestamp': return type.unit === 'MICROSECOND' ? copied(false) : longs(row => {
      const micros = toMicros((values as BigInt64Array)[row]!, type.unit)
      if (micros === BigInt.asIntN(64, micros)) return micros
      return hasValue(array, row) ? fail(`column '${name}', row ${row} of its batch is a time beyond the range of microseconds`) : 0n
    })
    case 'decimal': {
      if (type.bits !== 128) return undefined
      const words = (values as Uint32Array).subarray(4 * from, 4 * to), at = room()
      if (type.precision > LONG_DIGITS) arena.memory.u32.set(words, at >>> 2)
      else shortDecimals(input, words, at, type.precision, arena.memory)
      return at
    }
    default: return undefined
  }
}
/** The low half of each is its cell, if the high half is no more than its sign and it has the type's digits. */
function shortDecimals({ array, from, fail }: ColumnInput, words: Uint32Array, at: number, precision: number, { u32 }: Memory): void {
  const most = 10 ** precision
  for (let n = 0, cell = at >>> 2; 4 * n < words.length; n++, cell += 2) {
    const low = words[4 * n]!, high = words[4 * n + 1]! | 0, sign = high >> 31 >>> 0
    u32[cell] = low
    u32[cell + 1] = high
    // as a double it is at most a little wrong, which the exact value settles
    const near = high * 2 ** 32 + low, fits = words[4 * n + 2] === sign && words[4 * n + 3] === sign
    if ((!fits || near >= most || near <= -most) && hasValue(array, from + n)) readValue(array, from + n, fail)
  }
}
/** Address of views of the bytes, which are copied to the arena. */
export function textCells({ array, from, to, fail }: ColumnInput, arena: Arena): number | undefined {
  const { field: { type, dictionary, name }, offsets, values } = array
  if (dictionary || (type.kind !== 'text' && type.kind !== 'fixedBytes')) return undefined
  const rows = to - from, { u32 } = arena.memory, cells = arena.allocate(Math.max(8, 8 * rows))
  if (!offsets) {
    for (let n = 0; n < rows; n++) {
      const { address, length } = hasValue(array, from + n) ? arena.writeBytes(readBytes(array, from + n, fail)) : nothing
      u32[(cells >>> 2) + 2 * n] = address
      u32[(cells >>> 2) + 2 * n + 1] = length
    }
    return cells
  }
  const first = Number(offsets[from]!), bytes = (values as Uint8Array).subarray(first, Number(offsets[to]!)),
    { address } = arena.writeBytes(bytes)
  for (let n = 0, start = first; n < rows; n++) {
    const end = Number(offsets[from + n + 1]!)
    if (end < start || end - first > bytes.length) return fail(`column '${name}', row ${from + n} of its batch: its offsets do not ascend`)
    u32[(cells >>> 2) + 2 * n] = address + start - first
    u32[(cells >>> 2) + 2 * n + 1] = end - start
    start = end
  }
  return blankNulls(array, from, to, cells, u32)
}
const nothing = { address: 0, length: 0 }
/** Text out of a dictionary: views gathered by their codes. */
function codedCells({ array, from, to, fail }: ColumnInput, arena: Arena, dictionaries: Dictionaries): number | undefined {
  const { field: { type, name }, dictionary, values } = array
  if (!dictionary || type.kind !== 'text' || dictionary.chunks.some(c => c.validity)) return undefined
  const { views, length } = dictionaries.of(dictionary, fail), { u32 } = arena.memory, cells = arena.allocate(Math.max(8, 8 * (to - from)))
  for (let n = from, at = cells >>> 2; n < to; n++, at += 2) {
    const code = Number(values![n]!)
    if (!(code >= 0 && code < length)
      && hasValue(array, n)) return fail(`column '${name}', row ${n} of its batch is number ${code} of a dictionary that has ${length}`)
    u32[at] = views[2 * code] ?? 0
    u32[at + 1] = views[2 * code + 1] ?? 0
  }
  return blankNulls(array, from, to, cells, u32)
}
/** Cells under a null hold length 0. */
function blankNulls(array: ArrowArray, from: number, to: number, cells: number, u32: Uint32Array): number {
  if (array.validity) for (let n = from; n < to; n++) if (!hasValue(array, n)) u32[(cells >>> 2) + 2 * (n - from) + 1] = 0
  return cells
}
