import { lit, sum } from '../../../src/index.js'
import type { Tables } from '../tables.js'

/** Local supplier volume. */
export const q05 = ({ customer, orders, lineitem, supplier, nation, region }: Tables) =>
  customer
    .join(orders.filter($ => $.o_orderdate.ge('1994-01-01').and($.o_orderdate.lt('1995-01-01'))), { c_custkey: 'o_custkey' })
    .join(lineitem, { o_orderkey: 'l_orderkey' })
    .join(supplier, { l_suppkey: 's_suppkey', c_nationkey: 's_nationkey' })
    .join(nation, { s_nationkey: 'n_nationkey' })
    .join(region.filter($ => $.r_name.eq('ASIA')), { n_regionkey: 'r_regionkey' })
    .groupBy('n_name')
    .agg($ => ({ revenue: sum($.l_extendedprice.mul(lit(1).sub($.l_discount))) }))
    .orderBy($ => $.revenue.desc(), 'n_name')
