import type { SortKey } from '../../logical/expression.js'
import { formatSortKey } from '../../logical/format.js'
import type { Batch } from '../../memory/batch.js'
import type { ExecutionContext } from '../context.js'
import { drain, pipeline } from '../pipeline.js'
import type { OperatorKind, PhysicalBase, PhysicalPlan } from '../plan.js'
import { any, needs, single, spread } from '../properties.js'
import { sorted } from '../sorting.js'

/** Each partition in the order of the keys; `global`: all rows, so it needs them in one partition. Keys are attributes. */
export interface SortRows extends PhysicalBase { readonly operator: 'sort'; readonly keys: readonly SortKey[]; readonly global: boolean }

export const sortRows = (child: PhysicalPlan, keys: readonly SortKey[], global: boolean): SortRows =>
  Object.freeze({ operator: 'sort', children: Object.freeze([child]), output: child.output, keys: Object.freeze([...keys]), global })

export const sortKind: OperatorKind<SortRows> = {
  operator: 'sort',
  describe: (plan, names) => `Sort [${plan.keys.map(k => formatSortKey(k, names)).join(', ')}]`,
  withChildren: (plan, [child]) => sortRows(child!, plan.keys, plan.global),
  requires: plan => [needs(plan.global ? single : any)],
  gives: (plan, [child]) => spread(child!.partitioning, plan.keys),
  lower: (plan, context, partition) => pipeline(() => read(plan, context, partition)),
}

async function* read(plan: SortRows, context: ExecutionContext, partition: number): AsyncGenerator<Batch> {
  const child = plan.children[0]!
  yield* sorted(plan, plan.keys, child.output, Infinity, drain(context.lower(child, partition)), context)
}
