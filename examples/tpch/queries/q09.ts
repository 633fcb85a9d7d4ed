import { lit, sum } from '../../../src/index.js'
import type { Tables } from '../tables.js'

/** Product type profit measure. */
export const q09 = ({ part, supplier, lineitem, partsupp, orders, nation }: Tables) =>
  part
    .filter($ => $.p_name.contains('green'))
    .join(lineitem, { p_partkey: 'l_partkey' })
    .join(supplier, { l_suppkey: 's_suppkey' })
    .join(partsupp, { l_suppkey: 'ps_suppkey', l_partkey: 'ps_partkey' })
    .join(orders, { l_orderkey: 'o_orderkey' })
    .join(nation, { s_nationkey: 'n_nationkey' })
    .select($ => ({
      nation: $.n_name, o_year: $.o_orderdate.year(),
      amount: $.l_extendedprice.mul(lit(1).sub($.l_discount)).sub($.ps_supplycost.mul($.l_quantity)),
    }))
    .groupBy('nation', 'o_year')
    .agg($ => ({ sum_profit: sum($.amount) }))
    .orderBy('nation', $ => $.o_year.desc())
