import { lit, sum } from '../../../src/index.js'
import type { Tables } from '../tables.js'

/** Top supplier. */
export const q15 = ({ supplier, lineitem }: Tables) => {
  const revenue = lineitem
    .filter($ => $.l_shipdate.ge('1996-01-01').and($.l_shipdate.lt('1996-04-01')))
    .groupBy('l_suppkey')
    .agg($ => ({ total_revenue: sum($.l_extendedprice.mul(lit(1).sub($.l_discount))) }))
  return supplier
    .join(revenue, { s_suppkey: 'l_suppkey' })
    .join(revenue.agg($ => ({ most: $.total_revenue.max() })), { total_revenue: 'most' })
    .select('s_suppkey', 's_name', 's_address', 's_phone', 'total_revenue')
    .orderBy('s_suppkey')
}
