/** Column pruning, sources, sorts, aggregates, and relations that are known to be empty. */
import { describe, expect, test } from 'vitest'
import { removeRedundantAggregates, removeRedundantGroupKeys, removeRepeatedSort, removeSortBelowAggregate } from '../../src/rules/optimizer/aggregates.js'
import { evaluateLocalRelation, propagateEmptyRelation } from '../../src/rules/optimizer/empty-relations.js'
import { fillTimeZone, pullOutGroupKeys, updateNullability } from '../../src/rules/optimizer/finish-analysis.js'
import { columnPruning, pushProjectionIntoSource } from '../../src/rules/optimizer/prune-columns.js'
import { replaceDeduplicateWithAggregate, replaceDistinctWithAggregate, replaceExceptWithAntiJoin, replaceIntersectWithSemiJoin } from '../../src/rules/optimizer/replace-operators.js'
import { pushFiltersIntoSource, pushLimitIntoSource } from '../../src/rules/optimizer/sources.js'
import { eliminateOuterJoin } from '../../src/rules/optimizer/joins.js'
import { localRelation } from '../../src/logical/node/local-relation.js'
import { attribute, cast, isNullable } from '../../src/logical/expression.js'
import type { JoinKind } from '../../src/logical/node/join.js'
import { float64, int32, timestamp, utf8 } from '../../src/types/data-type.js'
import { $, desc, f, l, optimized, Query, r, rewritten, rewrittenOnce, table } from './build.js'

const t = table('t', { id: int32, x: int32, y: float64, s: utf8 })
const u = table('u', { uid: int32, z: int32, w: utf8 })
const after = (text: string): string => text.split('\n----\n')[1]!

describe('ColumnPruning', () => {
  test('through joins, aggregates and filters down to the sources', () => {
    const q = t.filter(f.gt!($.y!, 1)).join(u, f.eq!(l.id!, r.uid!)).groupBy(['s'], { n: f.count!(), most: f.max!($.z!) }).select('s', 'most')
    expect(rewrittenOnce(q, columnPruning, pushProjectionIntoSource)).toMatchInlineSnapshot(`
      "Project [s, most]
      +- Aggregate [s], [s, count() as n, max(z) as most]
         +- Join inner, id = uid
            +- Filter y > 1
               +- Relation t [id, x, y, s]
            +- Relation u [uid, z, w]
      ----
      Project [s, most]
      +- Aggregate [s], [s, max(z) as most]
         +- Join inner, id = uid
            +- Project [id, s]
               +- Filter y > 1
                  +- Relation t [id, y, s]
            +- Project [uid, z]
               +- Relation u [uid, z]"
    `)
  })
  test('a union loses the same columns on every side', () =>
    expect(after(rewrittenOnce(t.select('id', 'x').union(u.select('uid', 'z')).select('x'), columnPruning))).toMatchInlineSnapshot(`
      "Project [x]
      +- Union
         +- Project [x]
            +- Relation t [id, x, y, s]
         +- Project [z]
            +- Relation u [uid, z, w]"
    `))
  test('a sort keeps its keys until it is done', () =>
    expect(after(rewrittenOnce(t.sort($.x!).limit(5).select('s'), columnPruning, pushProjectionIntoSource))).toMatchInlineSnapshot(`
      "Project [s]
      +- Limit 5
         +- Sort [x]
            +- Project [x, s]
               +- Relation t [x, s]"
    `))
  test('a semi join needs only the keys of its right side', () =>
    expect(after(rewrittenOnce(t.join(u, f.eq!(l.id!, r.uid!), 'semi').select('s'), columnPruning, pushProjectionIntoSource))).toMatchInlineSnapshot(`
      "Project [s]
      +- Join semi, id = uid
         +- Project [id, s]
            +- Relation t [id, s]
         +- Project [uid]
            +- Relation u [uid]"
    `))
  test('counting needs no column', () => expect(optimized(t.groupBy([], { n: f.count!() }))).toMatchInlineSnapshot(`
    "Aggregate [], [count() as n]
    +- Relation t []"
  `))
})

