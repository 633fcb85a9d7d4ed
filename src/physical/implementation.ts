/** From a resolved call or cast to the code that computes it, shared by both tiers. */
import { castImplementation } from '../functions/conversion/cast.js'
import type { AggregateImplementation, Implementation, Signature } from '../functions/declare.js'
import { typeOf, type AggregateCall, type Call, type Expression } from '../logical/expression.js'
import { raise } from '../errors/raise.js'

export const signatureOf = (e: Call | AggregateCall): Signature => ({
  args: e.args.map(typeOf), type: e.type,
  constants: e.args.map(a => a.node === 'literal' ? a.value : undefined),
  timeZone: e.node === 'call' ? e.timeZone : undefined,
})

const known = new WeakMap<Expression, Implementation>()
export function implementationOf(e: Expression): Implementation {
  let made = known.get(e)
  if (!made) known.set(e, made = make(e))
  return made
}
function make(e: Expression): Implementation {
  if (e.node === 'call') return e.function.implement(signatureOf(e))
  if (e.node === 'cast') return castImplementation({ from: typeOf(e.child), to: e.type, attempt: e.attempt, timeZone: e.timeZone })
  return raise('INTERNAL_ERROR', { message: `A ${e.node} has no implementation of its own.` })
}
export const aggregateImplementationOf = (e: AggregateCall): AggregateImplementation => e.function.implement(signatureOf(e))

export interface ArgumentsByName {
  readonly expressions: readonly Expression[]
  /** Values (or thunks, or compiled handles) in the order of `expressions` as the object that implementations take. */
  pack<V>(values: readonly V[]): Record<string, V | readonly V[]>
}
/** Pairs the arguments of a call with their declared names; a variadic argument becomes an array, a cast's is `value`. */
export function argumentsByName(e: Expression): ArgumentsByName {
  if (e.node === 'cast') return { expressions: [e.child], pack: ([value]) => ({ value: value! }) }
  if (e.node !== 'call' && e.node !== 'aggregateCall') return raise('INTERNAL_ERROR', { message: `A ${e.node} has no arguments.` })
  const names = Object.keys(e.function.args), last = names.length - 1
  if (!e.function.variadic) return { expressions: e.args, pack: values => Object.fromEntries(values.map((v, n) => [names[n]!, v])) }
  return {
    expressions: e.args,
    pack: values => Object.fromEntries(names.map((name, n) => [name, n === last ? values.slice(last) : values[n]!])),
  }
}
