import { lit, sum } from '../../../src/index.js'
import type { Tables } from '../tables.js'

/** Volume shipping. */
export const q07 = ({ supplier, lineitem, orders, customer, nation }: Tables) => {
  const nations = nation.select('n_nationkey', 'n_name')
  return supplier
    .join(lineitem.filter($ => $.l_shipdate.between('1995-01-01', '1996-12-31')), { s_suppkey: 'l_suppkey' })
    .join(orders, { l_orderkey: 'o_orderkey' })
    .join(customer, { o_custkey: 'c_custkey' })
    .join(nations.rename({ n_nationkey: 'supp_nationkey', n_name: 'supp_nation' }), { s_nationkey: 'supp_nationkey' })
    .join(nations.rename({ n_nationkey: 'cust_nationkey', n_name: 'cust_nation' }), { c_nationkey: 'cust_nationkey' })
    .filter($ => $.supp_nation.eq('FRANCE').and($.cust_nation.eq('GERMANY')).or($.supp_nation.eq('GERMANY').and($.cust_nation.eq('FRANCE'))))
    .groupBy('supp_nation', 'cust_nation', $ => ({ l_year: $.l_shipdate.year() }))
    .agg($ => ({ revenue: sum($.l_extendedprice.mul(lit(1).sub($.l_discount))) }))
    .orderBy('supp_nation', 'cust_nation', 'l_year')
}