describe('sources', () => {
  const exact = table('t', { id: int32, x: int32, s: utf8 }, { filters: 'exact', limits: true }), hint = table('t', { id: int32, x: int32, s: utf8 }, { filters: 'hint', limits: true })
  test('PushFiltersIntoSource: a source that filters', () =>
    expect(rewrittenOnce(exact.filter(f.and!(f.gt!($.x!, 1), f.like!($.s!, '%a_'))), pushFiltersIntoSource)).toMatchInlineSnapshot(`
      "Filter x > 1 and s like '%a_'
      +- Relation t [id, x, s]
      ----
      Filter s like '%a_'
      +- Relation t [id, x, s], PushedFilters: [x > 1]"
    `))
  test('PushFiltersIntoSource: a source that skips', () => expect(after(rewrittenOnce(hint.filter(f.gt!($.x!, 1)), pushFiltersIntoSource))).toMatchInlineSnapshot(`
    "Filter x > 1
    +- Relation t [id, x, s], PushedFilters: [x > 1]"
  `))
  test('PushLimitIntoSource', () => expect(after(rewrittenOnce(hint.limit(5, 2), pushLimitIntoSource))).toMatchInlineSnapshot(`
    "Limit 5, Offset 2
    +- Relation t [id, x, s], Limit: 7"
  `))
  test('all together: what only a taken filter reads is not read', () =>
    expect(optimized(exact.filter(f.and!(f.gt!($.x!, 1), f.lt!($.x!, 9))).select({ name: f.upper!($.s!) }).limit(3))).toMatchInlineSnapshot(`
      "Project [upper(s) as name]
      +- Limit 3
         +- Relation t [s], PushedFilters: [x > 1, x < 9], Limit: 3"
    `))
  test('a limit does not reach a source below a filter', () => expect(optimized(hint.filter(f.gt!($.x!, 1)).limit(3))).toMatchInlineSnapshot(`
    "Limit 3
    +- Filter x > 1
       +- Relation t [id, x, s], PushedFilters: [x > 1]"
  `))
})

describe('replaced operators', () => {
  const a = table('a', { i: int32, s: utf8 }), b = table('b', { i: int32, s: utf8 })
  test('ReplaceIntersectWithSemiJoin', () => expect(rewritten(a.intersect(b), replaceIntersectWithSemiJoin)).toMatchInlineSnapshot(`
    "Intersect
    +- Relation a [i, s]
    +- Relation b [i, s]
    ----
    Aggregate [i#1, s#1], [i#1 as i#3, s#1 as s#3]
    +- Join semi, i#1 <=> i#2 and s#1 <=> s#2
       +- Relation a [i#1, s#1]
       +- Relation b [i#2, s#2]"
  `))
  test('ReplaceExceptWithAntiJoin', () => expect(rewritten(a.except(b), replaceExceptWithAntiJoin)).toMatchInlineSnapshot(`
    "Except
    +- Relation a [i, s]
    +- Relation b [i, s]
    ----
    Aggregate [i#1, s#1], [i#1 as i#3, s#1 as s#3]
    +- Join anti, i#1 <=> i#2 and s#1 <=> s#2
       +- Relation a [i#1, s#1]
       +- Relation b [i#2, s#2]"
  `))
  test('ReplaceDistinctWithAggregate', () => expect(rewritten(a.distinct(), replaceDistinctWithAggregate)).toMatchInlineSnapshot(`
    "Distinct
    +- Relation a [i, s]
    ----
    Aggregate [i, s], [i, s]
    +- Relation a [i, s]"
  `))
  test('ReplaceDeduplicateWithAggregate', () => expect(rewritten(t.deduplicate('s', 'x'), replaceDeduplicateWithAggregate)).toMatchInlineSnapshot(`
    "Deduplicate [s, x]
    +- Relation t [id, x, y, s]
    ----
    Aggregate [s, x], [first(id) as id, x, first(y) as y, s]
    +- Relation t [id, x, y, s]"
  `))
})

