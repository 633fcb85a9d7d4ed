/** Rules on joins: less than an outer join, filters that follow, the order of joins. */
import { describe, expect, test } from 'vitest'
import { execute } from '../../src/rules/executor.js'
import { inferFiltersFromConstraints } from '../../src/rules/optimizer/infer-filters.js'
import { checkCartesianProduct, eliminateOuterJoin } from '../../src/rules/optimizer/joins.js'
import { reorderJoin } from '../../src/rules/optimizer/reorder-joins.js'
import type { JoinKind } from '../../src/logical/node/join.js'
import type { ColumnStatistics } from '../../src/logical/source.js'
import type { Expression } from '../../src/logical/expression.js'
import { int32, utf8 } from '../../src/types/data-type.js'
import { $, f, l, optimized, r, rewritten, rewrittenOnce, table, type Query } from './build.js'

const t = table('t', { id: int32, x: int32, s: utf8 })
const u = table('u', { uid: int32, y: int32 })
const after = (text: string): string => text.split('\n----\n')[1]!

describe('EliminateOuterJoin', () => {
  const joined = (kind: JoinKind, condition: Expression): string =>
    after(rewritten(t.join(u, f.eq!(l.id!, r.uid!), kind).filter(condition), eliminateOuterJoin)).split('\n')[1]!.slice(3)
  test.each([
    ['left, right side must be there', 'left', f.gt!($.y!, 1), 'Join inner, id = uid'],
    ['left, a condition on the left side', 'left', f.gt!($.x!, 1), 'Join left, id = uid'],
    ['left, null passes', 'left', f.or!(f.gt!($.y!, 1), f.isNull!($.y!)), 'Join left, id = uid'],
    ['left, both sides', 'left', f.lt!($.x!, $.y!), 'Join inner, id = uid'],
    ['left, one alternative is about the left side', 'left', f.or!(f.gt!($.x!, 1), f.gt!($.y!, 1)), 'Join left, id = uid'],
    ['left, not null by value', 'left', f.ge!(f.coalesce!($.y!, 0), 1), 'Join inner, id = uid'],
    ['left, null gives a value that passes', 'left', f.eq!(f.coalesce!($.y!, 1), 1), 'Join left, id = uid'],
    ['right', 'right', f.isNotNull!($.s!), 'Join inner, id = uid'],
    ['full, left', 'full', f.gt!($.x!, 1), 'Join left, id = uid'],
    ['full, right', 'full', f.gt!($.y!, 1), 'Join right, id = uid'],
    ['full, both', 'full', f.and!(f.gt!($.x!, 1), f.gt!($.y!, 1)), 'Join inner, id = uid'],
  ] as const)('%s', (_, kind, condition, expected) => expect(joined(kind, condition)).toBe(expected))
})

