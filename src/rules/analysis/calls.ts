/** From a function's name and resolved arguments to a typed call: the one way in which analysis and rules make calls. */
import { raise } from '../../errors/raise.js'
import { nearest } from '../../errors/suggestion.js'
import { canCast, castImplementation } from '../../functions/conversion/cast.js'
import type { Argument } from '../../functions/declare.js'
import { allFunctions, lookup } from '../../functions/registry.js'
import {
  cast, isNullable, literal, someExpression, typeOf, type AggregateCall, type Call, type Cast, type Expression,
} from '../../logical/expression.js'
import { sameType, sqlName, type DataType } from '../../types/data-type.js'

export interface CallOptions {
  readonly distinct?: boolean
  readonly filter?: Expression | undefined
  /** For aggregates: whether they are over groups, each of which has a row. */
  readonly grouped?: boolean
}

/** @throws UNRESOLVED_ROUTINE, or what the function's `resolve` finds wrong with the arguments. */
export function resolveCall(name: string, args: readonly Expression[], options: CallOptions = {}): Call | AggregateCall {
  const { distinct = false, filter, grouped = false } = options
  const declaration = lookup(name) ?? unknownFunction(name)
  const resolution = declaration.resolve(args.map(argumentOf), { grouped: grouped && filter === undefined })
  const { type, nullable } = resolution
  const fitted = Object.freeze(args.map((a, n) => implicitCast(a, resolution.args[n]!)))
  if (declaration.kind === 'scalar') {
    if (distinct || filter) {
      raise('DATATYPE_MISMATCH', { message: `${name} is not an aggregate, so it takes neither distinct nor a filter` })
    }
    return Object.freeze({ node: 'call', function: declaration, args: fitted, type, nullable, timeZone: undefined })
  }
  for (const inner of filter ? [...fitted, filter] : fitted) {
    if (someExpression(inner, e => e.node === 'aggregateCall')) raise('NESTED_AGGREGATE_FUNCTION', { function: name })
  }
  return Object.freeze({ node: 'aggregateCall', function: declaration, args: fitted, distinct, filter, type, nullable })
}
/** A scalar call. */
export function call(name: string, ...args: readonly Expression[]): Call {
  const made = resolveCall(name, args)
  return made.node === 'call' ? made : raise('INTERNAL_ERROR', { message: `${name} is not a scalar function.` })
}

const unknownFunction = (name: string): never => {
  const near = nearest(name, allFunctions.map(f => f.name))
  const suggestion = near.length ? `Did you mean ${near.join(' or ')}?` : 'See the list of functions.'
  return raise('UNRESOLVED_ROUTINE', { name, suggestion })
}
const argumentOf = (e: Expression): Argument => ({
  type: typeOf(e), nullable: isNullable(e),
  literal: e.node === 'literal' ? e.value : undefined,
  flexible: e.node === 'literal' && e.flexible,
})
/** A literal written beside a column takes its type at once, so a value that does not fit is an error at the line that wrote it. */
export function implicitCast(e: Expression, type: DataType): Expression {
  const from = typeOf(e)
  const settled = e.node === 'literal' && e.flexible ? literal(e.value, e.type) : e
  if (sameType(from, type)) return settled
  if (settled.node === 'literal') {
    if (settled.value === null) return literal(null, type)
    if (e !== settled && !needsZone(from, type)) {
      return literal(castImplementation({ from, to: type, attempt: false, timeZone: undefined }).evaluate({ value: settled.value }), type)
    }
  }
  return resolveCast(settled, type, false)
}
/** @throws DATATYPE_MISMATCH when there is no such cast. */
export function resolveCast(child: Expression, type: DataType, attempt: boolean, timeZone?: string): Cast {
  const from = typeOf(child)
  if (!canCast(from, type)) raise('DATATYPE_MISMATCH', { message: `cannot cast ${sqlName(from)} to ${sqlName(type)}` })
  return cast(child, type, { attempt, nullable: attempt || isNullable(child), timeZone })
}
/** Whether a cast between the types depends on the time zone: instants become wall-clock times or text, or the other way round. */
export const needsZone = (from: DataType, to: DataType): boolean => !sameType(from, to) && (holdsInstant(from) || holdsInstant(to))
function holdsInstant(t: DataType): boolean {
  switch (t.kind) {
    case 'list': return holdsInstant(t.element)
    case 'map': return holdsInstant(t.key) || holdsInstant(t.value)
    case 'struct': return t.fields.some(f => holdsInstant(f.type))
    default: return t.kind === 'timestamp'
  }
}
