import type { Tables } from '../tables.js'

/** Parts/supplier relationship. */
export const q16 = ({ partsupp, part, supplier }: Tables) =>
  partsupp
    .join(part.filter($ => $.p_brand.ne('Brand#45').and($.p_type.startsWith('MEDIUM POLISHED').not())
      .and($.p_size.isIn(49, 14, 23, 45, 19, 3, 36, 9))), { ps_partkey: 'p_partkey' })
    .join(supplier.filter($ => $.s_comment.like('%Customer%Complaints%')), { ps_suppkey: 's_suppkey' }, { how: 'anti' })
    .groupBy('p_brand', 'p_type', 'p_size')
    .agg($ => ({ supplier_cnt: $.ps_suppkey.countDistinct() }))
    .orderBy($ => $.supplier_cnt.desc(), 'p_brand', 'p_type', 'p_size')
