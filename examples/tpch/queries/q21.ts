import { count } from '../../../src/index.js'
import type { Tables } from '../tables.js'

/** Suppliers who kept orders waiting. */
export const q21 = ({ supplier, lineitem, orders, nation }: Tables) => {
  const late = lineitem.filter($ => $.l_receiptdate.gt($.l_commitdate))
  return supplier
    .join(nation.filter($ => $.n_name.eq('SAUDI ARABIA')), { s_nationkey: 'n_nationkey' })
    .join(late, { s_suppkey: 'l_suppkey' })
    .join(orders.filter($ => $.o_orderstatus.eq('F')), { l_orderkey: 'o_orderkey' })
    .joinOn(lineitem, (l, r) => l.l_orderkey.eq(r.l_orderkey).and(l.s_suppkey.ne(r.l_suppkey)), { how: 'semi' })
    .joinOn(late, (l, r) => l.l_orderkey.eq(r.l_orderkey).and(l.s_suppkey.ne(r.l_suppkey)), { how: 'anti' })
    .groupBy('s_name')
    .agg(() => ({ numwait: count() }))
    .orderBy($ => $.numwait.desc(), 's_name')
    .limit(100)
}
