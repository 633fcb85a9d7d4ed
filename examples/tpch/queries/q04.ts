import { count } from '../../../src/index.js'
import type { Tables } from '../tables.js'

/** Order priority checking. */
export const q04 = ({ orders, lineitem }: Tables) =>
  orders
    .filter($ => $.o_orderdate.ge('1993-07-01').and($.o_orderdate.lt('1993-10-01')))
    .join(lineitem.filter($ => $.l_commitdate.lt($.l_receiptdate)), { o_orderkey: 'l_orderkey' }, { how: 'semi' })
    .groupBy('o_orderpriority')
    .agg(() => ({ order_count: count() }))
    .orderBy('o_orderpriority')
