import { Arena } from '../memory/arena.js'
import type { Vector } from '../memory/batch.js'
import { cellBytes, representation } from '../types/representation.js'

/** Rows `[from, from + rows)` of a column. Cells stay where they lie; only a bitmap that would begin inside a byte is written anew. */
export function sliceVector(vector: Vector, from: number, rows: number, arena: Arena): Vector {
  const data = vector.data + from * cellBytes[representation(vector.type)]
  if (vector.validity === 0) return { type: vector.type, data, validity: 0 }
  const { u8 } = arena.memory, bytes = (rows + 7) >>> 3, shift = from & 7, first = vector.validity + (from >>> 3)
  const validity = arena.allocate((bytes + 7) & ~7)
  // the byte behind the last may be read: bitmaps are padded to 8 bytes
  for (let n = 0; n < bytes; n++) u8[validity + n] = (u8[first + n]! >>> shift) | (shift ? u8[first + n + 1]! << (8 - shift) : 0)
  return { type: vector.type, data, validity }
}
