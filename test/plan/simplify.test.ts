/** Rules on expressions: each line is a condition before and after. */
import { describe, expect, test } from 'vitest'
import type { Rule } from '../../src/rules/rule.js'
import { fillTimeZone } from '../../src/rules/optimizer/finish-analysis.js'
import { booleanSimplification, pruneFilters } from '../../src/rules/optimizer/simplify-booleans.js'
import { likeSimplification, literalsToTheRight, optimizeIn, unwrapCastInComparison } from '../../src/rules/optimizer/simplify-comparisons.js'
import { constantFolding, nullPropagation, simplifyCasts, simplifyConditionals } from '../../src/rules/optimizer/simplify-expressions.js'
import { cast, type Expression } from '../../src/logical/expression.js'
import { bool, date, decimal, float32, float64, int16, int32, int64, int8, timestamp, utf8, type DataType } from '../../src/types/data-type.js'
import { $, f, firm, rewritten, simplified, table, type Operand } from './build.js'

const t = table('t', {
  a: bool, b: bool, c: bool, sure: bool, i: int32, small: int8, n: int64, p: decimal(6, 2), x: float32, s: utf8, sureText: utf8, d: date, ts: timestamp, k: int32,
}, { present: ['sure', 'sureText', 'k'] })
const by = (...rules: readonly Rule[]) => (...conditions: readonly Operand[]): string => conditions.map(c => simplified(t, c, ...rules)).join('\n')
const as = (e: Expression, type: DataType): Expression => cast(e, type)
const { and, or, not, eq, ne, lt, gt, ge } = f as Readonly<Record<'and' | 'or' | 'not' | 'eq' | 'ne' | 'lt' | 'gt' | 'ge', (...args: readonly Operand[]) => Expression>>

