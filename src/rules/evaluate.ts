/** Values of resolved expressions, computed one at a time with each function's `evaluate`: for folding constants and a few known rows. */
import { raise } from '../errors/raise.js'
import { castImplementation, type CastSignature } from '../functions/conversion/cast.js'
import type { Implementation, Signature } from '../functions/declare.js'
import { childrenOf, typeOf, type Call, type Cast, type Expression } from '../logical/expression.js'
import type { EngineValue } from '../types/representation.js'

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
    case 'call': case 'cast': return apply(e, implementationOf(e), row)
    default: return raise('INTERNAL_ERROR', { message: `A ${e.node} has no value of its own.` })
  }
}
function apply(e: Call | Cast, implementation: Implementation, row: Row): EngineValue {
  const args = childrenOf(e)
  if (implementation.nulls === 'loose') return implementation.evaluate(byName(e, args.map(a => () => evaluate(a, row))))
  const values: EngineValue[] = []
  for (const a of args) {
    const value = evaluate(a, row)
    if (value === null) return null
    values.push(value)
  }
  return implementation.evaluate(byName(e, values))
}
/** The arguments as the object that implementations take: a variadic one is an array, a cast's is `value`. */
function byName<V>(e: Call | Cast, values: readonly V[]): Record<string, V | readonly V[] | undefined> {
  const names = e.node === 'cast' ? ['value'] : Object.keys(e.function.args)
  const last = e.node === 'call' && e.function.variadic ? names.length - 1 : -1
  return Object.fromEntries(names.map((name, n) => [name, n === last ? values.slice(n) : values[n]]))
}

const known = new WeakMap<Expression, Implementation>()
/** The implementation of a call's or cast's signature. */
export function implementationOf(e: Call | Cast): Implementation {
  let made = known.get(e)
  if (!made) known.set(e, made = e.node === 'call' ? e.function.implement(signatureOf(e)) : castImplementation(castOf(e)))
  return made
}
const castOf = (e: Cast): CastSignature => ({ from: typeOf(e.child), to: e.type, attempt: e.attempt, timeZone: e.timeZone })
const signatureOf = (e: Call): Signature => ({
  args: e.args.map(typeOf), type: e.type, timeZone: e.timeZone,
  constants: e.args.map(a => a.node === 'literal' ? a.value : undefined),
})
