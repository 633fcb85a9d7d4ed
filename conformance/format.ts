/** What the golden files hold. Spark answers in `golden.py`, the engine in `test/conformance`. */

/** A column of the case by its number, a constant, or a call: a function of the registry, `cast` or `tryCast`. */
export type Term = number | Constant | Call
export interface Constant { readonly type: string; readonly value: Value }
export interface Call { readonly call: string; readonly args: readonly Term[]; readonly to?: string; readonly distinct?: boolean }
/**
 * A value as text, of the type that stands elsewhere: `-0.0`, `NaN`, `1.50`, `2024-02-29`, bytes as hex digits, instants in
 * UTC with a Z. Lists are arrays, structs arrays of their members, maps arrays of entries.
 */
export type Value = string | null | readonly Value[]

/** One expression over several cases of arguments, asked of Spark as `SELECT <sql> FROM VALUES <cases>`. */
export interface Question {
  /** The golden file. */
  readonly family: string
  readonly term: Term
  /** The same in Spark's SQL, over columns c0, c1, … */
  readonly sql: string
  /** Types of the columns, as Spark writes them. */
  readonly types: readonly string[]
  /** The session's time zone. */
  readonly zone: string
  /** true: the expression is an aggregate, and a case is not one row of arguments but any number of rows. */
  readonly aggregate: boolean
  readonly cases: readonly Case[]
}
/** The arguments in order; for an aggregate any number of rows of them. */
export type Case = readonly Value[] | readonly (readonly Value[])[]
/** Why there is no value: Spark's error condition, with its subcondition. */
export interface Failure { readonly error: string }
/** A question with Spark's answers: the result's type and each case's answer, or the error of the analysis. */
export interface Answered extends Omit<Question, 'family' | 'cases'> {
  readonly type?: string
  readonly error?: string
  readonly cases: readonly (readonly [Case, Value | Failure])[]
}
export interface Golden { readonly spark: string; readonly questions: readonly Answered[] }
/** Cases that are meant to differ from Spark: the test wants exactly so many of them, and no others. */
export interface KnownDifference {
  readonly reason: string
  readonly cases: number
  readonly family: string
  /** Regular expressions, each of the JSON or text; left out: any. `expression`: of `sql [types] zone`. */
  readonly expression?: string
  readonly arguments?: string
  readonly spark?: string
  readonly ours?: string
}
