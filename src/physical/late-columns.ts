/** Tells scans which filters stand right above them, so that sources need not read other columns where no row is left. */
import { someExpression, type Expression } from '../logical/expression.js'
import { withChildren } from './operator/kinds.js'
import { filteredScan } from './operator/scan.js'
import type { PhysicalPlan } from './plan.js'

export function withLateColumns(plan: PhysicalPlan): PhysicalPlan {
  const filters = plan.operator === 'stage' || plan.operator === 'hashAggregate' ? plan.filters.filter(isRepeatable) : []
  return withChildren(plan, plan.children.map(child =>
    child.operator === 'scan' && filters.length > 0 ? filteredScan(child, filters) : withLateColumns(child)))
}
/** Whether it says the same of a row when it is asked again. */
const isRepeatable = (filter: Expression): boolean => !someExpression(filter, e => e.node === 'call' && !e.function.deterministic)
