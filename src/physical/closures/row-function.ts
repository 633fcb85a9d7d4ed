/** Expressions as closures over one row: what errors are explained with, and what runs where no columnar form is known. */
import type { Attribute, Expression } from '../../logical/expression.js'
import type { EngineValue } from '../../types/representation.js'
import { argumentsByName, implementationOf } from '../implementation.js'

/** Values of a batch's columns. */
export interface RowInput { value(ordinal: number, row: number): EngineValue }
/** The value for one row of the batch. */
export type RowFunction = (input: RowInput, row: number) => EngineValue

export function rowFunction(e: Expression, input: readonly Attribute[]): RowFunction {
  switch (e.node) {
    case 'literal': return () => e.value
    case 'alias': return rowFunction(e.child, input)
    case 'attribute': {
      const ordinal = input.findIndex(a => a.id === e.id)
      return (columns, row) => columns.value(ordinal, row)
    }
    default: {
      const implementation = implementationOf(e), byName = argumentsByName(e)
      const args = byName.expressions.map(a => rowFunction(a, input))
      if (implementation.nulls === 'loose') {
        let columns: RowInput, row: number
        const thunks = byName.pack(args.map(a => () => a(columns, row)))
        return (givenColumns, givenRow) => {
          columns = givenColumns
          row = givenRow
          return implementation.evaluate(thunks)
        }
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
