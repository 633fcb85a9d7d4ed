/** Values of resolved expressions, computed one at a time with each function's `evaluate`: for folding constants and a few known rows. */
import { castImplementation } from '../functions/conversion/cast.js'
import type { Implementation, Signature } from '../functions/declare.js'
import { named } from '../functions/scalar.js'
import { raise } from '../errors/raise.js'
import { typeOf, type Call, type Cast, type Expression } from '../logical/expression.js'
import type { EngineValue } from '../types/representation.js'
import type { DataType } from '../types/data-type.js'

export interface CastRequest { readonly from: DataType; readonly to: DataType; readonly attempt: boolean; readonly timeZone: string | undefined }

/** A row by attribute id. */
export type Row = ReadonlyMap<number, EngineValue>
const noRow: Row = new Map()

/** @throws what the functions raise: overflow, a cast that fails, division by zero. */
export function evaluate(e: Expression, row: Row = noRow): EngineValue {
  switch (e.node) {
    case 'literal': return e.value
    case 'alias': return evaluate(e.child, row)
    case 'attribute': {
      const value = row.get(e.id)
      return value === undefined ? raise('INTERNAL_ERROR', { message: `There is no value for column ${e.name}.` }) : value
    }
    case 'cast': {
      const value = evaluate(e.child, row)
      return value === null ? null : implementationOf(e).evaluate({ value })
    }
    case 'call': return evaluateCall(e, row)
    default: return raise('INTERNAL_ERROR', { message: `A ${e.node} has no value of its own.` })
  }
}
function evaluateCall(e: Call, row: Row): EngineValue {
  const implementation = implementationOf(e)
  if (implementation.nulls === 'loose') return implementation.evaluate(named(e.function.args, e.args.map(a => () => evaluate(a, row))))
  const values: EngineValue[] = []
  for (const a of e.args) {
    const value = evaluate(a, row)
    if (value === null) return null
    values.push(value)
  }
  return implementation.evaluate(named(e.function.args, values))
}
/** @throws CAST_INVALID_INPUT, CAST_OVERFLOW */
export const evaluateCast = (value: EngineValue, request: CastRequest): EngineValue =>
  value === null ? null : castImplementation(request).evaluate({ value })

const known = new WeakMap<Expression, Implementation>()
/** The implementation of a call's or cast's signature. */
export function implementationOf(e: Call | Cast): Implementation {
  let made = known.get(e)
  if (!made) known.set(e, made = e.node === 'call' ? e.function.implement(signatureOf(e)) : castImplementation({ from: typeOf(e.child), to: e.type, attempt: e.attempt, timeZone: e.timeZone }))
  return made
}
const signatureOf = (e: Call): Signature => ({
  args: e.args.map(typeOf), type: e.type, timeZone: e.timeZone,
  constants: e.args.map(a => a.node === 'literal' ? a.value : undefined),
})
