import { sum, when } from '../../../src/index.js'
import type { Tables } from '../tables.js'

/** Shipping modes and order priority. */
export const q12 = ({ orders, lineitem }: Tables) =>
  lineitem
    .filter($ => $.l_shipmode.isIn('MAIL', 'SHIP').and($.l_commitdate.lt($.l_receiptdate)).and($.l_shipdate.lt($.l_commitdate))
      .and($.l_receiptdate.ge('1994-01-01')).and($.l_receiptdate.lt('1995-01-01')))
    .join(orders, { l_orderkey: 'o_orderkey' })
    .withColumns($ => ({ high: $.o_orderpriority.isIn('1-URGENT', '2-HIGH') }))
    .groupBy('l_shipmode')
    .agg($ => ({ high_line_count: sum(when($.high, 1).otherwise(0)), low_line_count: sum(when($.high, 0).otherwise(1)) }))
    .orderBy('l_shipmode')
