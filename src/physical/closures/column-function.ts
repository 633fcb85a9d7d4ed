/**
 * Expressions as closures over whole batches: a strict function is one loop over the selected rows, calling `evaluate`
 * with plain values; a loose function looks at its arguments row by row.
 */
import { isNullable, type Attribute, type Expression } from '../../logical/expression.js'
import type { EngineValue } from '../../types/representation.js'
import { isCheap } from '../compile/facts.js'
import { argumentsByName, implementationOf } from '../implementation.js'

/** The input columns of one batch as engine values, read once per column. */
export interface Input { column(ordinal: number): readonly EngineValue[] }
/** Values for the rows `selection[0 … n)`, densely. */
export type ColumnFunction = (input: Input, selection: Int32Array, n: number) => readonly EngineValue[]
/** The value for one row of the batch. */
export type RowFunction = (input: Input, row: number) => EngineValue

export function columnFunction(e: Expression, input: readonly Attribute[]): ColumnFunction {
  switch (e.node) {
    case 'literal': return (_, __, n) => new Array<EngineValue>(n).fill(e.value)
    case 'alias': return columnFunction(e.child, input)
    case 'attribute': {
      const ordinal = input.findIndex(a => a.id === e.id)
      return (columns, selection, n) => {
        const from = columns.column(ordinal), out = new Array<EngineValue>(n)
        for (let k = 0; k < n; k++) out[k] = from[selection[k]!]!
        return out
      }
    }
    default: {
      const implementation = implementationOf(e)
      // an argument behind a null one is not evaluated, which matters where it can raise: then row by row too
      const args = argumentsByName(e).expressions
      if (implementation.nulls === 'loose' || args.some((a, n) => !isCheap(a) && args.slice(0, n).some(isNullable))) {
        const row = rowFunction(e, input)
        return (columns, selection, n) => {
          const out = new Array<EngineValue>(n)
          for (let k = 0; k < n; k++) out[k] = row(columns, selection[k]!)
          return out
        }
      }
      const byName = argumentsByName(e)
      const functions = args.map(a => columnFunction(a, input))
      return (columns, selection, n) => {
        const given = functions.map(a => a(columns, selection, n)), out = new Array<EngineValue>(n)
        for (let k = 0; k < n; k++) {
          const values = given.map((g): EngineValue => g[k] as EngineValue)
          out[k] = values.includes(null) ? null : implementation.evaluate(byName.pack(values))
        }
        return out
      }
    }
  }
}

export function rowFunction(e: Expression, input: readonly Attribute[]): RowFunction {
  switch (e.node) {
    case 'literal': return () => e.value
    case 'alias': return rowFunction(e.child, input)
    case 'attribute': {
      const ordinal = input.findIndex(a => a.id === e.id)
      return (columns, row) => columns.column(ordinal)[row]!
    }
    default: {
      const implementation = implementationOf(e), byName = argumentsByName(e)
      const args = byName.expressions.map(a => rowFunction(a, input))
      if (implementation.nulls === 'loose') {
        return (columns, row) => implementation.evaluate(byName.pack(args.map(a => () => a(columns, row))))
      }
      return (columns, row) => {
        const values: EngineValue[] = []
        for (const a of args) {
          const v = a(columns, row)
          if (v === null) return null
          values.push(v)
        }
        return implementation.evaluate(byName.pack(values))
      }
    }
  }
}
