/** The eight tables of TPC-H as typed frames over Parquet files. */
import { schema, t, type DataFrame, type Infer, type Location, type Session } from '../../src/index.js'

const money = t.decimal(15, 2)

export const Region = schema({ r_regionkey: t.int32, r_name: t.utf8, r_comment: t.utf8 })
export const Nation = schema({ n_nationkey: t.int32, n_name: t.utf8, n_regionkey: t.int32, n_comment: t.utf8 })
export const Supplier = schema({
  s_suppkey: t.int64, s_name: t.utf8, s_address: t.utf8, s_nationkey: t.int32, s_phone: t.utf8, s_acctbal: money, s_comment: t.utf8,
})
export const Customer = schema({
  c_custkey: t.int64, c_name: t.utf8, c_address: t.utf8, c_nationkey: t.int32, c_phone: t.utf8, c_acctbal: money, c_mktsegment: t.utf8,
  c_comment: t.utf8,
})
export const Part = schema({
  p_partkey: t.int64, p_name: t.utf8, p_mfgr: t.utf8, p_brand: t.utf8, p_type: t.utf8, p_size: t.int32, p_container: t.utf8,
  p_retailprice: money, p_comment: t.utf8,
})
export const Partsupp = schema({ ps_partkey: t.int64, ps_suppkey: t.int64, ps_availqty: t.int32, ps_supplycost: money, ps_comment: t.utf8 })
export const Orders = schema({
  o_orderkey: t.int64, o_custkey: t.int64, o_orderstatus: t.utf8, o_totalprice: money, o_orderdate: t.date, o_orderpriority: t.utf8,
  o_clerk: t.utf8, o_shippriority: t.int32, o_comment: t.utf8,
})
export const Lineitem = schema({
  l_orderkey: t.int64, l_partkey: t.int64, l_suppkey: t.int64, l_linenumber: t.int32, l_quantity: money, l_extendedprice: money,
  l_discount: money, l_tax: money, l_returnflag: t.utf8, l_linestatus: t.utf8, l_shipdate: t.date, l_commitdate: t.date,
  l_receiptdate: t.date, l_shipinstruct: t.utf8, l_shipmode: t.utf8, l_comment: t.utf8,
})

export interface Tables {
  readonly region: DataFrame<Infer<typeof Region>>
  readonly nation: DataFrame<Infer<typeof Nation>>
  readonly supplier: DataFrame<Infer<typeof Supplier>>
  readonly customer: DataFrame<Infer<typeof Customer>>
  readonly part: DataFrame<Infer<typeof Part>>
  readonly partsupp: DataFrame<Infer<typeof Partsupp>>
  readonly orders: DataFrame<Infer<typeof Orders>>
  readonly lineitem: DataFrame<Infer<typeof Lineitem>>
}

/** `at`: where a file of that name is; a folder's is `tablesIn`. */
export const openTables = (tf: Session, at: (file: string) => Location): Tables => ({
  region: tf.read.parquet(at('region.parquet'), Region),
  nation: tf.read.parquet(at('nation.parquet'), Nation),
  supplier: tf.read.parquet(at('supplier.parquet'), Supplier),
  customer: tf.read.parquet(at('customer.parquet'), Customer),
  part: tf.read.parquet(at('part.parquet'), Part),
  partsupp: tf.read.parquet(at('partsupp.parquet'), Partsupp),
  orders: tf.read.parquet(at('orders.parquet'), Orders),
  lineitem: tf.read.parquet(at('lineitem.parquet'), Lineitem),
})
export const tablesIn = (tf: Session, folder: string): Tables => openTables(tf, file => `${folder}/${file}`)

export interface Parameters { readonly scale: number }
