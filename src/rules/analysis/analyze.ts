/**
 * Analysis of one new node, whose children are analysed already: names become attributes of the children's outputs, calls
 * get types and implicit casts, and whatever types could not see is refused at the line that wrote it.
 */
import { raise } from '../../errors/raise.js'
import { clearly } from '../../errors/too-deep.js'
import { typeOf } from '../../logical/expression.js'
import { formatExpression } from '../../logical/format.js'
import { deduplicate } from '../../logical/node/deduplicate.js'
import { filter } from '../../logical/node/filter.js'
import { project } from '../../logical/node/project.js'
import { sort } from '../../logical/node/sort.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { remember } from '../../logical/written.js'
import { analyzeAggregate, comparable, comparableColumns } from './aggregate.js'
import { condition, resolve, resolveNamed, scopeOf } from './expressions.js'
import { analyzeJoin } from './join.js'
import { analyzeSetOperation, analyzeUnion } from './set-operations.js'

/** @throws UNRESOLVED_COLUMN, DATATYPE_MISMATCH, STATEMENT_TOO_COMPLEX and the other conditions of analysis. */
export function analyze(node: LogicalPlan): LogicalPlan {
  try {
    const analyzed = analyzeNode(node)
    if (analyzed.node !== 'join') uniqueNames(analyzed)
    return remember(analyzed, node)
  } catch (error) {
    throw clearly(error)
  }
}
function analyzeNode(node: LogicalPlan): LogicalPlan {
  switch (node.node) {
    case 'project': {
      const scope = scopeOf(node.children[0]!.output)
      return project(node.children[0]!, node.columns.map(c => resolveNamed(c, scope, 'column')))
    }
    case 'filter': {
      const resolved = resolve(node.condition, scopeOf(node.children[0]!.output), 'filter')
      return filter(node.children[0]!, condition(resolved, 'condition of a filter'))
    }
    case 'sort': {
      const scope = scopeOf(node.children[0]!.output)
      const keys = node.keys.map(k => Object.freeze({ ...k, child: resolve(k.child, scope, 'sort') }))
      for (const k of keys) comparable(typeOf(k.child), formatExpression(k.child))
      return sort(node.children[0]!, keys)
    }
    case 'deduplicate': {
      const scope = scopeOf(node.children[0]!.output)
      const keys = node.keys.map(k => resolve(k, scope, 'groupKey'))
      for (const k of keys) comparable(typeOf(k), formatExpression(k))
      return deduplicate(node.children[0]!, keys)
    }
    case 'aggregate': return analyzeAggregate(node)
    case 'join': return analyzeJoin(node.children[0]!, node.children[1]!, node.kind, node.condition)
    case 'union': return analyzeUnion(node)
    case 'setOperation': return analyzeSetOperation(node)
    case 'distinct': comparableColumns(node); return node
    case 'limit': {
      const whole = (n: number): boolean => n >= 0 && (Number.isSafeInteger(n) || n === Infinity)
      if (!whole(node.count)) raise('INVALID_LIMIT_LIKE_EXPRESSION', { what: 'limit', value: node.count })
      if (!whole(node.offset) || node.offset === Infinity) raise('INVALID_LIMIT_LIKE_EXPRESSION', { what: 'offset', value: node.offset })
      return node
    }
    case 'sample': return node.fraction >= 0 && node.fraction <= 1 ? node : raise('INVALID_SAMPLE_FRACTION', { value: node.fraction })
    case 'relation': case 'localRelation': case 'cachedRelation': return node
  }
}
/** @throws COLUMN_ALREADY_EXISTS: only inside a join may two columns have one name, and its sides are told apart there. */
function uniqueNames(plan: LogicalPlan): void {
  const seen = new Set<string>()
  for (const { name } of plan.output) {
    if (seen.has(name)) raise('COLUMN_ALREADY_EXISTS', { name })
    seen.add(name)
  }
}
