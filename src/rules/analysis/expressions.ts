/** Names become attributes, function names typed calls. */
import { raise } from '../../errors/raise.js'
import { suggestion } from '../../errors/suggestion.js'
import {
  alias, childrenOf, literal, typeOf, withChildren, type Attribute, type Expression, type NamedExpression, type UnresolvedColumn,
} from '../../logical/expression.js'
import { sqlName, bool } from '../../types/data-type.js'
import { resolveCall, resolveCast } from './calls.js'

/** What a column's name means where the expression stands. */
export type Scope = (column: UnresolvedColumn) => Attribute
/** Where an expression stands: says which error an aggregate there is. */
export type Place = 'filter' | 'groupKey' | 'column' | 'join' | 'sort' | { readonly grouped: boolean }

export function resolve(e: Expression, scope: Scope, place: Place): Expression {
  switch (e.node) {
    case 'literal': case 'attribute': return e
    case 'unresolvedColumn': return scope(e)
    case 'alias': return resolve(e.child, scope, place)
    case 'cast': return resolveCast(resolve(e.child, scope, place), e.type, e.attempt, e.timeZone)
    case 'unresolvedCall': {
      const args = e.args.map(a => resolve(a, scope, place))
      const filter = e.filter && condition(resolve(e.filter, scope, place), 'filter of an aggregate')
      const made = resolveCall(e.name, args, { distinct: e.distinct, filter, grouped: typeof place === 'object' && place.grouped })
      return made.node === 'aggregateCall' ? allowed(made.function.name, place) ?? made : made
    }
    default: {
      const before = childrenOf(e), after = before.map(c => resolve(c, scope, place))
      return after.every((c, n) => c === before[n]) ? e : withChildren(e, after)
    }
  }
}
/** A name of its own for the expression; a column selected under its own name stays the same column. */
export function resolveNamed(e: NamedExpression, scope: Scope, place: Place): NamedExpression {
  if (e.node === 'attribute') return e
  const child = resolve(e.child, scope, place)
  if (child.node === 'attribute' && child.name === e.name) return child
  return child === e.child ? e : alias(child, e.name, e.id)
}
function allowed(name: string, place: Place): undefined {
  switch (place) {
    case 'filter': case 'join': return raise('INVALID_WHERE_CONDITION', { function: name })
    case 'groupKey': return raise('GROUP_BY_AGGREGATE', { function: name })
    case 'column': case 'sort': return raise('MISSING_GROUP_BY', { function: name })
    default: return undefined
  }
}
/** @throws DATATYPE_MISMATCH unless the expression is a boolean (or a bare null). */
export function condition(e: Expression, what: string): Expression {
  const type = typeOf(e)
  if (type.kind === 'bool') return e
  if (type.kind === 'void') return literal(null, bool)
  return raise('DATATYPE_MISMATCH', { message: `the ${what} must be a boolean, not ${sqlName(type)}` })
}

/** Columns by name among one input's. */
export function scopeOf(columns: readonly Attribute[]): Scope {
  const byName = new Map<string, Attribute | 'ambiguous'>()
  for (const c of columns) byName.set(c.name, byName.has(c.name) ? 'ambiguous' : c)
  return ({ name }) => {
    const found = byName.get(name)
    if (found === 'ambiguous') return raise('AMBIGUOUS_REFERENCE', { name })
    return found ?? raise('UNRESOLVED_COLUMN', { name, suggestion: suggestion(name, columns.map(c => c.name)) })
  }
}
