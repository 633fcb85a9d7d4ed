/** Columns from JavaScript to memory: dense, in the order of the rows. */
import type { Arena } from '../../memory/arena.js'
import type { Vector } from '../../memory/batch.js'
import { bitmapBytes, isValid, vectorOf } from '../../memory/vector.js'
import type { DataType } from '../../types/data-type.js'
import { cellBytes, representation } from '../../types/representation.js'
import { valueAt, type Column, type Nulls, type NumberColumn, type Rows } from './column.js'

const WORD = 2 ** 32

/** Cell k is the value of the k-th of the rows. */
export function writeColumn(column: Column, type: DataType, rows: Rows, arena: Arena): Vector {
  const { at, count } = rows
  if (column.form === 'values' || type.kind === 'void') {
    return vectorOf(type, Array.from({ length: count }, (_, k) => valueAt(column, type, at[k]!)), arena)
  }
  const kind = representation(type), data = arena.allocate(Math.max(8, count * cellBytes[kind]))
  if (column.form === 'flags') {
    const { u8 } = arena.memory, { cells } = column
    for (let k = 0; k < count; k++) u8[data + k] = cells[at[k]!]!
  } else writeNumbers(column, kind, data, rows, arena)
  return { type, data, validity: writeNulls(column.nulls, rows, arena) }
}
/**
 * A column known at some of the rows: cell k is the value of the k-th of `all`, and zero or no text where it is not known.
 */
export function writeSpread(column: Column, type: DataType, some: Rows, all: Rows, arena: Arena): Vector {
  if (some.count === all.count) return writeColumn(column, type, all, arena)
  const { memory } = arena, dense = writeColumn(column, type, some, arena), width = cellBytes[representation(type)]
  const data = arena.allocateZeroed(Math.max(8, all.count * width)), bytes = Math.max(8, bitmapBytes(all.count))
  const validity = dense.validity === 0 ? 0 : arena.allocate(bytes)
  if (validity) memory.u8.fill(255, validity, validity + bytes)
  for (let k = 0, position = 0; k < some.count; k++, position++) {
    while (all.at[position] !== some.at[k]) position++
    memory.u8.copyWithin(data + position * width, dense.data + k * width, dense.data + (k + 1) * width)
    if (validity && !isValid(memory, dense, k)) memory.u8[validity + (position >>> 3)]! &= ~(1 << (position & 7))
  }
  return { type, data, validity }
}
function writeNumbers({ cells }: NumberColumn, kind: ReturnType<typeof representation>, data: number, { at, count }: Rows, arena: Arena): void {
  const { i32, f64 } = arena.memory
  switch (kind) {
    case 'f64': {
      const base = data >>> 3
      for (let k = 0; k < count; k++) f64[base + k] = cells[at[k]!]!
      return
    }
    case 'i32': {
      const base = data >>> 2
      for (let k = 0; k < count; k++) i32[base + k] = cells[at[k]!]!
      return
    }
    default: {
      const words = kind === 'dec' ? 4 : 2
      for (let k = 0; k < count; k++) {
        const value = cells[at[k]!]!, cell = (data >>> 2) + words * k, high = Math.floor(value / WORD)
        i32[cell] = value - high * WORD
        i32[cell + 1] = high
        if (words === 4) i32[cell + 2] = i32[cell + 3] = high >> 31
      }
    }
  }
}
function writeNulls(nulls: Nulls, { at, count }: Rows, arena: Arena): number {
  if (!nulls) return 0
  const { u8 } = arena.memory, bytes = Math.max(8, bitmapBytes(count)), validity = arena.allocate(bytes)
  u8.fill(255, validity, validity + bytes)
  let some = false
  for (let k = 0; k < count; k++) {
    if (nulls[at[k]!] !== 1) continue
    some = true
    u8[validity + (k >>> 3)]! &= ~(1 << (k & 7))
  }
  return some ? validity : 0
}
