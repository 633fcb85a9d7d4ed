// every signature shape, methods and free functions
import { f, lit, count, when, rank, rowNumber, lag, window, type Aggregate, type Binary, type Bool, type Column, type Date32, type Decimal, type Float64, type Int16, type Int32, type Int64, type List, type MapOf, type Null, type Struct, type Timestamp, type Utf8, type Void } from 'typedframe'
import { frame, refs, schema, tag } from './assert.js'
type S = { id: Int64; name: Utf8 | Null; city: Utf8; age: Int32 | Null; small: Int16; amount: Decimal; score: Float64 | Null; ok: Bool | Null; yes: Bool; born: Date32 | Null; at: Timestamp; tags: List<Utf8> | Null; nums: List<Int32 | Null>; addr: Struct<{ city: Utf8 | Null; zip: Int32 }> | Null; m: MapOf<Utf8, Int64> }
const df = frame<S>()
const $ = df.$
// strings
tag<Utf8 | Null>()($.name.upper().trim().substring(1, 2), true)
tag<Int32>()($.city.length(), true)
tag<Bool | Null>()($.city.startsWith($.name), true)
refs<'city' | 'name'>()($.city.startsWith($.name), true)
tag<Utf8>()($.city.concat('x').replace('a', 'b'), true)
tag<Utf8 | Null>()($.city.replace($.name, 'b'), true)
tag<Utf8 | Null>()($.city.substring($.age, 2), true)
refs<'city' | 'age' | 'small'>()($.city.substring($.age, $.small), true)
// numbers
tag<Int64 | Null>()($.id.add($.age), true)
tag<Decimal>()($.amount.mul($.id), true)
tag<Int64>()($.id.mul(2), true)
tag<Int64>()($.id.mul(2n), true)
tag<Float64>()($.id.mul(2.5), true)
tag<Float64 | Null>()($.age.add(0.5), true)
declare const n: number
tag<Int64 | Float64>()($.id.mul(n), true)
tag<Int64 | Float64>()($.id.mul(n).add(1), true)
tag<Int16>()($.small.add(1), true)
tag<Int32 | Null>()($.age.neg().abs().round(), true)
tag<Float64 | Null>()($.age.div(2), true)
tag<Float64>()($.id.sqrt(), true)
tag<Int32 | Null>()($.age.shiftLeft(2), true)
tag<Bool | Null>()($.score.isNaN(), true)
// comparison, conditions
tag<Bool | Null>()($.age.gt(18), true)
tag<Bool>()($.id.eq($.small), true)
tag<Bool | Null>()($.id.eq($.score), true)
tag<Bool | Null>()($.ok.and($.yes).or($.ok.not()), true)
tag<Bool>()($.name.isNull(), true)
tag<Bool>()($.at.gt(new Date()), true)
// coalesce
tag<Utf8>()($.name.coalesce('x'), true)
tag<Utf8>()($.name.coalesce($.city), true)
tag<Utf8 | Null>()($.name.coalesce($.name), true)
tag<Utf8>()($.name.coalesce($.name, $.city, 'x'), true)
tag<Int64>()($.age.coalesce($.id), true)
tag<Int32>()($.age.coalesce(0), true)
refs<''>()($.name.coalesce($.city), true)
refs<Aggregate>()($.name.max().coalesce('x'), true)
// when
const w1 = when($.age.gt(3), 'a').when($.ok, 'b').otherwise('c'); tag<Utf8>()(w1, true)
const w2 = when($.age.gt(3), $.id).otherwise($.age); tag<Int64 | Null>()(w2, true)
const w3 = when($.age.gt(3), 1).otherwise(null); tag<Int32 | Null>()(w3, true)
const w4 = when($.age.gt(3), $.city).end(); tag<Utf8 | Null>()(w4, true)
const w5 = when($.age.gt(3), null).otherwise($.city); tag<Utf8 | Null>()(w5, true)
const w6 = when($.ok, 1).otherwise(2.5); tag<Float64>()(w6, true)
refs<''>()(w2, true)
const w7 = when($.age.max().gt(3), $.id.sum()).otherwise(0); refs<Aggregate>()(w7, true)
// dates
tag<Int32 | Null>()($.born.year(), true)
tag<Timestamp | Null>()($.at.addDays($.age), true)
// aggregates
tag<Decimal | Null>()($.amount.sum(), true); refs<Aggregate>()($.amount.sum(), true)
tag<Int64 | Null>()($.age.sum(), true)
tag<Float64 | Null>()($.score.avg(), true)
tag<Int64>()($.score.countDistinct(), true); tag<Int64>()(count(), true)
tag<Utf8 | Null>()($.city.max(), true)
tag<List<Utf8>>()($.name.collectList(), true)
// windows
const win = window().partitionBy($.city).orderBy($.at.desc(), $.id)
tag<Decimal | Null>()($.amount.sum().over(win), true); refs<''>()($.amount.sum().over(win), true)
tag<Int32>()(rank().over(win), true); tag<Int32>()(rowNumber().over(win), true); tag<Utf8 | Null>()(lag($.city).over(win), true)
// lists, lambdas
tag<List<Int32> | Null>()($.tags.transform(x => x.length()), true)
tag<List<Int64 | Null>>()($.nums.transform(x => x.add($.id)), true)
tag<List<Utf8> | Null>()($.tags.filter(x => x.startsWith('a')), true)
tag<Utf8 | Null>()($.tags.at(0), true)
tag<Int32 | Null>()($.tags.size(), true)
// struct, map
tag<Utf8 | Null>()($.addr.fields.city.upper(), true)
tag<Int32 | Null>()($.addr.field('zip'), true)
tag<Int64 | Null>()($.m.get('a'), true)
// cast
tag<Utf8 | Null>()($.age.cast('utf8').upper(), true)
// free functions
tag<Utf8 | Null>()(f.upper($.name), true); refs<'name'>()(f.upper($.name), true)
tag<Utf8>()(f.upper('x').lower(), true)
tag<Int64 | Null>()(f.add($.id, $.age), true); refs<'id' | 'age'>()(f.add($.id, $.age), true)
tag<Utf8 | Null>()(f.substring($.name, 1), true)
tag<Decimal | Null>()(f.sum($.amount), true)
tag<List<Int32>>()(f.transform($.nums.filter(x => x.isNotNull()), x => x.coalesce(0).abs()), true)
tag<Void | Null>()(lit(null), true); tag<Float64>()(lit(2.5), true); tag<Int32>()(lit(2), true)
// literal args inside a contextually typed callback must not become any (trap A1, B)
const o = df.select($ => ({ a: $.id.mul(2), b: $.city.startsWith('x'), c: f.upper('x'), d: f.abs(1), e: $.name.coalesce('x'), g: $.nums.transform(x => x.add(1)), h: when($.ok, 1).otherwise(2), i: $.id.gt(1), j: lit(1), k: f.concat('a', 'b'), l: $.id.sum().over(win) }))
schema<{ a: Int64; b: Bool; c: Utf8; d: Int32; e: Utf8; g: List<Int32 | Null>; h: Int32; i: Bool; j: Int32; k: Utf8; l: Int64 | Null }>()(o, true)
df.select($ => ({
  // @ts-expect-error literal of the wrong type
  a: $.city.startsWith(3),
  // @ts-expect-error
  b: f.upper(3),
  // @ts-expect-error
  c: $.id.mul('x'),
  // @ts-expect-error
  d: $.name.eq(3),
  // @ts-expect-error
  e: $.name.eq($.id),
  // @ts-expect-error
  g: $.name.coalesce(3),
  // @ts-expect-error
  h: $.name.coalesce($.id),
}))
// @ts-expect-error branches of two families
when($.ok, 1).otherwise('x')
// @ts-expect-error
when($.ok, 'x').otherwise($.id)
// @ts-expect-error not a string column
$.age.upper()
// @ts-expect-error
f.upper($.age)
// @ts-expect-error integer only
$.score.shiftLeft(1)
// @ts-expect-error float only
$.age.isNaN()
// @ts-expect-error lambda element is a string
$.tags.transform(x => x.sqrt())
// @ts-expect-error lambda must be a condition
$.tags.filter(x => x.length())
// @ts-expect-error only aggregates have over
$.age.over(win)
// @ts-expect-error
$.age.cast('int3')
// @ts-expect-error
$.addr.field('zap')
const voidColumn = lit(null).isNull(); tag<Bool>()(voidColumn, true)
export type { Column, Binary }
