/** Columns made from columns: deep copies, all null, selections. Through an index: `takeRows` of gather.ts. */
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

/** Nothing but nulls. */
export function nullColumn(type: DataType, rows: number, arena: Arena): Vector {
  return { type, data: arena.allocateZeroed(cells(type, rows)), validity: arena.allocateZeroed(bitmap(rows)) }
}

/** Indexes (u32) of the rows where a bool column is true and not null: what a filter keeps. `out` has room for `rows`. */
export function selectTrue(condition: Vector, rows: number, out: number, arena: Arena): number {
  return arena.memory.kernels.selectTrue(rows, condition.data, condition.validity, out)
}
