/**
 * The work that is measured: the same question to this library, to DuckDB (SQL over `lineitem`, `orders`, `customer`) and to
 * Arquero (where it can do it). Answers are a few rows, so that handing them over costs nothing.
 */
import * as aq from 'arquero'
import type { ColumnTable as Table } from 'arquero'
import { count, sum, type DataFrame } from '../src/index.js'
import { q03 } from '../examples/tpch/queries/q03.js'
import { q06 } from '../examples/tpch/queries/q06.js'
import { q01 } from '../examples/tpch/queries/q01.js'
import { queries } from '../examples/tpch/sql.js'
import type { Tables } from '../examples/tpch/tables.js'

/** The columns that the cases look at, as Arquero has them: decimals as numbers, dates as days. */
export interface ArqueroTables { readonly lineitem: Table; readonly orders: Table; readonly customer: Table }

export interface Case {
  readonly name: string
  /** `rows`: of lineitem. */
  readonly frame: (tables: Tables, rows: number) => DataFrame<any>
  readonly sql: string
  readonly arquero: (tables: ArqueroTables) => Table
}
const day = (text: string): number => Date.parse(text) / 86_400_000
const { op } = aq
const sql = queries(1)

export const cases: readonly Case[] = [
  {
    name: 'q1', frame: q01, sql: sql.q1,
    arquero: ({ lineitem }) => lineitem.params({ end: day('1998-09-02') }).filter((d: any, $: any) => d.l_shipdate <= $.end)
      .derive({ disc_price: (d: any) => d.l_extendedprice * (1 - d.l_discount) })
      .groupby('l_returnflag', 'l_linestatus')
      .rollup({
        sum_qty: (d: any) => op.sum(d.l_quantity), sum_base: (d: any) => op.sum(d.l_extendedprice), sum_disc: (d: any) => op.sum(d.disc_price),
        sum_charge: (d: any) => op.sum(d.disc_price * (1 + d.l_tax)), avg_qty: (d: any) => op.mean(d.l_quantity),
        avg_price: (d: any) => op.mean(d.l_extendedprice), avg_disc: (d: any) => op.mean(d.l_discount), n: () => op.count(),
      }).orderby('l_returnflag', 'l_linestatus'),
  },
  {
    name: 'q3', frame: q03, sql: sql.q3,
    arquero: ({ lineitem, orders, customer }) => customer.filter((d: any) => d.c_mktsegment === 'BUILDING')
      .join(orders.params({ day: day('1995-03-15') }).filter((d: any, $: any) => d.o_orderdate < $.day), ['c_custkey', 'o_custkey'])
      .join(lineitem.params({ day: day('1995-03-15') }).filter((d: any, $: any) => d.l_shipdate > $.day), ['o_orderkey', 'l_orderkey'])
      .groupby('o_orderkey', 'o_orderdate', 'o_shippriority')
      .rollup({ revenue: (d: any) => op.sum(d.l_extendedprice * (1 - d.l_discount)) })
      .orderby(aq.desc('revenue'), 'o_orderdate').slice(0, 10),
  },
  {
    name: 'q6', frame: q06, sql: sql.q6,
    arquero: ({ lineitem }) => lineitem.params({ from: day('1994-01-01'), to: day('1995-01-01') })
      .filter((d: any, $: any) => d.l_shipdate >= $.from && d.l_shipdate < $.to && d.l_discount >= 0.05 && d.l_discount <= 0.07 && d.l_quantity < 24)
      .rollup({ revenue: (d: any) => op.sum(d.l_extendedprice * d.l_discount) }),
  },
  {
    name: 'group-clustered',
    frame: ({ lineitem }) => lineitem.groupBy('l_orderkey').agg($ => ({ quantity: sum($.l_quantity), n: count() })).agg($ => ({ groups: count(), most: $.quantity.max() })),
    sql: 'select count(*), max(quantity) from (select l_orderkey, sum(l_quantity) as quantity, count(*) as n from lineitem group by l_orderkey)',
    arquero: ({ lineitem }) => lineitem.groupby('l_orderkey').rollup({ quantity: (d: any) => op.sum(d.l_quantity), n: () => op.count() })
      .rollup({ groups: () => op.count(), most: (d: any) => op.max(d.quantity) }),
  },
  {
    name: 'group-random',
    frame: ({ lineitem }) => lineitem.groupBy('l_partkey', 'l_suppkey').agg($ => ({ quantity: sum($.l_quantity), n: count() })).agg($ => ({ groups: count(), most: $.quantity.max() })),
    sql: 'select count(*), max(quantity) from (select l_partkey, l_suppkey, sum(l_quantity) as quantity, count(*) as n from lineitem group by l_partkey, l_suppkey)',
    arquero: ({ lineitem }) => lineitem.groupby('l_partkey', 'l_suppkey').rollup({ quantity: (d: any) => op.sum(d.l_quantity), n: () => op.count() })
      .rollup({ groups: () => op.count(), most: (d: any) => op.max(d.quantity) }),
  },
  {
    name: 'like',
    frame: ({ lineitem }) => lineitem.filter($ => $.l_comment.like('%special%requests%')).agg(() => ({ n: count() })),
    sql: "select count(*) from lineitem where l_comment like '%special%requests%'",
    arquero: ({ lineitem }) => lineitem.filter((d: any) => op.match(d.l_comment, /special.*requests/, 0) !== null).rollup({ n: () => op.count() }),
  },
  {
    name: 'sort',
    frame: ({ lineitem }, rows) => lineitem.select('l_extendedprice', 'l_orderkey', 'l_linenumber').orderBy($ => $.l_extendedprice.desc(), 'l_orderkey', 'l_linenumber').offset(rows - 1),
    sql: 'select l_extendedprice, l_orderkey, l_linenumber from lineitem order by l_extendedprice desc, l_orderkey, l_linenumber offset ((select count(*) from lineitem) - 1)',
    arquero: ({ lineitem }) => lineitem.select('l_extendedprice', 'l_orderkey', 'l_linenumber').orderby(aq.desc('l_extendedprice'), 'l_orderkey', 'l_linenumber').slice(-1),
  },
]
