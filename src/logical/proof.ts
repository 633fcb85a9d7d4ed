/**
 * Which columns a condition proves to be there: it can only be true where they are not null. This is the run-time side of
 * what the type of a condition says, so a filtered frame has the same schema in its type and in its plan.
 */
import { childrenOf, type Expression } from './expression.js'

/** Columns whose null makes the expression null. */
function strictReferences(e: Expression): ReadonlySet<number> {
  switch (e.node) {
    case 'attribute': return new Set([e.id])
    case 'cast': case 'alias': return strictReferences(e.child)
    case 'call': return e.function.returns.refs === 'strict' ? union(childrenOf(e).map(strictReferences)) : none
    default: return none
  }
}
/** Columns that are not null where the condition is true. */
export function provenBy(condition: Expression): ReadonlySet<number> {
  if (condition.node !== 'call') return strictReferences(condition)
  const { args } = condition
  switch (condition.function.name) {
    case 'and': return union(args.map(provenBy))
    case 'or': return args.map(provenBy).reduce((a, b) => new Set([...a].filter(id => b.has(id))))
    case 'isTrue': return provenBy(args[0]!)
    // of a list of choices or bounds any may be null, not so the value itself
    case 'isNotNull': case 'isFalse': case 'isIn': case 'between': return strictReferences(args[0]!)
    case 'isNull': return none
    default: return strictReferences(condition)
  }
}
const none: ReadonlySet<number> = new Set()
/** One of the sets where it holds all the others: chains of calls over the same columns share one. */
function union(sets: readonly ReadonlySet<number>[]): ReadonlySet<number> {
  const largest = sets.reduce((a, b) => b.size > a.size ? b : a, none)
  return sets.every(s => s === largest || [...s].every(id => largest.has(id))) ? largest : new Set(sets.flatMap(s => [...s]))
}
