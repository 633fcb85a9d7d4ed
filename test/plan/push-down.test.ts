/** Filters and limits on their way down. Each snapshot shows the plan before and after the rule. */
import { describe, expect, test } from 'vitest'
import { collapseProject, combineFilters, combineLimits, combineUnions, removeNoopProject, removeRedundantAlias } from '../../src/rules/optimizer/combine.js'
import { eliminateLimits, pushLimitThroughOuterJoin, pushLimitThroughProject, pushLimitThroughUnion } from '../../src/rules/optimizer/push-limits.js'
import {
  pushDownJoinConditionSides, pushPredicateThroughAggregate, pushPredicateThroughJoin, pushPredicateThroughProject, pushPredicateThroughSort,
  pushPredicateThroughUnion,
} from '../../src/rules/optimizer/push-predicates.js'
import type { JoinKind } from '../../src/logical/node/join.js'
import { int32, utf8 } from '../../src/types/data-type.js'
import { $, desc, f, l, r, rewritten, table } from './build.js'

const t = table('t', { id: int32, x: int32, s: utf8 })
const u = table('u', { uid: int32, y: int32 })

describe('PushPredicateThroughProject', () => {
  test('what the condition reads is written out', () =>
    expect(rewritten(t.select('id', { z: f.add!($.x!, 1) }).filter(f.and!(f.gt!($.z!, 5), f.isNotNull!($.id!))), pushPredicateThroughProject)).toMatchInlineSnapshot(`
      "Filter z > 5 and id is not null
      +- Project [id, x + 1 as z]
         +- Relation t [id, x, s]
      ----
      Project [id, x + 1 as z]
      +- Filter x + 1 > 5 and id is not null
         +- Relation t [id, x, s]"
    `))
  test('through several at once', () =>
    expect(rewritten(t.select({ a: $.id! }).select({ b: $.a! }).filter(f.eq!($.b!, 1)), pushPredicateThroughProject)).toMatchInlineSnapshot(`
      "Filter b = 1
      +- Project [a as b]
         +- Project [id as a]
            +- Relation t [id, x, s]
      ----
      Project [a as b]
      +- Project [id as a]
         +- Filter id = 1
            +- Relation t [id, x, s]"
    `))
})
test('PushPredicateThroughProject: not where the condition would grow without end', () => {
  let q = t.select('x')
  for (let n = 0; n < 40; n++) q = q.select({ x: f.add!($.x!, $.x!) })
  const plan = rewritten(q.filter(f.gt!($.x!, 1)), pushPredicateThroughProject).split('\n----\n')[1]!.split('\n')
  expect(plan.findIndex(line => line.includes('Filter'))).toBe(7)
})
test('PushPredicateThroughSort', () => expect(rewritten(t.sort(desc($.x!)).filter(f.eq!($.id!, 1)), pushPredicateThroughSort)).toMatchInlineSnapshot(`
  "Filter id = 1
  +- Sort [x desc]
     +- Relation t [id, x, s]
  ----
  Sort [x desc]
  +- Filter id = 1
     +- Relation t [id, x, s]"
`))
test('a filter does not move through a limit or a sample', () => {
  const rules = [pushPredicateThroughProject, pushPredicateThroughSort, pushPredicateThroughJoin, pushPredicateThroughUnion, pushPredicateThroughAggregate]
  for (const q of [t.limit(5), t.sample(0.5)]) {
    const [before, after] = rewritten(q.filter(f.eq!($.id!, 1)), ...rules).split('\n----\n')
    expect(after).toBe(before)
  }
})
test('PushPredicateThroughAggregate: only conditions on keys', () =>
  expect(rewritten(t.groupBy(['s', { k: $.id! }], { n: f.count!() }).filter(f.and!(f.gt!($.n!, 1), f.and!(f.eq!($.s!, 'a'), f.lt!($.k!, 9)))), pushPredicateThroughAggregate)).toMatchInlineSnapshot(`
    "Filter n > 1 and s = 'a' and k < 9
    +- Aggregate [s, id], [s, id as k, count() as n]
       +- Relation t [id, x, s]
    ----
    Filter n > 1
    +- Aggregate [s, id], [s, id as k, count() as n]
       +- Filter s = 'a' and id < 9
          +- Relation t [id, x, s]"
  `))
