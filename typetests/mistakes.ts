// What must not compile, and what the compiler says: every line that ends in `//!` has an error whose text holds what follows it.
import { count, lit, upper, when, abs, schema as declare, t, type Aggregate, type Bool, type Column, type DataFrame, type Decimal, type Float64, type Int32, type Int64, type List, type Null, type Struct, type Timestamp, type Utf8 } from 'typedframe'
import { frame } from './assert.js'

type S = {
  id: Int64; name: Utf8 | Null; age: Int32 | Null; amount: Decimal; dept: Utf8; ok: Bool; at: Timestamp; score: Float64; tags: List<Utf8>
  addr: Struct<{ city: Utf8 }>
}
const df = frame<S>(), $ = df.$
const depts = frame<{ dept: Utf8; boss: Utf8; id: Utf8 }>()

// names
df.select('id', 'agee') //! Argument of type '"agee"' is not assignable to parameter of type
df.filter($ => $.agee.gt(18)) //! Did you mean 'age'?
df.groupBy('dep') //! Argument of type '"dep"' is not assignable
df.groupBy('dept').agg($ => ({ t: $.amout.sum() })) //! Did you mean 'amount'?
df.drop('agee') //! Argument of type '"agee"' is not assignable to parameter of type '"
df.rename({ agee: 'x' }) //! 'agee' does not exist in type
df.orderBy('agee') //! Argument of type '"agee"' is not assignable
df.dropDuplicates('agee') //! Argument of type '"agee"' is not assignable
df.dropNulls('agee') //! Argument of type '"agee"' is not assignable
df.fillNulls({ agee: 1 }) //! 'agee' does not exist in type
$.addr.fields.town //! Property 'town' does not exist on type
$.addr.field('town') //! Argument of type '"town"' is not assignable to parameter of type '"city"'

// methods and operands of the wrong type
$.age.upper() //! Property 'upper' does not exist on type 'Column<
$.score.shiftLeft(1) //! Property 'shiftLeft' does not exist
$.age.isNaN() //! Property 'isNaN' does not exist
upper($.age) //! is not assignable to parameter of type
upper(3) //! Argument of type 'number' is not assignable to parameter of type
$.name.eq(3) //! Argument of type 'number' is not assignable to parameter of type
$.name.eq($.id) //! is not assignable to parameter of type
$.name.isIn(['a', 3]) //! Type 'number' is not assignable to type 'string'
$.name.isIn('a', 3) //! Argument of type 'number' is not assignable to parameter of type 'string'
$.name.coalesce(3) //! is not assignable to parameter of type
$.name.coalesce($.id) //! is not assignable to parameter of type
$.age.add($.dept) //! is not assignable to parameter of type
$.dept.startsWith(3) //! Argument of type 'number' is not assignable to parameter of type
$.id.mul('x') //! Argument of type 'string' is not assignable to parameter of type
$.age.cast('int3') //! Argument of type '"int3"' is not assignable to parameter of type
when($.ok, 1).otherwise('x') //! is not assignable to parameter of type
when($.ok, 'x').otherwise($.id) //! is not assignable to parameter of type
df.fillNulls({ age: 'x' }) //! Type 'string' is not assignable to type
df.filter($ => $.age) //! is not assignable to type
df.filter($ => $.age.add(1)) //! is not assignable to type

// the same inside a callback that expects columns: nothing may become any
df.select($ => ({
  a: $.dept.startsWith(3), //! Argument of type 'number'
  b: upper(3), //! Argument of type 'number'
  c: $.id.mul('x'), //! Argument of type 'string'
  d: $.name.eq(3), //! Argument of type 'number'
  e: $.name.eq($.id), //! is not assignable to parameter of type
  f: abs('x'), //! Argument of type 'string'
}))

// aggregates
df.withColumns($ => ({ t: $.amount.sum() })) //! is not assignable to type 'PerRowExpression'
df.filter($ => $.amount.sum().gt(1)) //! is not assignable to type
df.groupBy('dept').agg($ => ({ t: $.amount })) //! is not assignable to type 'AggregateExpression'
df.groupBy('dept').agg($ => ({ t: $.name.coalesce('x') })) //! is not assignable to type 'AggregateExpression'
df.groupBy('dept').agg($ => ({ t: $.amount.sum().div($.amount) })) //! is not assignable to type 'AggregateExpression'
df.agg($ => ({ t: $.amount })) //! is not assignable to type 'AggregateExpression'
df.orderBy($ => $.amount.sum().desc()) //! is not assignable to type

