import { lit, sum, when } from '../../../src/index.js'
import type { Tables } from '../tables.js'

/** Promotion effect. */
export const q14 = ({ lineitem, part }: Tables) =>
  lineitem
    .filter($ => $.l_shipdate.ge('1995-09-01').and($.l_shipdate.lt('1995-10-01')))
    .join(part, { l_partkey: 'p_partkey' })
    .withColumns($ => ({ volume: $.l_extendedprice.mul(lit(1).sub($.l_discount)) }))
    .agg($ => ({ promo_revenue: sum(when($.p_type.startsWith('PROMO'), $.volume).otherwise(0)).mul(100).div(sum($.volume)) }))
