/** What several rules ask of expressions and conditions. */
import { canonical, conjuncts } from '../../logical/canonical.js'
import { joined } from '../../logical/connective.js'
import {
  childrenOf, isNullable, literal, references, someExpression, type Call, type Expression, type Literal,
} from '../../logical/expression.js'
import { bool } from '../../types/data-type.js'
import { call } from '../analysis/calls.js'
import { implementationOf } from '../evaluate.js'

export const yes: Literal = literal(true, bool)
export const no: Literal = literal(false, bool)
const unknown: Literal = literal(null, bool)

export const isCall = (e: Expression, name: string): e is Call => e.node === 'call' && e.function.name === name
export const isLiteral = (e: Expression, value?: unknown): e is Literal =>
  e.node === 'literal' && (value === undefined || e.value === value)
export const isNullLiteral = (e: Expression): e is Literal => e.node === 'literal' && e.value === null

export const and = (list: readonly Expression[]): Expression => list.length ? joined(list, (a, b) => call('and', a, b)) : yes
export const or = (list: readonly Expression[]): Expression => list.length ? joined(list, (a, b) => call('or', a, b)) : no
export const not = (e: Expression): Expression => call('not', e)
// Nothing of this is remembered: to look an expression up costs more than to walk it, and most are made to be walked once.
const varies = (e: Expression): boolean => someExpression(e, x => x.node === 'call' && !x.function.deterministic)
const raises = (e: Expression): boolean => someExpression(e, x => (x.node === 'call' || x.node === 'cast') && implementationOf(x).raises)
/** The alternatives of a condition, in written order. */
export const disjuncts = (e: Expression): readonly Expression[] => isCall(e, 'or') ? e.args.flatMap(disjuncts) : [e]
export { conjuncts }

export const isDeterministic = (e: Expression): boolean => !varies(e)
/** Whether evaluating it can be an error (or costs so much that it is kept for the rows that need it). */
export const canRaise = (e: Expression): boolean => raises(e)
/** Nothing is lost when it is not evaluated, or evaluated twice or elsewhere. */
export const isHarmless = (e: Expression): boolean => isDeterministic(e) && !canRaise(e)
export const holdsAggregate = (e: Expression): boolean => someExpression(e, x => x.node === 'aggregateCall')

/** Whether it reads at least one column, and only columns among `ids`. */
export function readsOnly(e: Expression, ids: ReadonlySet<number>): boolean {
  const read = references(e)
  return read.size > 0 && [...read.keys()].every(id => ids.has(id))
}
/** The list without repeats, in order. */
export function unique(list: readonly Expression[]): readonly Expression[] {
  const seen = new Set<string>()
  return list.filter(e => {
    const text = canonical(e), fresh = !seen.has(text)
    if (fresh) seen.add(text)
    return fresh
  })
}
/** True where `e` has a value, null where it has none. */
export const trueIfNotNull = (e: Expression): Expression => isNullable(e) ? call('or', call('isNotNull', e), unknown) : yes
/** False where `e` has a value, null where it has none. */
export const falseIfNotNull = (e: Expression): Expression => isNullable(e) ? call('and', call('isNull', e), unknown) : no
/** How many parts an expression has, or would have with these definitions written out. */
export function sizeOf(e: Expression, definitions?: ReadonlyMap<number, Expression>): number {
  const definition = definitions && e.node === 'attribute' ? definitions.get(e.id) : undefined
  if (definition) return sizeOf(definition)
  let size = 1
  for (const c of childrenOf(e)) size += sizeOf(c, definitions)
  return size
}
/** Splits a list in two. */
export function partition<T>(list: readonly T[], test: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  const yes: T[] = [], no: T[] = []
  for (const item of list) (test(item) ? yes : no).push(item)
  return [yes, no]
}
