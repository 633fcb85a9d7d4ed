// The tag and the references that each shape of expression gives, as method and as free function.
import { abs, add, avg, coalesce, concat, count, countDistinct, lit, lower, sum, substring, upper, when, type Aggregate, type Bool, type Date32, type Decimal, type Float32, type Float64, type Int16, type Int32, type Int64, type List, type MapOf, type Null, type Struct, type Timestamp, type TimestampNtz, type Utf8, type Void, type Empty, t } from 'typedframe'
import { frame, refs, schema, tag } from './assert.js'

type S = {
  id: Int64; name: Utf8 | Null; city: Utf8; age: Int32 | Null; small: Int16; amount: Decimal; score: Float64 | Null; thin: Float32
  ok: Bool | Null; yes: Bool; born: Date32 | Null; at: Timestamp; wall: TimestampNtz; tags: List<Utf8> | Null; nums: List<Int32 | Null>
  addr: Struct<{ city: Utf8 | Null; zip: Int32 }> | Null; m: MapOf<Utf8, Int64>
}
const df = frame<S>()
const $ = df.$

// text
tag<Utf8 | Null>()($.name.upper().trim().substring(1, 2), true)
tag<Int32>()($.city.length(), true)
tag<Bool | Null>()($.city.startsWith($.name), true)
refs<'city' | 'name'>()($.city.startsWith($.name), true)
tag<Utf8>()($.city.concat('x').replace('a', 'b'), true)
tag<Utf8 | Null>()($.city.concat('x', $.name, $.city), true)
refs<'city' | 'name'>()($.city.concat('x', $.name, $.city), true)
tag<Utf8 | Null>()($.city.replace($.name, 'b'), true)
tag<Utf8 | Null>()($.city.substring($.age, 2), true)
refs<'city' | 'age' | 'small'>()($.city.substring($.age, $.small), true)
tag<Bool>()($.city.like('a%').or($.city.contains('b')).or($.city.endsWith('c')), true)

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
tag<Float64>()($.thin.add($.small), true)
tag<Float32>()($.thin.add($.thin), true)
tag<Int32 | Null>()($.age.neg().abs(), true)
tag<Float64 | Null>()($.age.div(2), true)
tag<Decimal>()($.amount.div($.id), true)
tag<Float64>()($.amount.div($.thin), true)
tag<Float64>()($.id.sqrt(), true)
tag<Int32 | Null>()($.age.shiftLeft(2), true)
tag<Bool>()($.score.isNaN(), true)

// comparison, conditions
tag<Bool | Null>()($.age.gt(18), true)
tag<Bool>()($.id.eq($.small), true)
tag<Bool | Null>()($.id.eq($.score), true)
tag<Bool | Null>()($.ok.and($.yes).or($.ok.not()), true)
tag<Bool>()($.name.isNull(), true)
tag<Bool>()($.at.gt(new Date()), true)
tag<Bool | Null>()($.born.le('2024-01-31'), true)
tag<Bool>()($.at.ge($.wall), true)
tag<Bool | Null>()($.name.isIn('a', 'b').or($.name.isIn(['c'])), true)
tag<Bool | Null>()($.id.between(1, $.age), true)

// coalesce
tag<Utf8>()($.name.coalesce('x'), true)
tag<Utf8>()($.name.coalesce($.city), true)
tag<Utf8 | Null>()($.name.coalesce($.name), true)
tag<Utf8>()($.name.coalesce($.name, $.city, 'x'), true)
tag<Int64>()($.age.coalesce($.id), true)
tag<Int32>()($.age.coalesce(0), true)
refs<''>()($.name.coalesce($.city), true)
refs<Aggregate>()($.name.max().coalesce('x'), true)
tag<Utf8>()(coalesce($.name, 'x'), true)

