import { sum } from '../../../src/index.js'
import type { Tables } from '../tables.js'

/** Forecasting revenue change. */
export const q06 = ({ lineitem }: Tables) =>
  lineitem
    .filter($ => $.l_shipdate.ge('1994-01-01').and($.l_shipdate.lt('1995-01-01')).and($.l_discount.between(0.05, 0.07)).and($.l_quantity.lt(24)))
    .agg($ => ({ revenue: sum($.l_extendedprice.mul($.l_discount)) }))
