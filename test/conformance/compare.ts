/** Where the engine's answer is not Spark's. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Answered, Case, Constant, Failure, Golden, Term, Value } from '../../conformance/format.js'
import { Asked, failure, type Outcome, type Tier } from './engine.js'

const directory = new URL('../../conformance/golden/', import.meta.url)
export const families = (): readonly string[] => readdirSync(directory).map(f => f.replace('.json', '')).sort()
export const readGolden = (family: string): Golden => JSON.parse(readFileSync(new URL(`${family}.json`, directory), 'utf8')) as Golden

/** `how`: by which way of running the engine came to its answer. Without a case: in the analysis, where a type is the answer. */
export interface Difference {
  readonly question: Answered
  readonly case: Case | undefined
  readonly how: string
  readonly spark: Outcome
  readonly ours: Outcome
}
export const headOf = ({ sql, types, zone }: Answered): string => `${sql} [${types.join(', ')}]${zone === 'UTC' ? '' : ` ${zone}`}`
export const describe = ({ question, case: c, how, spark, ours }: Difference): string =>
  `${headOf(question)} ${c ? JSON.stringify(c) : ''} spark ${JSON.stringify(spark)} ours ${JSON.stringify(ours)} (${how})`

const isFailure = (o: Outcome | ReadonlySet<Case>): o is Failure => typeof o === 'object' && o !== null && 'error' in o
/** Java's mathematics and V8's may differ in the last bit. */
const inexact = new Set(['exp', 'log', 'log2', 'log10', 'pow', 'stddev', 'stddevPop', 'variance', 'varPop'])

function same(spark: Outcome, ours: Outcome, { type, term }: Answered): boolean {
  if (isFailure(spark) || isFailure(ours)) return isFailure(spark) && isFailure(ours) && spark.error.split('.')[0] === ours.error
  const name = typeof term === 'object' && 'call' in term ? term.call : ''
  return sameValue(spark, ours, /float|double/.test(type ?? ''), inexact.has(name), name === 'collectSet')
}
function sameValue(spark: Value, ours: Value, float: boolean, near: boolean, unordered: boolean): boolean {
  if (spark === null || ours === null) return spark === ours
  if (typeof spark === 'string' || typeof ours === 'string') {
    return spark === ours || (float && typeof spark === 'string' && typeof ours === 'string' && sameNumber(spark, ours, near))
  }
  if (spark.length !== ours.length) return false
  const [a, b] = unordered ? [sorted(spark), sorted(ours)] : [spark, ours]
  return a.every((v, n) => sameValue(v, b[n]!, float, near, false))
}
const sorted = (values: readonly Value[]): readonly Value[] => [...values].sort((a, b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
function sameNumber(a: string, b: string, near: boolean): boolean {
  const x = Number(a), y = Number(b)
  return Object.is(x, y) || (near && Math.abs(x - y) <= 1e-14 * Math.max(Math.abs(x), Math.abs(y)))
}

type Check = (c: Case, spark: Outcome, ours: Outcome, how: string) => void
/** A case that Spark has a value for. */
type Good = readonly [Case, Value]

export async function compare(question: Answered): Promise<Difference[]> {
  let asked: Asked
  try {
    asked = new Asked(question)
  } catch (error) {
    return question.error?.split('.')[0] === failure(error).error ? [] : [difference(question, undefined, 'analysis', typeOf(question),
      failure(error))]
  }
  if (question.error !== undefined || asked.typeText !== question.type) return [difference(question, undefined, 'analysis',
    typeOf(question), asked.typeText)]
  const differences: Difference[] = []
  const check: Check = (c, spark, ours, how) => {
    if (!same(spark, ours, question)) differences.push(difference(question, c, how, spark, ours))
  }
  if (!question.aggregate) {
    const evaluate = asked.evaluated()
    for (const [c, spark] of question.cases) check(c, spark, caught(() => evaluate(c)), 'evaluated')
  }
  const good = question.cases.filter((c): c is Good => !isFailure(c[1]))
  for (const tier of ['wasm', 'closures'] as const) await checkTogether(asked, good, tier, check)
  for (const [c, spark] of question.cases) if (isFailure(spark)) check(c, spark, await asked.single(c, 'wasm').catch(failure), 'wasm')
  if (!question.aggregate) await checkVariants(asked, good, check)
  return differences
}
async function checkTogether(asked: Asked, good: readonly Good[], tier: Tier, check: Check, how: string = tier): Promise<void> {
  const together = await asked.together(good.map(([c]) => c), tier).catch(failure)
  if (!isFailure(together)) good.forEach(([c, spark], n) => check(c, spark, together[n]!, how))
  else for (const [c, spark] of good) check(c, spark, await asked.single(c, tier).catch(failure), how)
}
/** The same where other code is written: columns that are never null, a constant in place of the last column, the condition of a filter. */
async function checkVariants(asked: Asked, good: readonly Good[], check: Check): Promise<void> {
  const { question } = asked, whole = good.filter(([c]) => !(c as readonly Value[]).includes(null))
  await checkTogether(new Asked(question, { nullable: false }), whole, 'wasm', check, 'never null')
  const last = question.types.length - 1
  for (const value of last > 0 ? valuesOf(good, last) : []) {
    const term = replaced(question.term, last, { type: question.types[last]!, value })
    const some = good.filter(([c]) => JSON.stringify(c[last]) === JSON.stringify(value))
    await checkTogether(new Asked(question, { term }), some, 'wasm', check, 'constant')
  }
  if (question.type !== 'boolean') return
  for (const tier of ['wasm', 'closures'] as const) {
    const kept = await asked.kept(good.map(([c]) => c), tier).catch(failure)
    for (const [c, spark] of good) {
      const ours = isFailure(kept) ? kept : kept.has(c) ? 'true' : spark === 'true' ? 'false' : spark
      check(c, spark, ours, `filter, ${tier}`)
    }
  }
}
/** At most three values of a column, among them null. */
const valuesOf = (good: readonly Good[], column: number): readonly Value[] => {
  const all = good.map(([c]) => c[column] as Value), some = [all[0], all[Math.floor(all.length / 3)], all.find(v => v === null)]
  return some.filter((v, n): v is Value => v !== undefined && some.findIndex(o => JSON.stringify(o) === JSON.stringify(v)) === n)
}
function replaced(term: Term, column: number, constant: Constant): Term {
  if (typeof term === 'number') return term === column ? constant : term
  return 'call' in term ? { ...term, args: term.args.map(a => replaced(a, column, constant)) } : term
}
const difference = (question: Answered, c: Case | undefined, how: string, spark: Outcome, ours: Outcome): Difference => ({ question,
  case: c, how, spark, ours })
const typeOf = ({ type, error }: Answered): Outcome => error === undefined ? type! : { error }
function caught(work: () => Value): Outcome {
  try {
    return work()
  } catch (error) {
    return failure(error)
  }
}
