/**
 * Expressions as closures over whole batches. A strict function is one loop over the rows; an argument that can raise is
 * evaluated only where those before it are not null, as it would be row by row. Of the functions that decide about null
 * themselves, the common ones have columnar forms (`conditionals.ts`); the others look at their arguments row by row.
 */
import { isNullable, someExpression, typeOf, type Attribute, type Call, type Cast, type Expression } from '../../logical/expression.js'
import type { StrictImplementation } from '../../functions/declare.js'
import type { EngineValue } from '../../types/representation.js'
import { isCheap } from '../compile/facts.js'
import { argumentsByName, implementationOf } from '../implementation.js'
import { eitherNull, engineValues, withoutNulls, type Column, type Nulls, type Rows } from './column.js'
import { conditionalOf } from './conditionals.js'
import { operatorOf } from './operators.js'
import { ResultColumn } from './result-column.js'
import { rowFunction, type RowInput } from './row-function.js'
import { Scratch, type Extent } from './scratch.js'

/** The input columns of one batch; a column is read at the rows of the batch that may still be looked at. */
export interface Input extends RowInput { column(ordinal: number): Column }
/** A column that is known at these rows, until it is asked for again in another batch. */
export type ColumnFunction = (input: Input, rows: Rows) => Column

/** The functions of one stage: an expression that occurs twice is computed once a batch. */
export class ColumnFunctions {
  /** Grows with the batches, and with it every scratch array. */
  readonly extent: Extent = { rows: 0 }
  readonly #input: readonly Attribute[]
  readonly #known = new Map<Expression, ColumnFunction>()
  constructor(input: readonly Attribute[]) { this.#input = input }

  of(e: Expression): ColumnFunction {
    let made = this.#known.get(e)
    if (!made) this.#known.set(e, made = this.#make(e))
    return made
  }
  #make(e: Expression): ColumnFunction {
    switch (e.node) {
      case 'literal': return constant(e.value, new ResultColumn(e.type, new Scratch(this.extent)))
      case 'alias': return this.of(e.child)
      case 'attribute': {
        const ordinal = this.#input.findIndex(a => a.id === e.id)
        return input => input.column(ordinal)
      }
      case 'call': case 'cast': {
        const made = this.#call(e), varies = someExpression(e, x => x.node === 'call' && !x.function.deterministic)
        return varies ? made : remembered(made)
      }
      default: return this.#rowByRow(e)
    }
  }
  #call(e: Call | Cast): ColumnFunction {
    const implementation = implementationOf(e)
    if (implementation.nulls === 'strict') return this.#strict(e, implementation)
    const scratch = (): Scratch => new Scratch(this.extent)
    return conditionalOf(e, child => this.of(child), scratch) ?? this.#rowByRow(e)
  }
  #rowByRow(e: Expression): ColumnFunction {
    const result = new ResultColumn(typeOf(e), new Scratch(this.extent)), one = rowFunction(e, this.#input)
    return (input, rows) => result.compute(rows, undefined, row => one(input, row))
  }

  #strict(e: Call | Cast, implementation: StrictImplementation): ColumnFunction {
    const { expressions } = argumentsByName(e), functions = expressions.map(a => this.of(a)), types = expressions.map(typeOf)
    const guarded = expressions.map((a, n) => !isCheap(a) && expressions.slice(0, n).some(isNullable))
    const own = new Scratch(this.extent), converted = expressions.map(() => new Scratch(this.extent))
    const masks = expressions.map(() => new Scratch(this.extent)), space = { own, converted }
    const result = new ResultColumn(e.type, own), operator = operatorOf(e), call = caller(e, implementation)
    return (input, rows) => {
      let live = rows, nulls: Nulls
      const operands: Column[] = []
      for (const [n, of] of functions.entries()) {
        if (guarded[n]) live = withoutNulls(live, nulls)
        const operand = of(input, live)
        operands.push(operand)
        nulls = narrowed(eitherNull(nulls, operand.nulls, live, masks[n]!), nulls, live, rows)
      }
      const quick = operator?.(operands, live, space)
      if (quick) return result.withNulls(quick, nulls, live === rows ? undefined : rows)
      const values = operands.map((c, n) => engineValues(c, types[n]!, live, converted[n]!))
      return result.compute(rows, nulls, call(values))
    }
  }
}
/** Where a later argument was computed for fewer rows, the rows left out keep their nulls. */
function narrowed(both: Nulls, before: Nulls, live: Rows, rows: Rows): Nulls {
  if (live === rows || !both || !before || both === before) return both
  const { at, count } = rows
  let k = 0
  for (let n = 0; n < count; n++) {
    if (k < live.count && live.at[k] === at[n]) k++
    else both[at[n]!] = 1
  }
  return both
}

/** Calls `evaluate` with the values of a row under their names. */
function caller(e: Call | Cast, { evaluate }: StrictImplementation): (values: readonly ArrayLike<EngineValue>[]) => (row: number) => EngineValue {
  const { pack } = argumentsByName(e), names = e.node === 'cast' ? ['value'] : Object.keys(e.function.args)
  const count = e.node === 'cast' ? 1 : e.args.length, variadic = e.node === 'call' && e.function.variadic, [first, second, third] = names
  if (!variadic && count === 1) {
    if (first === 'value') return ([a]) => row => evaluate({ value: a![row] })
    return ([a]) => row => evaluate({ [first!]: a![row] })
  }
  if (!variadic && count === 2) {
    if (first === 'value' && second === 'other') return ([a, b]) => row => evaluate({ value: a![row], other: b![row] })
    return ([a, b]) => row => evaluate({ [first!]: a![row], [second!]: b![row] })
  }
  if (!variadic && count === 3) return ([a, b, c]) => row => evaluate({ [first!]: a![row], [second!]: b![row], [third!]: c![row] })
  return values => row => evaluate(pack(values.map((v): EngineValue => v[row]!)))
}

/** Filled once, and again when batches become larger. */
function constant(value: EngineValue, result: ResultColumn): ColumnFunction {
  let made: Column | undefined, filled = 0
  return () => {
    if (!made || filled < result.rows) {
      filled = result.rows
      made = result.constant(value)
    }
    return made
  }
}
/** Asked again for the same rows of the same batch, it gives the same column. */
function remembered(make: ColumnFunction): ColumnFunction {
  let lastInput: Input | undefined, lastRows: Rows | undefined, last: Column | undefined
  return (input, rows) => {
    if (last && lastInput === input && lastRows === rows) return last
    last = undefined
    const made = make(input, rows)
    lastInput = input
    lastRows = rows
    return last = made
  }
}
export { rowFunction } from './row-function.js'
