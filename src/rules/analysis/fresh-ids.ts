/** The same plan with ids of its own, so that a frame can stand on both sides of a join. */
import { alias, attribute, mapExpression, nextId, type Attribute, type Expression } from '../../logical/expression.js'
import { cachedRelation } from '../../logical/node/cached-relation.js'
import { expressionsOf, rebuild } from '../../logical/node/kinds.js'
import { localRelation } from '../../logical/node/local-relation.js'
import { relation } from '../../logical/node/relation.js'
import { setOperation } from '../../logical/node/set-operation.js'
import { union } from '../../logical/node/union.js'
import type { LogicalPlan } from '../../logical/plan.js'

export interface Fresh { readonly plan: LogicalPlan; /** From each old id to its new one. */ readonly mapping: ReadonlyMap<number, number> }

export function freshIds(plan: LogicalPlan): Fresh {
  const mapping = new Map<number, number>()
  const fresh = (id: number): number => {
    let made = mapping.get(id)
    if (made === undefined) mapping.set(id, made = nextId())
    return made
  }
  const columns = (output: readonly Attribute[]): readonly Attribute[] =>
    output.map(a => attribute(a.name, a.type, a.nullable, fresh(a.id)))
  const renew = (e: Expression): Expression => {
    if (e.node === 'attribute') return attribute(e.name, e.type, e.nullable, fresh(e.id))
    return e.node === 'alias' ? alias(e.child, e.name, fresh(e.id)) : e
  }
  const copy = (p: LogicalPlan): LogicalPlan => {
    const children = p.children.map(copy)
    switch (p.node) {
      case 'relation': return relation(p.source, columns(p.output))
      case 'localRelation': return localRelation(columns(p.output), p.rows)
      case 'cachedRelation': return cachedRelation(copy(p.source), p.rows, columns(p.output))
      case 'union': return union(children, columns(p.output))
      case 'setOperation': return setOperation(children[0]!, children[1]!, p.operation, columns(p.output))
      default: return rebuild(p, children, expressionsOf(p).map(e => mapExpression(e, renew)))
    }
  }
  return { plan: copy(plan), mapping }
}

/** `right` with fresh ids if any column made within it is also made within `left`: ids are unique over a whole join. */
export function apart(left: LogicalPlan, right: LogicalPlan): LogicalPlan {
  const ids = madeIds(left)
  return [...madeIds(right)].some(id => ids.has(id)) ? freshIds(right).plan : right
}
function madeIds(plan: LogicalPlan, into: Set<number> = new Set()): ReadonlySet<number> {
  for (const a of plan.output) into.add(a.id)
  for (const c of plan.node === 'cachedRelation' ? [plan.source] : plan.children) madeIds(c, into)
  return into
}