describe('aggregates and sorts', () => {
  test('PullOutGroupKeys', () =>
    expect(rewritten(t.groupBy([{ big: f.gt!($.x!, 9) }, 's'], { n: f.count!(), not: f.not!(f.gt!($.x!, 9)) }), pullOutGroupKeys)).toMatchInlineSnapshot(`
      "Aggregate [x > 9, s], [x > 9 as big, s, count() as n, not x > 9 as not]
      +- Relation t [id, x, y, s]
      ----
      Aggregate [big, s], [big as big, s, count() as n, not big as not]
      +- Project [id, x, y, s, x > 9 as big]
         +- Relation t [id, x, y, s]"
    `))
  test('RemoveRedundantGroupKeys', () =>
    expect(after(rewritten(t.groupBy(['s', { one: 1 }, { again: $.s! }], { n: f.count!() }).select('n'), columnPruning, pullOutGroupKeys, removeRedundantGroupKeys))).toMatchInlineSnapshot(`
      "Project [n]
      +- Aggregate [s], [count() as n]
         +- Project [s]
            +- Relation t [id, x, y, s]"
    `))
  test('RemoveRedundantAggregates', () => expect(rewritten(t.groupBy(['s', 'x'], { n: f.count!() }).distinct(), replaceDistinctWithAggregate, removeRedundantAggregates)).toMatchInlineSnapshot(`
    "Distinct
    +- Aggregate [s, x], [s, x, count() as n]
       +- Relation t [id, x, y, s]
    ----
    Project [s, x, n]
    +- Aggregate [s, x], [s, x, count() as n]
       +- Relation t [id, x, y, s]"
  `))
  test('RemoveRedundantAggregates leaves what does merge rows', () => {
    const q = t.groupBy(['s', 'x'], { n: f.count!() }).select('s', 'n').distinct()
    expect(after(rewritten(q, replaceDistinctWithAggregate, removeRedundantAggregates))).toMatchInlineSnapshot(`
      "Aggregate [s, n], [s, n]
      +- Project [s, n]
         +- Aggregate [s, x], [s, x, count() as n]
            +- Relation t [id, x, y, s]"
    `)
  })
  test('RemoveSortBelowAggregate', () =>
    expect(rewritten(t.sort($.x!).filter(f.gt!($.id!, 1)).groupBy(['s'], { n: f.count!(), total: f.sum!($.id!) }), removeSortBelowAggregate)).toMatchInlineSnapshot(`
      "Aggregate [s], [s, count() as n, sum(id) as total]
      +- Filter id > 1
         +- Sort [x]
            +- Relation t [id, x, y, s]
      ----
      Aggregate [s], [s, count() as n, sum(id) as total]
      +- Filter id > 1
         +- Relation t [id, x, y, s]"
    `))
  test('RemoveSortBelowAggregate: below a join', () => expect(after(rewritten(t.sort($.x!).join(u, f.eq!(l.id!, r.uid!)), removeSortBelowAggregate))).toMatchInlineSnapshot(`
    "Join inner, id = uid
    +- Relation t [id, x, y, s]
    +- Relation u [uid, z, w]"
  `))
  test.each([['first', f.first!($.x!)], ['collectList', f.collectList!($.x!)], ['a sum of floats', f.sum!($.y!)]])('RemoveSortBelowAggregate leaves the order for %s', (_, it) =>
    expect(after(rewritten(t.sort($.x!).groupBy(['s'], { it }), removeSortBelowAggregate))).toContain('Sort'))
  test('a limit needs the order below it', () => expect(after(rewritten(t.sort($.x!).limit(3).groupBy([], { n: f.count!() }), removeSortBelowAggregate))).toContain('Sort'))
  test('RemoveRepeatedSort', () => expect(rewritten(t.sort($.x!).filter(f.gt!($.id!, 1)).sort(desc($.s!), $.s!, f.coalesce!(1)), removeRepeatedSort)).toMatchInlineSnapshot(`
    "Sort [s desc, s, coalesce(1)]
    +- Filter id > 1
       +- Sort [x]
          +- Relation t [id, x, y, s]
    ----
    Sort [s desc, coalesce(1)]
    +- Filter id > 1
       +- Relation t [id, x, y, s]"
  `))
})

