import { lit, sum, when } from '../../../src/index.js'
import type { Tables } from '../tables.js'

/** National market share. */
export const q08 = ({ part, supplier, lineitem, orders, customer, nation, region }: Tables) =>
  part
    .filter($ => $.p_type.eq('ECONOMY ANODIZED STEEL'))
    .join(lineitem, { p_partkey: 'l_partkey' })
    .join(supplier, { l_suppkey: 's_suppkey' })
    .join(orders.filter($ => $.o_orderdate.between('1995-01-01', '1996-12-31')), { l_orderkey: 'o_orderkey' })
    .join(customer, { o_custkey: 'c_custkey' })
    .join(nation.select('n_nationkey', 'n_regionkey'), { c_nationkey: 'n_nationkey' })
    .join(region.filter($ => $.r_name.eq('AMERICA')), { n_regionkey: 'r_regionkey' })
    .join(nation.select($ => ({ supp_nationkey: $.n_nationkey, nation: $.n_name })), { s_nationkey: 'supp_nationkey' })
    .withColumns($ => ({ o_year: $.o_orderdate.year(), volume: $.l_extendedprice.mul(lit(1).sub($.l_discount)) }))
    .groupBy('o_year')
    .agg($ => ({ mkt_share: sum(when($.nation.eq('BRAZIL'), $.volume).otherwise(0)).div(sum($.volume)) }))
    .orderBy('o_year')
