import { avg, count, lit, sum } from '../../../src/index.js'
import type { Tables } from '../tables.js'

/** Pricing summary report. */
export const q01 = ({ lineitem }: Tables) =>
  lineitem
    .filter($ => $.l_shipdate.le('1998-09-02'))
    .withColumns($ => ({ disc_price: $.l_extendedprice.mul(lit(1).sub($.l_discount)) }))
    .groupBy('l_returnflag', 'l_linestatus')
    .agg($ => ({
      sum_qty: sum($.l_quantity), sum_base_price: sum($.l_extendedprice), sum_disc_price: sum($.disc_price),
      sum_charge: sum($.disc_price.mul(lit(1).add($.l_tax))),
      avg_qty: avg($.l_quantity), avg_price: avg($.l_extendedprice), avg_disc: avg($.l_discount), count_order: count(),
    }))
    .orderBy('l_returnflag', 'l_linestatus')
