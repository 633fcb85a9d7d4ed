/** Guesses of how many rows and bytes a plan gives, from what its sources say: enough to order joins and choose the side to build. */
import { references, typeOf, type Attribute, type Expression, type NamedExpression } from '../logical/expression.js'
import { conjuncts } from '../logical/canonical.js'
import type { Aggregate } from '../logical/node/aggregate.js'
import type { Join } from '../logical/node/join.js'
import type { LogicalPlan } from '../logical/plan.js'
import type { Statistics } from '../logical/source.js'
import { cellBytes, representation } from '../types/representation.js'
import { capped, columnEstimate, distinctOf, someColumn, type ColumnEstimate, type Columns } from './statistics/column.js'
import { columnOf, narrowed, selectivity } from './statistics/selectivity.js'

export interface Estimate {
  readonly rows: number
  readonly bytes: number
  /** Whether every source said how many rows it has. */
  readonly known: boolean
  readonly columns: Columns
}
/** Of a source that does not know. */
const UNKNOWN_ROWS = 100_000
const TEXT_BYTES = 16

const remembered = new WeakMap<LogicalPlan, Estimate>()
export function estimate(plan: LogicalPlan): Estimate {
  let made = remembered.get(plan)
  if (!made) {
    const { rows, columns, known } = guess(plan)
    remembered.set(plan, made = { rows, known, columns: capped(columns, rows), bytes: rows * rowBytes(plan.output) })
  }
  return made
}
/** How many rows a plan gives, where the plan itself says so. */
export function knownRows(plan: LogicalPlan): number | undefined {
  switch (plan.node) {
    case 'cachedRelation': return plan.rows.statistics.rows
    case 'localRelation': return plan.rows.length
    case 'project': case 'sort': return knownRows(plan.children[0]!)
    default: return undefined
  }
}
const rowBytes = (output: readonly Attribute[]): number => output.reduce((sum, { type }) => {
  const form = representation(type)
  return sum + cellBytes[form] + (form === 'str' ? TEXT_BYTES : 0)
}, 1)

type Guess = Omit<Estimate, 'bytes'>
function guess(plan: LogicalPlan): Guess {
  const [first] = plan.children
  switch (plan.node) {
    case 'relation': return ofSource(plan, plan.source.statistics())
    case 'cachedRelation': return ofSource(plan, plan.rows.statistics)
    case 'localRelation': {
      const rows = plan.rows.length
      return { rows, known: true, columns: new Map(plan.output.map(a => [a.id, someColumn(a.type, rows)])) }
    }
    case 'filter': {
      const below = estimate(first!)
      const rows = atLeastOne(below.rows * selectivity(plan.condition, below.columns), below.rows)
      return { ...below, rows, columns: narrowed(plan.condition, below.columns) }
    }
    case 'project': {
      const below = estimate(first!)
      return { ...below, columns: new Map(plan.columns.map(c => [c.id, ofExpression(c, below)])) }
    }
    case 'aggregate': return ofAggregate(plan, estimate(first!))
    case 'distinct': return grouped(plan.output, estimate(first!))
    case 'deduplicate': return grouped(plan.keys, estimate(first!))
    case 'join': return ofJoin(plan, estimate(first!), estimate(plan.children[1]!))
    case 'limit': {
      const below = estimate(first!)
      return { ...below, rows: Math.min(plan.count, Math.max(0, below.rows - plan.offset)) }
    }
    case 'sample': {
      const below = estimate(first!)
      return { ...below, rows: below.rows * plan.fraction }
    }
    case 'sort': return estimate(first!)
    case 'union': {
      const all = plan.children.map(estimate)
      return {
        rows: all.reduce((n, e) => n + e.rows, 0), known: all.every(e => e.known),
        columns: new Map(plan.output.map((a, n) => [a.id, widest(plan.children.map((c, m) => all[m]!.columns.get(c.output[n]!.id)!))])),
      }
    }
    case 'setOperation': {
      const below = estimate(first!)
      return { ...below, columns: new Map(plan.output.map((a, n) => [a.id, below.columns.get(first!.output[n]!.id)!])) }
    }
  }
}
const atLeastOne = (rows: number, of: number): number => of === 0 ? 0 : Math.max(1, rows)

