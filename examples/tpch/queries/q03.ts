import { lit, sum } from '../../../src/index.js'
import type { Tables } from '../tables.js'

/** Shipping priority. */
export const q03 = ({ customer, orders, lineitem }: Tables) =>
  customer
    .filter($ => $.c_mktsegment.eq('BUILDING'))
    .join(orders.filter($ => $.o_orderdate.lt('1995-03-15')), { c_custkey: 'o_custkey' })
    .join(lineitem.filter($ => $.l_shipdate.gt('1995-03-15')), { o_orderkey: 'l_orderkey' })
    .groupBy('l_orderkey', 'o_orderdate', 'o_shippriority')
    .agg($ => ({ revenue: sum($.l_extendedprice.mul(lit(1).sub($.l_discount))) }))
    .select('l_orderkey', 'revenue', 'o_orderdate', 'o_shippriority')
    .orderBy($ => $.revenue.desc(), 'o_orderdate', 'l_orderkey')
    .limit(10)
