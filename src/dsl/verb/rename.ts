import { raise } from '../../errors/raise.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { columnNamed, entriesOf, kindOf } from '../columns.js'
import { named, projected } from './projection.js'

/** `names`: old to new. */
export function rename(child: LogicalPlan, names: Readonly<Record<string, string>>): LogicalPlan {
  const given = entriesOf(names, 'rename', "{ old: 'new' }")
  const byId = new Map(given.map(([old, now]) => [columnNamed(child.output, old).id, name(now)]))
  return projected(child, child.output.map(a => named(a, byId.get(a.id) ?? a.name)))
}
const name = (given: string | undefined): string | undefined => given === undefined || typeof given === 'string' ? given
  : raise('INVALID_ARGUMENT', { verb: 'rename', message: `the new name must be text, not ${kindOf(given)}` })
