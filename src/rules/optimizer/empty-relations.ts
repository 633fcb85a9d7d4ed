/** Rows that are known while planning: none, or a few. */
import { match } from 'ts-pattern'
import { alias, literal, toAttribute, type Attribute, type Expression, type NamedExpression } from '../../logical/expression.js'
import { TypedFrameError } from '../../errors/raise.js'
import { localRelation, type LocalRelation } from '../../logical/node/local-relation.js'
import type { Join } from '../../logical/node/join.js'
import { project } from '../../logical/node/project.js'
import { union, type Union } from '../../logical/node/union.js'
import type { LogicalPlan } from '../../logical/plan.js'
import type { EngineValue } from '../../types/representation.js'
import { evaluate, type Row } from '../evaluate.js'
import { bottomUp, everyKind, type Rule } from '../rule.js'
import { isDeterministic } from './predicates.js'

const isEmpty = (plan: LogicalPlan): boolean => plan.node === 'localRelation' && plan.rows.length === 0

/** Most nodes over no rows give no rows; an aggregate without keys still gives one. */
export const propagateEmptyRelation: Rule = bottomUp('PropagateEmptyRelation', everyKind, plan => match(plan)
  .with({ node: 'join' }, overEmptySide)
  .with({ node: 'union' }, withoutEmptyChildren)
  .with({ node: 'aggregate' }, node => node.keys.length && isEmpty(node.children[0]!) ? localRelation(node.output) : node)
  .otherwise(() => plan.children.length && plan.children.every(isEmpty) ? localRelation(plan.output) : plan))

function overEmptySide(node: Join): LogicalPlan {
  const [left, right] = node.children as readonly [LogicalPlan, LogicalPlan]
  const noLeft = isEmpty(left), noRight = isEmpty(right), none = localRelation(node.output)
  switch (node.kind) {
    case 'inner': case 'cross': case 'semi': return noLeft || noRight ? none : node
    case 'anti': return noLeft ? none : noRight ? left : node
    case 'left': return noLeft ? none : noRight ? withNulls(left, right.output, node.output) : node
    case 'right': return noRight ? none : noLeft ? withNulls(right, left.output, node.output) : node
    case 'full':
      if (noLeft) return noRight ? none : withNulls(right, left.output, node.output)
      return noRight ? withNulls(left, right.output, node.output) : node
  }
}
/** The rows of one side; the other side's columns are null. */
function withNulls(side: LogicalPlan, missing: readonly Attribute[], output: readonly Attribute[]): LogicalPlan {
  const absent = new Set(missing.map(a => a.id)), given = new Map(side.output.map(a => [a.id, a]))
  return project(side, output.map((a): NamedExpression => absent.has(a.id) ? alias(literal(null, a.type), a.name, a.id) : given.get(a.id)!))
}
function withoutEmptyChildren(node: Union): LogicalPlan {
  const kept = node.children.filter(c => !isEmpty(c)), [only] = kept
  if (!only) return localRelation(node.output)
  if (kept.length === 1) return project(only, only.output.map((a, n) => alias(a, node.output[n]!.name, node.output[n]!.id)))
  return kept.length < node.children.length ? union(kept, node.output) : node
}

/** Projections, filters and limits over rows that are known are done at once. An error waits until the query runs. */
export const evaluateLocalRelation: Rule = bottomUp('EvaluateLocalRelation', ['project', 'filter', 'limit'], plan => match(plan)
  .with({ node: 'project', children: [{ node: 'localRelation' }] }, node => {
    const rows = node.columns.every(isDeterministic) ? over(node.children[0], row => node.columns.map(c => evaluate(c, row))) : undefined
    return rows ? localRelation(node.columns.map(toAttribute), rows) : node
  })
  .with({ node: 'filter', children: [{ node: 'localRelation' }] }, node => {
    const kept = isDeterministic(node.condition) ? over(node.children[0], row => evaluate(node.condition as Expression, row)) : undefined
    return kept ? localRelation(node.output, node.children[0].rows.filter((_, n) => kept[n] === true)) : node
  })
  .with({ node: 'limit', children: [{ node: 'localRelation' }] }, ({ count, offset, children: [{ output, rows }] }) =>
    localRelation(output, rows.slice(offset, offset + count)))
  .otherwise(() => plan))

/** Something for each row; undefined when one of them raises. */
type Made = EngineValue | readonly EngineValue[]
function over<T extends Made>({ output, rows }: LocalRelation, make: (row: Row) => T): readonly T[] | undefined {
  try {
    return rows.map(values => make(new Map(output.map((a, n) => [a.id, values[n]!]))))
  } catch (error) {
    if (error instanceof TypedFrameError) return undefined
    throw error
  }
}
