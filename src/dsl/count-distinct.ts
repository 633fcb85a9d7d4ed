import { unresolvedCall } from '../logical/expression.js'
import type { Int64 } from '../types/tag.js'
import type { Aggregated } from './column.js'
import { ColumnValue, expressionOf } from './column-value.js'
import type { Expr } from './expr.js'

/**
 * How many different values, or combinations of values, there are; those with a null do not count.
 * @example
 * df.groupBy('city').agg($ => ({ customers: countDistinct($.customerId) }))
 */
export function countDistinct(value: Expr<any, any>, ...more: readonly Expr<any, any>[]): Aggregated<Int64> {
  const counted = unresolvedCall('count', [value, ...more].map(v => expressionOf(v)), { distinct: true })
  return new ColumnValue(counted) as unknown as Aggregated<Int64>
}
