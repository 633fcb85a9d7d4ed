/** An expression as a column in memory. A column of the input is taken as it is: its cells are gathered, never decoded. */
import type { Attribute, Expression } from '../../logical/expression.js'
import type { Arena } from '../../memory/arena.js'
import type { Vector } from '../../memory/batch.js'
import { takeRows } from '../../memory/gather.js'
import type { DataType } from '../../types/data-type.js'
import type { Rows } from './column.js'
import type { ColumnFunction, ColumnFunctions } from './column-function.js'
import type { BatchInput } from './selection.js'
import { writeColumn } from './write-column.js'

export class Output {
  readonly type: DataType
  readonly #make: ColumnFunction
  /** Of the input column that it is; −1: it is computed. */
  readonly #ordinal: number
  constructor(e: Expression, type: DataType, functions: ColumnFunctions, input: readonly Attribute[]) {
    this.type = type
    this.#make = functions.of(e)
    const plain = withoutAlias(e)
    this.#ordinal = plain.node === 'attribute' ? input.findIndex(a => a.id === plain.id) : -1
  }

  /** The values at `rows`, densely. */
  write(input: BatchInput, rows: Rows, arena: Arena): Vector {
    if (this.#ordinal < 0) return writeColumn(this.#make(input, rows), this.type, rows, arena)
    const vector = input.batch.columns[this.#ordinal]!
    return rows.count === input.batch.rows ? vector : takeRows(vector, indicesOf(rows, arena), rows.count, arena)
  }
}
const withoutAlias = (e: Expression): Expression => e.node === 'alias' ? withoutAlias(e.child) : e

/** The rows in memory, as kernels take them. */
function indicesOf({ at, count }: Rows, arena: Arena): number {
  const address = arena.allocate(Math.max(8, count * 4))
  arena.memory.i32.set(at.subarray(0, count), address >>> 2)
  return address
}
