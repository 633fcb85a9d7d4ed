import type { SortKey } from '../../logical/expression.js'
import { formatSortKey } from '../../logical/format.js'
import type { Batch } from '../../memory/batch.js'
import type { ExecutionContext } from '../context.js'
import { drain, pipeline } from '../pipeline.js'
import type { OperatorKind, PhysicalBase, PhysicalPlan } from '../plan.js'
import { needs, single, spread } from '../properties.js'
import { sorted } from '../sorting.js'

/** The first rows in the order of the keys, without sorting or keeping the others. Keys are attributes. */
export interface TopN extends PhysicalBase { readonly operator: 'topN'; readonly keys: readonly SortKey[]; readonly count: number }

export const topN = (child: PhysicalPlan, keys: readonly SortKey[], count: number): TopN =>
  Object.freeze({ operator: 'topN', children: Object.freeze([child]), output: child.output, keys: Object.freeze([...keys]), count })

export const topNKind: OperatorKind<TopN> = {
  operator: 'topN',
  describe: (plan, names) => `TopN ${plan.count} [${plan.keys.map(k => formatSortKey(k, names)).join(', ')}]`,
  withChildren: (plan, [child]) => topN(child!, plan.keys, plan.count),
  requires: () => [needs(single)],
  gives: (plan, [child]) => spread(child!.partitioning, plan.keys),
  lower: (plan, context, partition) => pipeline(() => read(plan, context, partition)),
}

async function* read(plan: TopN, context: ExecutionContext, partition: number): AsyncGenerator<Batch> {
  const child = plan.children[0]!
  yield* sorted(plan, plan.keys, child.output, plan.count, drain(context.lower(child, partition)), context)
}
