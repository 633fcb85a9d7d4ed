import { sum } from '../../../src/index.js'
import type { Tables } from '../tables.js'

/** Large volume customer. */
export const q18 = ({ customer, orders, lineitem }: Tables) => {
  const large = lineitem.groupBy('l_orderkey').agg($ => ({ quantity: sum($.l_quantity) })).filter($ => $.quantity.gt(300))
  return customer
    .join(orders.join(large, { o_orderkey: 'l_orderkey' }, { how: 'semi' }), { c_custkey: 'o_custkey' })
    .join(lineitem, { o_orderkey: 'l_orderkey' })
    .groupBy('c_name', 'c_custkey', 'o_orderkey', 'o_orderdate', 'o_totalprice')
    .agg($ => ({ sum_qty: sum($.l_quantity) }))
    .orderBy($ => $.o_totalprice.desc(), 'o_orderdate', 'o_orderkey')
    .limit(100)
}
