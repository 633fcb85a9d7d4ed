import type { LogicalPlan, NodeKind, PlanBase } from '../plan.js'

/** Skips `offset` rows and gives at most `count` of the rest (Infinity: all of them). */
export interface Limit extends PlanBase { readonly node: 'limit'; readonly count: number; readonly offset: number }

export const limit = (child: LogicalPlan, count: number, offset = 0): Limit =>
  Object.freeze({ node: 'limit', children: Object.freeze([child]), output: child.output, count, offset })

export const limitKind: NodeKind<Limit> = {
  node: 'limit',
  expressions: () => [],
  rebuild: (node, [child]) => limit(child!, node.count, node.offset),
  describe: ({ count, offset }) =>
    [...count === Infinity ? [] : [`Limit ${count}`], ...offset ? [`Offset ${offset}`] : []].join(', ') || 'Limit all',
}