describe('known rows', () => {
  const none = (q: Query): Query => new Query(localRelation(q.plan.output))
  const joined = (left: Query, right: Query, kind: JoinKind): string => after(rewritten(left.join(right, f.eq!(l.id!, r.uid!), kind), propagateEmptyRelation))
  test.each<[JoinKind, string, string]>([
    ['inner', 'LocalRelation', 'LocalRelation'], ['left', 'LocalRelation', 'Project'], ['right', 'Project', 'LocalRelation'], ['full', 'Project', 'Project'],
    ['semi', 'LocalRelation', 'LocalRelation'], ['anti', 'LocalRelation', 'Relation'],
  ])('PropagateEmptyRelation: %s join without left or right rows', (kind, withoutLeft, withoutRight) => {
    expect([joined(none(t), u, kind), joined(t, none(u), kind)].map(text => text.split(' ')[0])).toEqual([withoutLeft, withoutRight])
  })
  test('PropagateEmptyRelation: the missing side is null', () => expect(joined(t, none(u), 'left')).toMatchInlineSnapshot(`
    "Project [id, x, y, s, null as uid, null as z, null as w]
    +- Relation t [id, x, y, s]"
  `))
  test('PropagateEmptyRelation: unions and aggregates', () => {
    const a = t.select('id'), b = u.select('uid')
    expect([
      none(a).union(b), a.union(none(b), b), none(a).union(none(b)), none(t).groupBy(['s'], { n: f.count!() }), none(t).groupBy([], { n: f.count!() }), none(t).sort($.x!).limit(2),
    ].map(q => after(rewritten(q, propagateEmptyRelation))).join('\n\n')).toMatchInlineSnapshot(`
      "Project [uid as id]
      +- Project [uid]
         +- Relation u [uid, z, w]

      Union
      +- Project [id]
         +- Relation t [id, x, y, s]
      +- Project [uid]
         +- Relation u [uid, z, w]

      LocalRelation <empty> [id]

      LocalRelation <empty> [s, n]

      Aggregate [], [count() as n]
      +- LocalRelation <empty> [id, x, y, s]

      LocalRelation <empty> [id, x, y, s]"
    `)
  })
  test('EvaluateLocalRelation', () => {
    const known = new Query(localRelation([attribute('a', int32, false), attribute('s', utf8, true)], [[1, 'x'], [2, null], [3, 'z']]))
    const q = known.filter(f.gt!($.a!, 1)).select({ b: f.mul!($.a!, 10), t: f.coalesce!($.s!, '?') }).limit(1)
    expect(after(rewritten(q, evaluateLocalRelation))).toMatchInlineSnapshot(`"LocalRelation 1 row [b, t]"`)
    expect(after(rewritten(known.select({ x: f.div!(1, f.sub!($.a!, 1)) }), evaluateLocalRelation)).split('\n')[0]).toContain('Project')
  })
})

describe('the last touches', () => {
  test('FillTimeZone', () => {
    const q = table('z', { ts: timestamp }).select({ text: cast($.ts!, utf8), h: f.hour!($.ts!) })
    expect(JSON.stringify(q.plan)).not.toContain('Berlin')
    const filled = fillTimeZone.apply(q.plan, { timeZone: 'Europe/Berlin', warn: () => {} })
    expect(JSON.stringify(filled).match(/"timeZone":"Europe\/Berlin"/g)?.length).toBeGreaterThanOrEqual(2)
  })
  test('UpdateNullability', () => {
    const q = t.join(u, f.eq!(l.id!, r.uid!), 'left').filter(f.gt!($.z!, 0)).select({ up: f.add!($.z!, 1), both: f.eq!($.id!, $.uid!) })
    const context = { timeZone: 'UTC', warn: () => {} }
    const plan = updateNullability.apply(eliminateOuterJoin.apply(q.plan, context), context)
    expect(q.plan.output.map(isNullable)).toEqual([false, true])
    expect(plan.output.map(isNullable)).toEqual([false, true])
  })
})
