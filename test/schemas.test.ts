// The schema in the type is the schema at run time: the compiler checks the one, vitest the other, against the same value.
import { expect, test } from 'vitest'
import {
  add, avg, coalesce, concat, count, countDistinct, frame, greatest, lit, schema, sum, t, upper, when,
  type DataFrame, type Infer, type JsConfig, type Schema,
} from '../src/index.js'

type Equal<A, B> = (<X>() => X extends A ? 1 : 2) extends <X>() => X extends B ? 1 : 2 ? true : false
type Flat<S> = { [K in keyof S]: S[K] }
/** Columns, types and nullability; the order is that of the frame, and of the expected schema. */
function same<S, D extends DataFrame<any, JsConfig>>(df: D, expected: Schema<S>, _equal: Equal<Flat<Infer<D>>, Flat<S>>): void {
  expect(df.schema.fields).toEqual(expected.fields)
}

const Person = schema({
  id: t.int64, name: t.utf8.nullable(), city: t.utf8, age: t.int32.nullable(), small: t.int16, pay: t.decimal(12, 2), score: t.float64.nullable(),
  ok: t.bool, born: t.date.nullable(), at: t.timestamp, wall: t.timestampNtz, tags: t.list(t.utf8), home: t.struct({ zip: t.int32, street: t.utf8.nullable() }),
})
const people = frame(Person, [])
const few = people.select('id', 'name', 'age')
const id = t.int64, name = t.utf8.nullable(), age = t.int32.nullable()