// two frames
df.join(depts.drop('id'), 'dep') //! "dep"
df.join(depts.drop('id'), ['dep']) //! "dep"
df.join(depts.drop('dept'), 'id') //! join key 'id' has different types on the two sides: cast one of them
df.join(depts, ['dept', 'id']) //! join key 'id' has different types on the two sides: cast one of them
df.join(depts, { id: 'boss' }, { suffix: '_r' }) //! join key 'id' has different types on the two sides: cast one of them
df.join(depts, { dept: 'bos' }, { suffix: '_r' }) //! Type '"bos"' is not assignable to type
df.join(depts, 'dept') //! column 'id' exists on both sides of the join: drop or rename it, or pass { suffix }
df.join(depts, { dept: 'boss' }) //! exists on both sides of the join
df.joinOn(depts, (l, r) => l.dept.eq(r.dept)) //! exists on both sides of the join
df.join(depts.drop('id'), 'dept', { how: 'outer' }) //! Type '"outer"' is not assignable to type
df.crossJoin(depts) //! exists on both sides of the join
df.select('id', 'dept').unionByName(depts.select('id', 'dept')) //! column 'id' has different types on the two sides: cast one of them
df.select('id', 'dept').unionByName(depts.select('dept')) //! column 'id' is on one side only: pass { allowMissingColumns: true }
df.select('id').union(df.select('dept')) //! is on one side only
df.select('id').intersect(df.select('dept')) //! is on one side only
df.select('id').except(depts.select('id')) //! column 'id' has different types on the two sides: cast one of them
df.rename({ id: 'name' }) //! column 'name' already exists

// rows
export async function rows() {
  const rows = await df.collect()
  const age: number = rows[0]!.age //! Type 'number | null' is not assignable to type 'number'
  const id: bigint = rows[0]!.id //! Type 'number' is not assignable to type 'bigint'
  rows[0]!.agee //! Property 'agee' does not exist on type
  await df.collect({ int64: 'int' }) //! Type '"int"' is not assignable to type
  return [age, id]
}

// columns and frames do not fit narrower ones
declare const maybe: Column<Utf8 | Null>
export const sure: Column<Utf8> = maybe //! is not assignable to type
declare const total: Column<Int64, Aggregate>
export const each: Column<Int64> = total //! is not assignable to type
declare const wide: DataFrame<{ id: Int64 | Null }>
export const narrow: DataFrame<{ id: Int64 }> = wide //! is not assignable to type
export const claim: Column<Int32, 'a'> = lit(3) //! is not assignable to type
declare const flag: boolean
df.filter($ => $.age.add(flag ? $.age : $.id).gt(3)) //! is not assignable to parameter of type
declare const anyone: DataFrame<{ id: Int64 }>
export const numbers = async (): Promise<{ id: number }[]> => anyone.collect() //! is not assignable to type

// schemas
declare({ id: t.int46 }) //! Property 'int46' does not exist
declare({ id: 'int64' }) //! Type 'string' is not assignable to type
t.decimal('12') //! Argument of type 'string' is not assignable to parameter of type 'number'
export { count }

// options of files
await df.write.parquet('x.parquet', { compresion: 'zstd' }) //! 'compresion' does not exist in type
await df.write.parquet('x.parquet', { compression: 'lz4' }) //! Type '"lz4"' is not assignable to type
await df.write.parquet('x.parquet', { dataPageVersion: 3 }) //! Type '3' is not assignable to type
await df.write.parquet('x.parquet', { encoding: { id: 'DELTA' } }) //! Type '"DELTA"' is not assignable to type
await df.write.parquet('x.parquet', { bloomFilter: 'id' }) //! is not assignable to type 'readonly string[]'
await df.write.parquet('x.parquet', { metadata: { version: 1 } }) //! Type 'number' is not assignable to type 'string'
