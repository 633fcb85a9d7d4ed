// What each verb does to rows, and what plain JavaScript is told where types cannot say it.
import { expect, test } from 'vitest'
import {
  avg, concat, count, countDistinct, frame, lit, schema, sum, t, when, TypedFrameError, type DataFrame, type Dynamic,
} from '../src/index.js'

const Person = schema({ id: t.int32, name: t.utf8.nullable(), city: t.utf8, age: t.int32.nullable() })
const people = frame(Person, [
  { id: 1, name: 'Ann', city: 'Oslo', age: 30 }, { id: 2, name: 'Bob', city: 'Bergen', age: null }, { id: 3, name: null, city: 'Oslo', age: 50 },
  { id: 4, name: 'Dora', city: 'Oslo', age: 20 }, { id: 5, name: 'Ann', city: 'Bergen', age: 40 },
])
const ids = async (df: DataFrame<{ id: import('../src/index.js').Int32 }>): Promise<unknown[]> => (await df.collect()).map(r => r.id)
/** The frame as plain JavaScript sees it. */
const loose = (df: unknown): DataFrame<Dynamic> => df as DataFrame<Dynamic>

test('select, withColumns, drop, rename keep the order of columns', async () => {
  expect(people.select('city', $ => ({ next: $.id.add(1) }), 'id').columns).toEqual(['city', 'next', 'id'])
  expect(people.withColumns($ => ({ city: $.city.upper(), new: lit('x') })).columns).toEqual(['id', 'name', 'city', 'age', 'new'])
  expect(people.rename({ id: 'key', age: 'years' }).drop('name').columns).toEqual(['key', 'city', 'years'])
  expect(await people.withColumns($ => ({ city: $.city.upper() })).select('city', 'id').first()).toEqual({ city: 'OSLO', id: 1 })
  expect(await people.rename({ name: 'city', city: 'name' }).select('name').first()).toEqual({ name: 'Oslo' })
})
test('filter keeps what is true', async () => {
  expect(await ids(people.filter($ => $.age.gt(25)))).toEqual([1, 3, 5])
  expect(await ids(people.where($ => $.age.gt(25).not()))).toEqual([4])
  expect(await ids(people.filter($ => $.name.isIn('Ann', 'Dora').and($.city.eq('Oslo'))))).toEqual([1, 4])
  expect(await ids(people.filter($ => $.name.isIn(['Bob'])))).toEqual([2])
  expect(await ids(people.filter($ => when($.name.isNull(), true).otherwise($.age.between(20, 30))))).toEqual([1, 3, 4])
})
test('groups and aggregates', async () => {
  const byCity = people.groupBy('city').agg($ => ({ n: count(), names: countDistinct($.name), mean: avg($.age), label: concat($.city, '!') }))
  expect(await byCity.orderBy('city').collect()).toEqual([
    { city: 'Bergen', n: 2, names: 2, mean: 40, label: 'Bergen!' }, { city: 'Oslo', n: 3, names: 2, mean: 100 / 3, label: 'Oslo!' },
  ])
  const byLength = people.groupBy($ => ({ long: $.city.length().gt(4) })).agg($ => ({ top: $.id.max(), not: $.long.not() })).orderBy('long')
  expect(await byLength.collect()).toEqual([{ long: false, top: 4, not: true }, { long: true, top: 5, not: false }])
  expect(await people.groupBy('city').count().orderBy('count').collect()).toEqual([{ city: 'Bergen', count: 2 }, { city: 'Oslo', count: 3 }])
  expect(await people.filter($ => $.id.gt(9)).agg($ => ({ n: count(), sum: sum($.id), safe: $.id.sum().coalesce(0) })).collect())
    .toEqual([{ n: 0, sum: null, safe: 0 }])
})
test('order, limit, offset', async () => {
  expect(await ids(people.orderBy($ => $.age.desc()))).toEqual([3, 5, 1, 4, 2])
  expect(await ids(people.orderBy($ => [$.age.asc().nullsLast(), $.id.desc()]))).toEqual([4, 1, 5, 3, 2])
  expect(await ids(people.orderBy('city', $ => $.id.desc()).limit(3))).toEqual([5, 2, 4])
  expect(await ids(people.orderBy('id').offset(3))).toEqual([4, 5])
  expect(await ids(people.orderBy($ => $.id.neg()).offset(1).limit(2))).toEqual([4, 3])
})
test('nulls and repeats', async () => {
  expect(await ids(people.dropNulls())).toEqual([1, 4, 5])
  expect(await ids(people.dropNulls('name'))).toEqual([1, 2, 4, 5])
  expect((await people.fillNulls({ name: '?', age: 0 }).collect()).map(r => `${r.name}${r.age}`)).toEqual(['Ann30', 'Bob0', '?50', 'Dora20', 'Ann40'])
  expect((await people.select('name').distinct().collect()).length).toBe(4)
  expect((await people.dropDuplicates('name', 'city').collect()).length).toBe(5)
  expect((await people.dropDuplicates('city').collect()).length).toBe(2)
  expect(await people.sample(0.5, { seed: 3 }).collect()).toEqual(await people.sample(0.5, { seed: 3 }).collect())
  expect(await people.sample(1, { seed: 3 }).count()).toBe(5)
})
const visits = frame(schema({ day: t.int32, id: t.int32, age: t.int32 }), [{ day: 1, id: 1, age: 1 }, { day: 2, id: 1, age: 2 }, { day: 3, id: 9, age: 3 }])
test('joins by name, by pairs, by condition', async () => {
  const joined = people.select('id', 'name').join(visits, 'id').orderBy('day')
  expect(joined.columns).toEqual(['id', 'name', 'day', 'age'])
  expect(await joined.collect()).toEqual([{ id: 1, name: 'Ann', day: 1, age: 1 }, { id: 1, name: 'Ann', day: 2, age: 2 }])
  expect(await people.select('id').join(visits.drop('age'), 'id', { how: 'right' }).orderBy('day').collect())
    .toEqual([{ id: 1, day: 1 }, { id: 1, day: 2 }, { id: 9, day: 3 }])
  expect(await ids(people.join(visits, 'id', { how: 'semi' }))).toEqual([1])
  expect(await ids(people.join(visits, { id: 'id' }, { how: 'anti' }).orderBy('id'))).toEqual([2, 3, 4, 5])
  expect(people.join(visits, 'id', { suffix: '_visit' }).columns).toEqual(['id', 'name', 'city', 'age', 'day', 'age_visit'])
  expect(people.join(visits, { age: 'day' }, { suffix: '_visit' }).columns).toEqual(['id', 'name', 'city', 'age', 'day', 'id_visit', 'age_visit'])
  const older = people.select('id', 'age').joinOn(people.select('id', 'age'), (l, r) => l.age.lt(r.age).and(l.id.ne(r.id)), { suffix: '_r' })
  expect(await older.filter($ => $.id.eq(1)).orderBy('id_r').collect()).toEqual([{ id: 1, age: 30, id_r: 3, age_r: 50 }, { id: 1, age: 30, id_r: 5, age_r: 40 }])
  expect(await people.select('id').crossJoin(visits.select('day')).count()).toBe(15)
})
test('unions and set operations', async () => {
  const a = people.select('id').filter($ => $.id.le(3)), b = people.select('id').filter($ => $.id.ge(3))
  expect(await ids(a.union(b))).toEqual([1, 2, 3, 3, 4, 5])
  expect(await ids(a.intersect(b))).toEqual([3])
  expect(await ids(a.except(b).orderBy('id'))).toEqual([1, 2])
  expect(await people.select('id').limit(1).unionByName(visits.select('day').limit(1), { allowMissingColumns: true }).collect())
    .toEqual([{ id: 1, day: null }, { id: null, day: 1 }])
  expect(await people.select('id', 'city').limit(1).unionByName(people.select('city', 'id').limit(1)).collect())
    .toEqual([{ id: 1, city: 'Oslo' }, { id: 1, city: 'Oslo' }])
})
test('pipe, as, cache', async () => {
  const older = (df: typeof people, than: number) => df.filter($ => $.age.gt(than))
  expect(await ids(people.pipe(older, 35))).toEqual([3, 5])
  const dynamic = loose(people)
  expect(dynamic.as(schema({ city: t.utf8, id: t.int32 })).columns).toEqual(['city', 'id'])
  expect(await dynamic.filter($ => $['age']!.isNotNull()).as(schema({ age: t.int32 })).count()).toBe(4)
  await expect(dynamic.as(schema({ age: t.int32 })).collect()).rejects.toThrow("column 'age' is null")
  expect(() => dynamic.as(schema({ id: t.utf8, nam: t.utf8, age: t.int32 })))
    .toThrow("column 'id' is declared string and is int; column 'nam' (string) is missing (did you mean 'name'?)")
  const cached = await people.filter($ => $.id.gt(2)).cache()
  expect(await ids(cached.filter($ => $.id.gt(3)))).toEqual([4, 5])
  expect(await ids(cached.unpersist())).toEqual([3, 4, 5])
})
test('results', async () => {
  expect(await people.count()).toBe(5)
  expect(await people.select('id').limit(0).first()).toBeUndefined()
  const seen: unknown[] = []
  for await (const row of people.select('id')) seen.push(row.id)
  for await (const batch of people.select('id').rows()) seen.push(batch.length)
  expect(seen).toEqual([1, 2, 3, 4, 5, 5])
  expect((await people.select('id', 'name').toArrow()).numRows).toBe(5)
})

