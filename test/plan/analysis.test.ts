import { describe, expect, test } from 'vitest'
import { formatPlan } from '../../src/logical/node/kinds.js'
import { freshIds } from '../../src/rules/analysis/fresh-ids.js'
import { TypedFrameError } from '../../src/errors/raise.js'
import { bool, date, decimal, float64, int32, int64, int8, list, map, sqlName, timestamp, utf8 } from '../../src/types/data-type.js'
import { unresolvedCall } from '../../src/logical/expression.js'
import { $, f, firm, l, operand, r, table, type Query } from './build.js'

const t = (): Query => table('t', { a: int32, b: int64, name: utf8, day: date, price: decimal(12, 2), ok: bool, tags: map(utf8, utf8) }, { present: ['a'] })
const u = (): Query => table('u', { a: int32, c: utf8 })
const columns = (q: Query): string => q.plan.output.map(a => `${a.name} ${sqlName(a.type)}${a.nullable ? '' : ' not null'}`).join(', ')
function failure(make: () => unknown): string {
  try {
    make()
  } catch (error) {
    if (error instanceof TypedFrameError) return error.message
    throw error
  }
  return 'no error'
}

describe('expressions', () => {
  test('names become columns, calls get types and casts', () => {
    const q = t().select('a', { sum: f.add!($.a!, $.b!), big: f.gt!($.price!, 1.5), recent: f.ge!($.day!, '2024-01-01') })
    expect(columns(q)).toBe('a int not null, sum bigint, big boolean, recent boolean')
    expect(formatPlan(q.plan)).toMatchInlineSnapshot(`
      "Project [a, cast(a as bigint) + b as sum, price > 1.50 as big, day >= date '2024-01-01' as recent]
      +- Relation t [a, b, name, day, price, ok, tags]"
    `)
  })
  test('a literal takes the type of what it stands beside', () => {
    expect(formatPlan(t().select({ x: f.eq!(firm(1, int8), $.a!), y: f.add!($.a!, 1), z: f.coalesce!($.b!, 0), w: f.isIn!($.price!, 1, 2.5) }).plan)).toMatchInlineSnapshot(`
      "Project [cast(1 as int) = a as x, a + 1 as y, coalesce(b, 0) as z, price in (1.00, 2.50) as w]
      +- Relation t [a, b, name, day, price, ok, tags]"
    `)
  })
  test('a literal that does not parse is an error at once', () => {
    expect(failure(() => t().filter(f.gt!($.day!, 'soon')))).toMatchInlineSnapshot(`"[CAST_INVALID_INPUT] The value 'soon' of type string cannot be cast to date: it does not parse. Use tryCast to get null instead."`)
  })
  test('a filter proves that columns are there', () => {
    expect(columns(t().filter(f.and!(f.gt!($.b!, 1), f.isNotNull!($.name!))))).toMatchInlineSnapshot(`"a int not null, b bigint not null, name string not null, day date, price decimal(12,2), ok boolean, tags map<string, string>"`)
    expect(columns(t().filter(f.or!(f.gt!($.b!, 1), f.and!(f.lt!($.b!, 1), $.ok!))))).toContain('b bigint not null, name string, ')
    expect(columns(t().filter(f.not!(f.isNull!($.b!))))).toContain('b bigint,')
    expect(columns(t().filter(f.isIn!($.b!, 1, 2)))).toContain('b bigint not null')
  })
  test('errors', () => {
    expect([
      failure(() => t().filter(f.gt!($.prise!, 1))),
      failure(() => t().filter(f.gt!($.zzz!, 1))),
      failure(() => t().filter(f.sbustring!($.name!, 1))),
      failure(() => t().filter($.a!)),
      failure(() => t().filter(f.gt!(f.sum!($.a!), 1))),
      failure(() => t().select({ x: f.sum!($.a!) })),
      failure(() => t().select({ x: f.and!($.a!, true) })),
      failure(() => t().select({ x: $.a! }, { x: $.b! })),
      failure(() => t().sort($.tags!)),
      failure(() => t().limit(-1)),
      failure(() => t().sample(2)),
      failure(() => t().select({ x: f.upper!(firm(null, list(int32))) })),
    ].join('\n')).toMatchInlineSnapshot(`
      "[UNRESOLVED_COLUMN] There is no column 'prise'. Did you mean 'price'?
      [UNRESOLVED_COLUMN] There is no column 'zzz'. There are: a, b, name, day, price, ok, tags.
      [UNRESOLVED_ROUTINE] There is no function 'sbustring'. Did you mean substring?
      [DATATYPE_MISMATCH] the condition of a filter must be a boolean, not int. Cast the argument to the type that is meant.
      [INVALID_WHERE_CONDITION] sum is an aggregate and cannot stand in a condition over rows. Aggregate first with groupBy and agg, then filter the result.
      [MISSING_GROUP_BY] sum is an aggregate, but this is a row by row verb. Use agg, or groupBy and agg.
      [DATATYPE_MISMATCH] and takes a boolean as its first argument (value), not int. Cast the argument to the type that is meant.
      [COLUMN_ALREADY_EXISTS] There would be two columns 'x'. Rename or drop one of them; a join takes { suffix }.
      [GROUP_EXPRESSION_TYPE_IS_NOT_ORDERABLE] 'tags' is a map<string, string>, which cannot be compared. Group, sort or compare by parts of it.
      [INVALID_LIMIT_LIKE_EXPRESSION] The limit cannot be -1. Give a whole number that is not negative.
      [INVALID_SAMPLE_FRACTION] The fraction of a sample cannot be 2. Give a number from 0 to 1.
      [DATATYPE_MISMATCH] upper takes text as its first argument (text), not array<int>. Cast the argument to the type that is meant."
    `)
  })
})

