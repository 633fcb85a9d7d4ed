// No column of the example programs is `any` for the compiler, and the schemas it infers are those at run time.
import { expect, test } from 'vitest'
import type * as service from '../examples/service/server.js'
import type * as transform from '../examples/transform/late-by-origin.js'
import { pipelines } from '../examples/tpch/queries/index.js'
import { Customer, Lineitem, Nation, Orders, Part, Partsupp, Region, Supplier, type Tables } from '../examples/tpch/tables.js'
import { frame, schema, t, type DataFrame, type Infer, type JsConfig, type Schema } from '../src/index.js'

type Results<M> = { [K in keyof M]: M[K] extends (...args: never) => infer R ? R : never }
/** Names of columns whose tag is `any` or `never`. */
type Vague<D> = D extends DataFrame<infer S, JsConfig>
  ? { [K in keyof S]: 0 extends 1 & S[K] ? K : [S[K]] extends [never] ? K : never }[keyof S] : 'not a frame'
type VagueIn<M> = { [K in keyof M]: Vague<M[K]> }[keyof M]
type None<T> = [T] extends [never] ? true : false

export const ofQueries: None<VagueIn<Results<typeof pipelines>>> = true
export const ofService: None<VagueIn<Results<Pick<typeof service, 'lateByDestination'>>>> = true
export const ofTransform: None<VagueIn<Results<Pick<typeof transform, 'lateByOrigin'>>>> = true

type Equal<A, B> = (<X>() => X extends A ? 1 : 2) extends <X>() => X extends B ? 1 : 2 ? true : false
type Flat<S> = { [K in keyof S]: S[K] }
const plain = (of: Schema<unknown>): unknown[] => of.fields.map(f => [f.name, f.type.kind, f.nullable])
/** Names, order, kinds and nullability; the digits of decimals are not in the type. */
function same<S, D extends DataFrame<any, JsConfig>>(df: D, expected: Schema<S>, _equal: Equal<Flat<Infer<D>>, Flat<S>>): void {
  expect(plain(df.schema)).toEqual(plain(expected))
}
const tables: Tables = {
  region: frame(Region, []), nation: frame(Nation, []), supplier: frame(Supplier, []), customer: frame(Customer, []), part: frame(Part, []),
  partsupp: frame(Partsupp, []), orders: frame(Orders, []), lineitem: frame(Lineitem, []),
}
const { int64, int32, utf8, date } = t, money = t.decimal(15, 2), run = { scale: 1 }

test('the queries of TPC-H', () => {
  const q = pipelines
  same(q.q1(tables), schema({
    l_returnflag: utf8, l_linestatus: utf8, sum_qty: money, sum_base_price: money, sum_disc_price: money, sum_charge: money, avg_qty:
    money, avg_price: money, avg_disc: money, count_order: int64,
  }), true)
  same(q.q2(tables), schema({
    s_acctbal: money, s_name: utf8, n_name: utf8, p_partkey: int64, p_mfgr: utf8, s_address: utf8, s_phone: utf8, s_comment: utf8,
  }), true)
  same(q.q3(tables), schema({ l_orderkey: int64, revenue: money, o_orderdate: date, o_shippriority: int32 }), true)
  same(q.q4(tables), schema({ o_orderpriority: utf8, order_count: int64 }), true)
  same(q.q5(tables), schema({ n_name: utf8, revenue: money }), true)
  same(q.q6(tables), schema({ revenue: money.nullable() }), true)
  same(q.q7(tables), schema({ supp_nation: utf8, cust_nation: utf8, l_year: int32, revenue: money }), true)
  same(q.q8(tables), schema({ o_year: int32, mkt_share: money }), true)
  same(q.q9(tables), schema({ nation: utf8, o_year: int32, sum_profit: money }), true)
  same(q.q10(tables), schema({
    c_custkey: int64, c_name: utf8, revenue: money, c_acctbal: money, n_name: utf8, c_address: utf8, c_phone: utf8, c_comment: utf8,
  }), true)
  same(q.q11(tables, run), schema({ ps_partkey: int64, value: money }), true)
  same(q.q12(tables), schema({ l_shipmode: utf8, high_line_count: int64, low_line_count: int64 }), true)
  same(q.q13(tables), schema({ c_count: int64, custdist: int64 }), true)
  same(q.q14(tables), schema({ promo_revenue: money.nullable() }), true)
  same(q.q15(tables), schema({ s_suppkey: int64, s_name: utf8, s_address: utf8, s_phone: utf8, total_revenue: money }), true)
  same(q.q16(tables), schema({ p_brand: utf8, p_type: utf8, p_size: int32, supplier_cnt: int64 }), true)
  same(q.q17(tables), schema({ avg_yearly: money.nullable() }), true)
  same(q.q18(tables), schema({
    c_name: utf8, c_custkey: int64, o_orderkey: int64, o_orderdate: date, o_totalprice: money, sum_qty: money,
  }), true)
  same(q.q19(tables), schema({ revenue: money.nullable() }), true)
  same(q.q20(tables), schema({ s_name: utf8, s_address: utf8 }), true)
  same(q.q21(tables), schema({ s_name: utf8, numwait: int64 }), true)
  same(q.q22(tables), schema({ cntrycode: utf8, numcust: int64, totacctbal: money }), true)
})
