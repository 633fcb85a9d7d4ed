import type { LogicalPlan, NodeKind, PlanBase } from '../plan.js'

/** Each different row once. */
export interface Distinct extends PlanBase { readonly node: 'distinct' }

export const distinct = (child: LogicalPlan): Distinct =>
  Object.freeze({ node: 'distinct', children: Object.freeze([child]), output: child.output })

export const distinctKind: NodeKind<Distinct> = {
  node: 'distinct',
  expressions: () => [],
  rebuild: (_, [child]) => distinct(child!),
  describe: () => 'Distinct',
}
