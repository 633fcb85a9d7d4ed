/** Random plans over random rows: optimised or not, they give the same rows, and the optimised plan is well formed. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expressionsOf, formatPlan } from '../../src/logical/node/kinds.js'
import type { JoinKind } from '../../src/logical/node/join.js'
import { cast, references, type Attribute, type Expression } from '../../src/logical/expression.js'
import type { LogicalPlan } from '../../src/logical/plan.js'
import { checkAnalyzed } from '../../src/rules/analysis/check.js'
import { optimize } from '../../src/rules/optimize.js'
import { bool, float64, int32, int64, utf8 } from '../../src/types/data-type.js'
import type { EngineValue } from '../../src/types/representation.js'
import { $, f, table, type Query, type TableOptions } from './build.js'
import { interpret, keyOf } from './interpret.js'

const RUNS = Number(process.env['PROGRAMS'] ?? 400)
/** Numbers that the generator draws: each choice takes the next one, so a smaller program is a shorter list. */
class Choices {
  #at = 0
  constructor(readonly numbers: readonly number[]) {}
  next(below: number): number { return (this.numbers[this.#at++] ?? 0) % below }
  one<T>(list: readonly T[]): T { return list[this.next(list.length)]! }
  get left(): boolean { return this.#at < this.numbers.length }
}
const tests = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'] as const
const texts = [null, 'a', 'b', 'ab', ''], truths = [null, true, false]

let tables = 0
function randomTable(c: Choices): Query {
  let seed = c.next(1_000_000)
  // rows come from a seed of their own: they should not use up the numbers that make the program
  const any = <T>(list: readonly T[]): T => list[(seed = (seed * 48_271 + 11) % 2_147_483_647) % list.length]!
  const row = (): EngineValue[] => [any([null, 0, 1, 2, 3]), any([0, 1, 2, 3]), any(texts), any(truths)]
  const n = ++tables, rows = Array.from({ length: c.next(20) ? 2 + c.next(6) : 0 }, row)
  const statistics = c.next(6) ? { statistics: { rows: rows.length + c.next(100) } } : {}
  const options: TableOptions = { rows, filters: c.one(['none', 'hint', 'exact'] as const), ...statistics }
  return table(`t${n}`, { [`i${n}`]: int32, [`k${n}`]: int32, [`s${n}`]: utf8, [`b${n}`]: bool }, { ...options, present: [`k${n}`] })
}
type Columns = readonly Attribute[]
const columnsOf = (q: Columns, kind: string): Expression[] => q.filter(a => a.type.kind === kind).map(a => $[a.name]!)
function number(c: Choices, q: Columns, depth: number): Expression {
  const columns = columnsOf(q, 'int32')
  switch (depth ? c.next(7) : c.next(2)) {
    case 2: return f.coalesce!(number(c, q, depth - 1), c.next(4))
    case 3: return f.when!(condition(c, q, depth - 1), number(c, q, depth - 1), ...c.next(2) ? [number(c, q, depth - 1)] : [])
    case 4: return f.tryAdd!(number(c, q, depth - 1), c.next(3))
    case 5: return cast(cast(number(c, q, 0), int64), int32)
    default: return columns.length ? c.one(columns) : f.coalesce!(c.next(4))
  }
}
function text(c: Choices, q: Columns): Expression {
  const columns = columnsOf(q, 'utf8')
  return columns.length ? c.one(columns) : f.concat!('a', 'b')
}
function condition(c: Choices, q: Columns, depth: number): Expression {
  if (depth) {
    switch (c.next(9)) {
      case 0: case 1: return f.and!(condition(c, q, depth - 1), condition(c, q, depth - 1))
      case 2: case 3: return f.or!(condition(c, q, depth - 1), condition(c, q, depth - 1))
      case 4: return f.not!(condition(c, q, depth - 1))
      case 5: return f.or!(f.and!(condition(c, q, 0), condition(c, q, 0)), f.and!(condition(c, q, 0), condition(c, q, 0)))
    }
  }
  const bools = columnsOf(q, 'bool')
  switch (c.next(11)) {
    case 0: return bools.length ? c.one(bools) : f.isNull!(text(c, q))
    case 1: return f.isIn!(number(c, q, 0), c.next(3), ...c.next(2) ? [c.one([null, 2, 3])] : [])
    case 2: return f.like!(text(c, q), c.one(['a%', '%b', '%', '%a%', 'ab', 'a_']))
    case 3: return f.isNull!(number(c, q, depth))
    case 4: return f.isNotNull!(text(c, q))
    case 6: return f[c.one(tests)]!(cast(number(c, q, 0), c.one([int64, float64])), c.one([0, 1, 2.5, 1.5, -1, 3, 5_000_000_000]))
    case 5: return f.eqNullSafe!(number(c, q, depth), c.next(2) ? number(c, q, 0) : null)
    default: return f[c.one(tests)]!(number(c, q, depth), c.next(2) ? number(c, q, depth) : c.one([0, 1, 2, 7, null]))
  }
}
const kinds: readonly JoinKind[] = ['inner', 'inner', 'inner', 'left', 'left', 'right', 'full', 'semi', 'anti', 'cross']
let names = 0
/** One more verb. The rows of a limit are only defined in a total order, so it comes with one. */
function step(c: Choices, q: Query): Query {
  const columns = q.plan.output
  switch (c.next(14)) {
    case 0: case 1: case 2: return q.filter(condition(c, columns, c.next(3)))
    case 3: {
      const kept = columns.filter(() => c.next(3) > 0).map(a => a.name)
      return q.select(...kept, { [`x${++names}`]: number(c, columns, 2), [`y${names}`]: text(c, columns) })
    }
    case 4: case 5: case 6: case 11: case 12: {
      const joined = join(c, q)
      return c.next(3) ? joined.filter(condition(c, joined.plan.output.slice(-4), c.next(2))) : joined
    }
    case 7: {
      const keys = columns.filter(() => c.next(3) === 0).map(a => a.name)
      const computed = c.next(2) ? [{ [`g${++names}`]: number(c, columns, 1) }] : []
      return q.groupBy([...keys, ...computed], {
        [`c${++names}`]: f.count!(), [`m${names}`]: f.max!(number(c, columns, 1)), [`n${names}`]: f.count!(number(c, columns, 1)),
      })
    }
    case 8: return q.union(c.next(2) ? q : q.filter(condition(c, columns, 1)))
    case 9: return c.next(2) ? q.intersect(q.filter(condition(c, columns, 1))) : q.except(q.filter(condition(c, columns, 1)))
    case 10: return q.distinct()
    default: return q.sort(...columns).limit(c.next(5), c.next(3))
  }
}
function join(c: Choices, q: Query): Query {
  const kind = c.one(kinds), other = c.next(5) ? small(c) : q
  const right = other.select(Object.fromEntries(other.plan.output.map(a => [`${a.name}_${++names}`, $[a.name]!])))
  if (kind === 'cross') return q.join(right, undefined, kind)
  const both = [...q.plan.output, ...right.plan.output]
  const [ofLeft, ofRight] = [columnsOf(q.plan.output, 'int32'), columnsOf(right.plan.output, 'int32')]
  const keys = ofLeft.length && ofRight.length && c.next(5) ? [f.eq!(c.one(ofLeft), c.one(ofRight))] : []
  const more = keys.length && c.next(2) ? [] : [condition(c, both, 1)]
  return q.join(right, [...keys, ...more].reduce((a, b) => f.and!(a, b)), kind)
}
function small(c: Choices): Query {
  const q = randomTable(c)
  return c.next(2) ? q : q.filter(condition(c, q.plan.output, 0))
}
export function program(numbers: readonly number[]): Query {
  const c = new Choices(numbers)
  let q = randomTable(c)
  for (let n = 0; n < 8 && c.left; n++) {
    if (q.plan.output.length > 14) q = q.select(...q.plan.output.slice(0, 8).map(a => a.name))
    q = step(c, q)
  }
  return q
}
/** Columns that a plan, or a part of it, says are never null and that are, or that it reads as something else than its input gives. */
function nullsWhereNone(plan: LogicalPlan): string[] {
  const rows = interpret(plan), given = new Map(plan.children.flatMap(c => c.output).map(a => [a.id, a.nullable]))
  const wrong = plan.output.flatMap((a, n) => !a.nullable && rows.some(row => row[n] === null) ? [`null in ${a.name} of ${plan.node}`] : [])
  const read = expressionsOf(plan).flatMap(e => [...references(e).values()]).filter(a => !a.nullable && given.get(a.id))
  return [...wrong, ...read.map(a => `${a.name} can be null in ${plan.node}`), ...plan.children.flatMap(nullsWhereNone)]
}
test(`${RUNS} random plans`, () => {
  fc.assert(fc.property(fc.array(fc.nat(1_000_000), { minLength: 40, maxLength: 300 }), numbers => {
    const { plan } = program(numbers), rows = interpret(plan)
    if (rows.length > 1000) return
    const warnings: string[] = [], optimized = optimize(plan, { timeZone: 'UTC', warn: m => warnings.push(m) })
    checkAnalyzed(optimized)
    expect(optimized.output.map(a => a.name)).toEqual(plan.output.map(a => a.name))
    expect(interpret(optimized).map(keyOf).sort(), `${formatPlan(plan)}\n\n${formatPlan(optimized)}`).toEqual(rows.map(keyOf).sort())
    expect(nullsWhereNone(optimized)).toEqual([])
    expect(nullsWhereNone(plan)).toEqual([])
    expect(warnings.filter(w => w.includes('settle'))).toEqual([])
  }), { numRuns: RUNS, ...process.env['SEED'] ? { seed: Number(process.env['SEED']) } : {} })
}, 120_000)
