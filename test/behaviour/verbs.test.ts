/** Every verb that keeps, makes or chooses columns and rows. */
import { describe, expect, test } from 'vitest'
import { lit, schema, session, t, type DataFrame } from '../../src/index.js'

const tf = session({ timeZone: 'UTC' })
const Person = schema({ id: t.int64, name: t.utf8.nullable(), age: t.int32.nullable() })
const people = tf.frame(Person, [
  { id: 1, name: 'Ada', age: 36 }, { id: 2, name: 'Bob', age: null }, { id: 3, name: null, age: 20 }, { id: 2, name: 'Bob', age: null },
])
const nobody = tf.frame(Person, [])
const ids = async (frame: DataFrame<any, any>): Promise<unknown[]> => (await frame.collect()).map((r: any) => r.id)

describe('columns', () => {
  test('select takes names, expressions, or both', async () => {
    const rows = await people.select('id', $ => ({ next: $.id.add(1), who: $.name.upper() })).limit(2).collect()
    expect(rows).toEqual([{ id: 1, next: 2, who: 'ADA' }, { id: 2, next: 3, who: 'BOB' }])
  })
  test('withColumns replaces a column of the same name in its place', async () => {
    const changed = people.withColumns($ => ({ name: $.name.coalesce('?'), adult: $.age.ge(21) }))
    expect(changed.columns).toEqual(['id', 'name', 'age', 'adult'])
    expect(await changed.collect()).toEqual([
      { id: 1, name: 'Ada', age: 36, adult: true }, { id: 2, name: 'Bob', age: null, adult: null },
      { id: 3, name: '?', age: 20, adult: false }, { id: 2, name: 'Bob', age: null, adult: null },
    ])
  })
  test('withColumns reads the columns as they were, so two can be exchanged', async () => {
    const [row] = await tf.frame([{ a: 1, b: 2 }]).withColumns($ => ({ a: $.b, b: $.a })).collect()
    expect(row).toEqual({ a: 2, b: 1 })
  })
  test('rename and drop', async () => {
    const renamed = people.rename({ id: 'userId', name: 'user' }).drop('age')
    expect(renamed.columns).toEqual(['userId', 'user'])
    expect(await renamed.first()).toEqual({ userId: 1, user: 'Ada' })
  })
  test('two names can be exchanged', async () => {
    expect(await tf.frame([{ a: 1, b: 2 }]).rename({ a: 'b', b: 'a' }).first()).toEqual({ b: 1, a: 2 })
  })
  test('all columns may be dropped but the rows are still counted', async () => {
    expect(await people.drop('id', 'name', 'age').count()).toBe(4)
  })
  test('literals of every kind', async () => {
    const [row] = await people.limit(1).select(() => ({ n: lit(1), s: lit('x'), b: lit(true), nothing: lit(null), big: lit(2n ** 40n) })).collect()
    expect(row).toEqual({ n: 1, s: 'x', b: true, nothing: null, big: 2 ** 40 })
  })
})

describe('rows', () => {
  test('filter keeps rows for which the condition is true, not those for which it is null', async () => {
    expect(await ids(people.filter($ => $.age.gt(18)))).toEqual([1, 3])
    expect(await ids(people.filter($ => $.age.gt(18).not()))).toEqual([])
    expect(await ids(people.where($ => $.name.isNull()))).toEqual([3])
  })
  test('limit and offset', async () => {
    expect(await ids(people.limit(0))).toEqual([])
    expect(await ids(people.limit(2))).toEqual([1, 2])
    expect(await ids(people.limit(99))).toHaveLength(4)
    expect(await ids(people.offset(0))).toHaveLength(4)
    expect(await ids(people.offset(3))).toEqual([2])
    expect(await ids(people.offset(9))).toEqual([])
    expect(await ids(people.offset(1).limit(2))).toEqual([2, 3])
    expect(await ids(people.limit(2).offset(1))).toEqual([2])
  })
  test('first of nothing is undefined', async () => {
    expect(await nobody.first()).toBeUndefined()
    expect(await people.first()).toEqual({ id: 1, name: 'Ada', age: 36 })
  })
  test('distinct and dropDuplicates', async () => {
    expect((await ids(people.distinct())).sort()).toEqual([1, 2, 3])
    expect((await ids(people.dropDuplicates('id'))).sort()).toEqual([1, 2, 3])
    expect(await ids(people.dropDuplicates())).toHaveLength(3)
    expect(await people.dropDuplicates('age').count()).toBe(3)
  })
  test('dropDuplicates takes all columns from one row', async () => {
    const pairs = tf.frame(Array.from({ length: 500 }, (_, n) => ({ key: n % 7, a: n, b: n * 2 })))
    for (const { a, b } of await pairs.dropDuplicates('key').collect()) expect(b).toBe(a * 2)
  })
  test('dropNulls of some columns or of all', async () => {
    expect(await ids(people.dropNulls())).toEqual([1])
    expect(await ids(people.dropNulls('name'))).toEqual([1, 2, 2])
  })
  test('fillNulls by column', async () => {
    expect(await people.fillNulls({ name: '?', age: 0 }).collect()).toEqual([
      { id: 1, name: 'Ada', age: 36 }, { id: 2, name: 'Bob', age: 0 }, { id: 3, name: '?', age: 20 }, { id: 2, name: 'Bob', age: 0 },
    ])
  })
  test('a column of nulls only', async () => {
    const none = tf.frame(schema({ x: t.float64.nullable(), n: t.void }), [{}, {}])
    expect(await none.collect()).toEqual([{ x: null, n: null }, { x: null, n: null }])
    expect(await none.agg($ => ({ sum: $.x.sum(), n: $.x.count(), max: $.x.max() })).collect()).toEqual([{ sum: null, n: 0, max: null }])
    expect(await none.groupBy('x').count().collect()).toEqual([{ x: null, count: 2 }])
    expect(await none.distinct().collect()).toEqual([{ x: null, n: null }])
  })
  test('pipe applies a function with its arguments', async () => {
    const older = (frame: typeof people, by: number) => frame.withColumns($ => ({ age: $.age.add(by) }))
    expect(await people.pipe(older, 4).first()).toEqual({ id: 1, name: 'Ada', age: 40 })
  })
})