describe('InferFiltersFromConstraints', () => {
  const big = t.filter(f.gt!($.id!, 100))
  const inferred = (kind: JoinKind): string => after(rewrittenOnce(big.join(u, f.eq!(l.id!, r.uid!), kind), inferFiltersFromConstraints))
  test('inner: what holds for one key holds for the other, and both are there', () => expect(inferred('inner')).toMatchInlineSnapshot(`
    "Join inner, id = uid
    +- Filter id > 100
       +- Relation t [id, x, s]
    +- Filter uid is not null and uid > 100
       +- Relation u [uid, y]"
  `))
  test('left: told to the right side only', () => expect(inferred('left')).toMatchInlineSnapshot(`
    "Join left, id = uid
    +- Filter id > 100
       +- Relation t [id, x, s]
    +- Filter uid is not null and uid > 100
       +- Relation u [uid, y]"
  `))
  test('right: nothing to tell', () => expect(inferred('right')).toMatchInlineSnapshot(`
    "Join right, id = uid
    +- Filter id > 100
       +- Relation t [id, x, s]
    +- Relation u [uid, y]"
  `))
  test('anti', () => expect(inferred('anti')).toMatchInlineSnapshot(`
    "Join anti, id = uid
    +- Filter id > 100
       +- Relation t [id, x, s]
    +- Filter uid is not null and uid > 100
       +- Relation u [uid, y]"
  `))
  test('full: nothing', () => expect(inferred('full')).toMatchInlineSnapshot(`
    "Join full, id = uid
    +- Filter id > 100
       +- Relation t [id, x, s]
    +- Relation u [uid, y]"
  `))
  test('through equalities of equalities', () =>
    expect(optimized(t.filter(f.eq!($.id!, 7)).join(u, f.eq!(l.id!, r.uid!)).join(table('v', { vid: int32 }), f.eq!(l.uid!, r.vid!)))).toMatchInlineSnapshot(`
      "Join inner, uid = vid
      +- Join inner, id = uid
         +- Filter id = 7
            +- Relation t [id, x, s]
         +- Filter uid = 7
            +- Relation u [uid, y]
      +- Filter vid = 7
         +- Relation v [vid]"
    `))
  test('what raises is not told to rows that would not have seen it', () =>
    expect(after(rewrittenOnce(t.filter(f.gt!(f.div!(1, $.id!), 2)).join(u, f.eq!(l.id!, r.uid!)), inferFiltersFromConstraints))).toMatchInlineSnapshot(`
      "Join inner, id = uid
      +- Filter 1 / cast(id as double) > 2
         +- Relation t [id, x, s]
      +- Filter uid is not null
         +- Relation u [uid, y]"
    `))
})
test('InferFiltersFromAlternatives', () => {
  const pair = (a: string, b: string): Expression => f.and!(f.eq!(l.s!, a), f.eq!(r.s2!, b))
  const q = t.join(table('w', { wid: int32, s2: utf8 }), f.and!(f.eq!(l.id!, r.wid!), f.or!(pair('FRANCE', 'GERMANY'), pair('GERMANY', 'FRANCE'))))
  expect(optimized(q)).toMatchInlineSnapshot(`
    "Join inner, id = wid and ((s = 'FRANCE' and s2 = 'GERMANY') or (s = 'GERMANY' and s2 = 'FRANCE'))
    +- Filter id is not null and s in ('FRANCE', 'GERMANY')
       +- Relation t [id, x, s]
    +- Filter wid is not null and s2 in ('GERMANY', 'FRANCE')
       +- Relation w [wid, s2]"
  `)
})
test('a common part of alternatives becomes the key of a join', () => {
  const q = t.join(u, undefined, 'cross').filter(f.or!(f.and!(f.eq!($.id!, $.uid!), f.gt!($.x!, 1)), f.and!(f.eq!($.id!, $.uid!), f.lt!($.y!, 2))))
  expect(optimized(q)).toMatchInlineSnapshot(`
    "Join inner, id = uid and (x > 1 or y < 2)
    +- Filter id is not null
       +- Relation t [id, x, s]
    +- Filter uid is not null
       +- Relation u [uid, y]"
  `)
})

describe('CheckCartesianProduct', () => {
  const warnings = (q: Query): string[] => {
    const told: string[] = []
    execute(q.plan, [{ name: 'test', runs: 'once', rules: [checkCartesianProduct] }], { timeZone: 'UTC', warn: m => told.push(m) })
    return told
  }
  test('a join without a condition that connects', () => expect(warnings(t.join(u, f.gt!(l.id!, 1)))).toMatchInlineSnapshot(`
    [
      "No condition connects the two sides of a join, so each row meets each: t with u. Join on a key, or write crossJoin.",
    ]
  `))
  test('a cross join is meant', () => expect(warnings(t.join(u, undefined, 'cross'))).toEqual([]))
  test('any condition over both connects', () => expect(warnings(t.join(u, f.lt!(l.id!, r.y!)))).toEqual([]))
})

