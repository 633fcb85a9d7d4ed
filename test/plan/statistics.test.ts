/** How many rows are expected of plans, from what sources say. */
import { describe, expect, test } from 'vitest'
import type { ColumnStatistics } from '../../src/logical/source.js'
import { estimate } from '../../src/rules/statistics.js'
import type { Expression } from '../../src/logical/expression.js'
import { date, int32, utf8, type DataType } from '../../src/types/data-type.js'
import { $, f, firm, l, r, table, type Query } from './build.js'

const known = (name: string, rows: number, columns: Readonly<Record<string, readonly [DataType, ColumnStatistics]>>): Query =>
  table(name, Object.fromEntries(Object.entries(columns).map(([n, [type]]) => [n, type])), { statistics: { rows, columns: new Map(Object.entries(columns).map(([n, [, s]]) => [n, s])) } })
const orders = known('orders', 1500, {
  key: [int32, { min: 1, max: 6000, nulls: 0 }], customer: [int32, { min: 1, max: 150, nulls: 0 }], day: [date, { min: 8000, max: 10_399 }],
  status: [utf8, { min: 'F', max: 'P' }], comment: [utf8, { nulls: 300 }],
})
const lines = known('lines', 6000, { order: [int32, { min: 1, max: 6000 }], part: [int32, { min: 1, max: 200 }], supplier: [int32, { min: 1, max: 10 }] })
const parts = known('parts', 800, { partKey: [int32, { min: 1, max: 200 }], supplierKey: [int32, { min: 1, max: 10 }] })
const rows = (q: Query): number => Math.round(estimate(q.plan).rows)

describe('filters', () => {
  test.each<[string, Expression, number]>([
    ['one of the values', f.eq!($.customer!, 7), 10],
    ['beyond all values', f.eq!($.customer!, 700), 1],
    ['some of the values', f.isIn!($.customer!, 1, 2, 3), 30],
    ['a flag of one letter', f.eq!($.status!, 'F'), 136],
    ['below', f.lt!($.day!, firm(8240, date)), 150],
    ['a range from two conditions', f.and!(f.ge!($.day!, firm(8960, date)), f.lt!($.day!, firm(9200, date))), 150],
    ['between', f.between!($.day!, firm(8960, date), firm(9200, date)), 150],
    ['no value', f.isNull!($.comment!), 300],
    ['a value', f.isNotNull!($.comment!), 1200],
    ['a part of a text', f.like!($.comment!, '%a_'), 150],
    ['either', f.or!(f.eq!($.customer!, 7), f.eq!($.customer!, 8)), 20],
    ['not', f.not!(f.like!($.comment!, '%a_')), 1350],
  ])('%s', (_, condition, expected) => expect(rows(orders.filter(condition))).toBe(expected))
})
describe('joins', () => {
  test('with the table that a key belongs to', () => expect(rows(lines.join(orders, f.eq!(l.order!, r.key!)))).toBe(6000))
  test('with a part of that table', () => expect(rows(lines.join(orders.filter(f.lt!($.day!, firm(8240, date))), f.eq!(l.order!, r.key!)))).toBe(600))
  test('by two columns', () => expect(rows(lines.join(parts, f.and!(f.eq!(l.part!, r.partKey!), f.eq!(l.supplier!, r.supplierKey!))))).toBe(6000))
  test('left', () => expect(rows(orders.join(lines.filter(f.eq!($.part!, 1)), f.eq!(l.key!, r.order!), 'left'))).toBe(1500))
  test('semi', () => expect(rows(orders.join(lines.filter(f.eq!($.part!, 1)), f.eq!(l.key!, r.order!), 'semi'))).toBe(30))
  test('cross', () => expect(rows(orders.join(parts, undefined, 'cross'))).toBe(1_200_000))
})
test('groups', () => {
  expect(rows(orders.groupBy(['customer'], { n: f.count!() }))).toBe(150)
  expect(rows(orders.groupBy(['customer', 'day'], { n: f.count!() }))).toBe(1500)
  expect(rows(orders.groupBy([], { n: f.count!() }))).toBe(1)
})
test('limits, samples and unions', () => {
  expect([rows(orders.limit(10)), rows(orders.limit(Infinity, 1400)), rows(orders.sample(0.1)), rows(orders.select('key').union(lines.select('order')))]).toEqual([10, 100, 150, 7500])
})
test('an unknown source is said to be unknown', () => {
  expect(estimate(orders.plan).known).toBe(true)
  expect(estimate(table('t', { a: int32 }).plan).known).toBe(false)
  expect(estimate(orders.join(table('t', { a: int32 }), f.eq!(l.key!, r.a!)).plan).known).toBe(false)
})
test('bytes follow the columns', () => expect(estimate(orders.select('key').plan).bytes).toBe(1500 * 5))