function ofSource(plan: Extract<LogicalPlan, { node: 'relation' | 'cachedRelation' }>, given: Statistics): Guess {
  const rows = given.rows ?? (given.bytes === undefined ? UNKNOWN_ROWS : given.bytes / rowBytes(plan.output))
  const known = given.rows !== undefined || given.bytes !== undefined
  return { rows, known, columns: new Map(plan.output.map(a => [a.id, columnEstimate(a.type, given.columns?.get(a.name), rows)])) }
}
function ofExpression(e: Expression, below: Estimate): ColumnEstimate {
  const inner = e.node === 'alias' ? e.child : e
  if (inner.node === 'attribute') return below.columns.get(inner.id) ?? someColumn(inner.type, below.rows)
  // a computed column has no more different values than the one it is computed from
  const from = columnOf(inner, below.columns)
  return from ? { ...from, unique: false, min: undefined, max: undefined } : someColumn(typeOf(inner), below.rows)
}
function ofAggregate(plan: Aggregate, below: Estimate): Guess {
  const { rows, known } = grouped(plan.keys, below)
  const column = (c: NamedExpression): ColumnEstimate => c.node === 'attribute' ? ofExpression(c, below) : someColumn(typeOf(c), rows)
  return { rows, known, columns: new Map(plan.columns.map(c => [c.id, column(c)])) }
}
function grouped(keys: readonly Expression[], below: Estimate): Guess {
  const groups = keys.reduce((n, k) => n * distinctOf(ofExpression(k, below), below.rows), 1)
  return { ...below, rows: Math.min(below.rows || (keys.length ? 0 : 1), groups) || (keys.length ? 0 : 1) }
}
const widest = (columns: readonly ColumnEstimate[]): ColumnEstimate => ({
  distinct: columns.every(c => c.distinct !== undefined) ? Math.max(...columns.map(c => c.distinct!)) : undefined,
  of: columns.reduce((n, c) => n + c.of, 0), unique: false, nulls: undefined, min: undefined, max: undefined,
})

function ofJoin(plan: Join, left: Estimate, right: Estimate): Guess {
  const both: Columns = new Map([...left.columns, ...right.columns]), known = left.known && right.known
  const matching = joinSelectivity(plan.condition ? conjuncts(plan.condition) : [], left, right)
  const inner = left.rows * right.rows * matching
  switch (plan.kind) {
    case 'semi': return { rows: Math.min(left.rows, inner), known, columns: left.columns }
    case 'anti': return { rows: Math.max(left.rows - inner, left.rows * 0.1), known, columns: left.columns }
    case 'left': return { rows: Math.max(inner, left.rows), known, columns: both }
    case 'right': return { rows: Math.max(inner, right.rows), known, columns: both }
    case 'full': return { rows: Math.max(inner, left.rows, right.rows), known, columns: both }
    default: return { rows: inner, known, columns: both }
  }
}
/** Which part of all pairs a join keeps. */
export function joinSelectivity(conditions: readonly Expression[], left: Estimate, right: Estimate): number {
  const both: Columns = new Map([...left.columns, ...right.columns]), pairs: Pair[] = []
  let others = 1
  for (const c of conditions) {
    const pair = keyPair(c, left.columns, right.columns)
    if (pair) pairs.push(pair)
    else others *= selectivity(c, both)
  }
  if (!pairs.length) return others
  if (pairs.length === 1) return others * ofOneKey(...pairs[0]!)
  // of several keys the combinations are counted, of which a side has no more than rows
  const combinations = (side: 0 | 1, { rows }: Estimate): number =>
    Math.min(pairs.reduce((n, p) => n * distinctOf(p[side], rows), 1), Math.max(rows, 1))
  return others / Math.max(1, Math.min(combinations(0, left), combinations(1, right)))
}
/**
 * A column whose values all differ is taken for the key of its table, to which the other side refers: each of those rows
 * finds its one row of the whole table. Without such a key, each value of the side with fewer has partners.
 */
function ofOneKey(a: ColumnEstimate, b: ColumnEstimate): number {
  const keys = [a, b].filter(c => c.unique).map(c => c.of)
  if (keys.length) return 1 / Math.max(1, Math.min(...keys))
  const known = [a, b].flatMap(c => c.distinct === undefined ? [] : [c.distinct])
  return 1 / Math.max(1, known.length ? Math.max(...known) : Math.min(a.of, b.of))
}
type Pair = readonly [ColumnEstimate, ColumnEstimate]
/** The left and the right side's column of an equality that joins the two sides. */
function keyPair(e: Expression, left: Columns, right: Columns): Pair | undefined {
  if (e.node !== 'call' || (e.function.name !== 'eq' && e.function.name !== 'eqNullSafe')) return undefined
  const [a, b] = e.args as readonly [Expression, Expression]
  const within = (x: Expression, columns: Columns): ColumnEstimate | undefined =>
    [...references(x).keys()].every(id => columns.has(id)) ? columnOf(x, columns) : undefined
  const al = within(a, left), br = within(b, right)
  if (al && br) return [al, br]
  const bl = within(b, left), ar = within(a, right)
  return bl && ar ? [bl, ar] : undefined
}
