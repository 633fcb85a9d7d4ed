import { lit, sum } from '../../../src/index.js'
import type { Tables } from '../tables.js'

/** Discounted revenue. */
export const q19 = ({ lineitem, part }: Tables) =>
  lineitem
    .filter($ => $.l_shipmode.isIn('AIR', 'REG AIR').and($.l_shipinstruct.eq('DELIVER IN PERSON')))
    .join(part, { l_partkey: 'p_partkey' })
    .filter($ => $.p_brand.eq('Brand#12').and($.p_container.isIn('SM CASE', 'SM BOX', 'SM PACK', 'SM PKG'))
      .and($.l_quantity.between(1, 11)).and($.p_size.between(1, 5))
      .or($.p_brand.eq('Brand#23').and($.p_container.isIn('MED BAG', 'MED BOX', 'MED PKG', 'MED PACK'))
        .and($.l_quantity.between(10, 20)).and($.p_size.between(1, 10)))
      .or($.p_brand.eq('Brand#34').and($.p_container.isIn('LG CASE', 'LG BOX', 'LG PACK', 'LG PKG'))
        .and($.l_quantity.between(20, 30)).and($.p_size.between(1, 15))))
    .agg($ => ({ revenue: sum($.l_extendedprice.mul(lit(1).sub($.l_discount))) }))
