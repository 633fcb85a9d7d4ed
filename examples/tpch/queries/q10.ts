import { lit, sum } from '../../../src/index.js'
import type { Tables } from '../tables.js'

/** Returned item reporting. */
export const q10 = ({ customer, orders, lineitem, nation }: Tables) =>
  customer
    .join(orders.filter($ => $.o_orderdate.ge('1993-10-01').and($.o_orderdate.lt('1994-01-01'))), { c_custkey: 'o_custkey' })
    .join(lineitem.filter($ => $.l_returnflag.eq('R')), { o_orderkey: 'l_orderkey' })
    .join(nation, { c_nationkey: 'n_nationkey' })
    .groupBy('c_custkey', 'c_name', 'c_acctbal', 'c_phone', 'n_name', 'c_address', 'c_comment')
    .agg($ => ({ revenue: sum($.l_extendedprice.mul(lit(1).sub($.l_discount))) }))
    .select('c_custkey', 'c_name', 'revenue', 'c_acctbal', 'n_name', 'c_address', 'c_phone', 'c_comment')
    .orderBy($ => $.revenue.desc(), 'c_custkey')
    .limit(20)
