/** Where the results of an expression go: by the type of the results, numbers, flags or values. */
import type { DataType } from '../../types/data-type.js'
import { representation, type EngineValue } from '../../types/representation.js'
import { SAFE, type Column, type Nulls, type Rows } from './column.js'
import { identity, type Scratch } from './scratch.js'

type Form = Column['form']
const INT_LEAST = -(2 ** 31), INT_MOST = 2 ** 31 - 1

export class ResultColumn {
  readonly #form: Form
  readonly #isFloat: boolean
  readonly #isExact: boolean
  readonly #scratch: Scratch
  constructor(type: DataType, scratch: Scratch) {
    const kind = representation(type)
    this.#isFloat = kind === 'f64'
    this.#isExact = kind === 'i64' || kind === 'dec'
    this.#form = kind === 'bool' ? 'flags' : kind === 'i32' || kind === 'f64' ? 'numbers' : 'values'
    this.#scratch = scratch
  }
  get rows(): number { return this.#scratch.rows }

  /** The values of `one` at the rows that are not null; null where it gives null. */
  compute(rows: Rows, nulls: Nulls, one: (row: number) => EngineValue): Column {
    const made = this.#form === 'numbers' ? this.#numbers(rows, nulls, one)
      : this.#form === 'flags' ? this.#flags(rows, nulls, one) : this.#values(rows, nulls, one)
    return this.#column(made)
  }
  #numbers({ at, count }: Rows, nulls: Nulls, one: (row: number) => EngineValue): Nulls {
    const cells = this.#scratch.numbers()
    let own: Nulls
    for (let k = 0; k < count; k++) {
      const row = at[k]!, value = nulls && nulls[row] === 1 ? null : one(row)
      if (value === null) {
        own ??= this.#noNulls(at, k)
        cells[row] = 0
      } else cells[row] = value as number
      if (own) own[row] = value === null ? 1 : 0
    }
    return own
  }
  #flags({ at, count }: Rows, nulls: Nulls, one: (row: number) => EngineValue): Nulls {
    const cells = this.#scratch.flags()
    let own: Nulls
    for (let k = 0; k < count; k++) {
      const row = at[k]!, value = nulls && nulls[row] === 1 ? null : one(row)
      if (value === null) own ??= this.#noNulls(at, k)
      cells[row] = value === true ? 1 : 0
      if (own) own[row] = value === null ? 1 : 0
    }
    return own
  }
  #values({ at, count }: Rows, nulls: Nulls, one: (row: number) => EngineValue): Nulls {
    const cells = this.#scratch.values()
    let own: Nulls
    for (let k = 0; k < count; k++) {
      const row = at[k]!, value = nulls && nulls[row] === 1 ? null : one(row)
      if (value === null) own ??= this.#noNulls(at, k)
      cells[row] = value
      if (own) own[row] = value === null ? 1 : 0
    }
    return own
  }
  /** Nulls with none in the first `count` rows. */
  #noNulls(at: Int32Array, count: number): Uint8Array {
    const nulls = this.#scratch.nulls()
    for (let k = 0; k < count; k++) nulls[at[k]!] = 0
    return nulls
  }
  #column(nulls: Nulls): Column {
    const scratch = this.#scratch
    if (this.#form === 'flags') return { form: 'flags', cells: scratch.flags(), nulls }
    if (this.#form === 'values') return { form: 'values', cells: scratch.values(), nulls }
    const least = this.#isFloat ? -Infinity : INT_LEAST, most = this.#isFloat ? Infinity : INT_MOST
    return { form: 'numbers', cells: scratch.numbers(), nulls, least, most }
  }

  /** Another column's cells with these nulls; `widened`: it was computed for the rows without nulls only, of these. */
  withNulls(column: Column, nulls: Nulls, widened: Rows | undefined): Column {
    if (!nulls) return column
    if (widened && column.form !== 'values') {
      const { cells } = column, { at, count } = widened
      for (let k = 0; k < count; k++) if (nulls[at[k]!] === 1) cells[at[k]!] = 0
    }
    return { ...column, nulls }
  }

  /** The same value everywhere. */
  constant(value: EngineValue): Column {
    const rows = { at: identity(this.rows), count: this.rows }
    if (this.#isExact && typeof value === 'bigint' && value >= -SAFE && value <= SAFE) {
      const cells = this.#scratch.numbers().fill(Number(value))
      return { form: 'numbers', cells, nulls: undefined, least: Number(value), most: Number(value) }
    }
    const column = this.compute(rows, undefined, () => value)
    if (column.form !== 'numbers' || this.#isFloat || value === null) return column
    return { ...column, least: Number(value), most: Number(value) }
  }
}
