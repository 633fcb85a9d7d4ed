/** Limits move down or away, so that fewer rows are made in the first place. */
import { match } from 'ts-pattern'
import { rebuild } from '../../logical/node/kinds.js'
import { limit, type Limit } from '../../logical/node/limit.js'
import { localRelation } from '../../logical/node/local-relation.js'
import { project } from '../../logical/node/project.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { bottomUp, topDown, type NodeRule, type Rule } from '../rule.js'

/** The most rows that a plan can give; Infinity: not known. */
export function mostRows(plan: LogicalPlan): number {
  const [first, second] = plan.children
  switch (plan.node) {
    case 'localRelation': return plan.rows.length
    case 'aggregate': return plan.keys.length ? mostRows(first!) : 1
    case 'limit': return Math.min(plan.count, Math.max(0, mostRows(first!) - plan.offset))
    case 'union': return plan.children.reduce((n, c) => n + mostRows(c), 0)
    case 'join': {
      if (plan.kind === 'semi' || plan.kind === 'anti') return mostRows(first!)
      const [left, right] = [mostRows(first!), mostRows(second!)]
      return plan.kind === 'full' ? left + Math.max(left, 1) * right : Math.max(left, 1) * Math.max(right, 1)
    }
    case 'setOperation': case 'project': case 'filter': case 'sort': case 'sample': case 'distinct': case 'deduplicate':
      return mostRows(first!)
    case 'relation': case 'cachedRelation': return Infinity
  }
}

/** A limit that cuts nothing is no limit, a limit of no rows is an empty relation. */
export const eliminateLimits: Rule = bottomUp('EliminateLimits', ['limit'], plan => match(plan)
  .with({ node: 'limit', count: 0 }, node => localRelation(node.output))
  .with({ node: 'limit', offset: 0 }, node => mostRows(node.children[0]!) <= node.count ? node.children[0]! : node)
  .otherwise(() => plan))

export const pushLimitThroughProject: NodeRule = topDown('PushLimitThroughProject', ['limit'], plan => match(plan)
  .with({ node: 'limit', children: [{ node: 'project' }] }, ({ count, offset, children: [below] }) =>
    project(limit(below.children[0]!, count, offset), below.columns))
  .otherwise(() => plan))

/** No child of a union needs to give more rows than the limit above it lets through. */
export const pushLimitThroughUnion: NodeRule = topDown('PushLimitThroughUnion', ['limit'], plan => match(plan)
  .with({ node: 'limit', children: [{ node: 'union' }] }, ({ children: [below], ...node }) => {
    const children = below.children.map(c => cut(c, most(node)))
    return rebuild(plan, [rebuild(below, children)])
  })
  .otherwise(() => plan))

/** An outer join keeps every row of its outer side, so as many of those as the limit lets through are enough. */
export const pushLimitThroughOuterJoin: NodeRule = topDown('PushLimitThroughOuterJoin', ['limit'], plan => match(plan)
  .with({ node: 'limit', children: [{ node: 'join', kind: 'left' }] }, ({ children: [below], ...node }) => {
    const [left, right] = below.children
    return rebuild(plan, [rebuild(below, [cut(left!, most(node)), right!])])
  })
  .with({ node: 'limit', children: [{ node: 'join', kind: 'right' }] }, ({ children: [below], ...node }) => {
    const [left, right] = below.children
    return rebuild(plan, [rebuild(below, [left!, cut(right!, most(node))])])
  })
  .otherwise(() => plan))

const most = (node: Pick<Limit, 'count' | 'offset'>): number => node.count + node.offset
const cut = (plan: LogicalPlan, rows: number): LogicalPlan => mostRows(plan) <= rows ? plan : limit(plan, rows)