test('BooleanSimplification', () => {
  expect(by(booleanSimplification)(
    and($.a!, true), and(false, $.a!), or($.a!, true), or(false, $.a!), and($.a!, $.a!), or($.a!, or($.b!, $.a!)),
    not(not($.a!)), not(and($.a!, lt($.i!, 5))), not(or($.a!, f.isNull!($.b!))), not(eq($.i!, 1)),
    and($.sure!, not($.sure!)), and($.a!, not($.a!)), or($.sure!, not($.sure!)),
    and($.a!, or($.a!, $.b!)), or($.a!, and($.b!, $.a!)),
    or(and($.a!, $.b!), and($.a!, $.c!)), or(and($.a!, $.b!), and($.b!, and($.a!, $.c!))), or(and($.a!, $.b!), or(and($.a!, and($.b!, $.c!)), $.a!)),
  )).toMatchInlineSnapshot(`
    "a and true  →  a
    false and a  →  false
    a or true  →  true
    false or a  →  a
    a and a  →  a
    a or b or a  →  a or b
    not (not a)  →  a
    not (a and i < 5)  →  not a or i >= 5
    not (a or b is null)  →  not a and b is not null
    not i = 1  →  i != 1
    sure and not sure  →  false
    a and not a  →  a and not a
    sure or not sure  →  true
    a and (a or b)  →  a
    a or (b and a)  →  a
    (a and b) or (a and c)  →  a and (b or c)
    (a and b) or (b and a and c)  →  a and b
    (a and b) or (a and b and c) or a  →  a"
  `)
})
test('BooleanSimplification leaves what can raise behind what guards it', () => {
  const raising = gt(f.div!(firm(10, float64), $.i!), firm(1, float64))
  expect(by(booleanSimplification)(or(and(ne($.i!, 0), raising), and($.a!, raising)))).toMatchInlineSnapshot(`"(i != 0 and 10 / cast(i as double) > 1) or (a and 10 / cast(i as double) > 1)  →  (i != 0 and 10 / cast(i as double) > 1) or (a and 10 / cast(i as double) > 1)"`)
})
test('ConstantFolding', () => {
  expect(by(fillTimeZone, constantFolding)(
    eq(f.add!(firm(1, int32), firm(2, int32)), $.i!), eq($.s!, f.upper!(firm('x', utf8))), ge($.d!, f.addDays!(firm(19_000, date), firm(7, int32))),
    eq(f.div!(firm(1, float64), firm(0, float64)), 1), eq(as(firm('x', utf8), int32), $.i!),
    gt($.ts!, as(firm('2024-07-01 12:00:00', utf8), timestamp)),
  )).toMatchInlineSnapshot(`
    "1 + 2 = i  →  3 = i
    s = upper('x')  →  s = 'X'
    d >= addDays(date '2022-01-08', 7)  →  d >= date '2022-01-15'
    1 / 0 = 1  →  1 / 0 = 1
    cast('x' as int) = i  →  cast('x' as int) = i
    ts > cast('2024-07-01 12:00:00' as timestamp)  →  ts > timestamp '2024-07-01 10:00:00'"
  `)
})
test('NullPropagation', () => {
  expect(by(nullPropagation)(
    f.isNull!($.sure!), f.isNotNull!($.sure!), f.isNull!($.a!), eq($.i!, null), lt(f.add!($.i!, null), 1), f.eqNullSafe!($.i!, null), f.eqNullSafe!($.k!, 1),
    and($.a!, null),
  )).toMatchInlineSnapshot(`
    "sure is null  →  false
    sure is not null  →  true
    a is null  →  a is null
    i = null  →  null
    i + null < 1  →  null
    i <=> null  →  i is null
    k <=> 1  →  k = 1
    a and null  →  a and null"
  `)
})
test('SimplifyCasts', () => {
  expect(by(simplifyCasts)(
    eq(as($.i!, int32), 1), eq(as(as($.small!, int32), int64), firm(1n, int64)), eq(as(as($.n!, int32), int64), firm(1n, int64)), eq(as(as($.i!, utf8), int32), 1),
  )).toMatchInlineSnapshot(`
    "cast(i as int) = 1  →  i = 1
    cast(cast(small as int) as bigint) = 1  →  cast(small as bigint) = 1
    cast(cast(n as int) as bigint) = 1  →  cast(cast(n as int) as bigint) = 1
    cast(cast(i as string) as int) = 1  →  cast(cast(i as string) as int) = 1"
  `)
})
test('LiteralsToTheRight', () => {
  expect(by(literalsToTheRight)(lt(5, $.i!), eq('x', $.s!), ge(firm(1, int32), firm(2, int32)))).toMatchInlineSnapshot(`
    "5 < i  →  i > 5
    'x' = s  →  s = 'x'
    1 >= 2  →  1 >= 2"
  `)
})
test('UnwrapCastInComparison', () => {
  expect(by(unwrapCastInComparison)(
    eq(as($.small!, int32), firm(5, int32)), lt(as($.small!, int32), firm(1000, int32)), gt(as($.small!, int32), firm(1000, int32)), eq(as($.small!, int32), firm(-1000, int32)),
    gt(as($.i!, float64), firm(2.5, float64)), ge(as($.i!, float64), firm(2.5, float64)), lt(as($.i!, float64), firm(2.5, float64)), eq(as($.i!, float64), firm(2.5, float64)),
    lt(as($.i!, float64), firm(-2.5, float64)), ne(as($.k!, float64), firm(2.5, float64)), lt(as($.i!, float64), firm(NaN, float64)),
    gt(as($.p!, decimal(10, 4)), firm(12345n, decimal(10, 4))), gt(as($.p!, decimal(10, 4)), firm(12344n, decimal(10, 4))), lt(as($.p!, decimal(10, 2)), firm(100_000_000n, decimal(10, 2))),
    eq(as($.x!, float64), firm(0.1, float64)), eq(as($.x!, float64), firm(0.5, float64)),
    gt(as($.n!, float64), firm(2.5, float64)), eq(as($.i!, int16), firm(1, int16)),
    f.isIn!(as($.small!, int32), firm(1, int32), firm(2, int32)), f.isIn!(as($.small!, int32), firm(1, int32), firm(2000, int32)),
  )).toMatchInlineSnapshot(`
    "cast(small as int) = 5  →  small = 5
    cast(small as int) < 1000  →  small is not null or null
    cast(small as int) > 1000  →  small is null and null
    cast(small as int) = -1000  →  small is null and null
    cast(i as double) > 2.5  →  i > 2
    cast(i as double) >= 2.5  →  i > 2
    cast(i as double) < 2.5  →  i <= 2
    cast(i as double) = 2.5  →  i is null and null
    cast(i as double) < -2.5  →  i < -2
    cast(k as double) != 2.5  →  true
    cast(i as double) < NaN  →  i is not null or null
    cast(p as decimal(10,4)) > 1.2345  →  p > 1.23
    cast(p as decimal(10,4)) > 1.2344  →  p > 1.23
    cast(p as decimal(10,2)) < 1000000.00  →  p is not null or null
    cast(x as double) = 0.1  →  x is null and null
    cast(x as double) = 0.5  →  x = 0.5
    cast(n as double) > 2.5  →  cast(n as double) > 2.5
    cast(i as smallint) = 1  →  cast(i as smallint) = 1
    cast(small as int) in (1, 2)  →  small in (1, 2)
    cast(small as int) in (1, 2000)  →  cast(small as int) in (1, 2000)"
  `)
})
test('OptimizeIn', () => {
  expect(by(optimizeIn)(
    f.isIn!($.i!, 1), f.isIn!($.i!, 1, 2, 1), or(eq($.i!, 1), or(eq($.s!, 'x'), eq($.i!, 2))), or(f.isIn!($.i!, 1, 2), or($.a!, eq($.i!, 3))), or(eq($.i!, 1), $.a!),
  )).toMatchInlineSnapshot(`
    "i in (1)  →  i = 1
    i in (1, 2, 1)  →  i in (1, 2)
    i = 1 or s = 'x' or i = 2  →  i in (1, 2) or s = 'x'
    i in (1, 2) or a or i = 3  →  i in (1, 2, 3) or a
    i = 1 or a  →  i = 1 or a"
  `)
})
test('LikeSimplification', () => {
  expect(by(likeSimplification)(
    f.like!($.s!, 'abc'), f.like!($.s!, 'abc%'), f.like!($.s!, '%abc'), f.like!($.s!, '%abc%'), f.like!($.s!, '%'), f.like!($.sureText!, '%%'), f.like!($.s!, 'a%b'),
    f.like!($.s!, 'a_c'), f.like!($.s!, '100\\%'), f.like!($.s!, ''), f.like!($.s!, 'a%', '!'),
  )).toMatchInlineSnapshot(`
    "s like 'abc'  →  s = 'abc'
    s like 'abc%'  →  startsWith(s, 'abc')
    s like '%abc'  →  endsWith(s, 'abc')
    s like '%abc%'  →  contains(s, 'abc')
    s like '%'  →  s is not null or null
    sureText like '%%'  →  true
    s like 'a%b'  →  s like 'a%b'
    s like 'a_c'  →  s like 'a_c'
    s like '100\\%'  →  s like '100\\%'
    s like ''  →  s = ''
    like(s, 'a%', '!')  →  like(s, 'a%', '!')"
  `)
})
test('SimplifyConditionals', () => {
  expect(by(simplifyConditionals)(
    f.when!(false, $.a!, true, $.b!, $.c!), f.when!($.a!, $.b!, null, $.c!), f.when!($.a!, $.b!, true, $.c!, $.a!), f.when!($.a!, $.b!, $.c!, $.sure!, $.sure!), f.when!(false, $.a!),
    f.coalesce!(null, $.a!), f.coalesce!($.a!, f.coalesce!($.b!, $.c!)), f.coalesce!($.a!, $.sure!, $.b!), f.coalesce!($.a!, $.a!, $.b!), f.coalesce!($.sure!, $.a!),
  )).toMatchInlineSnapshot(`
    "when(false, a, true, b, c)  →  b
    when(a, b, null, c)  →  when(a, b)
    when(a, b, true, c, a)  →  when(a, b, c)
    when(a, b, c, sure, sure)  →  when(a, b, sure)
    when(false, a)  →  null
    coalesce(null, a)  →  a
    coalesce(a, coalesce(b, c))  →  coalesce(a, b, c)
    coalesce(a, sure, b)  →  coalesce(a, sure)
    coalesce(a, a, b)  →  coalesce(a, b)
    coalesce(sure, a)  →  sure"
  `)
})

