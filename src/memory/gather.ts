import { cellBytes, representation } from '../types/representation.js'
import type { Arena } from './arena.js'
import type { Vector } from './batch.js'
import { bitmapBytes } from './vector.js'

/** The rows of a column at `indices` (u32 each, `count` of them), in that order. Text stays where it is. */
export function takeRows(vector: Vector, indices: number, count: number, arena: Arena): Vector {
  const { kernels } = arena.memory, width = cellBytes[representation(vector.type)]
  const data = arena.allocate(Math.max(8, count * width))
  kernels.gatherCells(width, count, vector.data, indices, data)
  if (vector.validity === 0) return { type: vector.type, data, validity: 0 }
  const bitmap = arena.allocate(Math.max(8, bitmapBytes(count)))
  const nulls = kernels.gatherBits(count, vector.validity, indices, bitmap)
  return { type: vector.type, data, validity: nulls === 0 ? 0 : bitmap }
}
