/** Lists, structs and maps: from rows, through verbs, into files and back. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { schema, session, t, type Row } from '../../src/index.js'
import '../../src/testing/index.js'

const Person = schema({
  id: t.int64,
  address: t.struct({ city: t.utf8, zip: t.int32.nullable(), geo: t.list(t.float64) }).nullable(),
  tags: t.list(t.utf8.nullable()).nullable(),
  scores: t.map(t.utf8, t.int64.nullable()),
  visits: t.list(t.struct({ day: t.date, pages: t.list(t.int32) })),
})
const rows: Row<typeof Person>[] = [
  { id: 1, address: { city: 'Rome', zip: 100, geo: [41.9, 12.5] }, tags: ['a', null, 'b'], scores: new Map([['x', 1], ['y', null]]), visits: [{ day: '2024-01-05', pages: [1, 2] }] },
  { id: 2, address: null, tags: [], scores: new Map(), visits: [] },
  { id: 3, address: { city: 'Oslo', zip: null, geo: [] }, tags: null, scores: new Map([['x', 30]]), visits: [{ day: '2024-02-01', pages: [] }, { day: '1969-12-31', pages: [7] }] },
]
const tf = session({ timeZone: 'UTC' }), people = tf.frame(Person, rows)
let folder = ''
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'typedframe-')) })
afterAll(() => rm(folder, { recursive: true }))

test('rows come out as they went in', async () => expect(await people.collect()).toEqual(rows))
test('on both tiers, in batches of any size', async () => {
  for (const options of [{ tier: 'closures' }, { batchRows: 1 }] as const) expect(await session(options).frame(Person, rows).collect()).toEqual(rows)
})
test('parts of them', () => expect(people.select('id', $ => ({
  city: $.address.fields.city, zip: $.address.fields.zip, lat: $.address.fields.geo.at(0), first: $.tags.at(0), last: $.tags.at(-1), x: $.scores.get('x'), n: $.visits.size(),
}))).toEqualRows([
  { id: 1, city: 'Rome', zip: 100, lat: 41.9, first: 'a', last: 'b', x: 1, n: 1 },
  { id: 2, city: null, zip: null, lat: null, first: null, last: null, x: null, n: 0 },
  { id: 3, city: 'Oslo', zip: null, lat: null, first: null, last: null, x: 30, n: 2 },
]))
test('conditions over parts', async () => {
  expect((await people.filter($ => $.address.fields.city.eq('Oslo')).collect()).map(r => r.id)).toEqual([3])
  expect((await people.filter($ => $.scores.get('x').gt(0)).collect()).map(r => r.id)).toEqual([1, 3])
  expect((await people.filter($ => $.tags.isNull()).collect()).map(r => r.id)).toEqual([3])
})

describe('carried through', () => {
  test('a sort', async () => expect(await people.orderBy($ => $.id.desc()).collect()).toEqual([...rows].reverse()))
  test('a join, on either side', async () => {
    const ids = tf.frame(schema({ id: t.int64, more: t.int32 }), [{ id: 3, more: 1 }, { id: 1, more: 2 }, { id: 3, more: 3 }])
    const expected = [{ ...rows[2]!, more: 1 }, { ...rows[0]!, more: 2 }, { ...rows[2]!, more: 3 }]
    await expect(people.join(ids, 'id')).toEqualRows(expected)
    await expect(ids.join(people, 'id').select('id', 'address', 'tags', 'scores', 'visits', 'more')).toEqualRows(expected)
    const left = await people.join(ids.filter($ => $.id.gt(5)), 'id', { how: 'left' }).collect()
    expect(left).toEqual(rows.map(r => ({ ...r, more: null })))
  })
  test('a group: first, collected, and as a key', async () => {
    const twice = people.union(people)
    await expect(twice.groupBy('id').agg($ => ({ tags: $.tags.first(), all: $.tags.collectList() }))).toEqualRows(
      rows.map(r => ({ id: r.id, tags: r.tags, all: r.tags ? [r.tags, r.tags] : [] })))
    await expect(twice.groupBy('tags').count().select('count')).toEqualRows([{ count: 2 }, { count: 2 }, { count: 2 }])
    await expect(twice.groupBy('address').agg($ => ({ n: $.id.countDistinct() })).select('n')).toEqualRows([{ n: 1 }, { n: 1 }, { n: 1 }])
  })
  test('distinct, union and a cache', async () => {
    expect(await people.drop('scores').union(people.drop('scores')).distinct().count()).toBe(3)
    const cached = await people.filter($ => $.id.gt(0)).cache()
    expect(await cached.collect()).toEqual(rows)
    cached.unpersist()
  })
  test('an order by a part, and by a whole list', async () => {
    expect((await people.orderBy($ => $.address.fields.city.asc().nullsLast()).collect()).map(r => r.id)).toEqual([3, 1, 2])
    expect((await people.orderBy('tags').collect()).map(r => r.id)).toEqual([3, 2, 1])
  })
})

describe('written and read back', () => {
  test('parquet', async () => {
    const path = join(folder, 'people.parquet')
    expect(await people.write.parquet(path)).toEqual({ rows: 3 })
    expect(await tf.read.parquet(path, Person).collect()).toEqual(rows)
    expect(await (await tf.open.parquet(path)).as(Person).collect()).toEqual(rows)
  })
  test('arrow file, stream and table', async () => {
    for (const format of ['file', 'stream'] as const) {
      const path = join(folder, `people.${format}.arrow`)
      await people.write.arrow(path, { format })
      expect(await tf.read.arrow(path, Person).collect()).toEqual(rows)
    }
    expect(await tf.fromArrow(await people.toArrow(), Person).collect()).toEqual(rows)
  })
  test('not as CSV, which says so', () => expect(people.write.csv(join(folder, 'people.csv'))).rejects.toMatchObject({ condition: 'UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE' }))
})
