/** How columns are called in a printed plan: by name, with a number where one node sees two columns of that name. */
import type { Attribute } from './expression.js'
import type { Names } from './format.js'

interface Tree<P> { readonly children: readonly P[]; readonly output: readonly Attribute[] }
/**
 * Numbers follow the order of appearance from the leaves, so the same plan always prints the same. `isJoin`: nodes whose
 * expressions can mean the columns of several children; those of a union's children are never seen side by side.
 */
export function namesFor<P extends Tree<P>>(plan: P, isJoin: (plan: P) => boolean): Names {
  const idsByName = new Map<string, number[]>(), clashing = new Set<string>()
  const visit = (p: P): void => {
    p.children.forEach(visit)
    for (const a of p.output) {
      const ids = idsByName.get(a.name) ?? []
      if (!ids.includes(a.id)) idsByName.set(a.name, [...ids, a.id])
    }
    const seen = isJoin(p) ? p.children.flatMap(c => c.output) : p.output
    for (const name of clashes(seen)) clashing.add(name)
  }
  visit(plan)
  return ({ name, id }) => clashing.has(name) ? `${name}#${(idsByName.get(name)?.indexOf(id) ?? -1) + 1 || '?'}` : name
}
function clashes(columns: readonly Attribute[]): readonly string[] {
  const ids = new Map<string, number>()
  return columns.flatMap(({ name, id }) => {
    const known = ids.get(name)
    ids.set(name, id)
    return known === undefined || known === id ? [] : [name]
  })
}
