/** Plans for tests, written shortly: `table('t', { a: int32 }).filter(f.gt($.a, 5))`. Each step is analysed as a verb would. */
import {
  alias, literal, unresolvedCall, unresolvedColumn, type Alias, type Expression, type NamedExpression, type SortKey,
} from '../../src/logical/expression.js'
import { aggregate } from '../../src/logical/node/aggregate.js'
import { deduplicate } from '../../src/logical/node/deduplicate.js'
import { distinct } from '../../src/logical/node/distinct.js'
import { filter } from '../../src/logical/node/filter.js'
import { type JoinKind } from '../../src/logical/node/join.js'
import { formatPlan } from '../../src/logical/node/kinds.js'
import { limit } from '../../src/logical/node/limit.js'
import { project } from '../../src/logical/node/project.js'
import { relation } from '../../src/logical/node/relation.js'
import { sample } from '../../src/logical/node/sample.js'
import { setOperation } from '../../src/logical/node/set-operation.js'
import { sort } from '../../src/logical/node/sort.js'
import { union } from '../../src/logical/node/union.js'
import type { LogicalPlan } from '../../src/logical/plan.js'
import type { Statistics } from '../../src/logical/source.js'
import { analyze } from '../../src/rules/analysis/analyze.js'
import { checkAnalyzed } from '../../src/rules/analysis/check.js'
import { analyzeJoin } from '../../src/rules/analysis/join.js'
import { execute } from '../../src/rules/executor.js'
import { optimize } from '../../src/rules/optimize.js'
import type { Rule } from '../../src/rules/rule.js'
import { bool, field, float64, int32, utf8, voidType, type DataType } from '../../src/types/data-type.js'
import type { EngineValue } from '../../src/types/representation.js'
import { FakeSource } from './fake-source.js'

export type Operand = Expression | string | number | bigint | boolean | null
/** A column of the input by name. */
export const $: Readonly<Record<string, Expression>> = new Proxy({}, { get: (_, name) => unresolvedColumn(String(name)) })
/** In a join's condition: of the left and of the right side. */
export const l: typeof $ = new Proxy({}, { get: (_, name) => unresolvedColumn(String(name), 1) })
export const r: typeof $ = new Proxy({}, { get: (_, name) => unresolvedColumn(String(name), 2) })
/** A function by name. */
export const f: Readonly<Record<string, (...args: readonly Operand[]) => Expression>> =
  new Proxy({}, { get: (_, name) => (...args: readonly Operand[]) => unresolvedCall(String(name), args.map(operand)) })

export function operand(value: Operand): Expression {
  if (typeof value === 'object' && value !== null) return value
  const type = value === null ? voidType : typeof value === 'string' ? utf8 : typeof value === 'boolean' ? bool
    : typeof value === 'number' ? (Number.isInteger(value) ? int32 : float64) : int32
  return literal(value, type, true)
}
/** A literal of a type of its own, which does not give way. */
export const firm = (value: EngineValue, type: DataType): Expression => literal(value, type)
export const desc = (child: Expression): SortKey => ({ child, descending: true, nullsFirst: false })
type Named = Readonly<Record<string, Operand>>
const aliases = (columns: Named): Alias[] => Object.entries(columns).map(([name, e]) => alias(operand(e), name))

export class Query {
  constructor(readonly plan: LogicalPlan) {}
  #step(plan: LogicalPlan): Query { return new Query(analyze(plan)) }
  #named(columns: readonly (string | Named)[]): NamedExpression[] {
    return columns.flatMap((c): NamedExpression[] => typeof c === 'string' ? [this.plan.output.find(a => a.name === c)!] : aliases(c))
  }
  filter(condition: Operand): Query { return this.#step(filter(this.plan, operand(condition))) }
  /** Names as they are, then computed columns. */
  select(...columns: readonly (string | Named)[]): Query {
    return this.#step(project(this.plan, this.#named(columns)))
  }
  with(columns: Named): Query {
    return this.#step(project(this.plan, [...this.plan.output.filter(a => !(a.name in columns)), ...aliases(columns)]))
  }
  groupBy(keys: readonly (string | Named)[], columns: Named): Query {
    const named = this.#named(keys)
    return this.#step(aggregate(this.plan, named.map(k => k.node === 'alias' ? k.child : k), [...named, ...aliases(columns)]))
  }
  /** Both sides' columns; pass a projection on where names clash. */
  join(other: Query, condition: Expression | undefined, kind: JoinKind = 'inner'): Query {
    return new Query(analyzeJoin(this.plan, other.plan, kind, condition, { left: 1, right: 2 }))
  }
  sort(...keys: readonly (SortKey | Expression)[]): Query {
    return this.#step(sort(this.plan, keys.map(k => 'node' in k ? { child: k, descending: false, nullsFirst: true } : k)))
  }
  limit(count: number, offset = 0): Query { return this.#step(limit(this.plan, count, offset)) }
  distinct(): Query { return this.#step(distinct(this.plan)) }
  deduplicate(...names: readonly string[]): Query { return this.#step(deduplicate(this.plan, this.#named(names))) }
  sample(fraction: number, seed = 1): Query { return this.#step(sample(this.plan, fraction, seed)) }
  union(...others: readonly Query[]): Query { return this.#step(union([this.plan, ...others.map(o => o.plan)])) }
  intersect(other: Query): Query { return this.#step(setOperation(this.plan, other.plan, 'intersect')) }
  except(other: Query): Query { return this.#step(setOperation(this.plan, other.plan, 'except')) }
}

export interface TableOptions {
  readonly statistics?: Statistics
  readonly rows?: readonly (readonly EngineValue[])[]
  /** Columns whose comparisons with literals the source can use. */
  readonly filters?: 'none' | 'hint' | 'exact'
  readonly limits?: boolean
}
/** Columns are nullable unless their name is in `present`. */
type Columns = Readonly<Record<string, DataType>>
export function table(name: string, columns: Columns, options: TableOptions & { readonly present?: readonly string[] } = {}): Query {
  const fields = Object.entries(columns).map(([n, type]) => field(n, type, !options.present?.includes(n)))
  return new Query(relation(new FakeSource(name, fields, options)))
}

const context = { timeZone: 'Europe/Berlin', warn: () => {} }
/** The plan before and after these rules, run to a fixed point, as one text. */
export function rewritten(query: Query, ...rules: readonly Rule[]): string {
  const after = execute(query.plan, [{ name: 'test', runs: 'fixedPoint', rules }], context)
  checkAnalyzed(after)
  return `${formatPlan(query.plan)}\n----\n${formatPlan(after)}`
}
/** The plan after these rules ran once. */
export function rewrittenOnce(query: Query, ...rules: readonly Rule[]): string {
  const after = execute(query.plan, [{ name: 'test', runs: 'once', rules }], context)
  checkAnalyzed(after)
  return `${formatPlan(query.plan)}\n----\n${formatPlan(after)}`
}
/** A condition before and after these rules. */
export function simplified(query: Query, condition: Operand, ...rules: readonly Rule[]): string {
  const lines = rewritten(query.select({ it: condition }), ...rules).split('\n').filter(line => line.startsWith('Project'))
  return lines.map(line => line.replace(/^Project \[(.*) as it\]$/, '$1')).join('  →  ')
}
/** The fully optimised plan. */
export function optimized(query: Query): string {
  const after = optimize(query.plan, { timeZone: 'Europe/Berlin' })
  checkAnalyzed(after)
  return formatPlan(after)
}
