/** What a source can do itself is left to it: skipping rows and stopping early. (Skipping columns: `prune-columns.ts`.) */
import { match, P } from 'ts-pattern'
import { attribute, type Attribute, type Expression } from '../../logical/expression.js'
import { limit } from '../../logical/node/limit.js'
import { relation } from '../../logical/node/relation.js'
import { provenBy } from '../../logical/proof.js'
import { bottomUp, topDown, type Rule } from '../rule.js'
import { conjuncts, isDeterministic, partition } from './predicates.js'
import { filtered } from './push-predicates.js'

/** A source takes the conditions it can use and says which ones are still to be asked of each row. Runs once: sources change. */
export const pushFiltersIntoSource: Rule = topDown('PushFiltersIntoSource', ['filter'], plan => match(plan)
  .with({ node: 'filter', children: [{ node: 'relation', source: { pushFilters: P.nonNullable } }] }, ({ condition, children }) => {
    const [below] = children
    const [offered, volatile] = partition(conjuncts(condition), isDeterministic)
    const { source, remaining } = below.source.pushFilters!(offered, below.output)
    const taken = offered.filter(c => !remaining.includes(c))
    return filtered(relation(source, withoutNulls(below.output, taken)), [...remaining, ...volatile])
  })
  .otherwise(() => plan))
function withoutNulls(output: readonly Attribute[], taken: readonly Expression[]): readonly Attribute[] {
  const proven = new Set(taken.flatMap(c => [...provenBy(c)]))
  return output.map(a => a.nullable && proven.has(a.id) ? attribute(a.name, a.type, false, a.id) : a)
}

/** The source may give more rows than asked for, so the limit stays. */
export const pushLimitIntoSource: Rule = bottomUp('PushLimitIntoSource', ['limit'], plan => match(plan)
  .with({ node: 'limit', children: [{ node: 'relation', source: { pushLimit: P.nonNullable } }] }, ({ count, offset, children: [below] }) =>
    count === Infinity ? plan : limit(relation(below.source.pushLimit!(count + offset), below.output), count, offset))
  .otherwise(() => plan))
