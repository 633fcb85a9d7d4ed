/** Groups and aggregates. */
import { describe, expect, test } from 'vitest'
import { avg, collectList, count, countDistinct, first, last, least, lit, schema, session, sum, t, when } from '../../src/index.js'
import '../../src/testing/index.js'

const tf = session({ timeZone: 'UTC' })
const Sale = schema({ city: t.utf8.nullable(), day: t.date, price: t.decimal(10, 2).nullable(), pieces: t.int32 })
const sales = tf.frame(Sale, [
  { city: 'Rome', day: '2024-01-05', price: '10.50', pieces: 1 }, { city: 'Rome', day: '2024-02-01', price: '2.00', pieces: 3 },
  { city: null, day: '2024-01-09', price: null, pieces: 2 }, { city: 'Oslo', day: '2023-12-31', price: '7.25', pieces: 4 },
  { city: null, day: '2024-01-30', price: '1.00', pieces: 2 }, { city: 'Rome', day: '2024-01-20', price: null, pieces: 3 },
])
const nothing = sales.filter($ => $.pieces.gt(100))

describe('groupBy', () => {
  test('by name: nulls are one group', () => expect(sales.groupBy('city').agg($ => ({ n: count(), sum: $.price.sum(), mean: $.price.avg() }))).toEqualRows([
    { city: 'Rome', n: 3, sum: '12.50', mean: '6.250000' }, { city: null, n: 2, sum: '1.00', mean: '1.000000' }, { city: 'Oslo', n: 1, sum: '7.25', mean: '7.250000' },
  ]))
  test('by names and computed keys', () => expect(sales.groupBy('city', $ => ({ month: $.day.trunc('month') })).agg($ => ({ pieces: $.pieces.sum() }))).toEqualRows([
    { city: 'Rome', month: '2024-01-01', pieces: 4 }, { city: 'Rome', month: '2024-02-01', pieces: 3 },
    { city: null, month: '2024-01-01', pieces: 4 }, { city: 'Oslo', month: '2023-12-01', pieces: 4 },
  ]))
  test('keys can be used again in what is aggregated', () => expect(
    sales.groupBy($ => ({ year: $.day.year() })).agg($ => ({ label: $.year.add(1).cast('utf8'), share: $.pieces.sum().mul(100).div($.year) })).select('year', 'label'),
  ).toEqualRows([{ year: 2024, label: '2025' }, { year: 2023, label: '2024' }]))
  test('count', () => expect(sales.groupBy('city').count()).toEqualRows([{ city: 'Rome', count: 3 }, { city: null, count: 2 }, { city: 'Oslo', count: 1 }]))
  test('no rows: no groups', async () => expect(await nothing.groupBy('city').agg($ => ({ n: count(), s: $.pieces.sum() })).collect()).toEqual([]))
  test('expressions of aggregates', () => expect(sales.agg($ => ({ spread: $.pieces.max().sub($.pieces.min()), big: $.pieces.sum().gt(10), per: sum($.pieces).div(count()) })))
    .toEqualRows([{ spread: 3, big: true, per: 2.5 }]))
  test('of long expressions after those of columns: the states are the same, the code before them is not', async () => {
    const rows = [{ city: null, a: 4, b: 6, c: 8 }, { city: 'Oslo', a: 4, b: 5, c: 6 }, { city: 'Rome', a: 7, b: 10, c: 13 }]
    await expect(sales.groupBy('city').agg($ => ({ a: sum($.pieces), b: sum($.pieces.add(1)), c: sum($.pieces.add(2)) }))).toEqualRows(rows)
    await expect(sales.groupBy('city').agg($ => {
      const larger = Array.from({ length: 60 }, (_, n) => $.pieces.add(n + 3))
      return { a: sum(least($.pieces, ...larger)), b: sum(least($.pieces.add(1), ...larger)), c: sum(least($.pieces.add(2), ...larger)) }
    })).toEqualRows(rows)
  })
  test('an aggregate of a computed value', () => expect(sales.groupBy('city').agg($ => ({ many: when($.pieces.gt(2), 1).otherwise(0).sum() })))
    .toEqualRows([{ city: 'Rome', many: 2 }, { city: null, many: 0 }, { city: 'Oslo', many: 1 }]))
  test('NaN is one group and so are 0 and -0', async () => {
    const numbers = tf.frame(schema({ x: t.float64 }), [NaN, 0, -0, NaN, 1].map(x => ({ x })))
    expect((await numbers.groupBy('x').count().collect()).map(r => r.count).sort()).toEqual([1, 2, 2])
  })
  test('twice: groups of groups', () => expect(sales.groupBy('city').count().groupBy('count').agg($ => ({ cities: $.city.count() })))
    .toEqualRows([{ count: 3, cities: 1 }, { count: 2, cities: 0 }, { count: 1, cities: 1 }]))
})

