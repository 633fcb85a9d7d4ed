/** Answers the questions of the golden files with the engine: row by row, and in compiled and interpreted queries. */
import type { Answered, Case, Constant, Failure, Term, Value } from '../../conformance/format.js'
import { TypedFrameError } from '../../src/errors/raise.js'
import { fromEngine } from '../../src/io/rows/from-engine.js'
import { rowsSource } from '../../src/io/rows/source.js'
import { toEngine } from '../../src/io/rows/to-engine.js'
import { alias, cast, literal, typeOf, unresolvedCall, unresolvedColumn, type Expression } from '../../src/logical/expression.js'
import { aggregate } from '../../src/logical/node/aggregate.js'
import { filter } from '../../src/logical/node/filter.js'
import { project } from '../../src/logical/node/project.js'
import { relation } from '../../src/logical/node/relation.js'
import type { LogicalPlan } from '../../src/logical/plan.js'
import { analyze } from '../../src/rules/analysis/analyze.js'
import { evaluate } from '../../src/rules/evaluate.js'
import { fillTimeZone } from '../../src/rules/optimizer/finish-analysis.js'
import { LocalExecutor } from '../../src/session/local-executor.js'
import { field, int32, type DataType, type Field } from '../../src/types/data-type.js'
import type { EngineValue } from '../../src/types/representation.js'
import { exact, parseType, shown, toRow, typeText } from './values.js'

export type Outcome = Value | Failure
export type Tier = 'wasm' | 'closures'
type Row = Readonly<Record<string, unknown>>

const executors = new Map<string, LocalExecutor>()
function executor(tier: Tier, timeZone: string): LocalExecutor {
  const key = `${tier} ${timeZone}`, made = executors.get(key) ?? new LocalExecutor({ tier, timeZone, ...exact })
  executors.set(key, made)
  return made
}
const place = (): { row: number; column: string; path: string[] } => ({ row: 0, column: '', path: [] })
const engineValue = (value: Value, type: DataType): EngineValue => value === null ? null : toEngine(type)(toRow(value, type), place())

function expressionOf(term: Term): Expression {
  if (typeof term === 'number') return unresolvedColumn(`c${term}`)
  if (!('call' in term)) return constantOf(term)
  const args = term.args.map(expressionOf)
  if (term.to) return cast(args[0]!, parseType(term.to), { attempt: term.call === 'tryCast' })
  return unresolvedCall(term.call, args, { distinct: term.distinct ?? false })
}
function constantOf({ type, value }: Constant): Expression {
  const parsed = parseType(type)
  return literal(engineValue(value, parsed), parsed)
}

/** An error as golden files write it; what is no error of ours is a difference from any answer. */
export function failure(error: unknown): Failure {
  if (error instanceof TypedFrameError && error.condition !== 'INTERNAL_ERROR') return { error: error.condition }
  return { error: `! ${error instanceof Error ? error.message : String(error)}` }
}

/** One question's plan over any cases. */
export class Asked {
  readonly #fields: readonly Field[]
  readonly #expression: Expression
  /** Of the result. */
  readonly type: DataType

  /** @throws TypedFrameError of the analysis */
  constructor(readonly question: Answered, { term = question.term,
    nullable = true }: { readonly term?: Term; readonly nullable?: boolean } = {}) {
    const columns = question.types.map((t, n) => field(`c${n}`, parseType(t), nullable))
    this.#fields = [field('k', int32, false), ...columns]
    this.#expression = expressionOf(term)
    this.type = this.#plan([], false).output.at(-1)!.type
  }
  get typeText(): string { return typeText(this.type) }
  #plan(rows: readonly Row[], grouped: boolean): LogicalPlan {
    const source = relation(rowsSource(this.#fields, rows)), result = alias(this.#expression, 'r')
    if (!this.question.aggregate) return analyze(project(source, [source.output[0]!, result]))
    return analyze(grouped ? aggregate(source, [source.output[0]!], [source.output[0]!, result]) : aggregate(source, [], [result]))
  }
  #rows(cases: readonly Case[]): Row[] {
    return cases.flatMap((c, k) => (this.question.aggregate ? c as readonly (readonly Value[])[] : [c as readonly Value[]])
      .map(row => Object.fromEntries([['k', k], ...row.map((v, n) => [`c${n}`, toRow(v, this.#fields[n + 1]!.type)] as const)])))
  }
  /** All cases in one query. @throws the error of the first that fails. */
  async together(cases: readonly Case[], tier: Tier): Promise<Value[]> {
    const plan = this.#plan(this.#rows(cases), true), results = new Map<number, Value>()
    for await (const rows of executor(tier, this.question.zone).rows(plan, {})) for (const row of rows) results.set(row['k'] as number,
      shown(row['r'], this.type))
    return Promise.all(cases.map((c, k) => results.has(k) ? results.get(k)! : this.single(c, tier)))
  }
  /** Of the cases, those that the expression as a filter's condition lets through: what it says where it is true. */
  async kept(cases: readonly Case[], tier: Tier): Promise<ReadonlySet<Case>> {
    const plan = analyze(filter(relation(rowsSource(this.#fields, this.#rows(cases))), this.#expression)), kept = new Set<Case>()
    for await (const rows of executor(tier, this.question.zone).rows(plan, {})) for (const row of rows) kept.add(cases[row['k'] as number]!)
    return kept
  }
  /** A query of its own. */
  async single(c: Case, tier: Tier): Promise<Value> {
    const plan = this.#plan(this.#rows([c]), false)
    for await (const rows of executor(tier, this.question.zone).rows(plan, {})) for (const row of rows) return shown(row['r'], this.type)
    throw new RangeError('no row came back')
  }
  /** With the functions' own `evaluate`, as constants are folded. */
  evaluated(): (c: Case) => Value {
    const plan = fillTimeZone.apply(this.#plan([], false), { timeZone: this.question.zone, warn: () => {} })
    if (plan.node !== 'project') throw new TypeError('aggregates have no value of one row')
    const { output } = plan.children[0]!, made = plan.columns[1]!
    const user = fromEngine(typeOf(made), exact, 'r')
    return c => shown(user(evaluate(made, new Map(output.slice(1).map((a, n) => [a.id, engineValue((c as readonly Value[])[n]!,
      a.type)])))), this.type)
  }
}
