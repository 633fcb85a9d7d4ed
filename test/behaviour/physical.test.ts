/** Which operators a frame runs as, and that partitions change no answer. */
import { describe, expect, test } from 'vitest'
import { count, session, type DataFrame } from '../../src/index.js'
import { operators } from './engine.js'

const rows = Array.from({ length: 3_000 }, (_, n) => ({ id: n, k: n % 50 === 0 ? null : `k${n % 40}`, v: n % 17 })), few = Array.from({ length: 60 }, (_, n) => ({ k: n % 9 ? `k${n}` : null, w: n }))
const framesOf = (partitions: number) => {
  const tf = session({ partitions, timeZone: 'UTC', batchRows: 256 })
  return { big: tf.frame(rows), small: tf.frame(few) }
}
type Frames = ReturnType<typeof framesOf>
const queries: Readonly<Record<string, (f: Frames) => DataFrame<any, any>>> = {
  'group': ({ big }) => big.groupBy('k').agg($ => ({ n: count(), s: $.v.sum(), d: $.v.countDistinct(), m: $.id.max(), mean: $.v.avg() })),
  'texts and lists of groups': ({ big }) => big.groupBy('v').agg($ => ({ least: $.k.min(), most: $.k.max(), first: $.k.first(true), all: $.id.collectList() })),
  'texts of groups': ({ big }) => big.withColumns($ => ({ long: $.k.concat(' and something long behind it') })).groupBy('v').agg($ => ({ least: $.long.min(), most: $.long.max(), even: $.id.mod(2).eq(0).any() })),
  'computed keys': ({ big }) => big.groupBy($ => ({ half: $.v.div(2).floor(), start: $.k.substring(1, 2) })).agg($ => ({ n: count(), dev: $.id.stddev().round(6) })),
  'global aggregate': ({ big }) => big.agg($ => ({ n: count(), s: $.v.sum(), d: $.k.countDistinct() })),
  'group of groups': ({ big }) => big.groupBy('k', 'v').count().groupBy('k').agg($ => ({ n: $.count.sum(), kinds: count() })),
  'distinct': ({ big }) => big.select('k', 'v').distinct(),
  'inner join': ({ big, small }) => big.join(small, 'k'),
  'left join': ({ big, small }) => big.join(small, 'k', { how: 'left' }),
  'right join': ({ big, small }) => big.join(small, 'k', { how: 'right' }),
  'full join': ({ big, small }) => big.join(small, 'k', { how: 'full' }),
  'semi join': ({ big, small }) => big.join(small, 'k', { how: 'semi' }),
  'anti join': ({ big, small }) => big.join(small, 'k', { how: 'anti' }),
  'join with a condition': ({ big, small }) => big.joinOn(small, (l, r) => l.k.eq(r.k).and(l.v.lt(r.w)), { how: 'left', suffix: '_r' }),
  'nested loop': ({ big, small }) => big.limit(100).joinOn(small, (l, r) => l.v.gt(r.w), { suffix: '_r' }),
  'join, then group by its key': ({ big, small }) => big.join(small, 'k').groupBy('k').agg($ => ({ n: count(), w: $.w.max() })),
  'group, then join by its key': ({ big, small }) => big.groupBy('k').count().join(small, 'k'),
  'union of groups': ({ big }) => big.groupBy('k').count().union(big.groupBy('k').count()),
  'set operations': ({ big }) => big.select('k', 'v').intersect(big.filter($ => $.v.gt(3)).select('k', 'v')).except(big.filter($ => $.v.eq(5)).select('k', 'v')),
  'duplicates': ({ big }) => big.select('k').dropDuplicates('k'),
}
const ordered: Readonly<Record<string, (f: Frames) => DataFrame<any, any>>> = {
  'sort': ({ big }) => big.orderBy('k', $ => $.id.desc()),
  'sort of groups': ({ big }) => big.groupBy('k').count().orderBy($ => $.count.desc(), 'k'),
  'top of a join': ({ big, small }) => big.join(small, 'k').orderBy('id', 'w').offset(3).limit(7),
}
describe('4 partitions give the rows of 1', () => {
  const sorted = async (frame: DataFrame<any, any>): Promise<string[]> => (await frame.collect()).map(r => JSON.stringify(r)).sort()
  for (const [name, query] of Object.entries(queries)) {
    test(name, async () => {
      const expected = await sorted(query(framesOf(1)))
      expect(expected.length).toBeGreaterThan(0)
      expect(await sorted(query(framesOf(4)))).toEqual(expected)
    })
  }
  for (const [name, query] of Object.entries(ordered)) test(name, async () => expect(await query(framesOf(4)).collect()).toEqual(await query(framesOf(1)).collect()))
})

