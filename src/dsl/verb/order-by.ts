import { raise } from '../../errors/raise.js'
import type { SortKey } from '../../logical/expression.js'
import { sort } from '../../logical/node/sort.js'
import type { LogicalPlan } from '../../logical/plan.js'
import { analyze } from '../../rules/analysis/analyze.js'
import { ColumnValue, OrderKeyValue } from '../column-value.js'
import { asCallback, columnNamed, columnsOf, owned, type ColumnValues } from '../columns.js'

export type Key = string | (($: ColumnValues) => unknown)

export function orderBy(child: LogicalPlan, keys: readonly Key[]): LogicalPlan {
  if (!keys.length) return raise('INVALID_ARGUMENT', { verb: 'orderBy', message: 'name at least one key' })
  return analyze(sort(child, keys.flatMap(k => typeof k === 'string' ? [ascending(columnNamed(child.output, k))] : madeBy(child, k))))
}
const ascending = (child: SortKey['child']): SortKey => Object.freeze({ child, descending: false, nullsFirst: true })

function madeBy(child: LogicalPlan, callback: ($: ColumnValues) => unknown): SortKey[] {
  const made = asCallback(callback, 'orderBy', 'a name or a callback, such as $ => $.price.desc(),')(columnsOf(child.output))
  return (Array.isArray(made) ? made as unknown[] : [made]).map(k => {
    if (k instanceof OrderKeyValue) {
      return Object.freeze({ child: owned(k.expression, child), descending: k.descending, nullsFirst: k.atFront })
    }
    if (k instanceof ColumnValue) return ascending(owned(k.expression, child))
    return raise('INVALID_ARGUMENT', { verb: 'orderBy', message: `a key must be a column, not ${typeof k}` })
  })
}
