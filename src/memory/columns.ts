/** Columns made from columns: deep copies, parts, one after the other, all null. Through an index: `takeRows` of gather.ts. */
import type { DataType } from '../types/data-type.js'
import { cellBytes, representation } from '../types/representation.js'
import type { Arena } from './arena.js'
import type { Vector } from './batch.js'
import { bitmapBytes } from './vector.js'

/** Bytes that a batch's column needs: cells, at least 8. */
const cells = (type: DataType, rows: number): number => Math.max(8, rows * cellBytes[representation(type)])
const bitmap = (rows: number): number => Math.max(8, bitmapBytes(rows))

/** A copy that shares nothing with the column: cells, bitmap and the bytes of texts. */
export function copyColumn(column: Vector, rows: number, arena: Arena): Vector {
  const { kernels, u8 } = arena.memory
  const { type } = column
  const width = cellBytes[representation(type)]
  const data = arena.allocate(cells(type, rows))
  if (representation(type) === 'str') {
    const bytes = arena.allocate(kernels.viewBytes(rows, column.data) + 16)
    kernels.copyViews(rows, column.data, data, bytes)
  } else u8.copyWithin(data, column.data, column.data + rows * width)
  if (column.validity === 0) return { type, data, validity: 0 }
  const validity = arena.allocate(bitmap(rows))
  u8.copyWithin(validity, column.validity, column.validity + bitmapBytes(rows))
  return { type, data, validity }
}

/** Rows from…from + count. `from` is a multiple of 64, or the bitmap is copied to the arena. */
export function sliceColumn(column: Vector, from: number, count: number, arena: Arena): Vector {
  const { type } = column
  const width = cellBytes[representation(type)]
  let data = column.data + from * width
  if (data % 8 !== 0) {
    const copy = arena.allocate(cells(type, count))
    arena.memory.u8.copyWithin(copy, data, data + count * width)
    data = copy
  }
  if (column.validity === 0) return { type, data, validity: 0 }
  if (from % 64 === 0) return { type, data, validity: column.validity + from / 8 }
  const validity = arena.allocateZeroed(bitmap(count))
  arena.memory.kernels.copyBits(count, column.validity, from, validity, 0)
  return { type, data, validity }
}

/** One column of the rows of several, in order. Text is viewed. */
export function concatColumns(type: DataType, parts: readonly { readonly column: Vector; readonly rows: number }[], arena: Arena): Vector {
  const { kernels, u8 } = arena.memory
  const width = cellBytes[representation(type)]
  const rows = parts.reduce((sum, part) => sum + part.rows, 0)
  const data = arena.allocate(cells(type, rows))
  const validity = parts.some(part => part.column.validity !== 0) ? arena.allocate(bitmap(rows)) : 0
  if (validity !== 0) u8.fill(255, validity, validity + bitmap(rows))
  let at = 0
  for (const { column, rows: count } of parts) {
    u8.copyWithin(data + at * width, column.data, column.data + count * width)
    if (column.validity !== 0) kernels.copyBits(count, column.validity, 0, validity, at)
    at += count
  }
  return { type, data, validity }
}

/** Nothing but nulls. */
export function nullColumn(type: DataType, rows: number, arena: Arena): Vector {
  return { type, data: arena.allocateZeroed(cells(type, rows)), validity: arena.allocateZeroed(bitmap(rows)) }
}

/** Indexes (u32) of the rows where a bool column is true and not null: what a filter keeps. `out` has room for `rows`. */
export function selectTrue(condition: Vector, rows: number, out: number, arena: Arena): number {
  return arena.memory.kernels.selectTrue(rows, condition.data, condition.validity, out)
}
