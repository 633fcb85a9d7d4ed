/** Runs logical plans row by row, as their nodes' descriptions say and without any cleverness: what optimised plans are compared with. */
import { equality, comparator } from '../../src/functions/comparison/order.js'
import type { AggregateImplementation, StateKind } from '../../src/functions/declare.js'
import { canonical } from '../../src/logical/canonical.js'
import {
  childrenOf, literal, typeOf, withChildren, type AggregateCall, type Attribute, type Expression, type SortKey,
} from '../../src/logical/expression.js'
import type { Aggregate } from '../../src/logical/node/aggregate.js'
import type { Join } from '../../src/logical/node/join.js'
import type { LogicalPlan } from '../../src/logical/plan.js'
import { raise } from '../../src/errors/raise.js'
import { evaluate } from '../../src/rules/evaluate.js'
import type { EngineValue } from '../../src/types/representation.js'
import { FakeSource } from './fake-source.js'

export type Row = readonly EngineValue[]
const bound = (columns: readonly Attribute[], row: Row) => new Map(columns.map((a, n) => [a.id, row[n]!]))

export function interpret(plan: LogicalPlan): readonly Row[] {
  const [first, second] = plan.children
  switch (plan.node) {
    case 'relation':
      return plan.source instanceof FakeSource ? plan.source.rows : raise('INTERNAL_ERROR', { message: 'Only fake sources.' })
    case 'localRelation': return plan.rows
    case 'filter': return interpret(first!).filter(row => evaluate(plan.condition, bound(first!.output, row)) === true)
    case 'project': return interpret(first!).map(row => plan.columns.map(c => evaluate(c, bound(first!.output, row))))
    case 'aggregate': return aggregated(plan, interpret(first!))
    case 'join': return joined(plan, interpret(first!), interpret(second!))
    case 'limit': return interpret(first!).slice(plan.offset, plan.offset + plan.count)
    case 'union': return plan.children.flatMap(interpret)
    case 'sort': {
      const rows = interpret(first!).map(row => ({ row, values: plan.keys.map(k => evaluate(k.child, bound(first!.output, row))) }))
      const order = (a: Row, b: Row): number => plan.keys.reduce((found, k, n) => found || compare(a[n]!, b[n]!, k), 0)
      return rows.sort((a, b) => order(a.values, b.values)).map(r => r.row)
    }
    case 'distinct': return firsts(interpret(first!), row => row)
    case 'deduplicate': return firsts(interpret(first!), row => plan.keys.map(k => evaluate(k, bound(first!.output, row))))
    case 'setOperation': {
      const right = new Set(interpret(second!).map(keyOf))
      return firsts(interpret(first!), row => row).filter(row => right.has(keyOf(row)) === (plan.operation === 'intersect'))
    }
    default: return raise('INTERNAL_ERROR', { message: `No ${plan.node} here.` })
  }
}
function compare(a: EngineValue, b: EngineValue, { child, descending, nullsFirst }: SortKey): number {
  if (a === null || b === null) return a === b ? 0 : (a === null) === nullsFirst ? -1 : 1
  const order = comparator(typeOf(child))(a, b)
  return descending ? -order : order
}
/** Equal texts: equal rows. */
export const keyOf = (row: Row): string => row.map(textOf).join('|')
function textOf(v: EngineValue): string {
  if (typeof v === 'bigint') return `${v}n`
  return typeof v === 'number' ? String(v === 0 ? 0 : v) : JSON.stringify(v)
}
function firsts(rows: readonly Row[], by: (row: Row) => Row): readonly Row[] {
  const seen = new Set<string>()
  return rows.filter(row => {
    const key = keyOf(by(row)), fresh = !seen.has(key)
    seen.add(key)
    return fresh
  })
}
function joined(plan: Join, left: readonly Row[], right: readonly Row[]): readonly Row[] {
  const columns = plan.children.flatMap(c => c.output)
  const matches = (l: Row, r: Row): boolean => !plan.condition || evaluate(plan.condition, bound(columns, [...l, ...r])) === true
  const partners = left.map(l => right.filter(r => matches(l, r)))
  const nulls = (side: number): Row => plan.children[side]!.output.map(() => null)
  const pairs = left.flatMap((l, n) => partners[n]!.map(r => [...l, ...r]))
  const alone = left.filter((_, n) => !partners[n]!.length)
  const others = right.filter(r => !partners.some(p => p.includes(r)))
  switch (plan.kind) {
    case 'inner': case 'cross': return pairs
    case 'semi': return left.filter((_, n) => partners[n]!.length)
    case 'anti': return alone
    case 'left': return [...pairs, ...alone.map(l => [...l, ...nulls(1)])]
    case 'right': return [...pairs, ...others.map(r => [...nulls(0), ...r])]
    case 'full': return [...pairs, ...alone.map(l => [...l, ...nulls(1)]), ...others.map(r => [...nulls(0), ...r])]
  }
}
function aggregated(plan: Aggregate, rows: readonly Row[]): readonly Row[] {
  const input = plan.children[0]!.output
  const groups = new Map<string, { readonly key: Row; readonly rows: Row[] }>()
  if (!plan.keys.length) groups.set('', { key: [], rows: [] })
  for (const row of rows) {
    const key = plan.keys.map(k => evaluate(k, bound(input, row))), text = keyOf(key)
    if (!groups.has(text)) groups.set(text, { key, rows: [] })
    groups.get(text)!.rows.push(row)
  }
  return [...groups.values()].map(({ key, rows }) => {
    const known = new Map(plan.keys.map((k, n) => [canonical(k), literal(key[n]!, typeOf(k))]))
    const filled = (e: Expression): Expression => {
      if (e.node === 'aggregateCall') return literal(result(e, rows.map(r => bound(input, r))), e.type)
      return known.get(canonical(e)) ?? (childrenOf(e).length ? withChildren(e, childrenOf(e).map(filled)) : e)
    }
    return plan.columns.map(c => evaluate(filled(c.node === 'alias' ? c.child : c)))
  })
}
const sameValues = (a: Row, b: Row, e: AggregateCall): boolean =>
  a.every((x, n) => x === null || b[n] === null ? x === b[n] : equality(typeOf(e.args[n]!))(x, b[n]))
const zero: Readonly<Record<StateKind, EngineValue>> = { i32: 0, i64: 0n, f64: 0, dec: 0n, text: null }
function result(e: AggregateCall, rows: readonly ReadonlyMap<number, EngineValue>[]): EngineValue {
  const made: AggregateImplementation = e.function.implement({
    args: e.args.map(typeOf), type: e.type, timeZone: undefined,
    constants: e.args.map(a => a.node === 'literal' ? a.value : undefined),
  })
  const kept = rows.filter(r => !e.filter || evaluate(e.filter, r) === true).map(r => e.args.map(a => evaluate(a, r)))
  const distinct = e.distinct ? kept.filter((v, n) => kept.findIndex(o => sameValues(o, v, e)) === n) : kept
  const seen = distinct.filter(v => !made.skipsNulls || v.every(x => x !== null))
  if (made.how === 'collect') return made.finish(seen.map(v => v[0]!))
  const state = Object.fromEntries(Object.entries(made.state).map(([name, kind]) => [name, zero[kind]]))
  const names = Object.keys(e.function.args)
  for (const v of seen) made.evaluate.update(state, Object.fromEntries(names.map((n, i) => [n, v[i]])))
  return made.evaluate.finish(state)
}