// when
tag<Utf8>()(when($.age.gt(3), 'a').when($.ok, 'b').otherwise('c'), true)
tag<Int64 | Null>()(when($.age.gt(3), $.id).otherwise($.age), true)
tag<Int32 | Null>()(when($.age.gt(3), 1).otherwise(null), true)
tag<Utf8 | Null>()(when($.age.gt(3), $.city).end(), true)
tag<Utf8 | Null>()(when($.age.gt(3), null).otherwise($.city), true)
tag<Float64>()(when($.ok, 1).otherwise(2.5), true)
refs<''>()(when($.age.gt(3), $.id).otherwise($.age), true)
refs<Aggregate>()(when($.age.max().gt(3), $.id.sum()).otherwise(0), true)

// times
tag<Int32 | Null>()($.born.year(), true)
tag<Int32>()($.wall.hour(), true)
tag<Date32 | Null>()($.born.addDays($.age), true)

// aggregates: what a whole frame without rows makes null says so until agg decides
tag<Decimal | Empty>()($.amount.sum(), true)
refs<Aggregate>()($.amount.sum(), true)
tag<Int64 | Null | Empty>()($.age.sum(), true)
tag<Float64 | Null | Empty>()($.score.avg(), true)
tag<Decimal | Empty>()($.amount.avg(), true)
tag<Int64>()($.score.countDistinct(), true)
tag<Int64>()(countDistinct($.score), true)
tag<Int64>()(count(), true)
tag<Int64>()(count($.age), true)
tag<Utf8 | Empty>()($.city.max(), true)
tag<List<Utf8>>()($.name.collectList(), true)
tag<Float64 | Null>()($.id.stddev(), true)

// nested values
tag<Utf8 | Null>()($.tags.at(0), true)
tag<Utf8 | Null>()($.addr.fields.city.upper(), true)
tag<Int32 | Null>()($.addr.field('zip'), true)
tag<Int64 | Null>()($.m.get('a'), true)

// cast
tag<Utf8 | Null>()($.age.cast('utf8').upper(), true)
tag<Decimal>()($.id.cast(t.decimal(12, 2)), true)
tag<Int32 | Null>()($.city.tryCast('int32'), true)
tag<List<Int64> | Null>()($.nums.tryCast(t.list(t.int64)), true)

// free functions
tag<Utf8 | Null>()(upper($.name), true)
refs<'name'>()(upper($.name), true)
tag<Utf8>()(lower(upper('x')), true)
tag<Int64 | Null>()(add($.id, $.age), true)
refs<'id' | 'age'>()(add($.id, $.age), true)
tag<Utf8 | Null>()(substring($.name, 1), true)
tag<Decimal | Empty>()(sum($.amount), true)
tag<Void | Null>()(lit(null), true)
tag<Float64>()(lit(2.5), true)
tag<Int32>()(lit(2), true)
tag<Decimal>()(lit(1).sub($.amount), true)

// literal arguments inside a contextually typed callback must not become any
const made = df.select($ => ({
  a: $.id.mul(2), b: $.city.startsWith('x'), c: upper('x'), d: abs(1), e: $.name.coalesce('x'), h: when($.ok, 1).otherwise(2), i: $.id.gt(1),
  j: lit(1), k: concat('a', 'b'), l: $.id.isIn(1, 2), m: $.born.addDays(1), n: $.amount.round(2),
}))
schema<{
  a: Int64; b: Bool; c: Utf8; d: Int32; e: Utf8; h: Int32; i: Bool; j: Int32; k: Utf8; l: Bool; m: Date32 | Null; n: Decimal
}>()(made, true)
const inGroups = df.groupBy('city').agg($ => ({ a: avg($.amount), b: $.id.sum().mul(2), c: sum($.id).coalesce(0), d: count().cast('float64'), e: lit('x') }))
schema<{ city: Utf8; a: Decimal; b: Int64; c: Int64; d: Float64; e: Utf8 }>()(inGroups, true)
export const nothing = lit(null).isNull()
tag<Bool>()(nothing, true)
