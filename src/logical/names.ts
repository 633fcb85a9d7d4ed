/** How columns are called in a printed plan: by name, with a number where one node sees two columns of that name. */
import type { Attribute } from './expression.js'
import type { Names } from './format.js'
import type { LogicalPlan } from './plan.js'

/** Numbers follow the order of appearance from the leaves, so the same plan always prints the same. */
export function namesFor(plan: LogicalPlan): Names {
  const idsByName = new Map<string, number[]>(), clashing = new Set<string>()
  const visit = (p: LogicalPlan): void => {
    p.children.forEach(visit)
    for (const a of p.output) {
      const ids = idsByName.get(a.name) ?? []
      if (!ids.includes(a.id)) idsByName.set(a.name, [...ids, a.id])
    }
    // the columns that a node's expressions can mean: those of a union's children are never seen side by side
    const seen = p.node === 'join' ? p.children.flatMap(c => c.output) : p.output
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
