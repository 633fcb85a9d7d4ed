import { childrenOf, type Expression } from '../../logical/expression.js'
import { implementationOf } from '../implementation.js'

const known = new WeakMap<Expression, boolean>()

/** Whether all of an expression has a compiled form. What has not is computed by a closures stage before. */
export function canCompile(e: Expression): boolean {
  let can = known.get(e)
  if (can === undefined) known.set(e, can = hasCode(e) && childrenOf(e).every(canCompile))
  return can
}
function hasCode(e: Expression): boolean {
  switch (e.node) {
    case 'literal': case 'attribute': case 'alias': return true
    case 'call': case 'cast': return implementationOf(e).emit !== undefined
    default: return false
  }
}
