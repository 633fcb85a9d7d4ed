import type { Arena } from '../../memory/arena.js'
import type { Vector } from '../../memory/batch.js'
import { bitmapBytes, vectorOf } from '../../memory/vector.js'
import type { DataType } from '../../types/data-type.js'
import { cellBytes, representation, type EngineValue } from '../../types/representation.js'

/** A column of one value in every row. */
export function constantVector(type: DataType, value: EngineValue, rows: number, arena: Arena): Vector {
  const { data, validity } = vectorOf(type, [value], arena), { u8 } = arena.memory
  const width = cellBytes[representation(type)], cells = arena.allocate(Math.max(8, rows * width))
  u8.copyWithin(cells, data, data + width)
  for (let done = width; done < rows * width; done *= 2) u8.copyWithin(cells + done, cells, cells + Math.min(done, rows * width - done))
  return { type, data: cells, validity: validity === 0 ? 0 : arena.allocateZeroed(Math.max(8, bitmapBytes(rows))) }
}
