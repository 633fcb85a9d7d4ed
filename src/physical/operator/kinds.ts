/** Every kind of physical operator, and the walks that follow from them. */
import type { Names } from '../../logical/format.js'
import { namesFor } from '../../logical/names.js'
import type { OperatorKind, PhysicalPlan } from '../plan.js'
import type { Properties } from '../properties.js'
import { cachedScanKind } from './cached-scan.js'
import { exchangeKind } from './exchange.js'
import { hashAggregateKind } from './hash-aggregate.js'
import { hashJoinKind } from './hash-join.js'
import { limitKind } from './limit.js'
import { localScanKind } from './local-scan.js'
import { nestedLoopJoinKind } from './nested-loop-join.js'
import { sampleKind } from './sample.js'
import { scanKind } from './scan.js'
import { sortKind } from './sort.js'
import { stageKind } from './stage.js'
import { topNKind } from './top-n.js'
import { unionKind } from './union.js'

type Kinds = { readonly [O in PhysicalPlan['operator']]: OperatorKind<Extract<PhysicalPlan, { operator: O }>> }
const kinds: Kinds = {
  cachedScan: cachedScanKind, exchange: exchangeKind, hashAggregate: hashAggregateKind, hashJoin: hashJoinKind, limit: limitKind,
  localScan: localScanKind, nestedLoopJoin: nestedLoopJoinKind, sample: sampleKind, scan: scanKind, sort: sortKind, stage: stageKind,
  topN: topNKind, union: unionKind,
}
export const kindOf = (plan: PhysicalPlan): OperatorKind<PhysicalPlan> => kinds[plan.operator] as unknown as OperatorKind<PhysicalPlan>

const known = new WeakMap<PhysicalPlan, Properties>()
/** How the plan's rows are spread and ordered. */
export function propertiesOf(plan: PhysicalPlan): Properties {
  let properties = known.get(plan)
  if (!properties) known.set(plan, properties = kindOf(plan).gives(plan, plan.children.map(propertiesOf)))
  return properties
}
export const partitionsOf = (plan: PhysicalPlan): number => propertiesOf(plan).partitioning.partitions

export function withChildren(plan: PhysicalPlan, children: readonly PhysicalPlan[]): PhysicalPlan {
  return children.every((c, n) => c === plan.children[n]) ? plan : kindOf(plan).withChildren(plan, children)
}
/** The plan as an indented tree; `annotate` adds metrics to a line. */
export const formatPhysical = (plan: PhysicalPlan, annotate: (plan: PhysicalPlan) => string = () => ''): string =>
  formatTree(plan, namesFor(plan, isJoin), annotate, 0)
const isJoin = (plan: PhysicalPlan): boolean => plan.operator === 'hashJoin' || plan.operator === 'nestedLoopJoin'
function formatTree(plan: PhysicalPlan, names: Names, annotate: (plan: PhysicalPlan) => string, depth: number): string {
  const note = annotate(plan)
  const line = `${depth ? `${'   '.repeat(depth - 1)}+- ` : ''}${kindOf(plan).describe(plan, names)}${note ? `  (${note})` : ''}`
  return [line, ...plan.children.map(c => formatTree(c, names, annotate, depth + 1))].join('\n')
}