const failing = (run: () => unknown): Pick<TypedFrameError, 'condition' | 'message'> => {
  try {
    run()
  } catch (error) {
    if (error instanceof TypedFrameError) return { condition: error.condition, message: error.message }
    throw error
  }
  throw new Error('nothing was thrown')
}
test('a name that does not exist', () => {
  for (const run of [
    () => loose(people).select('agee'), () => loose(people).filter($ => $['agee']!.gt(1)), () => loose(people).groupBy('agee'),
    () => loose(people).drop('agee'), () => loose(people).rename({ agee: 'x' }), () => loose(people).orderBy('agee'),
    () => loose(people).dropNulls('agee'), () => loose(people).fillNulls({ agee: 1 }), () => loose(people).join(loose(visits), 'agee'),
  ]) expect(failing(run)).toEqual({ condition: 'UNRESOLVED_COLUMN', message: expect.stringContaining("Did you mean 'age'?") })
})
test('two columns of one name', () => {
  expect(failing(() => loose(people).select('id', $ => ({ id: $['age']! }))).condition).toBe('COLUMN_ALREADY_EXISTS')
  expect(failing(() => loose(people).rename({ id: 'age' })).condition).toBe('COLUMN_ALREADY_EXISTS')
  expect(failing(() => loose(people).join(loose(people), 'id')).message).toContain('a join takes { suffix }')
})
test('columns of another frame', () => {
  expect(failing(() => people.filter(() => visits.$.day.gt(1))).condition).toBe('FOREIGN_COLUMN')
  expect(failing(() => people.withColumns($ => ({ age: $.age.add(1) })).filter(() => people.$.age.gt(1))).condition).toBe('FOREIGN_COLUMN')
  expect(people.filter(() => people.$.age.gt(1)).columns).toEqual(people.columns)
})
test('callbacks that give something else', () => {
  const plain = people as unknown as Record<string, (...args: unknown[]) => unknown>
  expect(failing(() => plain['filter']!(() => true)).message).toContain('not a condition')
  expect(failing(() => plain['filter']!('age > 1')).message).toContain('write a callback')
  expect(failing(() => plain['withColumns']!(() => ({ x: 1 }))).message).toContain("'x' is no column but number: write lit(…)")
  expect(failing(() => plain['withColumns']!(($: typeof people.$) => $.age)).message).toContain('must give an object')
  expect(failing(() => plain['orderBy']!()).message).toContain('at least one key')
  expect(failing(() => plain['groupBy']!()).message).toContain('at least one key')
  expect(failing(() => plain['sample']!(2)).message).toContain('0 to 1')
  expect(failing(() => plain['limit']!(-1)).message).toContain('whole number')
  expect(failing(() => plain['join']!(visits, 'id', { how: 'outer' })).message).toContain('inner, left, right, full, semi, anti')
  expect(failing(() => plain['union']!(people.select('id'))).message).toContain('unionByName')
  expect(failing(() => loose(people).groupBy('city').agg($ => ({ age: $['age']! as never }))).condition).toBe('MISSING_AGGREGATION')
})