describe('ReorderJoin', () => {
  const column = (distinct: number) => ({ min: 1, max: distinct, nulls: 0 })
  const lines = table('lines', { order: int32, supplier: int32 }, { statistics: { rows: 6_000_000, columns: new Map([['order', column(1_500_000)], ['supplier', column(10_000)]]) } })
  const orders = table('orders', { orderKey: int32, customer: int32, day: int32 }, { statistics: { rows: 1_500_000, columns: new Map([['orderKey', column(1_500_000)], ['customer', column(150_000)], ['day', column(2_000)]]) } })
  const customers = table('customers', { customerKey: int32, nation: int32 }, { statistics: { rows: 150_000, columns: new Map([['customerKey', column(150_000)], ['nation', column(25)]]) } })
  const nations = table('nations', { nationKey: int32, name: utf8 }, { statistics: { rows: 25, columns: new Map<string, ColumnStatistics>([['nationKey', column(25)], ['name', { distinct: 25 }]]) } })

  test('small and filtered sides first', () => {
    const q = lines.join(orders, f.eq!(l.order!, r.orderKey!)).join(customers, f.eq!(l.customer!, r.customerKey!)).join(nations.filter(f.eq!($.name!, 'PERU')), f.eq!(l.nation!, r.nationKey!))
    expect(rewrittenOnce(q, reorderJoin)).toMatchInlineSnapshot(`
      "Join inner, nation = nationKey
      +- Join inner, customer = customerKey
         +- Join inner, order = orderKey
            +- Relation lines [order, supplier]
            +- Relation orders [orderKey, customer, day]
         +- Relation customers [customerKey, nation]
      +- Filter name = 'PERU'
         +- Relation nations [nationKey, name]
      ----
      Project [order, supplier, orderKey, customer, day, customerKey, nation, nationKey, name]
      +- Join inner, order = orderKey
         +- Relation lines [order, supplier]
         +- Join inner, customer = customerKey
            +- Relation orders [orderKey, customer, day]
            +- Join inner, nation = nationKey
               +- Relation customers [customerKey, nation]
               +- Filter name = 'PERU'
                  +- Relation nations [nationKey, name]"
    `)
  })
  test('through projections that rename, with the columns as they were', () => {
    const q = lines.join(orders, f.eq!(l.order!, r.orderKey!)).select('supplier', { who: $.customer! }).join(customers, f.eq!(l.who!, r.customerKey!))
      .select('supplier', { key: $.who! }, 'nation').join(nations.filter(f.eq!($.name!, 'PERU')), f.eq!(l.nation!, r.nationKey!)).select('key', 'supplier', 'name')
    expect(optimized(q)).toMatchInlineSnapshot(`
      "Project [customer as key, supplier, name]
      +- Join inner, order = orderKey
         +- Relation lines [order, supplier]
         +- Project [orderKey, customer, name]
            +- Join inner, customer = customerKey
               +- Relation orders [orderKey, customer]
               +- Project [customerKey, name]
                  +- Join inner, nation = nationKey
                     +- Relation customers [customerKey, nation]
                     +- Filter name = 'PERU'
                        +- Relation nations [nationKey, name]"
    `)
  })
  test('written order stays where nothing is known', () => {
    const q = lines.join(t, f.eq!(l.order!, r.id!)).join(nations, f.eq!(l.x!, r.nationKey!))
    const [before, now] = rewrittenOnce(q, reorderJoin).split('\n----\n')
    expect(now).toBe(before)
  })
  test('what nothing connects is multiplied last', () => {
    const q = customers.join(nations, undefined, 'cross').join(orders, f.eq!(l.customerKey!, r.customer!))
    expect(after(rewrittenOnce(q, reorderJoin))).toMatchInlineSnapshot(`
      "Project [customerKey, nation, nationKey, name, orderKey, customer, day]
      +- Join cross
         +- Relation nations [nationKey, name]
         +- Join inner, customerKey = customer
            +- Relation customers [customerKey, nation]
            +- Relation orders [orderKey, customer, day]"
    `)
  })
})
