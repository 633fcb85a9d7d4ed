/** Sort → sort over attributes; Limit over Sort → top-N. */
import { alias, toAttribute, type Alias, type SortKey } from '../../logical/expression.js'
import type { Limit } from '../../logical/node/limit.js'
import type { LogicalPlan } from '../../logical/plan.js'
import type { Sort } from '../../logical/node/sort.js'
import { limitRows } from '../operator/limit.js'
import { sortRows } from '../operator/sort.js'
import { topN } from '../operator/top-n.js'
import type { PhysicalPlan } from '../plan.js'
import { stages } from './stage.js'
import type { Planner } from './strategy.js'

/** Beyond this many rows a full sort is as good. */
const MOST_TOP = 100_000

export const planSort = (plan: Sort, planner: Planner): PhysicalPlan =>
  overAttributes(plan.keys, plan.children[0]!, planner, (child, keys) => sortRows(child, keys, true))

export function planLimitedSort(plan: Limit, planner: Planner): PhysicalPlan | undefined {
  const below = plan.children[0]!, most = plan.count + plan.offset
  // a projection of plain columns between the two does not matter
  const sort = below.node === 'project' && below.children[0]!.node === 'sort' ? below.children[0]! : below
  if (sort.node !== 'sort' || most > MOST_TOP) return undefined
  const top = overAttributes(sort.keys, sort.children[0]!, planner, (child, keys) => topN(child, keys, most))
  const projected = below.node === 'project' ? stages(top, [], below.columns, planner) : top
  return plan.offset ? limitRows(projected, plan.count, plan.offset) : projected
}

/** Keys that are not plain columns are computed first and dropped afterwards. */
function overAttributes(keys: readonly SortKey[], below: LogicalPlan, planner: Planner, make: (child: PhysicalPlan, keys: readonly SortKey[]) => PhysicalPlan): PhysicalPlan {
  const child = planner.plan(below), extra: Alias[] = []
  const plain = keys.map((k): SortKey => {
    if (k.child.node === 'attribute') return k
    const made = alias(k.child, `key${extra.length + 1}`)
    extra.push(made)
    return { ...k, child: toAttribute(made) }
  })
  if (!extra.length) return make(child, plain)
  return stages(make(stages(child, [], [...child.output, ...extra], planner), plain), [], child.output, planner)
}
