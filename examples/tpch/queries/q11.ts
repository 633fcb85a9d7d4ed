import { lit, sum, t } from '../../../src/index.js'
import type { Parameters, Tables } from '../tables.js'

/** Important stock identification. */
export const q11 = ({ partsupp, supplier, nation }: Tables, { scale }: Parameters) => {
  const stock = partsupp
    .join(supplier, { ps_suppkey: 's_suppkey' })
    .join(nation.filter($ => $.n_name.eq('GERMANY')), { s_nationkey: 'n_nationkey' })
    .withColumns($ => ({ worth: $.ps_supplycost.mul($.ps_availqty) }))
  const fraction = lit((0.0001 / scale).toFixed(10)).cast(t.decimal(12, 10))
  const least = stock.agg($ => ({ least: sum($.worth).mul(fraction) }))
  return stock
    .groupBy('ps_partkey')
    .agg($ => ({ value: sum($.worth) }))
    .crossJoin(least)
    .filter($ => $.value.gt($.least))
    .drop('least')
    .orderBy($ => $.value.desc(), 'ps_partkey')
}
