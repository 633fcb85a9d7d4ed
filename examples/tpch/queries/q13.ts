import { count } from '../../../src/index.js'
import type { Tables } from '../tables.js'

/** Customer distribution. */
export const q13 = ({ customer, orders }: Tables) =>
  customer
    .join(orders.filter($ => $.o_comment.like('%special%requests%').not()), { c_custkey: 'o_custkey' }, { how: 'left' })
    .groupBy('c_custkey')
    .agg($ => ({ c_count: $.o_orderkey.count() }))
    .groupBy('c_count')
    .agg(() => ({ custdist: count() }))
    .orderBy($ => $.custdist.desc(), $ => $.c_count.desc())
