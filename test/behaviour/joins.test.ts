/** Joins of every kind, by names, pairs and conditions; and the set operations. */
import { describe, expect, test } from 'vitest'
import { schema, session, t, type DataFrame } from '../../src/index.js'
import '../../src/testing/index.js'

const tf = session({ timeZone: 'UTC' })
const left = tf.frame(schema({ id: t.int64.nullable(), a: t.utf8 }), [{ id: 1, a: 'x' }, { id: 2, a: 'y' }, { id: 2, a: 'z' }, { id: null, a: 'n' }])
const right = tf.frame(schema({ id: t.int64.nullable(), b: t.utf8 }), [{ id: 2, b: 'p' }, { id: 2, b: 'q' }, { id: 3, b: 'r' }, { id: null, b: 'm' }])
const empty = tf.frame(right.schema, [])
const pairs = [{ id: 2, a: 'y', b: 'p' }, { id: 2, a: 'y', b: 'q' }, { id: 2, a: 'z', b: 'p' }, { id: 2, a: 'z', b: 'q' }]
const lonelyLeft = [{ id: 1, a: 'x', b: null }, { id: null, a: 'n', b: null }], lonelyRight = [{ id: 3, a: null, b: 'r' }, { id: null, a: null, b: 'm' }]

describe('by a key of one name', () => {
  test('inner: every pair; null equals nothing', () => expect(left.join(right, 'id')).toEqualRows(pairs))
  test('left', () => expect(left.join(right, 'id', { how: 'left' })).toEqualRows([...pairs, ...lonelyLeft]))
  test('right: the key is the right side\'s', () => expect(left.join(right, 'id', { how: 'right' })).toEqualRows([...pairs, ...lonelyRight]))
  test('full: the key is whichever is there', () => expect(left.join(right, 'id', { how: 'full' })).toEqualRows([...pairs, ...lonelyLeft, ...lonelyRight]))
  test('semi: each row once', () => expect(left.join(right, 'id', { how: 'semi' })).toEqualRows([{ id: 2, a: 'y' }, { id: 2, a: 'z' }]))
  test('anti: nulls have no partner', () => expect(left.join(right, 'id', { how: 'anti' })).toEqualRows([{ id: 1, a: 'x' }, { id: null, a: 'n' }]))
  test('with nothing', async () => {
    await expect(left.join(empty, 'id')).toEqualRows([])
    await expect(left.join(empty, 'id', { how: 'semi' })).toEqualRows([])
    expect(await left.join(empty, 'id', { how: 'left' }).count()).toBe(4)
    expect(await left.join(empty, 'id', { how: 'full' }).count()).toBe(4)
    expect(await left.join(empty, 'id', { how: 'anti' }).count()).toBe(4)
    expect(await left.join(empty, 'id', { how: 'right' }).count()).toBe(0)
  })
})

describe('by several keys, pairs and conditions', () => {
  const days = tf.frame([{ day: 1, city: 'A', rain: 1.5 }, { day: 2, city: 'A', rain: 0 }, { day: 2, city: 'B', rain: 3 }])
  const plans = tf.frame([{ when: 2, where: 'A', what: 'walk' }, { when: 2, where: 'B', what: 'read' }, { when: 3, where: 'A', what: 'sleep' }])
  test('pairs keep both columns', () => expect(days.join(plans, { day: 'when', city: 'where' })).toEqualRows([
    { day: 2, city: 'A', rain: 0, when: 2, where: 'A', what: 'walk' }, { day: 2, city: 'B', rain: 3, when: 2, where: 'B', what: 'read' },
  ]))
  test('several names', () => expect(days.join(plans.rename({ when: 'day', where: 'city' }), ['day', 'city'])).toEqualRows([
    { day: 2, city: 'A', rain: 0, what: 'walk' }, { day: 2, city: 'B', rain: 3, what: 'read' },
  ]))
  test('equal names take the suffix', async () => {
    const other = tf.frame([{ day: 2, rain: 9 }])
    await expect(days.filter($ => $.city.eq('B')).join(other, 'day', { suffix: '_b' })).toEqualRows([{ day: 2, city: 'B', rain: 3, rain_b: 9 }])
  })
  test('by any condition, of every kind', async () => {
    const on = <H extends 'inner' | 'left' | 'right' | 'full' | 'semi' | 'anti'>(how: H) => days.joinOn(plans, (l, r) => l.day.lt(r.when).and(l.city.eq(r.where)), { how })
    expect(await on('inner').count()).toBe(3)
    expect(await on('left').count()).toBe(4)
    expect(await on('right').count()).toBe(4)
    expect(await on('full').count()).toBe(5)
    await expect(on('semi').select('day')).toEqualRows([{ day: 1 }, { day: 2 }])
    await expect(on('anti').select('day', 'city')).toEqualRows([{ day: 2, city: 'B' }])
  })
  test('a condition without an equality', async () => {
    const on = <H extends 'inner' | 'left' | 'right' | 'full' | 'semi' | 'anti'>(how: H) => days.joinOn(plans, (l, r) => l.rain.gt(r.when), { how })
    await expect(on('inner').select('rain', 'what')).toEqualRows([{ rain: 3, what: 'walk' }, { rain: 3, what: 'read' }])
    expect(await on('left').count()).toBe(4)
    expect(await on('right').count()).toBe(3)
    expect(await on('full').count()).toBe(5)
    expect(await on('semi').count()).toBe(1)
    expect(await on('anti').count()).toBe(2)
  })
  test('a condition about one side only', async () => {
    expect(await days.joinOn(plans, l => l.day.eq(1), { how: 'left' }).count()).toBe(5)
    expect(await days.joinOn(plans, (_, r) => r.what.eq('walk'), { how: 'full' }).count()).toBe(5)
  })
  test('null-safe equality joins nulls', async () => {
    await expect(left.joinOn(right, (l, r) => l.id.eqNullSafe(r.id), { suffix: '_r' }).filter($ => $.id.isNull()).select('a', 'b')).toEqualRows([{ a: 'n', b: 'm' }])
  })
  test('cross', async () => {
    expect(await days.crossJoin(plans).count()).toBe(9)
    expect(await days.crossJoin(tf.frame([{ rain: 1 }]), { suffix: '_c' }).first()).toEqual({ day: 1, city: 'A', rain: 1.5, rain_c: 1 })
  })
})

