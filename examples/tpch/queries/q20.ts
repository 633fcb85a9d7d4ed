import { lit, sum, t } from '../../../src/index.js'
import type { Tables } from '../tables.js'

/** Potential part promotion. */
export const q20 = ({ supplier, nation, partsupp, part, lineitem }: Tables) => {
  const half = lit('0.5').cast(t.decimal(2, 1))
  const shipped = lineitem
    .filter($ => $.l_shipdate.ge('1994-01-01').and($.l_shipdate.lt('1995-01-01')))
    .groupBy('l_partkey', 'l_suppkey')
    .agg($ => ({ half: sum($.l_quantity).mul(half) }))
  const excess = partsupp
    .join(part.filter($ => $.p_name.startsWith('forest')), { ps_partkey: 'p_partkey' }, { how: 'semi' })
    .join(shipped, { ps_partkey: 'l_partkey', ps_suppkey: 'l_suppkey' })
    .filter($ => $.ps_availqty.gt($.half))
  return supplier
    .join(nation.filter($ => $.n_name.eq('CANADA')), { s_nationkey: 'n_nationkey' })
    .join(excess, { s_suppkey: 'ps_suppkey' }, { how: 'semi' })
    .select('s_name', 's_address')
    .orderBy('s_name')
}