describe('aggregates', () => {
  test('keys and aggregates', () => {
    const q = t().groupBy(['name', { year: f.year!($.day!) }], { n: f.count!(), most: f.max!($.a!), next: f.add!(f.year!($.day!), 1) })
    expect(columns(q)).toBe('name string, year int, n bigint not null, most int not null, next int')
    expect(formatPlan(q.plan)).toMatchInlineSnapshot(`
      "Aggregate [name, year(day)], [name, year(day) as year, count() as n, max(a) as most, year(day) + 1 as next]
      +- Relation t [a, b, name, day, price, ok, tags]"
    `)
  })
  test('without keys there may be no row to take a value from', () => {
    expect(columns(t().groupBy([], { most: f.max!($.a!), n: f.count!($.a!) }))).toBe('most int, n bigint not null')
    expect(columns(t().groupBy(['b'], { most: unresolvedCall('max', [$.a!], { filter: operand(true) }) }))).toBe('b bigint, most int')
  })
  test('errors', () => {
    expect([
      failure(() => t().groupBy(['name'], { x: $.a! })),
      failure(() => t().groupBy(['name'], { x: f.add!(f.sum!($.a!), $.a!) })),
      failure(() => t().groupBy([{ k: f.sum!($.a!) }], {})),
      failure(() => t().groupBy(['name'], { x: f.sum!(f.sum!($.a!)) })),
      failure(() => t().groupBy(['tags'], { n: f.count!() })),
      failure(() => t().groupBy(['name'], { name: f.count!() })),
    ].join('\n')).toMatchInlineSnapshot(`
      "[MISSING_AGGREGATION] Column 'a' has many values in a group. Make it a group key, or take one value with first($.a), min or max.
      [MISSING_AGGREGATION] Column 'a' has many values in a group. Make it a group key, or take one value with first($.a), min or max.
      [GROUP_BY_AGGREGATE] sum is an aggregate and cannot be a group key. Aggregate in agg, then group its result.
      [NESTED_AGGREGATE_FUNCTION] sum takes an argument that is an aggregate itself. Aggregate twice: agg, then agg over its result.
      [GROUP_EXPRESSION_TYPE_IS_NOT_ORDERABLE] 'tags' is a map<string, string>, which cannot be compared. Group, sort or compare by parts of it.
      [COLUMN_ALREADY_EXISTS] There would be two columns 'name'. Rename or drop one of them; a join takes { suffix }."
    `)
  })
})