test('PushPredicateThroughAggregate: not where there are no keys', () => {
  const [before, after] = rewritten(t.groupBy([], { n: f.count!() }).filter(f.eq!($.n!, 0)), pushPredicateThroughAggregate).split('\n----\n')
  expect(after).toBe(before)
})
test('PushPredicateThroughUnion', () =>
  expect(rewritten(t.select('id', 'x').union(u).filter(f.gt!($.x!, f.add!($.id!, 1))), pushPredicateThroughUnion)).toMatchInlineSnapshot(`
    "Filter x > id + 1
    +- Union
       +- Project [id, x]
          +- Relation t [id, x, s]
       +- Relation u [uid, y]
    ----
    Union
    +- Filter x > id + 1
       +- Project [id, x]
          +- Relation t [id, x, s]
    +- Filter y > uid + 1
       +- Relation u [uid, y]"
  `))

describe('PushPredicateThroughJoin', () => {
  const condition = f.and!(f.eq!($.x!, 1), f.and!(f.eq!($.y!, 2), f.lt!($.x!, $.y!)))
  const joined = (kind: JoinKind): string => rewritten(t.join(u, f.eq!(l.id!, r.uid!), kind).filter(condition), pushPredicateThroughJoin)
  test('inner: all of it', () => expect(joined('inner')).toMatchInlineSnapshot(`
    "Filter x = 1 and y = 2 and x < y
    +- Join inner, id = uid
       +- Relation t [id, x, s]
       +- Relation u [uid, y]
    ----
    Join inner, id = uid and x < y
    +- Filter x = 1
       +- Relation t [id, x, s]
    +- Filter y = 2
       +- Relation u [uid, y]"
  `))
  test('left: what is about the left side', () => expect(joined('left')).toMatchInlineSnapshot(`
    "Filter x = 1 and y = 2 and x < y
    +- Join left, id = uid
       +- Relation t [id, x, s]
       +- Relation u [uid, y]
    ----
    Filter y = 2 and x < y
    +- Join left, id = uid
       +- Filter x = 1
          +- Relation t [id, x, s]
       +- Relation u [uid, y]"
  `))
  test('right: what is about the right side', () => expect(joined('right')).toMatchInlineSnapshot(`
    "Filter x = 1 and y = 2 and x < y
    +- Join right, id = uid
       +- Relation t [id, x, s]
       +- Relation u [uid, y]
    ----
    Filter x = 1 and x < y
    +- Join right, id = uid
       +- Relation t [id, x, s]
       +- Filter y = 2
          +- Relation u [uid, y]"
  `))
  test('full: nothing', () => expect(joined('full')).toMatchInlineSnapshot(`
    "Filter x = 1 and y = 2 and x < y
    +- Join full, id = uid
       +- Relation t [id, x, s]
       +- Relation u [uid, y]
    ----
    Filter x = 1 and y = 2 and x < y
    +- Join full, id = uid
       +- Relation t [id, x, s]
       +- Relation u [uid, y]"
  `))
  test('semi', () => expect(rewritten(t.join(u, f.eq!(l.id!, r.uid!), 'semi').filter(f.eq!($.x!, 1)), pushPredicateThroughJoin)).toMatchInlineSnapshot(`
    "Filter x = 1
    +- Join semi, id = uid
       +- Relation t [id, x, s]
       +- Relation u [uid, y]
    ----
    Join semi, id = uid
    +- Filter x = 1
       +- Relation t [id, x, s]
    +- Relation u [uid, y]"
  `))
  test('a cross join with a condition on both sides is an inner join', () =>
    expect(rewritten(t.join(u, undefined, 'cross').filter(f.eq!($.id!, $.uid!)), pushPredicateThroughJoin)).toMatchInlineSnapshot(`
      "Filter id = uid
      +- Join cross
         +- Relation t [id, x, s]
         +- Relation u [uid, y]
      ----
      Join inner, id = uid
      +- Relation t [id, x, s]
      +- Relation u [uid, y]"
    `))
})

