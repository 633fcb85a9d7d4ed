/** Whether two resolved expressions compute the same, by a text that names attributes by id and functions by name. */
import { sqlName } from '../types/data-type.js'
import { childrenOf, withChildren, type Expression } from './expression.js'
import { formatValue } from './format.js'

const known = new WeakMap<Expression, string>()
/** Equal texts: equal expressions. Aliases do not count. */
export function canonical(e: Expression): string {
  if (!childrenOf(e).length) return write(e)
  let text = known.get(e)
  if (text === undefined) known.set(e, text = write(e))
  return text
}
function write(e: Expression): string {
  switch (e.node) {
    case 'attribute': return `#${e.id}`
    case 'alias': return canonical(e.child)
    case 'literal': return `${formatValue(e.value, e.type)}:${sqlName(e.type)}`
    case 'cast': return `${e.attempt ? 'try_cast' : 'cast'}(${canonical(e.child)}, ${sqlName(e.type)}, ${e.timeZone ?? ''})`
    case 'unresolvedColumn': return `${e.frame ?? ''}.${e.name}`
    default: {
      const name = e.node === 'unresolvedCall' ? `?${e.name}` : e.function.name
      const distinct = e.node !== 'call' && e.distinct ? 'distinct ' : ''
      const filter = e.node !== 'call' && e.filter ? ' filter' : ''
      // concatenated, not joined: the texts of the parts are shared, so a long chain does not cost its square
      const parts = childrenOf(e).reduce((text, c) => text + ', ' + canonical(c), '')
      return `${name}(${distinct}${parts}${filter})${e.node === 'call' ? e.timeZone ?? '' : ''}`
    }
  }
}

/** The conjuncts of a condition, in written order. */
export function conjuncts(e: Expression): readonly Expression[] {
  return e.node === 'call' && e.function.name === 'and' ? e.args.flatMap(conjuncts) : [e]
}
/** Replaces attributes by what `definitions` says of their ids. */
export function substitute(e: Expression, definitions: ReadonlyMap<number, Expression>): Expression {
  if (e.node === 'attribute') return definitions.get(e.id) ?? e
  const before = childrenOf(e)
  if (!before.length) return e
  const after = before.map(c => substitute(c, definitions))
  return after.every((c, n) => c === before[n]) ? e : withChildren(e, after)
}