describe('joins', () => {
  test('columns by side', () => {
    const q = t().select('a', 'name').join(u(), f.and!(f.eq!(l.a!, r.a!), f.ne!($.name!, $.c!)), 'left')
    expect(columns(q)).toBe('a int not null, name string, a int, c string')
    expect(formatPlan(q.plan)).toMatchInlineSnapshot(`
      "Join left, a#1 = a#2 and name != c
      +- Project [a#1, name]
         +- Relation t [a#1, b, name, day, price, ok, tags]
      +- Relation u [a#2, c]"
    `)
  })
  test('a frame joined with itself', () => {
    const q = u().filter(f.gt!($.a!, 1)), both = q.join(q, f.eq!(l.a!, r.a!))
    expect(new Set(both.plan.output.map(a => a.id)).size).toBe(4)
    expect(formatPlan(both.plan)).toMatchInlineSnapshot(`
      "Join inner, a#1 = a#2
      +- Filter a#1 > 1
         +- Relation u [a#1, c#1]
      +- Filter a#2 > 1
         +- Relation u [a#2, c#2]"
    `)
  })
  test('errors', () => {
    expect([
      failure(() => t().join(u(), f.eq!($.a!, 1))),
      failure(() => t().join(u(), f.eq!(l.c!, r.c!))),
      failure(() => t().join(u(), f.add!(l.a!, r.a!))),
      failure(() => t().join(u(), f.gt!(f.count!(), 1))),
      failure(() => t().join(u(), f.eq!(l.ok!, r.a!))),
    ].join('\n')).toMatchInlineSnapshot(`
      "[AMBIGUOUS_REFERENCE] Column 'a' is on both sides. Say which one is meant: take it from the callback's parameter of that side.
      [UNRESOLVED_COLUMN] There is no column 'c'. There are: a, b, name, day, price, ok, tags.
      [DATATYPE_MISMATCH] the condition of a join must be a boolean, not int. Cast the argument to the type that is meant.
      [INVALID_WHERE_CONDITION] count is an aggregate and cannot stand in a condition over rows. Aggregate first with groupBy and agg, then filter the result.
      [DATATYPE_MISMATCH] eq cannot bring boolean and int to a common type. Cast the argument to the type that is meant."
    `)
  })
})

describe('set operations', () => {
  test('types meet', () => {
    const q = table('x', { a: int32, p: decimal(4, 1) }).union(table('y', { a: int64, q: int32 }))
    expect(columns(q)).toBe('a bigint, p decimal(11,1)')
    expect(formatPlan(q.plan)).toMatchInlineSnapshot(`
      "Union
      +- Project [cast(a as bigint) as a, cast(p as decimal(11,1)) as p]
         +- Relation x [a, p]
      +- Project [a, cast(q as decimal(11,1)) as q]
         +- Relation y [a, q]"
    `)
  })
  test('the same frame twice', () => {
    const q = u().intersect(u()), one = u()
    expect(columns(q)).toBe('a int, c string')
    expect(formatPlan(one.except(one).plan)).toMatchInlineSnapshot(`
      "Except
      +- Relation u [a, c]
      +- Relation u [a, c]"
    `)
  })
  test('errors', () => {
    expect([
      failure(() => u().union(t())),
      failure(() => table('x', { a: bool }).union(table('y', { a: int32 }))),
      failure(() => t().select('tags').intersect(t().select('tags'))),
      failure(() => t().distinct()),
      failure(() => table('x', { a: timestamp, b: float64 }).except(table('y', { a: list(int32), b: float64 }))),
    ].join('\n')).toMatchInlineSnapshot(`
      "[NUM_COLUMNS_MISMATCH] union: one side has 2 columns, another 7. Select the same columns on every side.
      [INCOMPATIBLE_COLUMN_TYPE] union: column 'a' is boolean on one side and int on the other. Cast one of them.
      [GROUP_EXPRESSION_TYPE_IS_NOT_ORDERABLE] 'tags' is a map<string, string>, which cannot be compared. Group, sort or compare by parts of it.
      [GROUP_EXPRESSION_TYPE_IS_NOT_ORDERABLE] 'tags' is a map<string, string>, which cannot be compared. Group, sort or compare by parts of it.
      [INCOMPATIBLE_COLUMN_TYPE] except: column 'a' is timestamp on one side and array<int> on the other. Cast one of them."
    `)
  })
})

test('fresh ids are fresh everywhere and mean the same', () => {
  const q = t().filter(f.gt!($.a!, 1)).groupBy(['name'], { n: f.count!() }).union(u().select({ c: $.c!, n: $.a! }))
  const { plan, mapping } = freshIds(q.plan)
  expect(formatPlan(plan)).toBe(formatPlan(q.plan))
  expect(plan.output.map(a => a.id)).toEqual(q.plan.output.map(a => mapping.get(a.id)))
  expect(plan.output.every(a => !q.plan.output.some(o => o.id === a.id))).toBe(true)
})
