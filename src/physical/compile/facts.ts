/** What the compiler asks of an expression before it writes its code. */
import type { Attribute, Expression } from '../../logical/expression.js'
import { childrenOf, typeOf } from '../../logical/expression.js'
import { representation } from '../../types/representation.js'
import { implementationOf } from '../implementation.js'

const cheap = new WeakMap<Expression, boolean>()
/** It cannot raise, nor is it declared costly: computing it without need is harmless. */
export function isCheap(e: Expression): boolean {
  let is = cheap.get(e)
  if (is === undefined) {
    const raises = (e.node === 'call' || e.node === 'cast') && implementationOf(e).raises
    cheap.set(e, is = !raises && childrenOf(e).every(isCheap))
  }
  return is
}

/** Cheap, and without work on text beyond comparing its beginning: fit for the branch-free loop over all rows. */
export function isSimple(e: Expression): boolean {
  return isCheap(e) && !worksOnText(e)
}
const lightOnText = new Set(['eq', 'ne', 'eqNullSafe', 'isNull', 'isNotNull'])
function worksOnText(e: Expression): boolean {
  const children = childrenOf(e)
  const light = e.node === 'call' && lightOnText.has(e.function.name)
  return (!light && children.some(c => representation(typeOf(c)) === 'str')) || children.some(worksOnText)
}

/**
 * The columns whose nulls are exactly the nulls of the expression, if that is how its nulls come about: columns under strict
 * functions. `isNullable` says which columns have nulls.
 */
export function nullSources(e: Expression, isNullable: (a: Attribute) => boolean): ReadonlySet<Attribute> | undefined {
  switch (e.node) {
    case 'attribute': return new Set(isNullable(e) ? [e] : [])
    case 'alias': return nullSources(e.child, isNullable)
    case 'literal': return e.value === null ? undefined : new Set()
    case 'call': case 'cast': {
      if (implementationOf(e).nulls !== 'strict') return undefined
      const all = new Map<number, Attribute>()
      for (const child of childrenOf(e)) {
        const sources = nullSources(child, isNullable)
        if (!sources) return undefined
        for (const a of sources) all.set(a.id, a)
      }
      return new Set(all.values())
    }
    default: return undefined
  }
}

/** Nodes in all: a rough measure of how much code an expression becomes. */
export const weight = (e: Expression): number => 1 + childrenOf(e).reduce((n, c) => n + weight(c), 0)