describe('over all rows', () => {
  test('one row also where there is none', () => expect(nothing.agg($ => ({
    n: count(), sum: $.pieces.sum(), mean: avg($.pieces), least: $.day.min(), any: $.pieces.gt(1).any(), list: collectList($.city), kinds: $.city.countDistinct(),
  }))).toEqualRows([{ n: 0, sum: null, mean: null, least: null, any: null, list: [], kinds: 0 }]))
  test('nulls are passed over', () => expect(sales.agg($ => ({ all: count(), prices: $.price.count(), mean: $.price.avg(), least: $.price.min(), most: $.city.max() })))
    .toEqualRows([{ all: 6, prices: 4, mean: '5.187500', least: '1.00', most: 'Rome' }]))
  test('of a literal', () => expect(sales.agg(() => ({ n: sum(lit(2)) }))).toEqualRows([{ n: 12 }]))
})

describe('aggregates', () => {
  test('several countDistinct side by side', () => expect(sales.agg($ => ({ cities: $.city.countDistinct(), pieces: $.pieces.countDistinct(), days: countDistinct($.day), n: count() })))
    .toEqualRows([{ cities: 2, pieces: 4, days: 6, n: 6 }]))
  test('countDistinct of combinations: those with a null do not count', () => expect(sales.agg($ => ({ n: countDistinct($.city, $.pieces) }))).toEqualRows([{ n: 3 }]))
  test('countDistinct by group', () => expect(sales.groupBy('city').agg($ => ({ n: $.pieces.countDistinct(), pairs: countDistinct($.pieces, $.price) })))
    .toEqualRows([{ city: 'Rome', n: 2, pairs: 2 }, { city: null, n: 1, pairs: 1 }, { city: 'Oslo', n: 1, pairs: 1 }]))
  test('first and last, nulls passed over when asked', () => expect(sales.agg($ => ({
    first: first($.city), last: last($.city), firstPrice: $.price.first(), lastPrice: $.price.last(), lastGiven: $.price.last(true), none: $.city.first(true),
  }))).toEqualRows([{ first: 'Rome', last: 'Rome', firstPrice: '10.50', lastPrice: null, lastGiven: '1.00', none: 'Rome' }]))
  test('collectList keeps duplicates and leaves nulls out', async () => {
    const rows = await sales.orderBy('day').groupBy('city').agg($ => ({ pieces: $.pieces.collectList(), prices: $.price.collectList() })).collect()
    expect(rows.find(r => r.city === 'Rome')).toEqual({ city: 'Rome', pieces: [1, 3, 3], prices: ['10.50', '2.00'] })
    expect(rows.find(r => r.city === null)).toEqual({ city: null, pieces: [2, 2], prices: ['1.00'] })
  })
  test('any and every, variance and deviation', () => expect(sales.agg($ => ({
    any: $.pieces.gt(3).any(), every: $.pieces.gt(0).every(), variance: $.pieces.variance().round(6), deviation: $.pieces.stddev().round(6),
  }))).toEqualRows([{ any: true, every: true, variance: 1.1, deviation: 1.048809 }]))
  test('a sum that does not fit is an error', async () => {
    const large = tf.frame(schema({ n: t.int64 }), [{ n: 2n ** 62n }, { n: 2n ** 62n }])
    await expect(large.agg($ => ({ s: $.n.sum() })).collect()).rejects.toMatchObject({ condition: 'ARITHMETIC_OVERFLOW' })
  })
  test('many groups, grown over many batches', async () => {
    const rows = Array.from({ length: 120_000 }, (_, n) => ({ key: `group ${(n * 31) % 60_000}`, n }))
    const totals = tf.frame(rows).groupBy('key').agg($ => ({ n: count(), sum: $.n.sum(), least: $.key.min() }))
    expect(await totals.count()).toBe(60_000)
    expect(await totals.filter($ => $.n.ne(2).or($.key.ne($.least))).count()).toBe(0)
  })
})
