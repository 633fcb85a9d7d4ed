import type { Tables } from '../tables.js'

/** Minimum cost supplier. */
export const q02 = ({ part, supplier, partsupp, nation, region }: Tables) => {
  const offers = partsupp
    .join(supplier, { ps_suppkey: 's_suppkey' })
    .join(nation, { s_nationkey: 'n_nationkey' })
    .join(region.filter($ => $.r_name.eq('EUROPE')), { n_regionkey: 'r_regionkey' })
  const cheapest = offers.groupBy('ps_partkey').agg($ => ({ least: $.ps_supplycost.min() })).rename({ ps_partkey: 'cheapest_partkey' })
  return part
    .filter($ => $.p_size.eq(15).and($.p_type.endsWith('BRASS')))
    .join(offers, { p_partkey: 'ps_partkey' })
    .join(cheapest, { p_partkey: 'cheapest_partkey', ps_supplycost: 'least' })
    .select('s_acctbal', 's_name', 'n_name', 'p_partkey', 'p_mfgr', 's_address', 's_phone', 's_comment')
    .orderBy($ => $.s_acctbal.desc(), 'n_name', 's_name', 'p_partkey')
    .limit(100)
}
