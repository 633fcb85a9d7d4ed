/** Operators that are another one in disguise; physical plans know only the other one. */
import { match } from 'ts-pattern'
import { alias, type Attribute, type Expression, type NamedExpression } from '../../logical/expression.js'
import { aggregate, type Aggregate } from '../../logical/node/aggregate.js'
import { join } from '../../logical/node/join.js'
import type { SetOperation } from '../../logical/node/set-operation.js'
import { call, resolveCall } from '../analysis/calls.js'
import { bottomUp, type Rule } from '../rule.js'
import { and } from './predicates.js'

export const replaceIntersectWithSemiJoin: Rule = bottomUp('ReplaceIntersectWithSemiJoin', ['setOperation'], plan => match(plan)
  .with({ node: 'setOperation', operation: 'intersect' }, node => distinctRows(node, 'semi'))
  .otherwise(() => plan))

export const replaceExceptWithAntiJoin: Rule = bottomUp('ReplaceExceptWithAntiJoin', ['setOperation'], plan => match(plan)
  .with({ node: 'setOperation', operation: 'except' }, node => distinctRows(node, 'anti'))
  .otherwise(() => plan))

/** The left side's distinct rows that have (or have not) an equal row on the right, nulls being equal. */
function distinctRows(node: SetOperation, kind: 'semi' | 'anti'): Aggregate {
  const [left, right] = node.children
  const condition = and(left!.output.map((a, n): Expression => call('eqNullSafe', a, right!.output[n]!)))
  const columns = left!.output.map((a, n) => alias(a, node.output[n]!.name, node.output[n]!.id))
  return aggregate(join(left!, right!, kind, condition), left!.output, columns)
}

export const replaceDistinctWithAggregate: Rule = bottomUp('ReplaceDistinctWithAggregate', ['distinct'], node =>
  aggregate(node.children[0]!, node.output, node.output))

/** The first row of each group; every column takes its value from the same row, because all see the rows in one order. */
export const replaceDeduplicateWithAggregate: Rule = bottomUp('ReplaceDeduplicateWithAggregate', ['deduplicate'], node => {
  const keys = new Set(node.keys.flatMap(k => k.node === 'attribute' ? [k.id] : []))
  const first = (a: Attribute): NamedExpression => alias(resolveCall('first', [a], { grouped: true }), a.name, a.id)
  const columns = node.output.map(a => keys.has(a.id) ? a : first(a))
  return aggregate(node.children[0]!, node.keys, columns)
})
