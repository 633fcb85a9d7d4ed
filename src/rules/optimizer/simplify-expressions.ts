/** Expressions whose value, or part of it, is known before any row is read. */
import { match, P } from 'ts-pattern'
import { canonical } from '../../logical/canonical.js'
import { childrenOf, isNullable, literal, typeOf, type Call, type Cast, type Expression } from '../../logical/expression.js'
import { isInteger, isNested, isNumeric, sameType, type DataType } from '../../types/data-type.js'
import { TypedFrameError } from '../../errors/raise.js'
import { call, needsZone, resolveCall, resolveCast } from '../analysis/calls.js'
import { evaluate, implementationOf } from '../evaluate.js'
import { onCalls, onExpressions, type Rule } from '../rule.js'
import { isCall, isHarmless, isLiteral, isNullLiteral, unique, yes, no } from './predicates.js'

/** Calls and casts of literals become literals. One that raises is left as it is: only a row that reaches it makes it an error. */
export const constantFolding: Rule = onExpressions('ConstantFolding', e => {
  if (e.node !== 'call' && e.node !== 'cast') return e
  const constant = childrenOf(e).every(c => c.node === 'literal') && (e.node === 'cast' || e.function.deterministic)
  return constant && !isNested(e.type) && zoneKnown(e) ? folded(e) : e
})
function zoneKnown(e: Call | Cast): boolean {
  if (e.timeZone !== undefined) return true
  return e.node === 'cast' ? !needsZone(typeOf(e.child), e.type) : !e.function.timeZoneAware
}
function folded(e: Call | Cast): Expression {
  try {
    return literal(evaluate(e), e.type)
  } catch (error) {
    if (error instanceof TypedFrameError) return e
    throw error
  }
}

/** What a null, or the absence of any, decides. */
export const nullPropagation: Rule = onExpressions('NullPropagation', e => e.node === 'call' || e.node === 'aggregateCall' ? match(e)
  .with({ node: 'call', function: { name: 'isNull' }, args: [P.select()] }, x => isNullable(x) || !isHarmless(x) ? e : no)
  .with({ node: 'call', function: { name: 'isNotNull' }, args: [P.select()] }, x => isNullable(x) || !isHarmless(x) ? e : yes)
  .with({ node: 'call', function: { name: 'eqNullSafe' }, args: [P.select('a'), P.select('b')] }, ({ a, b }) => {
    if (isNullLiteral(b)) return call('isNull', a)
    if (isNullLiteral(a)) return call('isNull', b)
    return isNullable(a) || isNullable(b) ? e : call('eq', a, b)
  })
  .with({ node: 'aggregateCall', function: { name: 'count' }, distinct: false, args: [P.select()] }, (x, count) =>
    isNullable(x) || !isHarmless(x) ? count : resolveCall('count', [], { filter: count.filter }))
  .with({ node: 'call' }, part =>
    part.args.some(isNullLiteral) && implementationOf(part).nulls === 'strict' ? literal(null, part.type) : part)
  .otherwise(() => e) : e)

/** Casts that do nothing, and casts of casts that lose nothing in between. */
export const simplifyCasts: Rule = onExpressions('SimplifyCasts', e => {
  if (e.node !== 'cast') return e
  const inner = e.child
  if (sameType(typeOf(inner), e.type)) return inner
  if (inner.node !== 'cast' || e.attempt || inner.attempt) return e
  return widensInteger(inner) && isNumeric(e.type) ? resolveCast(inner.child, e.type, false) : e
})
const widths: Readonly<Partial<Record<DataType['kind'], number>>> = { int8: 1, int16: 2, int32: 4, int64: 8 }
function widensInteger(e: Cast): boolean {
  const from = typeOf(e.child)
  return isInteger(from) && isInteger(e.type) && widths[from.kind]! < widths[e.type.kind]!
}

/** Branches of `when` that are never or always taken, and values of `coalesce` that are never or always there. */
export const simplifyConditionals: Rule = onCalls('SimplifyConditionals', ['when', 'coalesce', 'ifNull'], e =>
  e.function.name === 'when' ? simplifyWhen(e) : simplifyCoalesce(e))

function simplifyWhen(e: Call): Expression {
  const kept: Expression[] = []
  let otherwise: Expression | undefined = e.args.length % 2 ? e.args.at(-1) : undefined
  for (let n = 0; n + 1 < e.args.length; n += 2) {
    const condition = e.args[n]!, value = e.args[n + 1]!
    if (isLiteral(condition, false) || isNullLiteral(condition)) continue
    if (isLiteral(condition, true)) {
      otherwise = value
      break
    }
    kept.push(condition, value)
  }
  // trailing branches that give what `otherwise` gives decide nothing
  const last = otherwise ?? literal(null, e.type)
  while (kept.length && canonical(kept.at(-1)!) === canonical(last) && isHarmless(kept.at(-2)!)) kept.splice(-2)
  if (!kept.length) return last
  const args = otherwise ? [...kept, otherwise] : kept
  return args.length === e.args.length ? e : call('when', ...args)
}
function simplifyCoalesce(e: Call): Expression {
  const flat = e.args.flatMap(a => isCall(e, 'coalesce') && isCall(a, 'coalesce') ? a.args : [a])
  const values = flat.filter(a => !isNullLiteral(a))
  const sure = values.findIndex(a => !isNullable(a))
  const reached = sure < 0 ? values : values.slice(0, sure + 1)
  const kept = reached.every(isHarmless) ? unique(reached) : reached
  if (!kept.length) return literal(null, e.type)
  if (kept.length === 1) return kept[0]!
  return kept.length === e.args.length ? e : call('coalesce', ...kept)
}
