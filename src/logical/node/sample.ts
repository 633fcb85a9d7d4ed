import type { LogicalPlan, NodeKind, PlanBase } from '../plan.js'

/** Each row with probability `fraction`, decided by the seed and the row's position in its source: the same rows every time. */
export interface Sample extends PlanBase { readonly node: 'sample'; readonly fraction: number; readonly seed: number }

export const sample = (child: LogicalPlan, fraction: number, seed: number): Sample =>
  Object.freeze({ node: 'sample', children: Object.freeze([child]), output: child.output, fraction, seed })

export const sampleKind: NodeKind<Sample> = {
  node: 'sample',
  expressions: () => [],
  rebuild: (node, [child]) => sample(child!, node.fraction, node.seed),
  describe: node => `Sample ${node.fraction}, seed ${node.seed}`,
}
