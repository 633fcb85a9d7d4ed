import { count, sum } from '../../../src/index.js'
import type { Tables } from '../tables.js'

/** Global sales opportunity. */
export const q22 = ({ customer, orders }: Tables) => {
  const chosen = customer
    .withColumns($ => ({ cntrycode: $.c_phone.substring(1, 2) }))
    .filter($ => $.cntrycode.isIn('13', '31', '23', '29', '30', '18', '17'))
  const mean = chosen.filter($ => $.c_acctbal.gt(0)).agg($ => ({ mean: $.c_acctbal.avg() }))
  return chosen
    .crossJoin(mean)
    .filter($ => $.c_acctbal.gt($.mean))
    .join(orders, { c_custkey: 'o_custkey' }, { how: 'anti' })
    .groupBy('cntrycode')
    .agg($ => ({ numcust: count(), totacctbal: sum($.c_acctbal) }))
    .orderBy('cntrycode')
}
