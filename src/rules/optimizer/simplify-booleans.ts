/** Conditions get shorter, in three-valued logic: each rewriting gives true, false and null exactly where the original did. */
import { match } from 'ts-pattern'
import { canonical } from '../../logical/canonical.js'
import { isNullable, type Call, type Expression } from '../../logical/expression.js'
import { filter } from '../../logical/node/filter.js'
import { localRelation } from '../../logical/node/local-relation.js'
import { provenBy } from '../../logical/proof.js'
import { call } from '../analysis/calls.js'
import { bottomUp, onCalls, type Rule } from '../rule.js'
import {
  and, canRaise, conjuncts, disjuncts, isCall, isDeterministic, isHarmless, isLiteral, isNullLiteral, no, not, or, unique, yes,
} from './predicates.js'

export const booleanSimplification: Rule = onCalls('BooleanSimplification', ['and', 'or', 'not'], e => match(e)
  .with({ function: { name: 'and' } }, simplifyAnd)
  .with({ function: { name: 'or' } }, simplifyOr)
  .otherwise(() => simplifyNot(e.args[0]!) ?? e))

function simplifyAnd(e: Call): Expression {
  const parts = conjuncts(e)
  if (parts.some(p => isLiteral(p, false))) return no
  const kept = withoutRepeats(parts.filter(p => !isLiteral(p, true)))
  if (holdsOpposites(kept)) return no
  // a and (a or b) is a
  const texts = new Set(kept.map(canonical))
  const absorbed = kept.filter(p => !isCall(p, 'or') || !isHarmless(p) || !disjuncts(p).some(d => texts.has(canonical(d))))
  return absorbed.length === parts.length ? e : and(absorbed)
}
function simplifyOr(e: Call): Expression {
  const parts = disjuncts(e)
  if (parts.some(p => isLiteral(p, true))) return yes
  const kept = withoutRepeats(parts.filter(p => !isLiteral(p, false)))
  if (holdsOpposites(kept)) return yes
  // a or (a and b) is a
  const texts = new Set(kept.map(canonical))
  const absorbed = kept.filter(p => !isCall(p, 'and') || !isHarmless(p) || !conjuncts(p).some(c => texts.has(canonical(c))))
  return factored(absorbed) ?? (absorbed.length === parts.length ? e : or(absorbed))
}
const withoutRepeats = (parts: readonly Expression[]): readonly Expression[] => parts.every(isDeterministic) ? unique(parts) : parts

/** `a and not a` is false and `a or not a` true, where `a` cannot be null. */
function holdsOpposites(parts: readonly Expression[]): boolean {
  const sure = new Set(parts.filter(p => !isNullable(p) && isHarmless(p)).map(canonical))
  return parts.some(p => sure.has(canonical(p)) && sure.has(canonical(simplifyNot(p) ?? not(p))))
}
/** `(a and b) or (a and c)` is `a and (b or c)`; only parts that cannot raise are taken out, since they are then asked first. */
function factored(alternatives: readonly Expression[]): Expression | undefined {
  if (alternatives.length < 2) return undefined
  const sets = alternatives.map(a => new Map(conjuncts(a).map(c => [canonical(c), c])))
  const common = [...sets[0]!].filter(([text, c]) => sets.every(s => s.has(text)) && isDeterministic(c) && !canRaise(c))
  if (!common.length) return undefined
  const texts = new Set(common.map(([text]) => text))
  const rest = sets.map(s => and([...s].filter(([text]) => !texts.has(text)).map(([, c]) => c)))
  return and([...common.map(([, c]) => c), or(rest)])
}

const opposites: Readonly<Record<string, string>> = {
  eq: 'ne', ne: 'eq', lt: 'ge', ge: 'lt', gt: 'le', le: 'gt', isNull: 'isNotNull', isNotNull: 'isNull',
}
/** `not` moves inwards until it meets something that has an opposite. */
function simplifyNot(e: Expression): Expression | undefined {
  if (isLiteral(e)) return e.value === null ? e : e.value === true ? no : yes
  if (e.node !== 'call') return undefined
  const { name } = e.function, opposite = opposites[name]
  if (opposite) return call(opposite, ...e.args)
  if (name === 'not') return e.args[0]!
  if (name === 'and') return or(conjuncts(e).map(negate))
  if (name === 'or') return and(disjuncts(e).map(negate))
  return undefined
}
const negate = (e: Expression): Expression => simplifyNot(e) ?? not(e)

/** A filter that lets everything through goes; one that lets nothing through leaves no rows. Null is as good as false. */
export const pruneFilters: Rule = bottomUp('PruneFilters', ['filter'], node => {
  const parts = conjuncts(node.condition)
  if (parts.some(p => isLiteral(p, false) || isNullLiteral(p))) return localRelation(node.output)
  const kept = withoutImplied(parts.filter(p => !isLiteral(p, true)).map(onlyTruth))
  if (!kept.length) return node.children[0]!
  return kept.length < parts.length || kept.some((k, n) => k !== parts[n]) ? filter(node.children[0]!, and(kept)) : node
})
/** `a is not null and a > 1` is `a > 1`. */
const withoutImplied = (parts: readonly Expression[]): readonly Expression[] => parts.filter(p => {
  const [column] = isCall(p, 'isNotNull') ? p.args : []
  return column?.node !== 'attribute' || !parts.some(o => o !== p && !isCall(o, 'isNotNull') && provenBy(o).has(column.id))
})
/** In a condition null is as good as false: `a or null` is `a`. */
function onlyTruth(e: Expression): Expression {
  if (!isCall(e, 'or')) return e
  const parts = disjuncts(e), kept = parts.filter(p => !isNullLiteral(p))
  return kept.length < parts.length ? or(kept) : e
}
