// The schema that each verb gives.
import { count, schema as declare, t, type Decimal, type Infer, type Int32, type Int64, type List, type Null, type Timestamp, type TimestampNtz, type Utf8 } from 'typedframe'
import { frame, schema, type Equal } from './assert.js'

type S = { id: Int64; name: Utf8 | Null; age: Int32 | Null; amount: Decimal; dept: Utf8; tags: List<Utf8> | Null; at: Timestamp }
const df = frame<S>()

// select
schema<{ id: Int64; name: Utf8 | Null; age: Int32 | Null; dept: Utf8 }>()(df.select('id', 'name', 'age', 'dept'), true)
schema<{ id: Int64; big: Decimal }>()(df.select('id', $ => ({ big: $.amount.mul(2) })), true)
schema<{ big: Decimal }>()(df.select($ => ({ big: $.amount.mul(2) })), true)

// withColumns, drop, rename
const few = df.select('id', 'name', 'age')
schema<{ id: Int64; name: Utf8; age: Int32 | Null; x: Int64 }>()(few.withColumns($ => ({ name: $.name.coalesce('?'), x: $.id.add(1) })), true)
schema<{ id: Int64 }>()(few.drop('name', 'age'), true)
schema<{ ID: Int64; nm: Utf8 | Null; age: Int32 | Null }>()(few.rename({ id: 'ID', name: 'nm' }), true)
schema<{ name: Int64; id: Utf8 | Null; age: Int32 | Null }>()(few.rename({ id: 'name', name: 'id' }), true)

// filter and its twin
schema<{ id: Int64; name: Utf8; age: Int32 }>()(few.filter($ => $.age.gt(18).and($.name.isNotNull())), true)
schema<{ id: Int64; name: Utf8 | Null; age: Int32 }>()(few.where($ => $.age.gt(18)), true)

// nulls
schema<{ id: Int64; name: Utf8; age: Int32 }>()(few.dropNulls(), true)
schema<{ id: Int64; name: Utf8; age: Int32 | Null }>()(few.dropNulls('name'), true)
schema<{ id: Int64; name: Utf8; age: Int32 | Null }>()(few.fillNulls({ name: '?' }), true)
schema<{ id: Int64; name: Utf8; age: Int32 }>()(few.fillNulls({ name: '?', age: 0 }), true)

// rows
const same = few.orderBy('id', $ => $.age.desc().nullsLast()).orderBy($ => [$.age.asc(), $.id]).orderBy($ => $.name.upper())
  .limit(1).offset(2).distinct().dropDuplicates('id').dropDuplicates().sample(0.1, { seed: 7 })
schema<{ id: Int64; name: Utf8 | Null; age: Int32 | Null }>()(same, true)

// two frames
const a = frame<{ id: Int64; a: Int32 }>(), b = frame<{ id: Int32; b: Utf8 }>()
schema<{ id: Int64; a: Int32 | Null; b: Utf8 | Null }>()(a.unionByName(b, { allowMissingColumns: true }), true)
schema<{ id: Int64 | Null }>()(frame<{ id: Int32 }>().unionByName(frame<{ id: Int64 | Null }>()), true)
schema<{ id: Int64; a: Int32 }>()(a.union(a), true)
schema<{ id: Int64; a: Int32 }>()(a.intersect(a).except(a), true)

// groups
schema<{ dept: Utf8; total: Decimal; n: Int64 }>()(df.groupBy('dept').agg($ => ({ total: $.amount.sum(), n: count() })), true)
schema<{ dept: Utf8; year: Int32; n: Int64 }>()(df.groupBy('dept', $ => ({ year: $.at.year() })).agg(() => ({ n: count() })), true)
schema<{ year: Int32; count: Int64 }>()(df.groupBy($ => ({ year: $.at.year() })).count(), true)
schema<{ dept: Utf8; label: Utf8 | Null }>()(df.groupBy('dept').agg($ => ({ label: $.dept.concat($.name.max()) })), true)
// a computed key stands in agg like any other
schema<{ year: Int32; next: Int32; n: Int64 }>()(df.groupBy($ => ({ year: $.at.year() })).agg($ => ({ next: $.year.add(1), n: $.id.countDistinct() })), true)
// a group has a row: only what may be null is; a whole frame may have none
schema<{ dept: Utf8; sum: Decimal; age: Float64OrNull; top: Utf8 | Null }>()(df.groupBy('dept').agg($ => ({ sum: $.amount.sum(), age: $.age.avg(), top: $.name.max() })), true)
schema<{ sum: Decimal | Null; n: Int64; all: List<Int64>; safe: Decimal; twice: Decimal | Null }>()(
  df.agg($ => ({ sum: $.amount.sum(), n: $.id.count(), all: $.id.collectList(), safe: $.amount.sum().coalesce(0), twice: $.amount.sum().mul(2) })), true)
type Float64OrNull = import('typedframe').Float64 | Null

// pipe and as
const adults = (people: typeof few, least: number) => people.filter($ => $.age.ge(least))
schema<{ id: Int64; name: Utf8 | Null; age: Int32 }>()(few.pipe(adults, 18), true)
const Person = declare({ id: t.int64, born: t.timestampNtz, pay: t.decimal(12, 2).nullable(), tags: t.list(t.utf8.nullable()) })
schema<{ id: Int64; born: TimestampNtz; pay: Decimal | Null; tags: List<Utf8 | Null> }>()(df.as(Person), true)
export const inferred: Equal<Infer<typeof Person>, { id: Int64; born: TimestampNtz; pay: Decimal | Null; tags: List<Utf8 | Null> }> = true
export const ofFrame: Equal<Infer<typeof few>, { id: Int64; name: Utf8 | Null; age: Int32 | Null }> = true
export const ofSchemaValue: Equal<Infer<typeof few.schema>, Infer<typeof few>> = true
