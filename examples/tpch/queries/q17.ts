import { lit, sum, t } from '../../../src/index.js'
import type { Tables } from '../tables.js'

/** Small-quantity-order revenue. */
export const q17 = ({ lineitem, part }: Tables) => {
  const chosen = lineitem.join(part.filter($ => $.p_brand.eq('Brand#23').and($.p_container.eq('MED BOX'))), { l_partkey: 'p_partkey' }, { how: 'semi' })
  const fifth = lit('0.2').cast(t.decimal(2, 1))
  const limits = chosen.groupBy('l_partkey').agg($ => ({ most: $.l_quantity.avg().mul(fifth) }))
  return chosen
    .join(limits, 'l_partkey')
    .filter($ => $.l_quantity.lt($.most))
    .agg($ => ({ avg_yearly: sum($.l_extendedprice).div(7) }))
}