describe('PushDownJoinConditionSides', () => {
  const condition = f.and!(f.eq!(l.id!, r.uid!), f.and!(f.gt!(l.x!, 1), f.gt!(r.y!, 2)))
  const joined = (kind: JoinKind): string => rewritten(t.join(u, condition, kind), pushDownJoinConditionSides)
  test('inner', () => expect(joined('inner')).toMatchInlineSnapshot(`
    "Join inner, id = uid and x > 1 and y > 2
    +- Relation t [id, x, s]
    +- Relation u [uid, y]
    ----
    Join inner, id = uid
    +- Filter x > 1
       +- Relation t [id, x, s]
    +- Filter y > 2
       +- Relation u [uid, y]"
  `))
  test('left: the left side keeps its rows', () => expect(joined('left')).toMatchInlineSnapshot(`
    "Join left, id = uid and x > 1 and y > 2
    +- Relation t [id, x, s]
    +- Relation u [uid, y]
    ----
    Join left, id = uid and x > 1
    +- Relation t [id, x, s]
    +- Filter y > 2
       +- Relation u [uid, y]"
  `))
  test('right', () => expect(joined('right')).toMatchInlineSnapshot(`
    "Join right, id = uid and x > 1 and y > 2
    +- Relation t [id, x, s]
    +- Relation u [uid, y]
    ----
    Join right, id = uid and y > 2
    +- Filter x > 1
       +- Relation t [id, x, s]
    +- Relation u [uid, y]"
  `))
  test('full', () => expect(joined('full')).toMatchInlineSnapshot(`
    "Join full, id = uid and x > 1 and y > 2
    +- Relation t [id, x, s]
    +- Relation u [uid, y]
    ----
    Join full, id = uid and x > 1 and y > 2
    +- Relation t [id, x, s]
    +- Relation u [uid, y]"
  `))
  test('semi', () => expect(joined('semi')).toMatchInlineSnapshot(`
    "Join semi, id = uid and x > 1 and y > 2
    +- Relation t [id, x, s]
    +- Relation u [uid, y]
    ----
    Join semi, id = uid
    +- Filter x > 1
       +- Relation t [id, x, s]
    +- Filter y > 2
       +- Relation u [uid, y]"
  `))
  test('anti: the left side keeps rows without a partner', () => expect(joined('anti')).toMatchInlineSnapshot(`
    "Join anti, id = uid and x > 1 and y > 2
    +- Relation t [id, x, s]
    +- Relation u [uid, y]
    ----
    Join anti, id = uid and x > 1
    +- Relation t [id, x, s]
    +- Filter y > 2
       +- Relation u [uid, y]"
  `))
})

describe('combining', () => {
  test('CombineFilters: the inner condition is asked first', () =>
    expect(rewritten(t.filter(f.ne!($.x!, 0)).filter(f.gt!(f.div!(10, $.x!), 1)), combineFilters)).toMatchInlineSnapshot(`
      "Filter 10 / cast(x as double) > 1
      +- Filter x != 0
         +- Relation t [id, x, s]
      ----
      Filter x != 0 and 10 / cast(x as double) > 1
      +- Relation t [id, x, s]"
    `))
  test('CombineLimits', () => expect(rewritten(t.limit(100, 10).limit(20, 5).limit(50, 3), combineLimits)).toMatchInlineSnapshot(`
    "Limit 50, Offset 3
    +- Limit 20, Offset 5
       +- Limit 100, Offset 10
          +- Relation t [id, x, s]
    ----
    Limit 17, Offset 18
    +- Relation t [id, x, s]"
  `))
  test('CombineUnions', () => expect(rewritten(t.union(t).union(t.union(t)), combineUnions)).toMatchInlineSnapshot(`
    "Union
    +- Union
       +- Relation t [id, x, s]
       +- Relation t [id, x, s]
    +- Union
       +- Relation t [id, x, s]
       +- Relation t [id, x, s]
    ----
    Union
    +- Relation t [id, x, s]
    +- Relation t [id, x, s]
    +- Relation t [id, x, s]
    +- Relation t [id, x, s]"
  `))
  test('CollapseProject', () =>
    expect(rewritten(t.select('s', { y: f.add!($.x!, 1) }).select('s', { z: f.mul!($.y!, 2) }), collapseProject)).toMatchInlineSnapshot(`
      "Project [s, y * 2 as z]
      +- Project [s, x + 1 as y]
         +- Relation t [id, x, s]
      ----
      Project [s, (x + 1) * 2 as z]
      +- Relation t [id, x, s]"
    `))
  test('CollapseProject keeps apart what would be computed twice', () =>
    expect(rewritten(t.select({ y: f.add!($.x!, 1) }).select({ a: $.y!, b: f.mul!($.y!, 2) }), collapseProject)).toMatchInlineSnapshot(`
      "Project [y as a, y * 2 as b]
      +- Project [x + 1 as y]
         +- Relation t [id, x, s]
      ----
      Project [y as a, y * 2 as b]
      +- Project [x + 1 as y]
         +- Relation t [id, x, s]"
    `))
  test('CollapseProject into an aggregate, names only', () =>
    expect(rewritten(t.groupBy(['s'], { n: f.count!(), m: f.max!($.x!) }).select({ rows: $.n!, by: $.s! }), collapseProject)).toMatchInlineSnapshot(`
      "Project [n as rows, s as by]
      +- Aggregate [s], [s, count() as n, max(x) as m]
         +- Relation t [id, x, s]
      ----
      Aggregate [s], [count() as rows, s as by]
      +- Relation t [id, x, s]"
    `))
  test('RemoveRedundantAlias: what is above reads the column itself', () => {
    const renamed = t.select({ x2: $.x!, s2: $.s! }).select({ x: $.x2!, s3: $.s2! })
    expect(rewritten(renamed.filter(f.gt!($.x!, 1)).select('s3', 'x').sort($.x!), collapseProject, removeRedundantAlias)).toMatchInlineSnapshot(`
      "Sort [x]
      +- Project [s3, x]
         +- Filter x > 1
            +- Project [x2 as x, s2 as s3]
               +- Project [x as x2, s as s2]
                  +- Relation t [id, x, s]
      ----
      Sort [x]
      +- Project [s3, x]
         +- Filter x > 1
            +- Project [x, s as s3]
               +- Relation t [id, x, s]"
    `)
  })
  test('RemoveNoopProject', () => expect(rewritten(t.select('id', 'x', 's').select('id', 'x'), removeNoopProject)).toMatchInlineSnapshot(`
    "Project [id, x]
    +- Project [id, x, s]
       +- Relation t [id, x, s]
    ----
    Project [id, x]
    +- Relation t [id, x, s]"
  `))
})