describe('exchanges, only where they are needed', () => {
  const one = framesOf(1), four = framesOf(4)
  test('none with one partition', async () => {
    for (const query of [...Object.values(queries), ...Object.values(ordered)]) expect(await operators(query(one))).not.toContain('Exchange')
  })
  test('a group: partial, exchange by the key, final', async () => expect(await operators(four.big.groupBy('k').agg($ => ({ n: count(), s: $.v.sum() })))).toMatchInlineSnapshot(`
    "
    Stage [k, count as n, sum as s]
    +- HashAggregate final [k] [count(), sum(v)]
       +- Exchange hash [k], 4 partitions
          +- HashAggregate partial [k] [count(), sum(v)]
             +- Scan rows [k, v]
    "
  `))
  test('columns of one name are numbered', async () => expect(await operators(four.small.joinOn(four.small, (l, r) => l.w.eq(r.w).and(l.k.ne(r.k)), { suffix: '_r' }))).toMatchInlineSnapshot(`
    "
    Stage [k#1, w#1, k#2 as k_r, w#2 as w_r]
    +- HashJoin inner [w#1 = w#2] where [k#1 != k#2], build right
       +- Exchange hash [w#1], 4 partitions
          +- Stage filter [k#1 is not null] [k#1, w#1]
             +- Scan rows [k#1, w#1]
       +- Exchange hash [w#2], 4 partitions
          +- Stage filter [k#2 is not null] [k#2, w#2]
             +- Scan rows [k#2, w#2]
    "
  `))
  test('a join: both sides by the key', async () => expect(await operators(four.big.join(four.small, 'k'))).toMatchInlineSnapshot(`
    "
    Stage [k#1, id, v, w]
    +- HashJoin inner [k#1 = k#2], build right
       +- Exchange hash [k#1], 4 partitions
          +- Stage filter [k#1 is not null] [id, k#1, v]
             +- Scan rows [id, k#1, v]
       +- Exchange hash [k#2], 4 partitions
          +- Stage filter [k#2 is not null] [k#2, w]
             +- Scan rows [k#2, w]
    "
  `))
  test('a group by the key of the join below: no second exchange', async () => expect(await operators(queries['join, then group by its key']!(four))).toMatchInlineSnapshot(`
    "
    Stage [k#1, count as n, max as w]
    +- HashAggregate complete [k#1] [count(), max(w)]
       +- HashJoin inner [k#1 = k#2], build right
          +- Exchange hash [k#1], 4 partitions
             +- Stage filter [k#1 is not null] [k#1]
                +- Scan rows [k#1]
          +- Exchange hash [k#2], 4 partitions
             +- Stage filter [k#2 is not null] [k#2, w]
                +- Scan rows [k#2, w]
    "
  `))
  test('a group by more than the rows are spread by', async () => expect(await operators(four.big.groupBy('k').agg(() => ({ n: count() })).groupBy('k', 'n').count())).toMatchInlineSnapshot(`
    "
    Stage [k, n, count as count]
    +- HashAggregate complete [k, n] [count()]
       +- Stage [k, count as n]
          +- HashAggregate final [k] [count()]
             +- Exchange hash [k], 4 partitions
                +- HashAggregate partial [k] [count()]
                   +- Scan rows [k]
    "
  `))
  test('a sort needs all rows in one place', async () => expect(await operators(queries['distinct']!(four).orderBy('k'))).toMatchInlineSnapshot(`
    "
    Sort [k]
    +- Exchange single
       +- HashAggregate final [k, v] []
          +- Exchange hash [k, v], 4 partitions
             +- HashAggregate partial [k, v] []
                +- Scan rows [k, v]
    "
  `))
  test('a global aggregate over spread rows', async () => expect(await operators(four.big.groupBy('k').count().agg($ => ({ n: $.count.max() })))).toMatchInlineSnapshot(`
    "
    Stage [max as n]
    +- HashAggregate complete [] [max(count)]
       +- Exchange single
          +- Stage [count as count]
             +- HashAggregate final [k] [count()]
                +- Exchange hash [k], 4 partitions
                   +- HashAggregate partial [k] [count()]
                      +- Scan rows [k]
    "
  `))
})

describe('operators', () => {
  const { big, small } = framesOf(1)
  test('the smaller side of a join is built', async () => {
    expect(await operators(big.join(small, 'k'))).toContain('build right')
    expect(await operators(small.join(big, 'k'))).toContain('build left')
    expect(await operators(big.limit(5).join(small, 'k'))).toContain('build left')
  })
  test('a join without an equality is a nested loop', async () => expect(await operators(big.joinOn(small, (l, r) => l.v.lt(r.w), { suffix: '_r' }))).toContain('NestedLoopJoin inner'))
  test('a limit over a sort is a top-N', async () => {
    expect(await operators(big.orderBy('id').limit(5))).toMatchInlineSnapshot(`
      "
      TopN 5 [id]
      +- Scan rows [id, k, v]
      "
    `)
    expect(await operators(big.orderBy('id').select('v').offset(2).limit(5))).toMatchInlineSnapshot(`
      "
      Stage [v]
      +- Limit 5, offset 2
         +- TopN 7 [id]
            +- Scan rows [id, v]
      "
    `)
    expect(await operators(big.orderBy('id'))).not.toContain('TopN')
  })
  test('a limit is told to the source', async () => expect(await operators(big.select('v').limit(5))).toMatchInlineSnapshot(`
    "
    Limit 5
    +- Scan rows [v], Limit: 5
    "
  `))
  test('filters and projections are one stage, and part of the aggregate above', async () => {
    expect(await operators(big.filter($ => $.v.gt(1)).withColumns($ => ({ x: $.v.mul(2) })).filter($ => $.x.lt(20)).select('x'))).toMatchInlineSnapshot(`
      "
      Stage filter [v > 1, v * 2 < 20] [v * 2 as x]
      +- Scan rows [v]
      "
    `)
    expect(await operators(big.filter($ => $.v.gt(1)).withColumns($ => ({ x: $.v.mul(2) })).groupBy('k').agg($ => ({ s: $.x.sum() })))).toMatchInlineSnapshot(`
      "
      Stage [k, sum as s]
      +- HashAggregate complete filter [v > 1] [k] [sum(v * 2)]
         +- Scan rows [k, v]
      "
    `)
  })
})
