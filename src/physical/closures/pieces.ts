/** One column of parts of several: what `when` and `coalesce` choose. */
import { typeOf, type Call } from '../../logical/expression.js'
import type { DataType } from '../../types/data-type.js'
import { representation } from '../../types/representation.js'
import { engineValues, type Column, type Rows } from './column.js'
import type { Scratch } from './scratch.js'

/** `argument`: whose column it is. */
export interface Piece { readonly column: Column; readonly rows: Rows; readonly argument: number }

export class Pieces {
  readonly #types: readonly DataType[]
  readonly #own: Scratch
  readonly #converted: readonly Scratch[]
  readonly #isFlags: boolean
  readonly #isNumbers: boolean
  constructor(e: Call, scratch: () => Scratch) {
    const kind = representation(e.type)
    this.#types = e.args.map(typeOf)
    this.#own = scratch()
    this.#converted = e.args.map(scratch)
    this.#isFlags = kind === 'bool'
    this.#isNumbers = kind === 'i32' || kind === 'f64'
  }

  /** The pieces' values at their rows; null at the rows `missing`. */
  join(pieces: readonly Piece[], missing: Rows): Column {
    if (this.#isFlags) return this.#flags(pieces, missing)
    const numbers = pieces.every(p => p.column.form === 'numbers')
    // a null literal of no type counts as any form
    return numbers || this.#isNumbers ? this.#numbers(pieces, missing) : this.#values(pieces, missing)
  }
  #flags(pieces: readonly Piece[], missing: Rows): Column {
    const out = this.#own.flags()
    for (const { column, rows: { at, count } } of pieces) {
      const { cells } = column
      if (column.form === 'flags') for (let k = 0; k < count; k++) out[at[k]!] = column.cells[at[k]!]!
      else for (let k = 0; k < count; k++) out[at[k]!] = cells[at[k]!] ? 1 : 0
    }
    return { form: 'flags', cells: out, nulls: this.#nulls(pieces, missing) }
  }
  #numbers(pieces: readonly Piece[], missing: Rows): Column {
    const out = this.#own.numbers()
    let least = 0, most = 0
    for (const { column, rows: { at, count } } of pieces) {
      if (column.form !== 'numbers') continue
      const { cells } = column
      for (let k = 0; k < count; k++) out[at[k]!] = cells[at[k]!]!
      least = Math.min(least, column.least)
      most = Math.max(most, column.most)
    }
    for (let k = 0; k < missing.count; k++) out[missing.at[k]!] = 0
    return { form: 'numbers', cells: out, nulls: this.#nulls(pieces, missing), least, most }
  }
  #values(pieces: readonly Piece[], missing: Rows): Column {
    const out = this.#own.values()
    for (const { column, rows, argument } of pieces) {
      const values = engineValues(column, this.#types[argument]!, rows, this.#converted[argument]!), { at, count } = rows
      for (let k = 0; k < count; k++) out[at[k]!] = values[at[k]!]!
    }
    for (let k = 0; k < missing.count; k++) out[missing.at[k]!] = null
    return { form: 'values', cells: out, nulls: this.#nulls(pieces, missing) }
  }
  #nulls(pieces: readonly Piece[], missing: Rows): Uint8Array | undefined {
    if (missing.count === 0 && !pieces.some(p => p.column.nulls)) return undefined
    const out = this.#own.nulls()
    for (const { column: { nulls }, rows: { at, count } } of pieces) {
      for (let k = 0; k < count; k++) out[at[k]!] = nulls ? nulls[at[k]!]! : 0
    }
    for (let k = 0; k < missing.count; k++) out[missing.at[k]!] = 1
    return out
  }
}