describe('limits', () => {
  test('EliminateLimits: a limit beyond what there can be', () =>
    expect(rewritten(t.groupBy([], { n: f.count!() }).limit(5), eliminateLimits)).toMatchInlineSnapshot(`
      "Limit 5
      +- Aggregate [], [count() as n]
         +- Relation t [id, x, s]
      ----
      Aggregate [], [count() as n]
      +- Relation t [id, x, s]"
    `))
  test('EliminateLimits: none', () => expect(rewritten(t.limit(0), eliminateLimits)).toMatchInlineSnapshot(`
    "Limit 0
    +- Relation t [id, x, s]
    ----
    LocalRelation <empty> [id, x, s]"
  `))
  test('PushLimitThroughProject', () => expect(rewritten(t.sort($.x!).select({ y: f.add!($.x!, 1) }).limit(5, 2), pushLimitThroughProject)).toMatchInlineSnapshot(`
    "Limit 5, Offset 2
    +- Project [x + 1 as y]
       +- Sort [x]
          +- Relation t [id, x, s]
    ----
    Project [x + 1 as y]
    +- Limit 5, Offset 2
       +- Sort [x]
          +- Relation t [id, x, s]"
  `))
  test('PushLimitThroughUnion', () => expect(rewritten(t.union(t.limit(3)).limit(5, 2), pushLimitThroughUnion)).toMatchInlineSnapshot(`
    "Limit 5, Offset 2
    +- Union
       +- Relation t [id, x, s]
       +- Limit 3
          +- Relation t [id, x, s]
    ----
    Limit 5, Offset 2
    +- Union
       +- Limit 7
          +- Relation t [id, x, s]
       +- Limit 3
          +- Relation t [id, x, s]"
  `))
  test('PushLimitThroughOuterJoin', () => expect(rewritten(t.join(u, f.eq!(l.id!, r.uid!), 'left').limit(5), pushLimitThroughOuterJoin)).toMatchInlineSnapshot(`
    "Limit 5
    +- Join left, id = uid
       +- Relation t [id, x, s]
       +- Relation u [uid, y]
    ----
    Limit 5
    +- Join left, id = uid
       +- Limit 5
          +- Relation t [id, x, s]
       +- Relation u [uid, y]"
  `))
  test('PushLimitThroughOuterJoin, right', () => expect(rewritten(t.join(u, f.eq!(l.id!, r.uid!), 'right').limit(5), pushLimitThroughOuterJoin)).toMatchInlineSnapshot(`
    "Limit 5
    +- Join right, id = uid
       +- Relation t [id, x, s]
       +- Relation u [uid, y]
    ----
    Limit 5
    +- Join right, id = uid
       +- Relation t [id, x, s]
       +- Limit 5
          +- Relation u [uid, y]"
  `))
})