describe('a frame with itself', () => {
  const tree = tf.frame(schema({ id: t.int32, parent: t.int32.nullable() }), [{ id: 1, parent: null }, { id: 2, parent: 1 }, { id: 3, parent: 1 }, { id: 4, parent: 3 }])
  test('by pairs', () => expect(tree.join(tree, { parent: 'id' }, { suffix: '_up' }).select('id', 'parent_up')).toEqualRows([
    { id: 2, parent_up: null }, { id: 3, parent_up: null }, { id: 4, parent_up: 1 },
  ]))
  test('by a condition', () => expect(tree.joinOn(tree, (child, up) => child.parent.eq(up.id), { suffix: '_up' }).select('id', 'id_up')).toEqualRows([
    { id: 2, id_up: 1 }, { id: 3, id_up: 1 }, { id: 4, id_up: 3 },
  ]))
  test('a frame with what was made from it', async () => {
    const sizes = tree.groupBy('parent').agg($ => ({ children: $.id.count() }))
    await expect(tree.join(sizes.dropNulls('parent').rename({ parent: 'id' }), 'id', { how: 'left' }).select('id', 'children')).toEqualRows([
      { id: 1, children: 2 }, { id: 2, children: null }, { id: 3, children: 1 }, { id: 4, children: null },
    ])
  })
})

test('keys of many rows, with duplicates, on either side', async () => {
  const big = tf.frame(Array.from({ length: 50_000 }, (_, n) => ({ k: `key ${n % 5_000}`, n })))
  const small = tf.frame(Array.from({ length: 200 }, (_, n) => ({ k: `key ${n % 100}`, m: n })))
  expect(await big.join(small, 'k').count()).toBe(100 * 10 * 2)
  expect(await small.join(big, 'k').count()).toBe(100 * 10 * 2)
  expect(await big.join(small, 'k', { how: 'left' }).count()).toBe(2_000 + 49_000)
  expect(await small.join(big, 'k', { how: 'right' }).count()).toBe(2_000 + 49_000)
  expect(await big.join(small, 'k', { how: 'semi' }).count()).toBe(1_000)
  expect(await big.join(small, 'k', { how: 'anti' }).count()).toBe(49_000)
})

test('every row of two large frames, which must not be held at once', async () => {
  const side = (name: string): DataFrame<any, any> => tf.frame(Array.from({ length: 2_000 }, (_, n) => ({ [name]: n })))
  expect(await side('a').crossJoin(side('b')).count()).toBe(4_000_000)
})

describe('set operations', () => {
  const one = tf.frame([{ a: 1, b: 'x' }, { a: 1, b: 'x' }, { a: 2, b: null }, { a: 3, b: 'z' }])
  const two = tf.frame([{ a: 1, b: 'x' }, { a: 2, b: null }, { a: 2, b: null }, { a: 4, b: 'w' }])
  test('union keeps all rows in order', async () => expect((await one.union(two).collect()).map(r => r.a)).toEqual([1, 1, 2, 3, 1, 2, 2, 4]))
  test('unionByName matches columns by name', async () => {
    const turned = two.select('b', 'a')
    expect((await one.unionByName(turned).collect()).map(r => r.a)).toEqual([1, 1, 2, 3, 1, 2, 2, 4])
  })
  test('unionByName fills columns that are missing with null', () => expect(
    tf.frame([{ a: 1, b: 'x' }]).unionByName(tf.frame([{ a: 2, c: true }]), { allowMissingColumns: true }),
  ).toEqualRows([{ a: 1, b: 'x', c: null }, { a: 2, b: null, c: true }]))
  test('intersect: distinct rows of both, nulls being equal', () => expect(one.intersect(two)).toEqualRows([{ a: 1, b: 'x' }, { a: 2, b: null }]))
  test('except: distinct rows of the first only', () => expect(one.except(two)).toEqualRows([{ a: 3, b: 'z' }]))
  test('a frame with itself', async () => {
    expect(await one.union(one).count()).toBe(8)
    expect(await one.intersect(one).count()).toBe(3)
    expect(await one.except(one).count()).toBe(0)
  })
  test('types are widened', async () => {
    const ints = tf.frame(schema({ n: t.int32 }), [{ n: 1 }]), longs = tf.frame(schema({ n: t.int64.nullable() }), [{ n: 2n ** 40n }, { n: null }])
    expect(await ints.union(longs).collect()).toEqual([{ n: 1 }, { n: 2 ** 40 }, { n: null }])
  })
})
