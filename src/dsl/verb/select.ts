import type { LogicalPlan } from '../../logical/plan.js'
import { projected, selected, type Selected } from './projection.js'

export const select = (child: LogicalPlan, selections: readonly Selected[]): LogicalPlan =>
  projected(child, selections.flatMap(s => selected(child, s, 'select')))