describe('PruneFilters', () => {
  const pruned = (condition: Expression): string => rewritten(table('u', { a: bool, i: int32 }).filter(condition), pruneFilters)
  test('true', () => expect(pruned(and(true, true))).toMatchInlineSnapshot(`
    "Filter true and true
    +- Relation u [a, i]
    ----
    Relation u [a, i]"
  `))
  test('partly true', () => expect(pruned(and(true, $.a!))).toMatchInlineSnapshot(`
    "Filter true and a
    +- Relation u [a, i]
    ----
    Filter a
    +- Relation u [a, i]"
  `))
  test('false', () => expect(pruned(and($.a!, false))).toMatchInlineSnapshot(`
    "Filter a and false
    +- Relation u [a, i]
    ----
    LocalRelation <empty> [a, i]"
  `))
  test('null', () => expect(pruned(and($.a!, null))).toMatchInlineSnapshot(`
    "Filter a and null
    +- Relation u [a, i]
    ----
    LocalRelation <empty> [a, i]"
  `))
  test('or null', () => expect(pruned(or(f.isNotNull!($.i!), null))).toMatchInlineSnapshot(`
    "Filter i is not null or null
    +- Relation u [a, i]
    ----
    Filter i is not null
    +- Relation u [a, i]"
  `))
})
