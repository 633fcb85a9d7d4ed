// Helpers that are generic in the frame's schema, a column's name, a column's tag.
import { length, type Aggregate, type Bool, type Column, type DataFrame, type Float64, type Int32, type Int64, type Int8, type Lit, type NonNull, type Null, type NullIn, type Numeric, type Promote, type Utf8 } from 'typedframe'
import { frame, schema, tag } from './assert.js'
type People = { id: Int64; name: Utf8 | Null; city: Utf8; age: Int32 | Null; score: Float64 | Null; n: Int32 }
const people = frame<People>()
// the helper of the brief, used directly
function adults<S extends { age: Int32 | Null }>(df: DataFrame<S>) { return df.filter($ => $.age.gt(18)); }
schema<{ id: Int64; age: Int32 }>()(adults(frame<{ id: Int64; age: Int32 | Null }>()), true)
schema<{ id: Int64; age: Int32 }>()(adults(frame<{ id: Int64; age: Int32 }>()), true)
// @ts-expect-error
adults(frame<{ id: Int64; age: Utf8 }>())
// @ts-expect-error
adults(frame<{ id: Int64 }>())
function upperName<S extends { name: Utf8 | Null }>(df: DataFrame<S>) { return df.withColumns($ => ({ u: $.name.upper() })); }
schema<{ id: Int64; name: Utf8 | Null; u: Utf8 | Null }>()(upperName(people.select('id', 'name')), true)
schema<{ name: Utf8; u: Utf8 }>()(upperName(frame<{ name: Utf8 }>()), true)
function chain<S extends { age: Int32 | Null; name: Utf8 | Null }>(df: DataFrame<S>) {
  return df.filter($ => $.age.add(1).gt(18).and($.name.upper().startsWith('A'))).withColumns($ => ({ x: length('q') }))
}
schema<{ age: Int32; name: Utf8; x: Int32 }>()(chain(frame<{ age: Int32 | Null; name: Utf8 | Null }>()), true)
function byName<S extends { name: Utf8 | Null; age: Int32 | Null }>(df: DataFrame<S>) { return df.groupBy('name').agg($ => ({ total: $.age.sum() })); }
schema<{ name: Utf8 | Null; total: Int64 | Null }>()(byName(people), true)
schema<{ name: Utf8; total: Int64 }>()(byName(frame<{ name: Utf8; age: Int32 }>()), true)
// a column name as a parameter
function positive<K extends string, S extends { [P in K]: Int32 | Null }>(df: DataFrame<S>, k: K) { return df.filter($ => $[k].gt(0)); }
positive(people, 'age')
// @ts-expect-error
positive(people, 'name')
// column helpers
function g1(c: Column<Utf8 | Null>): Column<Int32 | Null> { return c.upper().length(); }
const r1 = people.select($ => ({ a: g1($.name), b: g1($.city) }))
schema<{ a: Int32 | Null; b: Int32 | Null }>()(r1, true)
// @ts-expect-error an aggregate is not a per-row column
people.agg($ => ({ a: g1($.name.max()) }))
function g2<T extends Utf8 | Null, R>(c: Column<T, R>) { return c.upper().length(); }
schema<{ a: Int32 | Null; b: Int32 }>()(people.select($ => ({ a: g2($.name), b: g2($.city) })), true)
schema<{ a: Int32 | Null }>()(people.agg($ => ({ a: g2($.city.max()) })), true)
function g3<T extends Utf8 | Null>(c: Column<T>) { return c.upper().length(); }
schema<{ a: Int32 | Null; b: Int32 }>()(people.select($ => ({ a: g3($.name), b: g3($.city) })), true)
function g4<T extends Numeric | Null>(c: Column<T>) { return c.sqrt(); }
schema<{ a: Float64 | Null; b: Float64 | Null; c: Float64 }>()(people.select($ => ({ a: g4($.age), b: g4($.score), c: g4($.n) })), true)
function g8<T extends Numeric | Null, U extends Numeric | Null>(a: Column<T>, b: Column<U>) { return a.mod(b).sqrt(); }
schema<{ a: Float64 | Null }>()(people.select($ => ({ a: g8($.n, $.score) })), true)
function g9<K extends keyof People>(k: K) { return people.select($ => ({ v: $[k].isNull() })); }
schema<{ v: Bool }>()(g9('age'), true)
function g10<T extends Utf8 | Null>(c: Column<T>) { return c.coalesce('x').upper(); }
tag<Utf8>()(g10(people.$.name), true)
// columns assignable to wider ones
declare const c5: Column<Utf8>; const c5b: Column<Utf8 | Null> = c5
// @ts-expect-error
const c5c: Column<Utf8> = c5b
const c6: Column<Int32> = people.$.n; const c6b: Column<Numeric> = c6
declare const c7: Column<Int32 | Float64>; tag<Float64>()(c7.sqrt(), true)
declare const agg: Column<Int64, Aggregate>
// @ts-expect-error
const c8: Column<Int64> = agg
// frames: fewer columns, wider nullability
function first(df: DataFrame<{ age: Int32 | Null }>) { return df.limit(3); }
schema<{ age: Int32 | Null }>()(first(people), true)
const wide: DataFrame<{ id: Int64 | Null }> = people
// @ts-expect-error
const narrow: DataFrame<{ id: Int64 }> = wide
export { c5c, c6b, c8, narrow }

// literals and chains inside generic code
export function literals<T extends Int32 | Null>(
  x1: Lit<T>, x2: Lit<NonNull<T>>, x3: Lit<Promote<T, Int8>>, x4: Lit<Promote<T, Int8> | Null>, x5: Lit<NonNull<T> | NullIn<T>>, x6: Lit<T | Null>,
) {
  x1 = 18
  x2 = 18
  x3 = 18
  x4 = 18
  x5 = 18
  x6 = 18
  return [x1, x2, x3, x4, x5, x6]
}
export function chained<T extends Int32 | Null>(c: Column<T>) {
  c.gt(18)
  c.neg().gt(18)
  c.add(1).gt(18)
  c.coalesce(1).gt(18)
  c.abs().sqrt().gt(18)
  return c.add(c).mul(2)
}