describe('order', () => {
  const letters = tf.frame([{ k: 'b', n: 1 }, { k: null, n: 2 }, { k: 'a', n: 3 }, { k: 'b', n: 0 }])
  const order = async (frame: DataFrame<any, any>): Promise<unknown[]> => (await frame.collect()).map((r: any) => r.k)
  test('nulls come first ascending and last descending, unless said otherwise', async () => {
    expect(await order(letters.orderBy('k'))).toEqual([null, 'a', 'b', 'b'])
    expect(await order(letters.orderBy($ => $.k.desc()))).toEqual(['b', 'b', 'a', null])
    expect(await order(letters.orderBy($ => $.k.asc().nullsLast()))).toEqual(['a', 'b', 'b', null])
    expect(await order(letters.orderBy($ => $.k.desc().nullsFirst()))).toEqual([null, 'b', 'b', 'a'])
  })
  test('several keys, computed ones among them', async () => {
    expect(await letters.orderBy($ => [$.k.desc(), $.n.neg()]).collect()).toEqual([
      { k: 'b', n: 1 }, { k: 'b', n: 0 }, { k: 'a', n: 3 }, { k: null, n: 2 },
    ])
  })
  test('NaN is larger than any number', async () => {
    const numbers = tf.frame(schema({ x: t.float64 }), [NaN, 1, -Infinity, Infinity, -0].map(x => ({ x })))
    expect((await numbers.orderBy('x').collect()).map(r => r.x)).toEqual([-Infinity, 0, 1, Infinity, NaN].map(x => x === 0 ? -0 : x))
  })
  test('the first rows of an order are those of the whole order', async () => {
    const many = tf.frame(Array.from({ length: 40_000 }, (_, n) => ({ n: (n * 7919) % 40_000 })))
    expect((await many.orderBy($ => $.n.desc()).offset(2).limit(3).collect()).map(r => r.n)).toEqual([39_997, 39_996, 39_995])
    expect((await many.orderBy('n').collect()).every((r, n) => r.n === n)).toBe(true)
  })
})

describe('sample', () => {
  const rows = Array.from({ length: 20_000 }, (_, n) => ({ n }))
  test('gives the same rows for a seed, whatever the size of batches', async () => {
    const first = await tf.frame(rows).sample(0.1, { seed: 7 }).collect()
    expect(first.length).toBeGreaterThan(1_800)
    expect(first.length).toBeLessThan(2_200)
    for (const batchRows of [7, 1000]) expect(await session({ batchRows }).frame(rows).sample(0.1, { seed: 7 }).collect()).toEqual(first)
    expect(await tf.frame(rows).sample(0.1, { seed: 8 }).collect()).not.toEqual(first)
  })
  test('of nothing and of everything', async () => {
    expect(await tf.frame(rows).sample(0).count()).toBe(0)
    expect(await tf.frame(rows).sample(1).count()).toBe(20_000)
  })
  test('without a seed a frame still gives the same rows each time', async () => {
    const some = tf.frame(rows).sample(0.5)
    expect(await some.collect()).toEqual(await some.collect())
  })
})

describe('an empty frame', () => {
  test('stays empty through every verb', async () => {
    const results = [
      nobody.filter($ => $.id.gt(0)), nobody.withColumns($ => ({ x: $.id.div(0) })), nobody.orderBy('id').limit(3), nobody.distinct(), nobody.groupBy('name').count(),
      nobody.union(nobody), nobody.intersect(people), nobody.except(people), nobody.sample(0.5), nobody.dropNulls(), nobody.crossJoin(tf.frame([{ z: 1 }])),
      nobody.join(people, 'id', { suffix: '_r' }), people.join(nobody, 'id', { how: 'semi' }),
    ] as DataFrame<any, any>[]
    for (const frame of results) {
      expect(await frame.collect()).toEqual([])
      expect(await frame.count()).toBe(0)
    }
  })
})