test('a declared schema', () => same(people, Person, true))
test('select', () => {
  same(people.select('name', 'id'), schema({ name, id }), true)
  same(people.select('id', $ => ({ total: $.pay.mul(2), next: $.id.add(1) })), schema({ id, total: t.decimal(14, 2), next: t.int64 }), true)
})
test('withColumns', () => {
  same(few.withColumns($ => ({ name: $.name.coalesce('?'), big: $.id.gt(3) })), schema({ id, name: t.utf8, age, big: t.bool }), true)
})
test('drop and rename', () => {
  same(few.drop('name'), schema({ id, age }), true)
  same(few.rename({ id: 'key', age: 'years' }), schema({ key: t.int64, name, years: age }), true)
})
test('filter makes columns non-null that its condition proves', () => {
  same(few.filter($ => $.age.gt(18)), schema({ id, name, age: t.int32 }), true)
  same(few.filter($ => $.age.gt(18).and($.name.isNotNull())), schema({ id, name: t.utf8, age: t.int32 }), true)
  same(few.filter($ => $.age.gt(18).or($.name.isNull())), schema({ id, name, age }), true)
  same(few.filter($ => $.name.upper().startsWith('A')), schema({ id, name: t.utf8, age }), true)
  same(few.filter($ => $.name.isIn('a', 'b').and($.age.between(1, 3))), schema({ id, name: t.utf8, age: t.int32 }), true)
  same(few.filter($ => $.age.add($.id).gt(3)), schema({ id, name, age: t.int32 }), true)
  same(few.filter($ => $.age.gt(3).not()), schema({ id, name, age: t.int32 }), true)
  same(few.filter($ => $.age.isNotNull().eq(false)), schema({ id, name, age }), true)
})
test('nulls', () => {
  same(few.dropNulls(), schema({ id, name: t.utf8, age: t.int32 }), true)
  same(few.dropNulls('age'), schema({ id, name, age: t.int32 }), true)
  same(few.fillNulls({ name: '?', age: 0 }), schema({ id, name: t.utf8, age: t.int32 }), true)
})
test('groups: keys, then aggregates', () => {
  same(people.groupBy('city', $ => ({ year: $.wall.year() })).agg($ => ({
    n: count(), pay: $.pay.sum(), mean: avg($.pay), age: $.age.avg(), names: $.name.countDistinct(), top: $.name.max(), all: $.id.collectList(),
    next: $.year.add(1), spread: $.id.stddev(), twice: sum($.id).mul(2),
  })), schema({
    city: t.utf8, year: t.int32, n: t.int64, pay: t.decimal(22, 2), mean: t.decimal(16, 6), age: t.float64.nullable(), names: t.int64, top: name,
    all: t.list(t.int64), next: t.int32, spread: t.float64.nullable(), twice: t.int64,
  }), true)
  same(people.groupBy('city').count(), schema({ city: t.utf8, count: t.int64 }), true)
  same(people.groupBy($ => ({ big: $.id.gt(1) })).count(), schema({ big: t.bool, count: t.int64 }), true)
})
test('a whole frame may have no row', () => {
  same(people.agg($ => ({ n: count(), m: countDistinct($.id), pay: $.pay.sum(), least: $.id.min(), sure: $.id.sum().coalesce(0), twice: $.id.sum().mul(2) })), schema({
    n: t.int64, m: t.int64, pay: t.decimal(22, 2).nullable(), least: t.int64.nullable(), sure: t.int64, twice: t.int64.nullable(),
  }), true)
})
test('joins by name: keys first and once', () => {
  const visits = frame(schema({ day: t.date, id: t.int64, note: t.utf8 }), [])
  const day = t.date, note = t.utf8, dayOrNull = t.date.nullable(), noteOrNull = t.utf8.nullable(), idOrNull = t.int64.nullable()
  same(few.join(visits, 'id'), schema({ id, name, age, day, note }), true)
  same(few.join(visits, ['id'], { how: 'left' }), schema({ id, name, age, day: dayOrNull, note: noteOrNull }), true)
  same(few.join(visits, 'id', { how: 'right' }), schema({ id, name, age, day, note }), true)
  same(few.join(visits, 'id', { how: 'full' }), schema({ id, name, age, day: dayOrNull, note: noteOrNull }), true)
  same(few.join(visits, 'id', { how: 'semi' }), schema({ id, name, age }), true)
  same(few.join(visits, 'id', { how: 'anti' }), schema({ id, name, age }), true)
  same(visits.rename({ id: 'person' }).join(few, { person: 'id' }), schema({ day, person: t.int64, note, id, name, age }), true)
  same(visits.rename({ id: 'person' }).join(few, { person: 'id' }, { how: 'left' }), schema({ day, person: t.int64, note, id: idOrNull, name, age }), true)
})
test('joins: suffixes, conditions, a frame with itself', () => {
  same(few.join(few, 'id', { suffix: '_r' }), schema({ id, name, age, name_r: name, age_r: age }), true)
  same(few.joinOn(few, (l, r) => l.id.lt(r.id), { how: 'left', suffix: '_r' }),
    schema({ id, name, age, id_r: t.int64.nullable(), name_r: name, age_r: age }), true)
  same(few.select('id').crossJoin(people.select('city')), schema({ id, city: t.utf8 }), true)
})
test('keys of two types', () => {
  const small = frame(schema({ k: t.int16, a: t.utf8 }), []), wide = frame(schema({ k: t.int64.nullable(), b: t.utf8 }), [])
  same(small.join(wide, 'k', { how: 'full' }), schema({ k: t.int64.nullable(), a: t.utf8.nullable(), b: t.utf8.nullable() }), true)
  same(small.join(wide, 'k', { how: 'right' }), schema({ k: t.int64.nullable(), a: t.utf8.nullable(), b: t.utf8 }), true)
})
test('unions take the wider types and either side\'s nulls', () => {
  const a = frame(schema({ k: t.int16, a: t.utf8 }), []), b = frame(schema({ a: t.utf8.nullable(), k: t.int64 }), [])
  same(a.unionByName(b), schema({ k: t.int64, a: t.utf8.nullable() }), true)
  same(a.unionByName(few, { allowMissingColumns: true }), schema({
    k: t.int16.nullable(), a: t.utf8.nullable(), id: t.int64.nullable(), name, age,
  }), true)
  same(a.union(a), schema({ k: t.int16, a: t.utf8 }), true)
  same(few.intersect(few).except(few), schema({ id, name, age }), true)
})
test('expressions', () => {
  same(people.select($ => ({
    a: $.small.add(1), b: $.age.div(2), c: $.pay.add($.small), d: $.score.mul(2), e: $.id.mul(2.5), f: concat($.city, '-', $.name), g: upper('x'), h: lit(2.5),
    i: when($.age.gt(3), 'x').otherwise('y'), j: when($.ok, $.id).end(), k: coalesce($.age, $.id), l: $.age.cast('utf8'), m: $.city.tryCast('int32'),
    n: $.born.addDays(1), o: $.at.trunc('month'), p: $.name.isNull(), q: $.id.cast(t.decimal(20, 0)), r: $.home.fields.street, s: $.tags.at(0), u: $.ok.not(),
  })), schema({
    a: t.int16, b: t.float64.nullable(), c: t.decimal(13, 2), d: t.float64.nullable(), e: t.float64, f: name, g: t.utf8, h: t.float64, i: t.utf8,
    j: t.int64.nullable(), k: t.int64, l: name, m: t.int32.nullable(), n: t.date.nullable(), o: t.timestamp, p: t.bool, q: t.decimal(20, 0), r: name, s: name,
    u: t.bool,
  }), true)
})
test('literals beside columns', () => {
  const df = frame(schema({
    i8: t.int8.nullable(), i32: t.int32.nullable(), i64: t.int64, f32: t.float32.nullable(), d: t.decimal(10, 2).nullable(), b: t.bool,
    day: t.date.nullable(), wall: t.timestampNtz.nullable(),
  }), [])
  same(df.select($ => ({
    a: $.i8.coalesce(1), b: $.i32.coalesce(2.5), c: $.f32.coalesce(0), d: $.d.coalesce(1.555), e: when($.b, $.d).otherwise(1.5),
    f: when($.b, 1.5).otherwise($.d), g: when($.b, $.i8).otherwise(2), h: when($.b, 2).otherwise($.i8), i: $.d.add(1.5),
    j: $.i32.greatest(2.5), k: greatest(2.5, $.i32), l: $.day.coalesce('2024-01-01'), m: $.day.coalesce(new Date()), n: $.d.coalesce('1.5'),
    o: lit(1).add($.i8), p: $.i32.ifNull(2.5), q: $.wall.coalesce(new Date()), r: add(2.5, $.i32), s: lit(3_000_000_000),
    t: $.i32.coalesce($.i64, $.f32), u: when($.b, $.day).otherwise('2024-01-01'), v: $.i8.bitAnd(3), w: when($.b, null).otherwise($.i8),
    x: coalesce(1, $.i8), y: greatest(1, 2n), z: when($.b, 1).when($.b.not(), 2.5).end(),
  })), schema({
    a: t.int8, b: t.float64, c: t.float64, d: t.decimal(11, 3), e: t.decimal(10, 2).nullable(), f: t.float64.nullable(), g: t.int8.nullable(),
    h: t.int32.nullable(), i: t.float64.nullable(), j: t.float64, k: t.float64, l: t.date, m: t.timestamp, n: t.decimal(10, 2),
    o: t.int32.nullable(), p: t.float64, q: t.timestampNtz, r: t.float64.nullable(), s: t.int64, t: t.float64, u: t.date.nullable(),
    v: t.int8.nullable(), w: t.int8.nullable(), x: t.int32, y: t.int32, z: t.float64.nullable(),
  }), true)
  const tooWide = 'The value 1000 does not fit tinyint'
  expect(() => df.select($ => ({ a: $.i8.coalesce(1000) }))).toThrow(tooWide)
  expect(() => df.select($ => ({ a: $.i8.add(1000) }))).toThrow(tooWide)
  expect(() => df.select($ => ({ a: when($.b, $.i8).otherwise(1000) }))).toThrow(tooWide)
})
test('rows without a schema', () => {
  same(frame([{ n: 1, s: 'x' as string | null, b: true, big: 2n }, { n: 2, s: null, b: false, big: 3n }]),
    schema({ n: t.float64, s: t.utf8.nullable(), b: t.bool, big: t.int64 }), true)
})
