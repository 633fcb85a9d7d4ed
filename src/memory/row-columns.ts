/** Columns into rows and out of rows. */
import { cellBytes } from '../types/representation.js'
import type { Arena } from './arena.js'
import type { Vector } from './batch.js'
import type { Memory } from './memory.js'
import { cellAt, validityAt } from './row-encoder.js'
import { kindNumber, type RowField } from './row.js'
import { bitmapBytes } from './vector.js'

/** Adds to `ends` what the long texts of these columns take of each row. */
export function addTextSizes(
  memory: Memory, fields: readonly RowField[], columns: readonly Vector[], from: number, n: number, ends: number,
): void {
  fields.forEach((field, c) => {
    if (field.representation !== 'str') return
    memory.kernels.addTextSizes(n, cellAt(columns[c]!, field, from), validityAt(columns[c]!, from), ends)
  })
}

/** Writes columns into placed rows whose null words are zero. `cursors`: where in each row its next long text goes. */
export function writeColumns(
  memory: Memory, fields: readonly RowField[], columns: readonly Vector[], from: number, n: number, pointers: number, cursors: number,
): void {
  const { kernels } = memory
  fields.forEach((field, c) => {
    const data = cellAt(columns[c]!, field, from)
    const validity = validityAt(columns[c]!, from)
    const { word, nullAt, nullBit } = field
    if (field.representation === 'str') kernels.writeTextColumn(n, data, validity, pointers, word, nullAt, nullBit, cursors)
    else kernels.writeColumn(kindNumber[field.representation], n, data, validity, pointers, word, nullAt, nullBit)
  })
}

/**
 * One field of the rows at `pointers` as a column; a pointer of 0 gives null. Text stays where it is: the views live as long
 * as the rows. `hasNulls` false: no row has a null in this field.
 */
export function gatherField(memory: Memory, field: RowField, pointers: number, count: number, hasNulls: boolean, arena: Arena): Vector {
  const { kernels } = memory
  const data = arena.allocate(Math.max(8, count * cellBytes[field.representation]))
  kernels.gatherRows(kindNumber[field.representation], count, pointers, field.word, data)
  const bitmap = arena.allocate(Math.max(8, bitmapBytes(count)))
  const nulls = hasNulls
    ? kernels.gatherRowValidity(count, pointers, field.nullAt, field.nullBit, bitmap)
    : kernels.presentRows(count, pointers, bitmap)
  return { type: field.type, data, validity: nulls === 0 ? 0 : bitmap }
}
